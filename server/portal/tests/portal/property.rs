//! No sequence of requests reaches a session, or a changed method, without the evidence: many sequences, over HTTP, against what each browser
//! has truly proven.

use data_encoding::BASE64URL_NOPAD;
use proptest::prelude::*;
use proptest::test_runner::Config;
use regain_storage::portal::{MethodId, Role};

use crate::support::people::{PASSWORD, Someone};
use crate::support::{Browser, MINUTE, Stand};

const SESSION: &str = "__Host-regain";
const ATTEMPT: &str = "__Host-regain-sign-in";

#[derive(Debug, Clone)]
enum Move {
    Password {
        seat: usize,
        person: usize,
        right: bool,
    },
    Code {
        seat: usize,
        person: usize,
        kind: Kind,
        again: bool,
    },
    RecoveryCode {
        seat: usize,
        person: usize,
        number: usize,
    },
    Wait {
        minutes: u64,
    },
    Remove {
        seat: usize,
        person: usize,
        method: usize,
    },
    Rename {
        seat: usize,
        person: usize,
        method: usize,
    },
    Lost {
        seat: usize,
        person: usize,
        method: usize,
    },
    SignOut {
        seat: usize,
    },
    /// What belongs to an attempt is shown as a session, or the other way round.
    Confuse {
        seat: usize,
        attempt_as_session: bool,
    },
    /// Pages that only show something.
    Look {
        seat: usize,
        page: usize,
    },
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Fresh,
    Used,
    Wrong,
}

fn moves() -> impl Strategy<Value = Move> {
    let (seat, person) = (0..2_usize, 0..2_usize);
    let kind = prop_oneof![3 => Just(Kind::Fresh), 1 => Just(Kind::Used), 1 => Just(Kind::Wrong)];
    prop_oneof![
        3 => (seat.clone(), person.clone(), prop::bool::weighted(0.8))
            .prop_map(|(seat, person, right)| Move::Password { seat, person, right }),
        4 => (seat.clone(), person.clone(), kind, any::<bool>())
            .prop_map(|(seat, person, kind, again)| Move::Code { seat, person, kind, again }),
        1 => (seat.clone(), person.clone(), 0..3_usize)
            .prop_map(|(seat, person, number)| Move::RecoveryCode { seat, person, number }),
        1 => (1..13_u64).prop_map(|minutes| Move::Wait { minutes }),
        2 => (seat.clone(), person.clone(), 0..3_usize)
            .prop_map(|(seat, person, method)| Move::Remove { seat, person, method }),
        1 => (seat.clone(), person.clone(), 0..3_usize)
            .prop_map(|(seat, person, method)| Move::Rename { seat, person, method }),
        1 => (seat.clone(), person, 0..3_usize)
            .prop_map(|(seat, person, method)| Move::Lost { seat, person, method }),
        1 => seat.clone().prop_map(|seat| Move::SignOut { seat }),
        1 => (seat.clone(), any::<bool>())
            .prop_map(|(seat, attempt_as_session)| Move::Confuse { seat, attempt_as_session }),
        1 => (seat, 0..5_usize).prop_map(|(seat, page)| Move::Look { seat, page }),
    ]
}

/// What a browser has truly proven, at most: what was refused meanwhile, because of a delay say, may stand here too.
#[derive(Debug, Clone, Copy, Default)]
struct Truth {
    /// Whose right password was sent for an attempt.
    passwords: [bool; 2],
    /// Of whom there may be a session, and when a second factor was last proven in it.
    sessions: [Option<u64>; 2],
}

struct Seat {
    browser: Browser,
    truth: Truth,
}

struct World {
    stand: Stand,
    people: Vec<Someone>,
    seats: Vec<Seat>,
    used_codes: Vec<Option<String>>,
    used_recovery: Vec<Vec<usize>>,
}

impl World {
    async fn new() -> Self {
        let stand = Stand::new();
        let people =
            vec![stand.person("anna", Role::Member).await, stand.person("ben", Role::Administrator).await];
        let seats = (0..2).map(|_| Seat { browser: stand.browser(), truth: Truth::default() }).collect();
        Self { stand, people, seats, used_codes: vec![None; 2], used_recovery: vec![Vec::new(); 2] }
    }

