//! People of the portal as the cases need them.

use regain_storage::portal::{
    AddMethod, BeginSignIn, Change, ChangeMethod, CreatePerson, CreatePersonOutcome, Evidence, FinishSignIn,
    FinishSignInOutcome, MethodChange, MethodId, MethodKind, MethodRow, MethodState, NewAudit, NewMethod,
    NewOneTime, NewPortalSession, Notes, PersonId, PersonRow, Purpose, Role,
};

use crate::Store;
use crate::story::{DAY, HOUR, START};

/// A person in a store.
#[derive(Clone)]
pub struct Person {
    /// Where.
    pub store: Store,
    /// Who.
    pub id: PersonId,
}

/// A line for the audit log, and no mails.
pub fn notes(action: &str) -> Notes {
    let audit = NewAudit {
        at: START,
        actor: None,
        target: None,
        action: action.to_owned(),
        origin: "here".to_owned(),
        evidence: String::new(),
        details: "{}".to_owned(),
    };
    Notes { audit, mails: Vec::new() }
}

/// A request for a person of this number.
pub fn create(number: u8, name: &str, role: Role) -> CreatePerson {
    CreatePerson {
        id: PersonId([number; 16]),
        name: name.to_owned(),
        shown: name.to_uppercase(),
        role,
        now: START,
        notes: notes("created"),
    }
}

/// A method's id.
pub const fn id(number: u8) -> MethodId {
    MethodId([number; 16])
}

/// What a method proves.
pub const fn proof(kind: MethodKind, method: u8, at: u64) -> Evidence {
    Evidence { kind, method: id(method), at }
}

/// A session of a token.
pub fn session(token: u8) -> NewPortalSession {
    NewPortalSession { token: [token; 32], expires: START + DAY, origin: "here".to_owned() }
}

impl Person {
    /// A person of this number.
    pub async fn begin(store: &Store, number: u8, role: Role) -> Self {
        let request = create(number, &format!("person-{number}"), role);
        assert_eq!(store.create_person(request).await.unwrap(), CreatePersonOutcome::Created);
        Self { store: store.clone(), id: PersonId([number; 16]) }
    }

    /// As stored.
    pub async fn row(&self) -> PersonRow {
        self.store.person(self.id, START).await.unwrap().unwrap().0
    }

    /// The methods as stored.
    pub async fn methods(&self) -> Vec<MethodRow> {
        self.store.person(self.id, START).await.unwrap().unwrap().1
    }

    /// The ids of the methods.
    pub async fn ids(&self) -> Vec<MethodId> {
        self.methods().await.into_iter().map(|method| method.id).collect()
    }

    /// A request for a method.
    pub async fn method(&self, number: u8, kind: MethodKind, state: MethodState) -> AddMethod {
        let method = NewMethod {
            id: id(number),
            kind,
            state,
            name: format!("method {number}"),
            secret: vec![number; 20],
            ends: (kind == MethodKind::Pass).then_some(START + HOUR),
            limited_until: None,
        };
        let revision = self.row().await.revision;
        AddMethod {
            taking: None,
            person: self.id,
            revision,
            method,
            things: Vec::new(),
            now: START,
            notes: notes("method-added"),
        }
    }

    /// Adds a method that is in use.
    pub async fn add(&self, number: u8, kind: MethodKind) {
        let request = self.method(number, kind, MethodState::Live).await;
        assert_eq!(self.store.add_method(request).await.unwrap(), Change::Changed);
    }

    /// A request to change a method, on the revision as it is.
    pub async fn changing(&self, number: u8, change: MethodChange) -> ChangeMethod {
        let revision = self.row().await.revision;
        let notes = notes("method-changed");
        ChangeMethod {
            person: self.id,
            revision,
            method: id(number),
            change,
            taking: None,
            now: START,
            notes,
        }
    }

    /// Changes a method.
    pub async fn change(&self, number: u8, change: MethodChange) -> Change {
        self.store.change_method(self.changing(number, change).await).await.unwrap()
    }

    /// A thing of this person.
    pub fn thing(&self, hash: u8, purpose: Purpose, method: Option<u8>) -> NewOneTime {
        NewOneTime {
            hash: [hash; 32],
            person: self.id,
            purpose,
            method: method.map(id),
            expires: Some(START + HOUR),
            uses: Some(1),
        }
    }

    /// Begins an attempt.
    pub async fn attempt(&self, number: u8) {
        let request =
            BeginSignIn { id: [number; 32], person: Some(self.id), started: START, expires: START + HOUR };
        assert!(self.store.begin_sign_in(request).await.unwrap());
    }

    /// A request to end an attempt in a session.
    pub async fn finishing(&self, attempt: u8, token: u8, evidence: &[Evidence]) -> FinishSignIn {
        FinishSignIn {
            attempt: [attempt; 32],
            revision: self.row().await.revision,
            evidence: evidence.to_vec(),
            session: session(token),
            now: START + 1,
            notes: notes("signed-in"),
        }
    }

    /// Signs in with what these methods prove.
    pub async fn sign_in(&self, token: u8, evidence: &[Evidence]) {
        self.attempt(token).await;
        for evidence in evidence {
            assert!(self.store.add_evidence([token; 32], *evidence).await.unwrap());
        }
        let request = self.finishing(token, token, evidence).await;
        assert_eq!(self.store.finish_sign_in(request).await.unwrap(), FinishSignInOutcome::Opened);
    }

    /// Whether the session of this token is open.
    pub async fn is_in(&self, token: u8) -> bool {
        self.store.portal_session([token; 32], START + 2).await.unwrap().is_some()
    }
}

/// Runs these at the same time.
pub async fn together<T: Send + 'static>(
    work: impl IntoIterator<Item = impl Future<Output = T> + Send + 'static>,
) -> Vec<T> {
    let tasks: Vec<_> = work.into_iter().map(tokio::spawn).collect();
    let mut done = Vec::new();
    for task in tasks {
        done.push(task.await.unwrap());
    }
    done
}
