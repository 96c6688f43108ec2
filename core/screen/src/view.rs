//! View models: plain data for a screen, and the pure functions that make it.

mod account;
mod backup;
mod device;
mod open;
mod placing;
mod portal;
mod search;
mod state;
mod summary;

pub use account::{BoundRow, CodeView, Row, TrashRow};
pub use backup::{BackupView, Contact, KitState};
pub use device::{DeviceRow, ExposedRow, ProposalRow, ProposalWhat};
pub use open::{Shown, borrowed, codes, open};
pub use placing::{Placing, placing};
pub use portal::{EnrolmentView, PurposeView, RequestView, RequestsView, UnreachedView, key_of};
pub use search::search;
pub use state::{LockView, Open, Phase, PreviousView, State};
pub use summary::{Change, ChangeKind, PreviewView, SummaryView};
