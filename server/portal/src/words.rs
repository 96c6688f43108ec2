//! Every sentence of a page or a mail, in English and German, from the Fluent files in `words/`: a message `sign-in-title` is the method
//! [`Words`]`::sign_in_title`. Its variables are arguments in the order of the English words; a variable that the words depend on is a
//! number.
//!
//! To add a sentence: write it into a file of `words/en` and the file of the same name in `words/de`. One that is missing in a
//! language, or uses other variables there, does not build.

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::En, Self::De];

    /// The language a BCP 47 tag asks for, if it is one of ours: `de-AT`.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split('-').next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// Its name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::De => "Deutsch",
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
