//! No sequence of steps reaches a session, or leave to act, without the evidence.

use std::collections::HashSet;

use proptest::prelude::*;
use regain_storage::portal::{Evidence, MethodId, MethodKind, MethodState, PersonId, PersonState, Role};

use super::person::{MINUTE, NOW, member};
use crate::Standing;
use crate::session::{Action, SessionFacts, permit};
use crate::sign_in::{Attempt, Grant, Judgement, Scope, judge, may_try, record};

/// What somebody before the pages, or the world behind them, may do.
#[derive(Debug, Clone)]
enum Move {
    /// Answer a step with this method, rightly or not.
    Answer {
        method: u8,
        right: bool,
    },
    /// Send what was proven before once more: in this attempt or another, of this person or another.
    Replay(usize),
    /// Begin again.
    Begin {
        known: bool,
    },
    /// Take the session that is due, if one is.
    Finish,
    /// Wait.
    Wait(u64),
    /// A method is suspended, removed, added anew under its old number, or its time comes.
    Suspend(u8),
    Remove(u8),
    Add(u8),
    /// The person is disabled, or enabled again.
    Disable(bool),
    /// The pages answer for another person.
    Swap,
}

fn moves() -> impl Strategy<Value = Move> {
    prop_oneof![
        8 => (1_u8..=6, prop::bool::weighted(0.8)).prop_map(|(method, right)| Move::Answer { method, right }),
        2 => (0_usize..16).prop_map(Move::Replay),
        2 => any::<bool>().prop_map(|known| Move::Begin { known }),
        4 => Just(Move::Finish),
        3 => (0..12 * MINUTE).prop_map(Move::Wait),
        1 => (1_u8..=6).prop_map(Move::Suspend),
        1 => (1_u8..=6).prop_map(Move::Remove),
        1 => (1_u8..=6).prop_map(Move::Add),
        1 => any::<bool>().prop_map(Move::Disable),
        1 => Just(Move::Swap),
    ]
}

/// The world, with a book of what was truly proven. The book is kept apart from what is tested.
struct World {
    now: u64,
    standing: Standing,
    other: Standing,
    attempt: Attempt,
    sessions: Vec<SessionFacts>,
    proven: Vec<(PersonId, Evidence)>,
    fresh_id: u8,
}

impl World {
    fn new(role: Role, state: PersonState) -> Self {
        let mut standing = member(&MethodKind::ALL);
        standing.person.role = role;
        standing.person.state = state;
        let mut other = standing.clone();
        other.person.id = PersonId([2; 16]);
        for method in &mut other.methods {
            method.id.0[0] += 100;
        }
        let attempt = Attempt::begin(Some(standing.person.id), NOW);
        Self { now: NOW, standing, other, attempt, sessions: vec![], proven: vec![], fresh_id: 0 }
    }

    fn step(&mut self, step: &Move) {
        match *step {
            Move::Answer { method, right } => self.answer(usize::from(method) - 1, right),
            Move::Replay(which) => {
                let Some((_, evidence)) = self.proven.get(which) else { return };
                if let Ok(moved) = record(&self.attempt, *evidence, &self.standing, self.now) {
                    self.attempt = moved;
                }
            }
            Move::Begin { known } => {
                self.attempt = Attempt::begin(known.then_some(self.standing.person.id), self.now);
            }
            Move::Finish => {
                if let Judgement::Ends(grant) = judge(&self.attempt, &self.standing, self.now) {
                    self.check_grant(&grant);
                    self.sessions.push(SessionFacts {
                        person: self.standing.person.id,
                        expires: grant.ends().unwrap_or(u64::MAX),
                        evidence: grant.evidence().to_vec(),
                    });
                }
            }
            Move::Wait(ms) => self.now += ms,
            Move::Suspend(number) => self.state(number, MethodState::Suspended),
            Move::Remove(number) => self.state(number, MethodState::Waiting),
            Move::Add(number) => {
                self.fresh_id += 1;
                let (id, now) = (self.fresh_id, self.now);
                if let Some(method) = self.standing.methods.get_mut(usize::from(number) - 1) {
                    // A new method never has an old id.
                    method.id.0[1] = id;
                    method.added = now;
                    method.state = MethodState::Live;
                }
            }
            Move::Disable(off) => {
                self.standing.person.state = if off { PersonState::Disabled } else { PersonState::Active };
            }
            Move::Swap => std::mem::swap(&mut self.standing, &mut self.other),
        }
    }

