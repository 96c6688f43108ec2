//! The everyday session: the device signs a challenge.

use regain_protocol::{Bytes, Challenge, DeviceSignIn, FinishSignature, ProblemCode, Session, path};
use zeroize::Zeroizing;

use super::{Phase, Sync, membership};
use crate::{Method, Replica, Request, Response, SyncError};

impl Sync {
    pub(super) fn sign_in(&mut self, replica: &mut Replica) -> Result<Option<Request>, SyncError> {
        let device = replica.device;
        let membership = membership(replica)?;
        membership.token = None;
        self.renewed = true;
        self.phase = Phase::Challenge;
        let body = DeviceSignIn { backup: membership.backup(), device };
        Ok(Some(Request::json(Method::Post, path::DEVICE, &body)))
    }

    pub(super) fn answer_challenge(
        &mut self,
        replica: &mut Replica,
        response: &Response,
    ) -> Result<Request, SyncError> {
        let device = replica.device;
        let membership = membership(replica)?;
        let Challenge { attempt, challenge } = response.json()?;
        let challenge =
            challenge.0.try_into().map_err(|_| SyncError::NotRegain { status: response.status })?;
        let signature =
            membership.secret.prove(&membership.service, &membership.backup(), &device, &challenge);
        self.phase = Phase::Session;
        let body = FinishSignature { attempt, signature: Bytes(signature.to_vec()) };
        Ok(Request::json(Method::Post, path::DEVICE_FINISH, &body))
    }
}

/// Takes the new session over. An account of which no answer ever came, and which the service does not know, was never made: the
/// accounts stay, Cloud backup is off.
pub(super) fn take_session(replica: &mut Replica, response: &Response) -> Result<(), SyncError> {
    let refused = response.problem().is_some_and(|problem| problem.code == ProblemCode::SignInFailed);
    if refused && !membership(replica)?.created {
        replica.membership = None;
        return Err(SyncError::Gone("the new recovery account"));
    }
    let membership = membership(replica)?;
    let session: Session = response.json()?;
    membership.token = Some(Zeroizing::new(session.token));
    membership.created = true;
    Ok(())
}
