//! Adding the app: a code that is shown once, a key that a device brings, a test whose number stands in the browser.

mod code;
mod events;
mod offer;
mod progress;

pub use code::{EnrolmentId, app_link, kept};
pub use events::events;
pub use offer::offer;
pub use progress::{Progress, progress};
