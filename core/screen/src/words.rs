//! Every sentence on a screen, in English and German, from the Fluent files in `words/`: a message `backup-details` is the method
//! [`Words`]`::backup_details`. Its variables are arguments in the order of the English words; a variable that the words depend on is a
//! number.
//!
//! To add a sentence: write it into a file of `words/en` and the file of the same name in `words/de`. One that is missing in a
//! language, or uses other variables there, does not build.

mod portal;
mod trouble;

pub use trouble::Said;

use regain_sync::flow::member_name;

/// A language of the screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

impl Language {
    /// The language a BCP 47 tag or a POSIX locale asks for, if it is one of ours: `de-AT`, `en_GB.UTF-8`.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.']).next().unwrap_or_default();
        [Self::En, Self::De].into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }
}

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Words(Language);

impl Words {
    /// In this language.
    pub fn of(language: Language) -> Self {
        Self(language)
    }

    /// Which.
    pub fn language(self) -> Language {
        self.0
    }

    /// Who made a backup, by the name of the member: behind a way back in there was a device.
    pub fn made_by(self, member: &str) -> &str {
        match member {
            member_name::PASSPHRASE => self.made_by_passphrase(),
            member_name::KIT => self.made_by_kit(),
            member_name::GONE => self.made_by_gone(),
            device => device,
        }
    }
}

#[expect(
    clippy::match_same_arms,
    clippy::single_match_else,
    reason = "generated: some words are the same in both languages, and every plural is a match"
)]
mod generated {
    use super::{Language, Words};

    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_names_a_language_whatever_follows() {
        assert_eq!(Language::of_tag("de-AT"), Some(Language::De));
        assert_eq!(Language::of_tag("en_GB.UTF-8"), Some(Language::En));
        assert_eq!(Language::of_tag("DE"), Some(Language::De));
        assert_eq!(Language::of_tag("den"), None);
        assert_eq!(Language::of_tag("C"), None);
    }
}
