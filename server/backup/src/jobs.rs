//! What happens without being asked: mails leave, the past thins out, what has ended is forgotten.

mod mailer;
mod run;

pub use mailer::{Carrier, CarryError, Carrying, run_mailer};
pub use run::run_jobs;
