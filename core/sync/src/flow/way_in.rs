//! A way in as a person has it, and signing in by it, whichever it is.

use rand_core::{CryptoRng, RngCore};
use regain_protocol::AccountName;
use regain_seal::kit::{CardError, KitError};
use regain_seal::{KitCard, Passphrase, RecoveryKit};

use super::unlock::{self, Access, ByKit, ByPassphrase, FinishingKit, FinishingPassphrase};
use crate::{Request, Response, SyncError};

/// How the text of every kit's QR code begins.
const CARD: &str = "regain-kit:";

/// A secret that opens a slot.
pub enum Secret {
    /// The passphrase.
    Passphrase(Passphrase),
    /// The kit by its words.
    Kit(RecoveryKit),
    /// The kit by its QR code, which also knows where it belongs and what it has seen.
    Card(Box<KitCard>),
}

/// Why a text is no kit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KitTextError {
    /// As words.
    #[error(transparent)]
    Words(#[from] KitError),
    /// As the text of a QR code.
    #[error(transparent)]
    Card(#[from] CardError),
}

impl Secret {
    /// A kit by its words, or by the text of its QR code.
    pub fn of_kit(text: &str) -> Result<Self, KitTextError> {
        if Self::is_card(text) {
            return Ok(Self::Card(Box::new(KitCard::from_qr(text)?)));
        }
        Ok(Self::Kit(RecoveryKit::from_words(text)?))
    }

    /// Whether a text is meant as a kit's QR code.
    pub fn is_card(text: &str) -> bool {
        text.trim_start().starts_with(CARD)
    }

    /// The kit, if it is one.
    pub fn kit(&self) -> Option<&RecoveryKit> {
        match self {
            Self::Passphrase(_) => None,
            Self::Kit(kit) => Some(kit),
            Self::Card(card) => Some(&card.kit),
        }
    }
}

/// A sign-in under way: a request is out, and its answer is awaited.
pub struct SigningIn(Step);

enum Step {
    Passphrase(Box<ByPassphrase>),
    PassphraseProven(FinishingPassphrase),
    Kit(ByKit),
    KitProven(FinishingKit),
}

/// What comes next.
pub enum SignIn {
    /// Send this.
    Send(SigningIn, Request),
    /// The slot is open, the backup not yet read.
    In(Box<Access>),
}

/// Starts.
pub fn start<R: RngCore + CryptoRng>(
    account: &AccountName,
    secret: &Secret,
    rng: &mut R,
) -> Result<(SigningIn, Request), SyncError> {
    if let Secret::Passphrase(passphrase) = secret {
        let (step, request) = unlock::by_passphrase(account.clone(), passphrase, rng)?;
        return Ok((SigningIn(Step::Passphrase(Box::new(step))), request));
    }
    let (step, request) = unlock::by_kit(account.clone());
    Ok((SigningIn(Step::Kit(step)), request))
}

impl SigningIn {
    /// Whether reading the next answer stretches a passphrase, which is slow.
    pub fn is_slow(&self) -> bool {
        matches!(self.0, Step::Passphrase(_))
    }

    /// Takes the answer; `secret` and `service` (the origin as the client dials it) are those it was started with. A printed kit that has
    /// seen more than its slot is refused here: no driver can leave that out.
    pub fn answer<R: RngCore + CryptoRng>(
        self,
        response: &Response,
        secret: &Secret,
        service: &str,
        rng: &mut R,
    ) -> Result<SignIn, SyncError> {
        let send = |(step, request)| SignIn::Send(Self(step), request);
        match (self.0, secret, secret.kit()) {
            (Step::Passphrase(step), Secret::Passphrase(passphrase), _) => {
                let (step, request) = step.answer(response, passphrase, rng)?;
                Ok(send((Step::PassphraseProven(step), request)))
            }
            (Step::PassphraseProven(step), ..) => Ok(SignIn::In(Box::new(step.answer(response)?))),
            (Step::Kit(step), _, Some(kit)) => {
                let (step, request) = step.answer(response, kit, service)?;
                Ok(send((Step::KitProven(step), request)))
            }
            (Step::KitProven(step), _, Some(kit)) => {
                let access = step.answer(response, kit)?;
                if let Secret::Card(card) = secret {
                    access.require_card(card)?;
                }
                Ok(SignIn::In(Box::new(access)))
            }
            // Another secret than the one it was started with.
            (Step::Passphrase(_) | Step::Kit(_) | Step::KitProven(_), ..) => Err(SyncError::WrongSecret),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use rand_chacha::ChaCha20Rng;
    use rand_core::SeedableRng as _;
    use regain_log::Hash;
    use regain_seal::Checkpoint;
    use regain_seal::passphrase::OuterSpace;

    use super::*;

    #[test]
    fn a_kit_is_read_from_words_and_from_its_code_and_told_from_nonsense() {
        let rng = &mut ChaCha20Rng::from_seed([5; 32]);
        let kit = RecoveryKit::make(rng);
        let words = Secret::of_kit(&kit.expose_words()).unwrap();
        assert_eq!(words.kit().unwrap().kit_keys(), kit.kit_keys());
        let (keys, checkpoint) =
            (kit.kit_keys(), Checkpoint { number: 1, hash: Hash([1; 32]), control: Hash([2; 32]) });
        let card = KitCard {
            service: "https://backup.test".into(),
            name: "brave-otter-7".into(),
            kit,
            genesis: Hash([3; 32]),
            checkpoint,
        };
        let text = format!("  {}", card.expose_qr().as_str());
        assert!(matches!(Secret::of_kit(&text).unwrap(), Secret::Card(card) if card.kit.kit_keys() == keys));
        assert!(matches!(Secret::of_kit("regain-kit:1?w=x"), Err(KitTextError::Card(_))));
        assert!(matches!(Secret::of_kit("twelve words"), Err(KitTextError::Words(_))));
        let passphrase = Passphrase::typed("quiet maple", OuterSpace::Refuse).unwrap();
        assert!(Secret::Passphrase(passphrase).kit().is_none());
    }
}
