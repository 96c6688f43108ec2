//! An account is bound to this device: from the QR code to the test approval.
//!
//! `start` → "Set up for Example Ltd at portal.example?" → a key → its public half, signed → the number in the browser is typed → usable.
//! Until then nothing in the list changes: an account that was there stays as it is, and an older key goes on working.

use rand_core::{CryptoRng, RngCore};
use regain_protocol::portal::{Enrolled, Enrolment, EnrolmentLink, PortalAddress, Purpose, Shown};
use regain_protocol::{ProblemCode, path};
use regain_vault::RecordId;

use super::approve::{Answering, Waiting};
use super::unlock::draw_id;
use crate::portal::{Contact, PortalError, PortalRequest, Unsigned, read};
use crate::replica::{Binding, HeldKey, Holding, Replica};
use crate::{Env, Response};

/// The portal is asked what it is.
pub struct Looking {
    link: EnrolmentLink,
}

/// The portal answered. Nobody has agreed to anything yet.
pub struct Known {
    contact: Contact,
    code: String,
}

/// The public key is on its way.
pub struct Sent {
    contact: Contact,
    key: HeldKey,
}

/// The key is taken and kept. A number stands in the browser.
pub struct Testing {
    waiting: Waiting,
}

/// The number is on its way.
pub struct Confirming {
    answering: Answering,
}

/// Starts with what was scanned.
pub fn start(link: EnrolmentLink) -> (Looking, PortalRequest) {
    let request = Contact::ask(&link.portal);
    (Looking { link }, request)
}

impl Looking {
    /// Reads what the portal is. `now` is ms since the Unix epoch.
    pub fn answer(self, response: &Response, now: u64) -> Result<Known, PortalError> {
        let code = self.link.code.expose_text();
        Ok(Known { contact: Contact::read(self.link.portal, response, now)?, code })
    }
}

impl Known {
    /// Where the key would go: the person compares it.
    pub fn portal(&self) -> &PortalAddress {
        &self.contact.portal
    }

    /// What the portal calls the organisation.
    pub fn organisation(&self) -> &Shown {
        &self.contact.organisation
    }

    /// The person agreed, and a key was made for this enrolment alone. It is to sign the message that comes back.
    pub fn with_key<R: RngCore + CryptoRng>(
        self,
        key: HeldKey,
        device_name: &str,
        platform: &str,
        env: &mut Env<'_, R>,
    ) -> Unsigned<Sent> {
        let Self { contact, code } = self;
        let (stamp, portal) = (contact.stamp(env), contact.portal.clone());
        let claims = Enrolment::new(stamp, code, key.public(), device_name.into(), platform.into());
        Unsigned::new(&portal, path::portal::ENROLMENTS, &claims, Sent { contact, key })
    }
}

impl Sent {
    /// The key to sign with.
    pub fn key(&self) -> &HeldKey {
        &self.key
    }

    /// The portal took the key: it goes into the replica, unusable, so that a crash from here on loses nothing.
    pub fn answer<R: RngCore + CryptoRng>(
        self,
        response: &Response,
        replica: &mut Replica,
        env: &mut Env<'_, R>,
    ) -> Result<Testing, PortalError> {
        let Enrolled { method, person, name, test } = read(response)?;
        let binding = Binding { portal: self.contact.portal.clone(), method };
        if replica.key_of(&binding).is_some() {
            // A method has one key for good: this would take another enrolment's place.
            return Err(PortalError::OtherRequest);
        }
        if test.purpose != Purpose::Enrolment {
            return Err(PortalError::OtherRequest);
        }
        let organisation = self.contact.organisation.clone();
        let waiting = Waiting::new(binding.clone(), self.contact, test)?;
        let record = RecordId(draw_id(env.rng));
        replica.hold(Holding {
            binding,
            person,
            name,
            organisation,
            record,
            key: self.key,
            is_usable: false,
        });
        Ok(Testing { waiting })
    }
}

impl Testing {
    /// What is asked, and until when.
    pub fn waiting(&self) -> &Waiting {
        &self.waiting
    }

    /// Whose key signs.
    pub fn binding(&self) -> &Binding {
        self.waiting.binding()
    }

    /// The number was typed. What can't be the number costs nothing.
    pub fn typed<R: RngCore + CryptoRng>(
        &self,
        number: &str,
        env: &mut Env<'_, R>,
    ) -> Result<Unsigned<Confirming>, PortalError> {
        Ok(self.waiting.approve(number, env)?.map(|answering| Confirming { answering }))
    }

    /// The person gave up: the key is forgotten here, and the portal is told.
    pub fn cancel<R: RngCore + CryptoRng>(
        &self,
        env: &mut Env<'_, R>,
    ) -> Result<Unsigned<Confirming>, PortalError> {
        Ok(self.waiting.deny(env)?.map(|answering| Confirming { answering }))
    }
}

impl Confirming {
    /// An approval that the portal took makes the account usable: its id. A denial, or a refusal that ends the test, forgets the key; after
    /// any other failure it stays, and the next contact with the portal shows whether it counts.
    pub fn answer(
        self,
        response: &Response,
        replica: &mut Replica,
        now: u64,
    ) -> Result<Option<RecordId>, PortalError> {
        let (binding, is_approval) = (self.answering.binding().clone(), self.answering.is_approval());
        match self.answering.read(response) {
            Ok(()) if is_approval => Ok(Some(replica.usable(&binding, now)?.ok_or(PortalError::NoKey)?)),
            Ok(()) => {
                replica.drop_unused(&binding);
                Ok(None)
            }
            Err(error) => {
                if !is_approval || error.code().is_some_and(is_over) {
                    replica.drop_unused(&binding);
                }
                Err(error)
            }
        }
    }
}

/// Whether a refusal leaves nothing to come back to.
fn is_over(code: ProblemCode) -> bool {
    use ProblemCode::{EnrolmentEnded, MethodEnded, NotFound, ProofRefused, RequestEnded, WrongNumber};
    matches!(code, EnrolmentEnded | MethodEnded | NotFound | ProofRefused | RequestEnded | WrongNumber)
}
