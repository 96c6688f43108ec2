//! A portal in memory, as small as one can be: it verifies with the real curve, knows one code, one request, and every `jti` it took.

use std::collections::{BTreeMap, BTreeSet};

use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use regain_protocol::portal::proof::{self, Signed};
use regain_protocol::portal::{
    Answer, Answered, Decision, Enrolled, Enrolment, EnrolmentLink, Opening, Pending, PendingRequest,
    PortalAddress, PortalId, PortalInfo, PortalSession, Proof, PublicKey, Purpose,
};
use regain_protocol::{Problem, ProblemCode, path};
use regain_sync::{PortalRequest, Response};

pub struct Portal {
    pub address: PortalAddress,
    pub now: u64,
    pub code: Option<String>,
    pub person: &'static str,
    pub name: &'static str,
    pub methods: BTreeMap<PortalId, (PublicKey, bool)>,
    pub pending: Option<(PortalId, PendingRequest, &'static str)>,
    pub decided: Vec<&'static str>,
    taken: BTreeSet<PortalId>,
    made: u8,
}

fn id(text: &str) -> PortalId {
    text.parse().unwrap()
}

impl Portal {
    pub fn new(address: &str, now: u64) -> Self {
        Self {
            address: address.parse().unwrap(),
            now,
            code: None,
            person: "p1",
            name: "ada",
            methods: BTreeMap::new(),
            pending: None,
            decided: Vec::new(),
            taken: BTreeSet::new(),
            made: 0,
        }
    }

    /// A fresh QR code.
    pub fn link(&mut self) -> EnrolmentLink {
        self.made += 1;
        let code = BYTES[usize::from(self.made)];
        self.code = Some(code.to_owned());
        format!("{}/enrol#regain-1.{code}", self.address).parse().unwrap()
    }

    /// Somebody signs in, and the browser shows the number.
    pub fn ask(&mut self, method: &PortalId, number: &'static str, purpose: Purpose) -> PendingRequest {
        self.made += 1;
        let request = PendingRequest {
            id: id(&format!("r{}", self.made)),
            purpose,
            application: "Payroll".into(),
            place: Some("Zürich".into()),
            browser: Some("Firefox\u{202e}\n on Linux".into()),
            digits: u8::try_from(number.len()).unwrap(),
            created: self.now,
            expires: self.now + 60_000,
        };
        self.pending = Some((method.clone(), request.clone(), number));
        request
    }

    pub fn handle(&mut self, to: &PortalRequest) -> Response {
        assert_eq!(to.portal, self.address, "sent to another portal");
        let answer = match to.request.path.as_str() {
            path::portal::PORTAL => Ok(json(&PortalInfo {
                product: "regain-portal".into(),
                protocol: 1,
                portal: self.address.clone(),
                organisation: "Example Ltd".into(),
                time: self.now,
            })),
            path::portal::ENROLMENTS => self.enrol(&to.request.body),
            path::portal::SESSION => self.session(&to.request.body),
            path::portal::REQUESTS => {
                let method = id(to.request.token.as_ref().unwrap());
                let request = self.pending.as_ref().filter(|(whose, ..)| *whose == method);
                Ok(json(&Pending { time: self.now, request: request.map(|(_, request, _)| request.clone()) }))
            }
            path => self.answer(path, &to.request.body),
        };
        answer.unwrap_or_else(|code| Response {
            status: code.status(),
            body: serde_json::to_vec(&Problem::new(code)).unwrap(),
            ..Response::default()
        })
    }

    fn read<T: Signed>(
        &mut self,
        body: &[u8],
        key: impl FnOnce(&T) -> Option<PublicKey>,
    ) -> Result<T, ProblemCode> {
        let body: Proof = serde_json::from_slice(body).unwrap();
        let claims =
            proof::read(&body.proof, &self.address, self.now / 1000, |claims: &T, message, signature| {
                key(claims).is_some_and(|key| {
                    let key = VerifyingKey::from_sec1_bytes(key.as_bytes()).unwrap();
                    key.verify(message, &Signature::from_slice(signature).unwrap()).is_ok()
                })
            });
        let claims = claims.map_err(|_| ProblemCode::ProofRefused)?;
        if self.taken.insert(claims.stamp().id) { Ok(claims) } else { Err(ProblemCode::ProofRefused) }
    }

    fn enrol(&mut self, body: &[u8]) -> Result<Response, ProblemCode> {
        let claims: Enrolment = self.read(body, |claims: &Enrolment| Some(claims.key.clone()))?;
        self.code.take_if(|code| *code == claims.code).ok_or(ProblemCode::EnrolmentEnded)?;
        let method = id(&format!("m{}", self.methods.len()));
        self.methods.insert(method.clone(), (claims.key, false));
        let test = self.ask(&method, "012345", Purpose::Enrolment);
        Ok(json(&Enrolled { method, person: id(self.person), name: self.name.into(), test }))
    }

    fn session(&mut self, body: &[u8]) -> Result<Response, ProblemCode> {
        let methods = self.methods.clone();
        let claims: Opening =
            self.read(body, |claims: &Opening| Some(methods.get(&claims.method)?.0.clone()))?;
        if !methods[&claims.method].1 {
            return Err(ProblemCode::MethodEnded);
        }
        Ok(json(&PortalSession { token: claims.method.to_string(), expires: self.now + 1000 }))
    }

    fn answer(&mut self, path: &str, body: &[u8]) -> Result<Response, ProblemCode> {
        let methods = self.methods.clone();
        let claims: Answer =
            self.read(body, |claims: &Answer| Some(methods.get(&claims.method)?.0.clone()))?;
        assert_eq!(path, path::portal::of_request(&claims.request));
        let waits = |(method, request, _): &mut (PortalId, PendingRequest, &str)| {
            *method == claims.method && request.id == claims.request
        };
        let (method, request, number) = self.pending.take_if(waits).ok_or(ProblemCode::RequestEnded)?;
        match claims.decision {
            Decision::Approve(typed) if typed.as_str() == number => self.decided.push("approved"),
            Decision::Approve(_) => return Err(ProblemCode::WrongNumber),
            Decision::Deny => self.decided.push("denied"),
            Decision::Report => self.decided.push("reported"),
        }
        if request.purpose == Purpose::Enrolment && self.decided.last() == Some(&"approved") {
            self.methods.get_mut(&method).unwrap().1 = true;
        }
        Ok(json(&Answered { request: request.id }))
    }
}

const BYTES: [&str; 24] = {
    let mut codes = ["BwcHBwcHBwcHBwcHBwcHBw"; 24];
    codes[1] = "AQEBAQEBAQEBAQEBAQEBAQ";
    codes
};

pub fn json(value: &impl serde::Serialize) -> Response {
    Response {
        status: 200,
        content_type: "application/json".into(),
        body: serde_json::to_vec(value).unwrap(),
        ..Response::default()
    }
}