    fn answer(&mut self, at: usize, right: bool) {
        let method = &self.standing.methods[at];
        if !right || may_try(&self.attempt, method.kind, &self.standing, self.now).is_err() {
            return;
        }
        // The verifier's word: only of a live method.
        if method.state != MethodState::Live {
            return;
        }
        let evidence = Evidence { kind: method.kind, method: method.id, at: self.now };
        if let Ok(moved) = record(&self.attempt, evidence, &self.standing, self.now) {
            self.proven.push((self.standing.person.id, evidence));
            self.attempt = moved;
        }
    }

    fn state(&mut self, number: u8, state: MethodState) {
        self.standing.methods[usize::from(number) - 1].state = state;
    }

    /// By the book: what this person truly proved since then, by methods that are live now.
    fn truly(&self, since: u64) -> HashSet<MethodKind> {
        let live: HashSet<MethodId> = self
            .standing
            .methods
            .iter()
            .filter(|method| method.state == MethodState::Live)
            .map(|method| method.id)
            .collect();
        self.proven
            .iter()
            .filter(|(person, evidence)| {
                *person == self.standing.person.id && evidence.at >= since && live.contains(&evidence.method)
            })
            .map(|(_, evidence)| evidence.kind)
            .collect()
    }

    fn check_grant(&self, grant: &Grant) {
        assert_ne!(self.standing.person.state, PersonState::Disabled);
        let proven = self.truly(self.attempt.started);
        let password = proven.contains(&MethodKind::Password);
        let second = proven.iter().any(|kind| *kind != MethodKind::Password);
        let two = proven.contains(&MethodKind::Passkey) || password && second;
        let new_member =
            self.standing.person.state == PersonState::Invited && self.standing.person.role == Role::Member;
        assert!(two || new_member && password && grant.scope() == Scope::Enrolment, "{proven:?}");
    }

    fn check_permits(&self) {
        let recent = self.truly(self.now.saturating_sub(10 * MINUTE - 1));
        for session in &self.sessions {
            for action in Action::ALL {
                if permit(session, action, &self.standing, self.now).is_err() {
                    continue;
                }
                assert_eq!(session.person, self.standing.person.id);
                assert_ne!(self.standing.person.state, PersonState::Disabled);
                let new_member = self.standing.person.state == PersonState::Invited
                    && self.standing.person.role == Role::Member
                    && matches!(action, Action::AddMethod | Action::ShowRecoveryCodes);
                let second = recent.iter().any(|kind| *kind != MethodKind::Password);
                assert!(second || new_member && !recent.is_empty(), "{action:?} by {recent:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn no_sequence_reaches_a_session_or_an_action_without_the_evidence(
        role in 0_usize..3,
        invited: bool,
        moves in prop::collection::vec(moves(), 1..60),
    ) {
        let state = if invited { PersonState::Invited } else { PersonState::Active };
        let mut world = World::new(Role::ALL[role], state);
        for step in &moves {
            world.step(step);
            world.check_permits();
        }
    }
}

/// The property would say nothing if the moves reached nothing.
#[test]
fn the_right_moves_do_reach_a_session_and_every_action() {
    let mut world = World::new(Role::Administrator, PersonState::Active);
    for method in [1, 3] {
        world.step(&Move::Answer { method, right: true });
    }
    world.step(&Move::Finish);
    let session = world.sessions.pop().unwrap();
    for action in Action::ALL {
        assert!(permit(&session, action, &world.standing, world.now).is_ok(), "{action:?}");
    }
}
