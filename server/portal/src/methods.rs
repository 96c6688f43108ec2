//! Rules about a person's own methods.

mod default;
mod first_code;
mod go_live;
mod remove;
mod report;
mod unseen;

pub use default::{DefaultRefusal, may_be_default};
pub use first_code::{FirstCode, first_code};
pub use go_live::{LiveRefusal, Replacing, go_live};
pub use remove::{RemoveRefusal, may_remove};
pub use report::{ReportRefusal, ResumeProof, ResumeRefusal, may_report_lost, may_resume};
pub use unseen::unseen_since_a_newer;
