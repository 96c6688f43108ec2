//! What is done on the host itself: whoever runs the server is in charge of it anyway, and everything done this way is written down and told.

mod audit;
mod first_run;
mod list;
mod recover;

pub use audit::check_audit;
pub use first_run::first_run_link;
pub use list::{PersonLine, list_people};
pub use recover::{HostError, Issued, recover};
