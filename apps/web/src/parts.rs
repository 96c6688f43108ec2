//! What screens are made of.

mod code_icon;
mod confirm;
mod field;
mod menu;
mod page;
mod passphrase;
mod qr;
mod rows;
mod snack;
mod trouble;
mod way_in;

pub use code_icon::icon;
pub use confirm::{Confirm, confirm};
pub use field::{Field, check, choice, field, labelled, radio, secret_field, select};
pub use menu::{Entry, menu};
pub use page::{entitle, loading, page, plain_page};
pub use passphrase::{Chosen, chosen_passphrase};
pub use qr::qr;
pub use rows::{definition, empty, link_row, notice};
pub use snack::{Snack, copy, say, say_undo, snackbar};
pub use trouble::{said, trouble};
pub use way_in::{WayInForm, way_in};
