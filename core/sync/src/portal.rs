//! Talking to portals: requests that say where they go, messages that wait for a signature, and what stops a flow.

use rand_core::{CryptoRng, RngCore};
use regain_protocol::portal::proof::{Signature, Signed, compact, to_sign};
use regain_protocol::portal::{
    NumberError, PRODUCT, PortalAddress, PortalId, PortalInfo, Proof, Shown, Stamp,
};
use regain_protocol::{PROTOCOL, Problem, ProblemCode, path};
use regain_vault::account::AccountError;
use serde::de::DeserializeOwned;

use crate::flow::unlock::draw_id;
use crate::{Env, Method, Request, Response};

/// A request, and the only portal it may go to.
pub struct PortalRequest {
    /// The origin to dial. A redirect elsewhere is a failure.
    pub portal: PortalAddress,
    /// What to send there.
    pub request: Request,
}

/// Why something with a portal ended early.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PortalError {
    /// The portal answered with a problem.
    #[error("{}", crate::error::refusal(.0))]
    Refused(Box<Problem>),
    /// Whatever answered is not a portal.
    #[error("this address does not answer as a Regain portal (HTTP status {status})")]
    NotAPortal {
        /// The HTTP status.
        status: u16,
    },
    /// A portal of another version.
    #[error(
        "the portal speaks version {0} of the protocol, this program speaks version 1: update the older of the two"
    )]
    OtherVersion(u32),
    /// The portal calls itself otherwise than the link, or the account, does.
    #[error("this portal calls itself {says}, not {dialled}: nothing was sent to it")]
    OtherAddress {
        /// The address that was asked.
        dialled: PortalAddress,
        /// The address it states.
        says: PortalAddress,
    },
    /// Numbers of so few digits are guessed.
    #[error("the portal asks for a number of {0} digits: that is too easy to guess, or impossible to type")]
    Digits(u8),
    /// The answer is about another request.
    #[error("the portal answered for another request than the one that was asked")]
    OtherRequest,
    /// Too late.
    #[error("this request has ended; start again in the browser")]
    Ended,
    /// What was typed can't be the number; nothing was sent.
    #[error(transparent)]
    Number(#[from] NumberError),
    /// The account's entry can't be written.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// The key is not on this device (any more).
    #[error("this device has no key for that account (any more)")]
    NoKey,
}

impl PortalError {
    /// A stable name for machines; the portal's code, if it refused.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Refused(problem) => problem.code.code(),
            Self::NotAPortal { .. } => "not-a-portal",
            Self::OtherVersion(_) => "other-version",
            Self::OtherAddress { .. } => "elsewhere",
            Self::Digits(_) => "digits",
            Self::OtherRequest => "other-request",
            Self::Ended => ProblemCode::RequestEnded.code(),
            Self::Number(NumberError::NotDigits) => "number-digits",
            Self::Number(NumberError::Length(_)) => "number-length",
            Self::Account(_) => "not-possible",
            Self::NoKey => "no-key",
        }
    }

    /// The portal's code, if it refused.
    pub fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Refused(problem) => Some(problem.code),
            _ => None,
        }
    }
}

/// Reads a successful answer.
pub(crate) fn read<T: DeserializeOwned>(response: &Response) -> Result<T, PortalError> {
    let stranger = PortalError::NotAPortal { status: response.status };
    if response.is_success() {
        return serde_json::from_slice(&response.body).map_err(|_| stranger);
    }
    Err(response.problem().map_or(stranger, |problem| PortalError::Refused(Box::new(problem))))
}

/// A portal that answered as the one that was asked, and what its clock says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Its address.
    pub portal: PortalAddress,
    /// The organisation.
    pub organisation: Shown,
    /// How far its clock is ahead of this device's, ms. Messages carry the portal's time, so that a wrong clock here stops nobody.
    ahead: i128,
}

impl Contact {
    /// Asks a portal what it is.
    pub(crate) fn ask(portal: &PortalAddress) -> PortalRequest {
        PortalRequest { portal: portal.clone(), request: Request::get(path::portal::PORTAL) }
    }

    /// Reads its answer. `now` is this device's clock, ms since the Unix epoch.
    pub(crate) fn read(dialled: PortalAddress, response: &Response, now: u64) -> Result<Self, PortalError> {
        let info: PortalInfo = read(response)?;
        if info.product != PRODUCT {
            return Err(PortalError::NotAPortal { status: response.status });
        }
        if info.protocol != PROTOCOL {
            return Err(PortalError::OtherVersion(info.protocol));
        }
        if info.portal != dialled {
            return Err(PortalError::OtherAddress { dialled, says: info.portal });
        }
        let mut contact = Self { portal: dialled, organisation: info.organisation, ahead: 0 };
        contact.set_time(info.time, now);
        Ok(contact)
    }

    pub(crate) fn set_time(&mut self, theirs: u64, now: u64) {
        self.ahead = i128::from(theirs) - i128::from(now);
    }

    /// The portal's time, ms since the Unix epoch.
    pub fn time(&self, now: u64) -> u64 {
        u64::try_from(i128::from(now) + self.ahead).unwrap_or_default()
    }

    /// A time of the portal's by this device's clock, ms since the Unix epoch.
    pub fn here(&self, theirs: u64) -> u64 {
        u64::try_from(i128::from(theirs) - self.ahead).unwrap_or_default()
    }

    /// Seconds that the portal's clock is ahead of this device's.
    pub fn seconds_ahead(&self) -> i64 {
        i64::try_from(self.ahead / 1000).unwrap_or_default()
    }

    pub(crate) fn stamp<R: RngCore + CryptoRng>(&self, env: &mut Env<'_, R>) -> Stamp {
        let id = PortalId::of_bytes(&draw_id(env.rng));
        Stamp { portal: self.portal.clone(), at: self.time(env.now) / 1000, id }
    }
}

/// A message that waits for its key's signature: from [`crate::replica::HeldKey::sign`] at once, from a platform later. `T` is the step after it.
pub struct Unsigned<T> {
    portal: PortalAddress,
    path: String,
    message: String,
    then: T,
}

impl<T> Unsigned<T> {
    pub(crate) fn new(
        portal: &PortalAddress,
        path: impl Into<String>,
        claims: &impl Signed,
        then: T,
    ) -> Self {
        Self { portal: portal.clone(), path: path.into(), message: to_sign(claims), then }
    }

    /// The bytes to sign: ES256, ECDSA on P-256 over their SHA-256.
    pub fn message(&self) -> &[u8] {
        self.message.as_bytes()
    }

    /// With the signature, r ‖ s, as a browser's `sign` gives it.
    pub fn signed(self, signature: &Signature) -> (T, PortalRequest) {
        let proof = Proof { proof: compact(&self.message, signature) };
        let request = Request::json(Method::Post, self.path, &proof);
        (self.then, PortalRequest { portal: self.portal, request })
    }

    pub(crate) fn map<U>(self, then: impl FnOnce(T) -> U) -> Unsigned<U> {
        let Self { portal, path, message, then: step } = self;
        Unsigned { portal, path, message, then: then(step) }
    }

    /// The step after it, which holds the key of an enrolment.
    pub fn then(&self) -> &T {
        &self.then
    }
}
