//! A method in a list.

use regain_storage::portal::{MethodId, MethodKind, MethodRow, MethodState};

use super::own;
use crate::Standing;
use crate::methods::{may_be_default, unseen_since_a_newer};
use crate::page::When;
use crate::words::Words;

/// A method as its owner sees it.
#[derive(Debug, Clone)]
pub struct Item {
    /// The id, for addresses.
    pub id: String,
    /// The kind, in words.
    pub kind: &'static str,
    /// Its name: what its device called itself, or what its owner calls it. Empty for what there is one of.
    pub name: String,
    /// When it was added.
    pub added: When,
    /// When it last proved something.
    pub used: Option<When>,
    /// From when on it proves nothing any more.
    pub ends: Option<When>,
    /// What else is to know, in a word or two.
    pub badges: Vec<String>,
    /// Whether it has been there unused since a newer one came.
    pub unseen: bool,
    /// It is what is asked for first.
    pub is_default: bool,
    /// It is an everyday method in use: one that may be the default, and be lost.
    pub in_use: bool,
    of: MethodKind,
}

impl Item {
    /// All methods of a person: the default, then everyday ones, then what there is one of; the newest first.
    pub fn all(standing: &Standing, w: Words, now: u64) -> Vec<Self> {
        let unseen = unseen_since_a_newer(standing);
        let default = standing.person.default_method;
        let mut rows: Vec<&MethodRow> = standing.methods.iter().collect();
        rows.sort_by_key(|row| {
            let newest = std::cmp::Reverse((row.added, row.id));
            (Some(row.id) != default, !row.kind.is_everyday(), newest)
        });
        rows.into_iter().map(|row| Self::of(standing, row, &unseen, w, now)).collect()
    }

    /// Whether it is the password, which is changed and not removed.
    pub fn is_password(&self) -> bool {
        self.of == MethodKind::Password
    }

    /// Whether it is the set of recovery codes, which is made anew.
    pub fn is_codes(&self) -> bool {
        self.of == MethodKind::RecoveryCodes
    }

    /// Whether it has a name of its own.
    pub fn has_name(&self) -> bool {
        self.of.is_everyday()
    }

    fn of(standing: &Standing, row: &MethodRow, unseen: &[MethodId], w: Words, now: u64) -> Self {
        let everyday = row.kind.is_everyday();
        let is_default = standing.person.default_method == Some(row.id);
        Self {
            id: own::text(row.id),
            kind: kind(row.kind, w),
            name: if everyday { row.name.clone() } else { String::new() },
            added: When::at(row.added),
            used: row.last_used.map(When::at),
            ends: row.ends.map(When::at),
            badges: badges(row, is_default, w, now),
            unseen: unseen.contains(&row.id),
            is_default,
            in_use: may_be_default(standing, row.id).is_ok(),
            of: row.kind,
        }
    }
}

/// The word for a kind.
pub fn kind(kind: MethodKind, w: Words) -> &'static str {
    match kind {
        MethodKind::Password => w.kind_password(),
        MethodKind::Approval => w.kind_approval(),
        MethodKind::Code => w.kind_code(),
        MethodKind::Passkey => w.kind_passkey(),
        MethodKind::RecoveryCodes => w.kind_recovery_codes(),
        MethodKind::Pass => w.kind_pass(),
    }
}

/// How a method is called in a sentence: its name, else its kind.
pub fn called(row: &MethodRow, w: Words) -> String {
    if row.kind.is_everyday() && !row.name.is_empty() {
        row.name.clone()
    } else {
        kind(row.kind, w).to_owned()
    }
}

fn badges(row: &MethodRow, is_default: bool, w: Words, now: u64) -> Vec<String> {
    let mut badges = Vec::new();
    if is_default {
        badges.push(w.badge_default().to_owned());
    }
    match row.state {
        MethodState::Waiting => badges.push(w.badge_waiting().to_owned()),
        MethodState::Suspended => badges.push(w.badge_suspended().to_owned()),
        MethodState::Live => {}
    }
    if row.kind == MethodKind::RecoveryCodes {
        badges.push(w.codes_left(row.left));
    }
    if row.limited_until.is_some_and(|until| now < until) {
        badges.push(w.badge_limited().to_owned());
    }
    badges
}
