//! The language of a person's mails.

use regain_storage::portal::PersonRow;

use crate::words::{Language, Words};

/// The words for this person: in the language they last chose, else the first of ours.
pub fn words_of(person: &PersonRow) -> Words {
    Words::of(person.language.as_deref().and_then(Language::of_tag).unwrap_or_default())
}
