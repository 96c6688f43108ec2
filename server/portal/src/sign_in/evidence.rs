//! What a step needs, and what it adds.

use regain_storage::portal::{Evidence, MethodKind, PersonState};

use super::attempt::{Attempt, has};
use crate::Standing;

/// Why a step is not open, or what it proved is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StepRefusal {
    /// The attempt's time is over.
    #[error("the sign-in took too long and must begin again")]
    Over,
    /// The attempt is about somebody else, or about nobody.
    #[error("the sign-in is about another person")]
    OtherPerson,
    /// The person may not sign in.
    #[error("the account is disabled")]
    Disabled,
    /// The password comes first: a code or an approval asked for without it would be open to guessing, and to flooding a phone.
    #[error("the password comes first")]
    PasswordFirst,
    /// This was proven already; proving it again adds nothing.
    #[error("this was proven already")]
    Given,
    /// No method of this kind is in use.
    #[error("no method of this kind is in use")]
    NoMethod,
    /// The evidence is not by a live method of this person, or not from this attempt.
    #[error("the proof is not of this sign-in")]
    NotBacked,
}

/// Whether a step of this kind is open. Asked before a secret is looked at, a number is shown, or a request is sent to a phone.
pub fn may_try(
    attempt: &Attempt,
    kind: MethodKind,
    standing: &Standing,
    now: u64,
) -> Result<(), StepRefusal> {
    if attempt.is_over(now) {
        return Err(StepRefusal::Over);
    }
    if attempt.person != Some(standing.person.id) {
        return Err(StepRefusal::OtherPerson);
    }
    if standing.person.state == PersonState::Disabled {
        return Err(StepRefusal::Disabled);
    }
    let counting = attempt.counting(standing, now);
    if !matches!(kind, MethodKind::Password | MethodKind::Passkey) && !has(&counting, MethodKind::Password) {
        return Err(StepRefusal::PasswordFirst);
    }
    if has(&counting, kind) {
        return Err(StepRefusal::Given);
    }
    if standing.usable(now).all(|usable| usable != kind) {
        return Err(StepRefusal::NoMethod);
    }
    Ok(())
}

/// The attempt with what a verifier has just proven. Its conditions are those of [`may_try`], except that what was consumed may
/// have been the last of its kind.
pub fn record(
    attempt: &Attempt,
    evidence: Evidence,
    standing: &Standing,
    now: u64,
) -> Result<Attempt, StepRefusal> {
    match may_try(attempt, evidence.kind, standing, now) {
        Ok(()) | Err(StepRefusal::NoMethod) => {}
        Err(refusal) => return Err(refusal),
    }
    if evidence.at < attempt.started || !standing.backs(evidence, now) {
        return Err(StepRefusal::NotBacked);
    }
    let mut moved = attempt.clone();
    // What does not count any more, of a password that was changed meanwhile, makes way.
    moved.evidence.retain(|old| old.kind != evidence.kind);
    moved.evidence.push(evidence);
    Ok(moved)
}
