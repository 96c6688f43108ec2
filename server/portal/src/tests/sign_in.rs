//! Attempts, as tables.

use MethodKind::{Approval, Code, Pass, Passkey, Password, RecoveryCodes};
use regain_storage::portal::{Evidence, MethodId, MethodKind, MethodState, PersonId, PersonState, Role};

use super::person::{MINUTE, NOW, invited, member, method, of_role, proof};
use crate::Standing;
use crate::sign_in::{ATTEMPT_MS, Attempt, Judgement, Scope, StepRefusal, judge, may_try, record};

fn begun(standing: &Standing) -> Attempt {
    Attempt::begin(Some(standing.person.id), NOW)
}

/// The attempt after these methods proved something, one minute apart from each other.
fn after(standing: &Standing, numbers: &[u8]) -> Attempt {
    (1..).zip(numbers).fold(begun(standing), |attempt, (minute, number)| {
        let at = NOW + minute * MINUTE;
        record(&attempt, proof(standing, *number, at), standing, at).unwrap()
    })
}

fn scope(judgement: &Judgement) -> Option<Scope> {
    match judgement {
        Judgement::Ends(grant) => Some(grant.scope()),
        Judgement::Needs(_) => None,
    }
}

#[test]
fn what_is_proven_decides_and_what_is_missing_is_said() {
    let all = [Password, Approval, Code, Passkey, RecoveryCodes, Pass];
    let needs = |kinds: &[MethodKind]| Judgement::Needs(kinds.to_vec());
    let standing = member(&all);
    let judged = |numbers: &[u8]| judge(&after(&standing, numbers), &standing, NOW + 5 * MINUTE);
    assert_eq!(judged(&[]), needs(&[Password, Passkey]));
    assert_eq!(judged(&[1]), needs(&[Approval, Code, Passkey, RecoveryCodes, Pass]));
    for second in 2..=6 {
        assert_eq!(scope(&judged(&[1, second])), Some(Scope::Full), "{second}");
    }
    assert_eq!(scope(&judged(&[4])), Some(Scope::Full), "a passkey with user verification is two factors");
}

#[test]
fn who_has_nothing_left_is_told_so() {
    let standing = member(&[Password]);
    assert_eq!(judge(&after(&standing, &[1]), &standing, NOW + MINUTE), Judgement::Needs(Vec::new()));
}

#[test]
fn without_the_password_no_code_is_looked_at_and_no_phone_is_asked() {
    let standing = member(&[Password, Approval, Code, Passkey, RecoveryCodes, Pass]);
    for (number, kind) in [(2, Approval), (3, Code), (5, RecoveryCodes), (6, Pass)] {
        assert_eq!(may_try(&begun(&standing), kind, &standing, NOW), Err(StepRefusal::PasswordFirst));
        let refused = record(&begun(&standing), proof(&standing, number, NOW), &standing, NOW);
        assert_eq!(refused, Err(StepRefusal::PasswordFirst), "{kind:?}");
    }
    for kind in [Password, Passkey] {
        assert_eq!(may_try(&begun(&standing), kind, &standing, NOW), Ok(()));
    }
}

#[test]
fn two_of_one_factor_are_one() {
    let mut standing = member(&[Password, Code, Code]);
    let mut attempt = after(&standing, &[1, 2]);
    assert_eq!(may_try(&attempt, Code, &standing, NOW + 2 * MINUTE), Err(StepRefusal::Given));
    assert_eq!(may_try(&attempt, Password, &standing, NOW + 2 * MINUTE), Err(StepRefusal::Given));
    // However they came to be in one row: without the password, two codes are no more than one.
    attempt.evidence = vec![proof(&standing, 2, NOW), proof(&standing, 3, NOW)];
    assert_eq!(judge(&attempt, &standing, NOW), Judgement::Needs(vec![Password]));
    // The password was changed in the middle: a new id, and the old proof is none.
    let attempt = after(&standing, &[1]);
    standing.methods[0] = method(9, Password);
    assert_eq!(judge(&attempt, &standing, NOW + MINUTE), Judgement::Needs(vec![Password]));
}

