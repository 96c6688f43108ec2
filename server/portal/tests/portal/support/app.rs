//! The app's half, as small as it can be: a P-256 key, signed messages, and what it was told.

use axum::Router;
use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{Request, Response};
use http_body_util::BodyExt as _;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use regain_http::{Random, Steering, token};
use regain_protocol::portal::proof::{Signed, compact, to_sign};
use regain_protocol::portal::{
    Answer, Answered, Decision, Enrolled, Enrolment, Opening, Pending, PendingRequest, PortalId,
    PortalSession, Proof, PublicKey, Stamp,
};
use regain_protocol::{Problem, ProblemCode, path};
use regain_storage::portal::{MethodId, NewOneTime, OfferEnrolment, Purpose, ThingHash};
use serde::de::DeserializeOwned;
use tower::ServiceExt as _;

use super::people::Someone;
use super::{ADDRESS, Browser, MINUTE, Stand};

pub type Told<T> = Result<T, ProblemCode>;

pub struct App {
    router: Router,
    clock: Steering,
    random: Random,
    key: SigningKey,
    pub method: Option<PortalId>,
    pub token: Option<String>,
}

impl App {
    pub fn new(stand: &Stand) -> Self {
        let key = SigningKey::random(&mut stand.random.clone());
        let (router, clock, random) = (stand.router.clone(), stand.clock.clone(), stand.random.clone());
        Self { router, clock, random, key, method: None, token: None }
    }

    /// What stands in every message, as of now.
    pub fn stamp(&self) -> Stamp {
        let id = PortalId::of_bytes(&self.random.bytes());
        Stamp { portal: ADDRESS.parse().unwrap(), at: self.clock.now() / 1000, id }
    }

    pub fn signed(&self, claims: &impl Signed) -> Proof {
        let text = to_sign(claims);
        let signature: Signature = self.key.sign(text.as_bytes());
        Proof { proof: compact(&text, &signature.to_bytes().into()) }
    }

    pub fn enrolment(&self, code: &[u8; 16]) -> Enrolment {
        let point = self.key.verifying_key().to_encoded_point(false);
        let key = PublicKey::from_bytes(point.as_bytes()).unwrap();
        let code = regain_protocol::portal::link::EnrolmentCode::from_bytes(*code).expose_text();
        Enrolment::new(self.stamp(), code, key, "Pixel 8".into(), "Android".into())
    }

    pub async fn enrol(&mut self, code: &[u8; 16]) -> Told<Enrolled> {
        let enrolled: Enrolled =
            self.send(path::portal::ENROLMENTS, &self.signed(&self.enrolment(code))).await?;
        self.method = Some(enrolled.method.clone());
        Ok(enrolled)
    }

    pub fn opening(&self) -> Opening {
        Opening::new(self.stamp(), self.method.clone().unwrap())
    }

    pub async fn open(&mut self) -> Told<PortalSession> {
        let session: PortalSession = self.send(path::portal::SESSION, &self.signed(&self.opening())).await?;
        self.token = Some(session.token.clone());
        Ok(session)
    }

    /// What waits, in a session that is opened when there is none.
    pub async fn look(&mut self) -> Told<Option<PendingRequest>> {
        if self.token.is_none() {
            self.open().await?;
        }
        let pending: Pending = read(self.get(path::portal::REQUESTS).await).await?;
        assert_eq!(pending.time, self.clock.now());
        Ok(pending.request)
    }

    pub fn answering(&self, request: &PortalId, decision: Decision) -> Answer {
        Answer::new(self.stamp(), self.method.clone().unwrap(), request.clone(), decision)
    }

    pub async fn answer(&self, request: &PortalId, decision: Decision) -> Told<Answered> {
        let proof = self.signed(&self.answering(request, decision));
        self.send(&path::portal::of_request(request), &proof).await
    }

    /// The number is typed as it stands in the browser, spaces and all.
    pub async fn approve(&self, request: &PendingRequest, number: &str) -> Told<Answered> {
        let number = regain_protocol::portal::MatchNumber::typed(number, request.digits).unwrap();
        self.answer(&request.id, Decision::Approve(number)).await
    }

    pub async fn get(&self, path: &str) -> Response<Body> {
        let mut request = Request::builder().uri(path);
        if let Some(token) = &self.token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }

    pub async fn send<T: DeserializeOwned>(&self, path: &str, proof: &Proof) -> Told<T> {
        let body = Body::from(serde_json::to_vec(proof).unwrap());
        let request = Request::post(path).header(CONTENT_TYPE, "application/json").body(body).unwrap();
        read(self.router.clone().oneshot(request).await.unwrap()).await
    }
}

async fn read<T: DeserializeOwned>(answer: Response<Body>) -> Told<T> {
    let status = answer.status();
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    if status.is_success() {
        return Ok(serde_json::from_slice(&body).unwrap());
    }
    let problem: Problem = serde_json::from_slice(&body).unwrap();
    assert_eq!(problem.status, status.as_u16());
    Err(problem.code)
}

/// The next thing an event stream says.
pub async fn said(stream: &mut Body) -> Option<String> {
    while let Some(frame) = stream.frame().await {
        let text = String::from_utf8(frame.unwrap().into_data().unwrap().to_vec()).unwrap();
        if let Some(data) = text.lines().find_map(|line| line.strip_prefix("data: ")) {
            return Some(data.to_owned());
        }
    }
    None
}

impl Stand {
    /// A code that this browser's session offers, good for ten minutes.
    pub async fn offer(&self, browser: &Browser, someone: &Someone, replacing: Option<MethodId>) -> [u8; 16] {
        let bytes: [u8; 16] = self.random.bytes();
        let code = NewOneTime {
            // The frozen form of a stored code.
            hash: token::hash(&[b"regain enrolment 1".as_slice(), &bytes].concat()),
            person: someone.id,
            purpose: Purpose::Enrolment,
            method: None,
            expires: Some(self.now() + 10 * MINUTE),
            uses: Some(1),
        };
        let (session, now) = (session(browser), self.now());
        let offer = OfferEnrolment { code, session, replacing, limited_until: None, now };
        assert!(self.storage.offer_enrolment(offer).await.unwrap());
        bytes
    }

    /// The number that stands in this browser for its test.
    pub async fn test_number(&self, browser: &Browser) -> String {
        self.storage.request_of(session(browser), self.now()).await.unwrap().unwrap().texts.number
    }

    /// An app of this person, tested and in use, set up in this signed-in browser.
    pub async fn app(&self, browser: &Browser, someone: &Someone) -> App {
        let mut app = App::new(self);
        let code = self.offer(browser, someone, None).await;
        let test = app.enrol(&code).await.unwrap().test;
        app.approve(&test, &self.test_number(browser).await).await.unwrap();
        app
    }
}

/// The hash by which the store knows this browser's session.
pub fn session(browser: &Browser) -> ThingHash {
    token::hash_of_text(&browser.cookies["__Host-regain"]).unwrap()
}
