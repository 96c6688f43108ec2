//! Rules about methods, as tables.

use MethodKind::{Approval, Code, Pass, Passkey, Password, RecoveryCodes};
use regain_storage::portal::{Evidence, MethodId, MethodKind, MethodState, Role};

use super::person::{NOW, member, method, of_role, proof};
use crate::Standing;
use crate::methods::{
    DefaultRefusal, LiveRefusal, RemoveRefusal, Replacing, ReportRefusal, ResumeProof, ResumeRefusal,
    go_live, may_be_default, may_remove, may_report_lost, may_resume, unseen_since_a_newer,
};

const fn id(number: u8) -> MethodId {
    MethodId([number; 16])
}

#[test]
fn the_last_method_stays_and_an_administrator_keeps_two() {
    type Case = (Role, &'static [MethodKind], u8, Result<(), RemoveRefusal>);
    use RemoveRefusal::{Last, NotThere, Password as IsPassword, TwoForAdministrators as Two};
    let table: [Case; 12] = [
        (Role::Member, &[Password, Code, Approval], 2, Ok(())),
        (Role::Member, &[Password, Code], 2, Err(Last)),
        (Role::Member, &[Password, Code, RecoveryCodes], 2, Err(Last)),
        (Role::Member, &[Password, Code, RecoveryCodes], 3, Ok(())),
        (Role::Member, &[Password, Code, Pass], 2, Err(Last)),
        (Role::Member, &[Password, Code, Pass], 3, Ok(())),
        (Role::Member, &[Password, Code], 1, Err(IsPassword)),
        (Role::Member, &[Password, Code], 9, Err(NotThere)),
        (Role::HelpDesk, &[Password, Code, Approval], 2, Ok(())),
        (Role::Administrator, &[Password, Code, Passkey], 2, Err(Two)),
        (Role::Administrator, &[Password, Code, RecoveryCodes], 3, Err(Two)),
        (Role::Administrator, &[Password, Code, Passkey, Approval], 2, Ok(())),
    ];
    for (role, kinds, number, expected) in table {
        assert_eq!(
            may_remove(&of_role(role, kinds), id(number), NOW),
            expected,
            "{role:?} {kinds:?} {number}"
        );
    }
}

#[test]
fn what_is_no_way_in_may_go_and_saves_nothing() {
    for state in [MethodState::Waiting, MethodState::Suspended] {
        let mut standing = member(&[Password, Code, Approval]);
        standing.methods[2].state = state;
        assert_eq!(may_remove(&standing, id(3), NOW), Ok(()));
        assert_eq!(may_remove(&standing, id(2), NOW), Err(RemoveRefusal::Last));
    }
    let mut standing = of_role(Role::Administrator, &[Password, Code, RecoveryCodes]);
    standing.methods[2].left = 0;
    assert_eq!(may_remove(&standing, id(3), NOW), Ok(()), "codes that are used up");
}

#[test]
fn a_new_method_lives_from_its_own_first_success() {
    let mut standing = member(&[Password, Code, Code]);
    standing.methods[2].state = MethodState::Waiting;
    let own = proof(&standing, 3, NOW);
    let live =
        |standing: &Standing, number, success, replacing| go_live(standing, id(number), success, replacing);
    assert_eq!(live(&standing, 3, own, Replacing::Nothing), Ok(()));
    assert_eq!(live(&standing, 3, own, Replacing::Method(id(2))), Ok(()));
    let table = [
        (3, proof(&standing, 2, NOW), Replacing::Nothing, LiveRefusal::NotItsOwn),
        (3, Evidence { at: 999, ..own }, Replacing::Nothing, LiveRefusal::NotItsOwn),
        (3, Evidence { kind: Approval, ..own }, Replacing::Nothing, LiveRefusal::NotItsOwn),
        (2, proof(&standing, 2, NOW), Replacing::Nothing, LiveRefusal::NotWaiting),
        (9, own, Replacing::Nothing, LiveRefusal::NotThere),
        (3, own, Replacing::Method(id(3)), LiveRefusal::NotReplaceable),
        (3, own, Replacing::Method(id(9)), LiveRefusal::NotReplaceable),
        (3, own, Replacing::Method(id(1)), LiveRefusal::NotReplaceable),
    ];
    for (number, success, replacing, refusal) in table {
        assert_eq!(live(&standing, number, success, replacing), Err(refusal));
    }
    standing.methods[2].state = MethodState::Suspended;
    assert_eq!(live(&standing, 3, own, Replacing::Nothing), Err(LiveRefusal::NotWaiting));
}

#[test]
fn only_what_is_used_every_day_is_asked_for_first() {
    let mut standing = member(&[Password, Code, RecoveryCodes]);
    assert_eq!(may_be_default(&standing, id(2)), Ok(()));
    assert_eq!(may_be_default(&standing, id(1)), Err(DefaultRefusal::NotEveryday));
    assert_eq!(may_be_default(&standing, id(3)), Err(DefaultRefusal::NotEveryday));
    assert_eq!(may_be_default(&standing, id(9)), Err(DefaultRefusal::NotThere));
    standing.methods[1].state = MethodState::Waiting;
    assert_eq!(may_be_default(&standing, id(2)), Err(DefaultRefusal::NotEveryday));
}

#[test]
fn a_loss_is_reported_with_one_factor_and_taken_back_with_two_things() {
    let mut standing = member(&[Password, Approval, Code]);
    let password = [proof(&standing, 1, NOW)];
    assert_eq!(may_report_lost(&standing, id(2), &password), Ok(()));
    assert_eq!(may_report_lost(&standing, id(2), &[]), Err(ReportRefusal::NothingProven));
    assert_eq!(may_report_lost(&standing, id(1), &password), Err(ReportRefusal::NotInUse));
    assert_eq!(may_report_lost(&standing, id(9), &password), Err(ReportRefusal::NotThere));
    standing.methods[1].state = MethodState::Suspended;
    assert_eq!(may_report_lost(&standing, id(2), &password), Err(ReportRefusal::NotInUse));

    let resume = |link_for, by_itself| may_resume(&standing, id(2), NOW, ResumeProof { link_for, by_itself });
    let (link, itself) = (Some(id(2)), Some(proof(&standing, 2, NOW + 1)));
    assert_eq!(resume(link, itself), Ok(()));
    assert_eq!(resume(None, itself), Err(ResumeRefusal::LinkMissing));
    assert_eq!(resume(Some(id(3)), itself), Err(ResumeRefusal::LinkMissing));
    assert_eq!(resume(link, None), Err(ResumeRefusal::ItselfMissing));
    assert_eq!(resume(link, Some(proof(&standing, 3, NOW + 1))), Err(ResumeRefusal::ItselfMissing));
    // An approval from before the report says nothing about who holds the phone now.
    assert_eq!(resume(link, Some(proof(&standing, 2, NOW))), Err(ResumeRefusal::ItselfMissing));
    let in_use = ResumeProof { link_for: Some(id(3)), by_itself: Some(proof(&standing, 3, NOW + 1)) };
    assert_eq!(may_resume(&standing, id(3), NOW, in_use), Err(ResumeRefusal::NotSuspended));
}

#[test]
fn the_phone_not_seen_since_a_newer_one_is_named() {
    let mut standing = member(&[Password, Approval, Code, Approval]);
    standing.methods[1].last_used = Some(4999);
    standing.methods[3].added = 5000;
    assert_eq!(unseen_since_a_newer(&standing), [id(2)]);
    standing.methods[1].last_used = Some(5000);
    assert_eq!(unseen_since_a_newer(&standing), []);
    standing.methods[1].last_used = None;
    standing.methods[3].state = MethodState::Waiting;
    assert_eq!(unseen_since_a_newer(&standing), [], "the newer one has not succeeded yet");
    standing.methods.push(method(5, Passkey));
    assert_eq!(unseen_since_a_newer(&standing), []);
}
