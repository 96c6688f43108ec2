//! What is wanted, with everything that a second administrator must know to do it.

use regain_storage::portal::{MethodKind, Role};

use crate::acts::Act;
use crate::notes::Note;
use crate::people::Deed;

/// A deed that may need a second administrator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// A pass.
    Pass {
        /// For how long, ms.
        ms: u64,
        /// Whether it is good once only.
        once: bool,
        /// What was checked before, in the words of whoever helps.
        checked: String,
    },
    /// All methods of these kinds go.
    Reregistration(Vec<MethodKind>),
    /// The account is disabled.
    Disabled,
    /// The account is enabled again.
    Enabled,
    /// Another role.
    Role(Role),
}

impl Wanted {
    /// What the rules say about.
    pub fn deed(&self) -> Deed {
        match self {
            Self::Pass { .. } => Deed::IssuePass,
            Self::Reregistration(_) => Deed::RequireReregistration,
            Self::Disabled => Deed::Disable,
            Self::Enabled => Deed::Enable,
            Self::Role(role) => Deed::GiveRole(*role),
        }
    }

    /// What is written down when it is done.
    pub fn act(&self) -> Act {
        match self {
            Self::Pass { .. } => Act::PassIssued,
            Self::Reregistration(_) => Act::ReregistrationRequired,
            Self::Disabled => Act::Disabled,
            Self::Enabled => Act::Enabled,
            Self::Role(_) => Act::RoleGiven,
        }
    }

    /// With its particulars, for the audit log.
    pub fn noted(&self, note: Note) -> Note {
        match self {
            Self::Pass { ms, once, checked } => {
                note.with("minutes", ms / 60_000).with("once", *once).with("checked", checked.as_str())
            }
            Self::Reregistration(kinds) => {
                let names: Vec<String> = kinds.iter().map(|kind| format!("{kind:?}")).collect();
                note.with("kinds", names)
            }
            Self::Disabled | Self::Enabled => note,
            Self::Role(role) => note.with("role", format!("{role:?}")),
        }
    }

    /// As it is stored while it waits.
    pub fn text(&self) -> String {
        match self {
            Self::Pass { ms, once, checked } => {
                format!("pass {ms} {} {checked}", if *once { "once" } else { "often" })
            }
            Self::Reregistration(kinds) => {
                let numbers: Vec<String> = kinds.iter().map(|kind| (*kind as u8).to_string()).collect();
                format!("reregistration {}", numbers.join(","))
            }
            Self::Disabled => "disabled".to_owned(),
            Self::Enabled => "enabled".to_owned(),
            Self::Role(role) => format!("role {}", *role as u8),
        }
    }

    /// From its stored form.
    pub fn read(text: &str) -> Option<Self> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        match word {
            "pass" => {
                let mut parts = rest.splitn(3, ' ');
                let ms = parts.next()?.parse().ok()?;
                let once = match parts.next()? {
                    "once" => true,
                    "often" => false,
                    _ => return None,
                };
                Some(Self::Pass { ms, once, checked: parts.next()?.to_owned() })
            }
            "reregistration" => {
                let kind = |number: &str| number.parse().ok().and_then(MethodKind::from_number);
                rest.split(',').map(kind).collect::<Option<_>>().map(Self::Reregistration)
            }
            "disabled" => Some(Self::Disabled),
            "enabled" => Some(Self::Enabled),
            "role" => rest.parse().ok().and_then(Role::from_number).map(Self::Role),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_read_as_it_was_meant() {
        for wanted in [
            Wanted::Pass { ms: 3_600_000, once: true, checked: "saw her badge, called back".to_owned() },
            Wanted::Pass { ms: 600_000, once: false, checked: "line\nbreak  and spaces".to_owned() },
            Wanted::Reregistration(vec![MethodKind::Approval, MethodKind::Passkey]),
            Wanted::Disabled,
            Wanted::Enabled,
            Wanted::Role(Role::HelpDesk),
        ] {
            assert_eq!(Wanted::read(&wanted.text()), Some(wanted));
        }
        for text in ["", "pass", "pass 1 twice x", "reregistration ", "reregistration 9", "role 7", "delete"]
        {
            assert_eq!(Wanted::read(text), None, "{text:?}");
        }
    }
}
