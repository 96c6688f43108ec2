//! What stands around every page.

use regain_storage::portal::Role;

use super::{Done, assets};
use crate::sign_in::Scope;
use crate::visit::{Me, Visitor};
use crate::words::{Language, Words};

/// Which part of the portal a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// None: sign-in, faults.
    None,
    /// Security info.
    SecurityInfo,
    /// Sessions and history.
    Sessions,
    /// Administration.
    Administration,
}

/// What the base template needs. Templates call it `frame`; the words are `frame.w`.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The words.
    pub w: Words,
    /// Path and query of this page, without the choice of a language.
    pub path: String,
    /// The part it belongs to.
    pub tab: Tab,
    /// Who is signed in.
    pub name: Option<String>,
    /// Whether the tabs are shown: the session reaches more than enrolment.
    pub full: bool,
    /// Whether Administration is among them.
    pub helps: bool,
    /// What was just done, said once on top.
    pub done: Option<Done>,
    /// A script this page works better with, by its name.
    pub script: Option<&'static str>,
    /// Seconds after which a page that waits for something is asked for again, without a script.
    pub refresh: Option<u32>,
}

impl Frame {
    /// For whoever is not signed in.
    pub fn of(visitor: &Visitor) -> Self {
        Self {
            w: visitor.words(),
            path: visitor.path.clone(),
            tab: Tab::None,
            name: None,
            full: false,
            helps: false,
            done: Done::of(&visitor.path),
            script: None,
            refresh: None,
        }
    }

    /// For who is signed in.
    pub fn of_me(me: &Me, tab: Tab) -> Self {
        Self {
            name: Some(me.standing.person.shown.clone()),
            full: me.scope == Scope::Full,
            helps: me.standing.person.role != Role::Member,
            tab,
            ..Self::of(&me.visitor)
        }
    }

    /// With a script that this page works better with.
    #[must_use]
    pub fn with_script(self, script: &'static str) -> Self {
        Self { script: Some(script), ..self }
    }

    /// The address of a file.
    #[expect(clippy::unused_self, reason = "templates call what they have: a frame")]
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    /// The other languages, each with the address of this page in it.
    pub fn languages(&self) -> Vec<(Language, String)> {
        let separator = if self.path.contains('?') { '&' } else { '?' };
        let others = Language::ALL.into_iter().filter(|language| *language != self.w.language());
        others.map(|other| (other, format!("{}{separator}lang={}", self.path, other.tag()))).collect()
    }

    /// What was just done, as a sentence.
    pub fn done_said(&self) -> Option<&'static str> {
        self.done.map(|done| done.said(self.w))
    }

    /// Whether this part is the one shown.
    pub fn is_at(&self, tab: &str) -> bool {
        tab == match self.tab {
            Tab::None => "",
            Tab::SecurityInfo => "security-info",
            Tab::Sessions => "sessions",
            Tab::Administration => "admin",
        }
    }
}
