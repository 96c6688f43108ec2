//! People, put into the store as an administrator's pages would.

use std::sync::atomic::Ordering;

use regain_http::sealed::Sealer;
use regain_http::token;
use regain_otp::{Algorithm, Digits, Otp, OtpSecret, Period};
use regain_portal::password::{Password, keep};
use regain_storage::portal::{
    AddMethod, Change, ChangeMethod, CreatePerson, CreatePersonOutcome, MethodChange, MethodId, MethodKind,
    MethodState, NewAudit, NewMethod, NewOneTime, Notes, PersonId, Purpose, Role,
};

use super::stand::{MINUTE, SEALING_KEY};
use super::{Browser, Page, Stand};

pub const PASSWORD: &str = "wasser turm leise mond";

/// A person with a password; what else they have is added.
pub struct Someone {
    pub id: PersonId,
    pub name: String,
    pub codes: Option<(MethodId, Otp)>,
    pub recovery_codes: Vec<String>,
}

pub fn nothing_noted(now: u64) -> Notes {
    let audit = NewAudit {
        at: now,
        actor: None,
        target: None,
        action: "test".into(),
        origin: String::new(),
        evidence: String::new(),
        details: "{}".into(),
    };
    Notes { audit, mails: Vec::new() }
}

impl Stand {
    fn next_id(&self) -> [u8; 16] {
        [self.numbers.fetch_add(1, Ordering::SeqCst); 16]
    }

    /// Somebody new, with a password and nothing else.
    pub async fn invited(&self, name: &str, role: Role) -> Someone {
        let (id, now) = (PersonId(self.next_id()), self.now());
        let (name, shown) = (name.to_owned(), name.to_uppercase());
        let create = CreatePerson { id, name: name.clone(), shown, role, now, notes: nothing_noted(now) };
        assert_eq!(self.storage.create_person(create).await.unwrap(), CreatePersonOutcome::Created);
        let someone = Someone { id, name, codes: None, recovery_codes: Vec::new() };
        let hash = keep(&Password::typed(PASSWORD).unwrap(), &self.random.bytes());
        self.add(&someone, MethodKind::Password, MethodState::Live, hash.into_bytes()).await;
        someone
    }

    /// A person with a password, an authenticator app and ten recovery codes.
    pub async fn person(&self, name: &str, role: Role) -> Someone {
        let mut someone = self.invited(name, role).await;
        self.add_codes(&mut someone).await;
        self.add_recovery_codes(&mut someone).await;
        someone
    }

    pub async fn add_codes(&self, someone: &mut Someone) {
        let secret = OtpSecret::from_bytes(&self.random.bytes::<20>()).unwrap();
        let otp = Otp::totp(secret, Algorithm::Sha1, Digits::SIX, Period::THIRTY);
        let id = MethodId(self.next_id());
        // The frozen form of a stored seed.
        let plain = [&[1, 1, 6], otp.secret().expose_bytes()].concat();
        let purpose = [b"regain code seed 1".as_slice(), &someone.id.0, &id.0].concat();
        let sealed = Sealer::new(&SEALING_KEY).seal(&purpose, &plain, &self.random);
        self.add_with_id(someone, id, MethodKind::Code, MethodState::Waiting, sealed).await;
        let change = MethodChange::GoLive { replacing: None };
        self.change(someone, id, change).await;
        someone.codes = Some((id, otp));
    }

    pub async fn add_recovery_codes(&self, someone: &mut Someone) {
        let method = self.add(someone, MethodKind::RecoveryCodes, MethodState::Live, Vec::new()).await;
        for _ in 0..10 {
            let bytes: [u8; 10] = self.random.bytes();
            let code = crockford(&bytes);
            let hash = token::hash(&[b"regain spoken 1".as_slice(), &someone.id.0, &bytes].concat());
            let thing = NewOneTime {
                hash,
                person: someone.id,
                purpose: Purpose::RecoveryCode,
                method: Some(method),
                expires: None,
                uses: Some(1),
            };
            assert!(self.storage.put_one_time(thing).await.unwrap());
            someone.recovery_codes.push(code);
        }
    }

    /// A mail address of this person, confirmed.
    pub async fn add_address(&self, someone: &Someone, address: &str) {
        let now = self.now();
        assert!(self.storage.add_address(someone.id, address, nothing_noted(now)).await.unwrap());
        let hash = token::hash(&self.random.bytes::<32>());
        let thing = NewOneTime {
            hash,
            person: someone.id,
            purpose: Purpose::ConfirmAddress,
            method: None,
            expires: Some(now + MINUTE),
            uses: Some(1),
        };
        assert!(self.storage.put_one_time(thing).await.unwrap());
        assert!(self.storage.confirm_address(hash, address, now, nothing_noted(now)).await.unwrap());
    }

    async fn add(
        &self,
        someone: &Someone,
        kind: MethodKind,
        state: MethodState,
        secret: Vec<u8>,
    ) -> MethodId {
        let id = MethodId(self.next_id());
        self.add_with_id(someone, id, kind, state, secret).await;
        id
    }

    pub async fn add_with_id(
        &self,
        someone: &Someone,
        id: MethodId,
        kind: MethodKind,
        state: MethodState,
        secret: Vec<u8>,
    ) {
        let (now, revision) = (self.now(), self.revision(someone).await);
        let name = format!("{kind:?}");
        let method = NewMethod { id, kind, state, name, secret, ends: None, limited_until: None };
        let notes = nothing_noted(now);
        let add =
            AddMethod { person: someone.id, revision, method, now, notes, things: Vec::new(), taking: None };
        assert_eq!(self.storage.add_method(add).await.unwrap(), Change::Changed);
    }

    pub async fn change(&self, someone: &Someone, method: MethodId, change: MethodChange) {
        let (now, revision) = (self.now(), self.revision(someone).await);
        let notes = nothing_noted(now);
        let change = ChangeMethod { person: someone.id, revision, method, change, taking: None, now, notes };
        assert_eq!(self.storage.change_method(change).await.unwrap(), Change::Changed);
    }

    pub async fn revision(&self, someone: &Someone) -> u64 {
        self.storage.person(someone.id, self.now()).await.unwrap().unwrap().0.revision
    }

    /// A browser in which this person is signed in by password and code.
    pub async fn signed_in(&self, someone: &Someone) -> Browser {
        let mut browser = self.browser();
        let page = browser.sign_in(someone, PASSWORD).await;
        let end = page.submit(&mut browser, "/sign-in/verify/code", &[("code", &self.code(someone))]).await;
        assert_eq!(end.path.split('?').next().unwrap(), "/security-info", "{}", end.text());
        browser
    }

    /// The code that this person's app shows now. A minute passes, so that it is a fresh one.
    pub fn code(&self, someone: &Someone) -> String {
        self.wait(MINUTE);
        let (_, otp) = someone.codes.as_ref().unwrap();
        otp.code_at(self.now() / 1000).unwrap().expose().to_owned()
    }
}

impl Browser {
    /// Name and password on the sign-in page; the page after it.
    pub async fn sign_in(&mut self, someone: &Someone, password: &str) -> Page {
        let page = self.get("/sign-in").await;
        page.submit(self, "/sign-in", &[("name", &someone.name), ("password", password)]).await
    }
}

fn crockford(bytes: &[u8]) -> String {
    let mut specification = data_encoding::Specification::new();
    specification.symbols.push_str("0123456789abcdefghjkmnpqrstvwxyz");
    specification.encoding().unwrap().encode(bytes)
}