    async fn step(&mut self, step: &Move) {
        let before = self.methods().await;
        match *step {
            Move::Password { seat, person, right } => self.password(seat, person, right).await,
            Move::Code { seat, person, kind, again } => self.code(seat, person, kind, again).await,
            Move::RecoveryCode { seat, person, number } => self.recovery_code(seat, person, number).await,
            Move::Wait { minutes } => self.stand.wait(minutes * MINUTE),
            Move::Remove { seat, person, method } => self.act(seat, person, method, "remove", &[]).await,
            Move::Rename { seat, person, method } => {
                self.act(seat, person, method, "rename", &[("name", "Another name")]).await;
            }
            Move::Lost { seat, person, method } => self.act(seat, person, method, "lost", &[]).await,
            Move::SignOut { seat } => {
                self.seats[seat].browser.post("/sign-out", &[]).await;
            }
            Move::Confuse { seat, attempt_as_session } => self.confuse(seat, attempt_as_session).await,
            Move::Look { seat, page } => {
                let pages = ["/", "/sign-in", "/sign-in/verify", "/step-up", "/security-info/add"];
                self.seats[seat].browser.get(pages[page]).await;
            }
        }
        self.check_changes(step, before).await;
        self.check_sessions(step).await;
    }

    async fn password(&mut self, seat: usize, person: usize, right: bool) {
        let typed = if right { PASSWORD } else { "wrong wrong wrong wrong" };
        let Seat { browser, truth } = &mut self.seats[seat];
        browser
            .post("/sign-in", &[("name", &self.people[person].name), ("password", typed), ("next", "")])
            .await;
        if right {
            truth.passwords[person] = true;
        }
    }

    async fn code(&mut self, seat: usize, person: usize, kind: Kind, again: bool) {
        let code = match kind {
            Kind::Fresh => self.stand.code(&self.people[person]),
            Kind::Used => self.used_codes[person].clone().unwrap_or_default(),
            Kind::Wrong => "000000".to_owned(),
        };
        let path = if again { "/step-up/code" } else { "/sign-in/verify/code" };
        let now = self.stand.now();
        let Seat { browser, truth } = &mut self.seats[seat];
        let page = browser.post(path, &[("code", &code), ("next", "")]).await;
        if !matches!(kind, Kind::Fresh) {
            return;
        }
        // What nothing took (no attempt, another person's, a delay) was not used, and may be right later.
        if page.status == 200 && page.path.starts_with("/security-info") {
            self.used_codes[person] = Some(code);
        }
        proven(truth, person, now, again);
    }

    async fn recovery_code(&mut self, seat: usize, person: usize, number: usize) {
        let code = self.people[person].recovery_codes[number].clone();
        let now = self.stand.now();
        let Seat { browser, truth } = &mut self.seats[seat];
        browser.post("/sign-in/verify/recovery-code", &[("code", &code), ("next", "")]).await;
        // Sent in another's attempt it is not used up, so it may be right again.
        if truth.passwords[person] && !self.used_recovery[person].contains(&number) {
            proven(truth, person, now, false);
        }
        if browser.cookies.contains_key(SESSION) {
            self.used_recovery[person].push(number);
        }
    }

    async fn act(&mut self, seat: usize, person: usize, method: usize, what: &str, fields: &[(&str, &str)]) {
        let now = self.stand.now();
        let (_, methods) = self.stand.storage.person(self.people[person].id, now).await.unwrap().unwrap();
        let Some(method) = methods.get(method) else { return };
        let id = BASE64URL_NOPAD.encode(&method.id.0);
        self.seats[seat].browser.post(&format!("/security-info/methods/{id}/{what}"), fields).await;
    }

