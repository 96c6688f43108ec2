//! The gate, as tables.

use MethodKind::{Approval, Code, Pass, Password, RecoveryCodes};
use regain_storage::portal::{MethodKind, MethodState, PersonId, Role};

use super::person::{MINUTE, NOW, invited, member, of_role, proof};
use crate::Standing;
use crate::session::{Action, LIMITED_MS, SessionFacts, SessionRefusal, permit};
use crate::sign_in::Scope;

fn session(standing: &Standing, proven: &[(u8, u64)]) -> SessionFacts {
    SessionFacts {
        person: standing.person.id,
        expires: NOW + 9 * LIMITED_MS,
        evidence: proven.iter().map(|(number, at)| proof(standing, *number, *at)).collect(),
    }
}

fn refusals(session: &SessionFacts, standing: &Standing, now: u64) -> Vec<Option<SessionRefusal>> {
    Action::ALL.into_iter().map(|action| permit(session, action, standing, now).err()).collect()
}

#[test]
fn every_action_needs_a_second_factor_of_the_last_ten_minutes() {
    let standing = of_role(Role::Administrator, &[Password, Code, Approval]);
    let session = session(&standing, &[(1, NOW), (2, NOW)]);
    assert_eq!(refusals(&session, &standing, NOW + 10 * MINUTE - 1), vec![None; 7]);
    let again = Some(SessionRefusal::StepUp(vec![Approval, Code]));
    assert_eq!(refusals(&session, &standing, NOW + 10 * MINUTE), vec![again.clone(); 7]);
    // The password again is no second factor.
    let mut later = session;
    later.evidence.push(proof(&standing, 1, NOW + 10 * MINUTE));
    assert_eq!(refusals(&later, &standing, NOW + 10 * MINUTE), vec![again; 7]);
    later.evidence.push(proof(&standing, 3, NOW + 10 * MINUTE));
    assert_eq!(refusals(&later, &standing, NOW + 10 * MINUTE), vec![None; 7]);
}

#[test]
fn a_session_that_rests_on_nothing_any_more_is_over() {
    let over = vec![Some(SessionRefusal::Over); 7];
    let mut standing = member(&[Password, Code, Approval]);
    let session = session(&standing, &[(1, NOW), (2, NOW)]);
    assert_eq!(refusals(&session, &standing, session.expires), over);
    let mut other = standing.clone();
    other.person.id = PersonId([2; 16]);
    assert_eq!(refusals(&session, &other, NOW), over);
    standing.methods[1].state = MethodState::Suspended;
    assert_eq!(refusals(&session, &standing, NOW), over, "the password alone is no session");
}

#[test]
fn the_half_enrolled_add_methods_and_do_nothing_else() {
    let first = Some(SessionRefusal::EnrolFirst);
    let only = vec![None, first.clone(), None, first.clone(), first.clone(), first.clone(), first];
    let new = invited(&[Password]);
    assert_eq!(refusals(&session(&new, &[(1, NOW)]), &new, NOW), only);
    let stale = permit(&session(&new, &[(1, NOW)]), Action::AddMethod, &new, NOW + 10 * MINUTE);
    assert_eq!(stale.err(), Some(SessionRefusal::StepUp(vec![Password])));
    let passed = member(&[Password, Pass]);
    assert_eq!(refusals(&session(&passed, &[(1, NOW), (2, NOW)]), &passed, NOW), only);
    let one_way = of_role(Role::Administrator, &[Password, Code]);
    assert_eq!(refusals(&session(&one_way, &[(1, NOW), (2, NOW)]), &one_way, NOW), only);
}

#[test]
fn the_first_method_ends_enrolling_by_the_password() {
    // The page stood open with a session of the password while the method went live.
    let standing = invited(&[Password, Code]);
    assert_eq!(session(&standing, &[(1, NOW)]).reach(&standing, NOW), None);
    assert_eq!(session(&standing, &[(1, NOW), (2, NOW)]).reach(&standing, NOW), Some(Scope::Full));
}

#[test]
fn a_recovery_code_limits_its_session_and_what_was_added_in_it_for_a_day() {
    let mut standing = of_role(Role::Administrator, &[Password, Code, RecoveryCodes, Approval]);
    let until = NOW + LIMITED_MS;
    let limited = Some(SessionRefusal::Limited(until));
    let expected = vec![None, None, None, None, None, limited.clone(), limited.clone()];
    let recovered = session(&standing, &[(1, NOW), (3, NOW)]);
    assert_eq!(refusals(&recovered, &standing, NOW), expected);
    let added = permit(&recovered, Action::AddMethod, &standing, NOW).unwrap();
    assert_eq!((added.limited_until(), added.revision()), (Some(until), 7));
    assert_eq!((added.person(), added.action()), (standing.person.id, Action::AddMethod));
    // In the same session, with another factor on top; and in a new session by the method that was added.
    let on_top = session(&standing, &[(1, NOW), (3, NOW), (2, NOW)]);
    assert_eq!(refusals(&on_top, &standing, NOW), expected);
    standing.methods[3].limited_until = added.limited_until();
    let anew = session(&standing, &[(1, NOW), (4, NOW)]);
    assert_eq!(refusals(&anew, &standing, NOW), expected);
    let later = session(&standing, &[(1, until), (4, until)]);
    assert_eq!(refusals(&later, &standing, until), vec![None; 7]);
}
