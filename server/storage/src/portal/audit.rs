//! The audit log: append-only, each line bound to the one before by its hash.

use regain_log::Hash;

use super::PersonId;
use crate::{NewMail, Pending};

/// A line to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAudit {
    /// When, ms.
    pub at: u64,
    /// Who did it; `None`: the host, or somebody who did not sign in.
    pub actor: Option<PersonId>,
    /// To whom.
    pub target: Option<PersonId>,
    /// What, a word.
    pub action: String,
    /// From where: address and browser.
    pub origin: String,
    /// With which evidence: the names of RFC 8176, separated by spaces.
    pub evidence: String,
    /// Anything else, as JSON.
    pub details: String,
}

/// A line as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Its place, from 1, without gaps.
    pub number: u64,
    /// What it says.
    pub line: NewAudit,
    /// Its hash.
    pub hash: [u8; 32],
}

impl AuditRow {
    /// The line after one with this number and hash (0 and zeros: the first).
    pub fn after(number: u64, hash: &[u8; 32], line: NewAudit) -> Self {
        let number = number + 1;
        Self { number, hash: chained(number, hash, &line), line }
    }

    /// Whether it follows this line (0 and zeros: it is the first) and says what it said when it was written.
    pub fn follows(&self, number: u64, hash: &[u8; 32]) -> bool {
        self.number == number + 1 && self.hash == chained(self.number, hash, &self.line)
    }
}

/// Frozen: `regain audit 1`, number, hash of the line before, time, then actor, target and the four texts, each with its length.
fn chained(number: u64, previous: &[u8; 32], line: &NewAudit) -> [u8; 32] {
    let id = |person: Option<PersonId>| person.map_or(Vec::new(), |person| person.0.to_vec());
    let texts = [&line.action, &line.origin, &line.evidence, &line.details];
    let fields =
        [id(line.actor), id(line.target)].into_iter().chain(texts.map(|text| text.clone().into_bytes()));
    let mut bytes = b"regain audit 1".to_vec();
    bytes.extend(number.to_be_bytes());
    bytes.extend(previous);
    bytes.extend(line.at.to_be_bytes());
    for field in fields {
        bytes.extend((field.len() as u64).to_be_bytes());
        bytes.extend(field);
    }
    Hash::of(&[&bytes]).0
}

/// What is written together with a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notes {
    /// The line in the audit log.
    pub audit: NewAudit,
    /// The mails about it.
    pub mails: Vec<NewMail>,
}

/// Which lines are wanted.
#[derive(Debug, Clone, Default)]
pub struct AuditQuery {
    /// Only lines before this number.
    pub before: Option<u64>,
    /// Only lines about or by this person.
    pub person: Option<PersonId>,
    /// Only this action.
    pub action: Option<String>,
    /// At most so many.
    pub limit: usize,
}

/// The audit log. Nothing changes or removes a line.
pub trait AuditLog {
    /// Writes a line that stands for no change here: a failed sign-in, a command on the host. Returns its number.
    fn append_audit(&self, line: NewAudit) -> Pending<'_, u64>;

    /// The same, with mails about it.
    fn append_notes(&self, notes: Notes) -> Pending<'_, ()>;

    /// Lines, the newest first.
    fn search_audit(&self, query: AuditQuery) -> Pending<'_, Vec<AuditRow>>;

    /// The lines after this number, in order: for an export, or to check the chain.
    fn audit_after(&self, number: u64, limit: usize) -> Pending<'_, Vec<AuditRow>>;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> NewAudit {
        NewAudit {
            at: 1_768_464_000_000,
            actor: Some(PersonId([1; 16])),
            target: None,
            action: "method-removed".to_owned(),
            origin: "192.0.2.7 Firefox".to_owned(),
            evidence: "mfa otp pwd".to_owned(),
            details: "{}".to_owned(),
        }
    }

    #[test]
    fn the_hash_of_a_line_is_frozen() {
        let row = AuditRow::after(0, &[0; 32], line());
        let hex = row.hash.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        assert_eq!(hex, "14d233162ca36b50f6da436d9fdfb211c3f14737b794090fa3cbad9e3fecd99f");
    }

    #[test]
    fn a_line_that_was_changed_moved_or_cut_out_is_found() {
        let first = AuditRow::after(0, &[0; 32], line());
        let second = AuditRow::after(first.number, &first.hash, line());
        assert!(first.follows(0, &[0; 32]) && second.follows(1, &first.hash));
        assert!(!second.follows(0, &[0; 32]), "the first line was cut out");
        let changes: [fn(&mut AuditRow); 8] = [
            |row| row.line.at += 1,
            |row| row.line.actor = None,
            |row| row.line.target = row.line.actor.take(),
            |row| row.line.action.push('x'),
            |row| row.line.origin.clear(),
            |row| row.line.evidence = "pwd".to_owned(),
            |row| row.line.details = String::new(),
            // The border between two texts.
            |row| row.line.action.push(row.line.origin.remove(0)),
        ];
        for change in changes {
            let mut changed = second.clone();
            change(&mut changed);
            assert!(!changed.follows(1, &first.hash), "{changed:?}");
        }
    }
}