    async fn confuse(&mut self, seat: usize, attempt_as_session: bool) {
        let browser = &mut self.seats[seat].browser;
        let (from, to) = if attempt_as_session { (ATTEMPT, SESSION) } else { (SESSION, ATTEMPT) };
        let Some(value) = browser.cookies.get(from).cloned() else { return };
        let kept = browser.cookies.insert(to.to_owned(), value);
        browser.get("/security-info").await;
        browser.post("/sign-in/verify/code", &[("code", "000000"), ("next", "")]).await;
        match kept {
            Some(kept) => browser.cookies.insert(to.to_owned(), kept),
            None => browser.cookies.remove(to),
        };
    }

    /// Of each person: the methods, by what a person sees of them.
    async fn methods(&self) -> Vec<Vec<(MethodId, String, u8)>> {
        let mut all = Vec::new();
        for person in &self.people {
            let (_, methods) = self.stand.storage.person(person.id, self.stand.now()).await.unwrap().unwrap();
            let seen = methods.into_iter().map(|method| (method.id, method.name, method.state as u8));
            all.push(seen.collect());
        }
        all
    }

    async fn check_changes(&self, step: &Move, before: Vec<Vec<(MethodId, String, u8)>>) {
        let now = self.stand.now();
        for (person, (before, after)) in before.into_iter().zip(self.methods().await).enumerate() {
            if before == after {
                continue;
            }
            let (Move::Remove { seat, .. } | Move::Rename { seat, .. } | Move::Lost { seat, .. }) = *step
            else {
                panic!("{step:?} changed a method");
            };
            let session = self.seats[seat].truth.sessions[person];
            let recent = session.is_some_and(|at| now - at < 10 * MINUTE);
            // A loss needs one factor only; everything else a recent second one.
            let permitted = if matches!(step, Move::Lost { .. }) { session.is_some() } else { recent };
            assert!(permitted, "{step:?} changed a method of {person} by {session:?} at {now}");
        }
    }

    async fn check_sessions(&mut self, step: &Move) {
        for seat in &mut self.seats {
            let page = seat.browser.get("/security-info").await;
            if page.status != 200 || !page.path.starts_with("/security-info") {
                continue;
            }
            let text = page.text();
            let is_shown = |person: usize| text.contains(&self.people[person].name.to_uppercase());
            let permitted = (0..2).any(|person| seat.truth.sessions[person].is_some() && is_shown(person));
            assert!(permitted, "{step:?} reached a session: {:?}: {text}", seat.truth);
        }
    }
}

/// A second factor of this person was sent: it counts in the attempt of the same person's password, or in the session.
fn proven(truth: &mut Truth, person: usize, now: u64, again: bool) {
    if again {
        if let Some(at) = &mut truth.sessions[person] {
            *at = now;
        }
    } else if truth.passwords[person] {
        truth.sessions[person] = Some(now);
    }
}

fn run(moves: &[Move]) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        let mut world = World::new().await;
        for step in moves {
            world.step(step).await;
        }
    });
}

proptest! {
    #![proptest_config(Config { cases: 8, max_shrink_iters: 32, ..Config::default() })]

    #[test]
    fn no_sequence_of_requests_reaches_a_session_or_a_changed_method_without_the_evidence(
        moves in prop::collection::vec(moves(), 8..28),
    ) {
        run(&moves);
    }
}

/// The property would say nothing if its moves reached nothing.
#[tokio::test]
async fn the_right_moves_do_sign_in_step_up_and_change_a_method() {
    let mut world = World::new().await;
    world.step(&Move::Password { seat: 0, person: 0, right: true }).await;
    world.step(&Move::Code { seat: 0, person: 0, kind: Kind::Fresh, again: false }).await;
    assert!(world.seats[0].browser.cookies.contains_key(SESSION));
    let before = world.methods().await;
    world.step(&Move::Wait { minutes: 11 }).await;
    let code = before[0]
        .iter()
        .position(|(id, ..)| Some(*id) == world.people[0].codes.as_ref().map(|codes| codes.0));
    let rename = Move::Rename { seat: 0, person: 0, method: code.unwrap() };
    world.step(&rename).await;
    assert_eq!(world.methods().await, before, "eleven minutes are too long");
    world.step(&Move::Code { seat: 0, person: 0, kind: Kind::Fresh, again: true }).await;
    world.step(&rename).await;
    assert_ne!(world.methods().await, before);
}