#[test]
fn what_does_not_stand_any_more_counts_for_nothing() {
    let change = |name: &str, change: fn(&mut Standing)| {
        let mut standing = member(&[Password, Code, RecoveryCodes]);
        let attempt = after(&standing, &[1, 2]);
        assert_eq!(scope(&judge(&attempt, &standing, NOW + 3 * MINUTE)), Some(Scope::Full));
        change(&mut standing);
        assert_eq!(scope(&judge(&attempt, &standing, NOW + 3 * MINUTE)), None, "{name}");
    };
    change("disabled in the middle", |standing| standing.person.state = PersonState::Disabled);
    change("removed", |standing| drop(standing.methods.remove(1)));
    change("suspended", |standing| standing.methods[1].state = MethodState::Suspended);
    change("waiting for its first success", |standing| standing.methods[1].state = MethodState::Waiting);
    change("ended", |standing| standing.methods[1].ends = Some(NOW + 3 * MINUTE));
    change("of another kind", |standing| standing.methods[1].kind = Approval);
    change("younger than its proof", |standing| standing.methods[1].added = NOW + 3 * MINUTE);
    change("another person", |standing| standing.person.id = PersonId([2; 16]));
}

#[test]
fn proofs_of_others_of_before_and_of_later_are_refused() {
    let standing = member(&[Password, Code]);
    let attempt = begun(&standing);
    let foreign = Evidence { kind: Password, method: MethodId([99; 16]), at: NOW };
    for (name, evidence) in [
        ("another person's method", foreign),
        ("from before the attempt", proof(&standing, 1, NOW - 1)),
        ("still to come", proof(&standing, 1, NOW + 2)),
    ] {
        assert_eq!(record(&attempt, evidence, &standing, NOW + 1), Err(StepRefusal::NotBacked), "{name}");
    }
    let nobody = Attempt::begin(None, NOW);
    assert_eq!(record(&nobody, proof(&standing, 1, NOW), &standing, NOW), Err(StepRefusal::OtherPerson));
}

#[test]
fn an_attempt_ends_after_ten_minutes() {
    let standing = member(&[Password, Code]);
    let attempt = after(&standing, &[1, 2]);
    assert_eq!(scope(&judge(&attempt, &standing, NOW + ATTEMPT_MS - 1)), Some(Scope::Full));
    for now in [NOW + ATTEMPT_MS, NOW - 1, u64::MAX] {
        assert_eq!(judge(&attempt, &standing, now), Judgement::Needs(Vec::new()));
        assert_eq!(may_try(&attempt, Password, &standing, now), Err(StepRefusal::Over));
    }
}

#[test]
fn the_half_enrolled_reach_enrolment_and_others_do_not_become_half_enrolled() {
    let ends = |standing: &Standing, numbers: &[u8]| {
        scope(&judge(&after(standing, numbers), standing, NOW + 2 * MINUTE))
    };
    assert_eq!(ends(&invited(&[Password]), &[1]), Some(Scope::Enrolment));
    assert_eq!(ends(&invited(&[Password]), &[]), None);
    let mut privileged = invited(&[Password, Pass]);
    privileged.person.role = Role::HelpDesk;
    assert_eq!(ends(&privileged, &[1]), None, "privileged people never enrol by the password alone");
    assert_eq!(ends(&privileged, &[1, 2]), Some(Scope::Enrolment));
    assert_eq!(ends(&member(&[Password]), &[1]), None);
    assert_eq!(ends(&member(&[Password, Pass]), &[1, 2]), Some(Scope::Enrolment));
    assert_eq!(ends(&member(&[Password, RecoveryCodes]), &[1, 2]), Some(Scope::Enrolment));
    // All methods reported lost by somebody who guessed the password.
    let mut robbed = member(&[Password, Code, Approval]);
    robbed.methods[1].state = MethodState::Suspended;
    robbed.methods[2].state = MethodState::Suspended;
    assert_eq!(ends(&robbed, &[1]), None);
    // An administrator has two ways in, or registers the second.
    assert_eq!(ends(&of_role(Role::Administrator, &[Password, Code]), &[1, 2]), Some(Scope::Enrolment));
    let enrolled = of_role(Role::Administrator, &[Password, Code, RecoveryCodes]);
    assert_eq!(ends(&enrolled, &[1, 2]), Some(Scope::Full));
}

#[test]
fn the_last_use_of_a_pass_still_counts_and_the_session_ends_with_it() {
    let mut standing = member(&[Password, Pass, Code]);
    standing.methods[1].ends = Some(NOW + 60 * MINUTE);
    let attempt = after(&standing, &[1]);
    standing.methods[1].left = 0;
    let at = NOW + 2 * MINUTE;
    assert_eq!(may_try(&attempt, Pass, &standing, at), Err(StepRefusal::NoMethod));
    let moved = record(&attempt, proof(&standing, 2, at), &standing, at).unwrap();
    let Judgement::Ends(grant) = judge(&moved, &standing, at) else { panic!("two factors end it") };
    assert_eq!(grant.ends(), Some(NOW + 60 * MINUTE));
    assert_eq!((grant.revision(), grant.evidence()), (7, moved.evidence.as_slice()));
}
