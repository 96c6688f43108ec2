//! The QR text of a printed kit, FORMAT section 7. The layout is frozen.

use data_encoding::BASE64URL_NOPAD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use regain_log::Hash;
use zeroize::Zeroizing;

use super::RecoveryKit;
use crate::Checkpoint;

const PREFIX: &str = "regain-kit:1?";
const FAMILY: &str = "regain-kit:";
/// What stands for itself in a value: RFC 3986's unreserved characters, and `:` and `/`, which a query may hold, so that an
/// address stays readable and the QR small.
const ESCAPED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b':').remove(b'/');

/// All that the QR of a printed kit says: enough to restore without typing.
pub struct KitCard {
    /// Address of the backup service.
    pub service: String,
    /// Account name.
    pub name: String,
    /// The secret.
    pub kit: RecoveryKit,
    /// Entry hash of the backup's genesis.
    pub genesis: Hash,
    /// The newest entry known when the card was printed.
    pub checkpoint: Checkpoint,
}

/// Why a scanned text is no kit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// Some other QR code.
    #[error("this QR code is not a recovery kit's; it is the square one on the printed kit")]
    NotAKit,
    /// Made by a newer program.
    #[error(
        "this recovery kit was printed by a newer version of Regain; update this one, or type the 12 words"
    )]
    Version,
    /// A value is missing, doubled or unreadable.
    #[error("the recovery kit's QR code is damaged (part \u{201c}{0}\u{201d}); type the 12 words instead")]
    Damaged(&'static str),
}

impl KitCard {
    /// The text of the QR code.
    pub fn expose_qr(&self) -> Zeroizing<String> {
        let Checkpoint { number, hash, control } = self.checkpoint;
        let words = Zeroizing::new(BASE64URL_NOPAD.encode(self.kit.expose_bytes()));
        let before = format!(
            "{PREFIX}s={service}&n={name}&w=",
            service = utf8_percent_encode(&self.service, ESCAPED),
            name = utf8_percent_encode(&self.name, ESCAPED),
        );
        let after = format!("&g={genesis}&c={number}.{hash}.{control}", genesis = self.genesis);
        // Allocated at once: a growing string would leave copies of the words behind.
        let mut out = Zeroizing::new(String::with_capacity(before.len() + words.len() + after.len()));
        for part in [&before, words.as_str(), &after] {
            out.push_str(part);
        }
        out
    }

    /// Reads the text of a QR code. Parameters this version does not know are passed over.
    pub fn from_qr(text: &str) -> Result<Self, CardError> {
        let query = query(text)?;
        let words = Zeroizing::new(
            BASE64URL_NOPAD.decode(value(query, "w")?.as_bytes()).map_err(|_| CardError::Damaged("w"))?,
        );
        let entropy = <[u8; 16]>::try_from(words.as_slice())
            .map(Zeroizing::new)
            .map_err(|_| CardError::Damaged("w"))?;
        Ok(Self {
            service: decoded(query, "s")?,
            name: decoded(query, "n")?,
            kit: RecoveryKit::from_entropy(entropy),
            genesis: value(query, "g")?.parse().map_err(|_| CardError::Damaged("g"))?,
            checkpoint: checkpoint(value(query, "c")?).ok_or(CardError::Damaged("c"))?,
        })
    }
}

/// Where the kit of a QR text belongs: address of the service, and account name. Its secret is not read.
pub fn belongs_to(text: &str) -> Result<(String, String), CardError> {
    let query = query(text)?;
    Ok((decoded(query, "s")?, decoded(query, "n")?))
}

/// The parameters.
fn query(text: &str) -> Result<&str, CardError> {
    let text = text.trim();
    text.strip_prefix(PREFIX).ok_or(match text.strip_prefix(FAMILY) {
        Some(_) => CardError::Version,
        None => CardError::NotAKit,
    })
}

fn value<'a>(query: &'a str, key: &'static str) -> Result<&'a str, CardError> {
    let mut values = query.split('&').filter_map(|pair| pair.strip_prefix(key)?.strip_prefix('='));
    match (values.next(), values.next()) {
        (Some(value), None) if !value.is_empty() => Ok(value),
        _ => Err(CardError::Damaged(key)),
    }
}

fn decoded(query: &str, key: &'static str) -> Result<String, CardError> {
    let text = percent_decode_str(value(query, key)?).decode_utf8().map_err(|_| CardError::Damaged(key))?;
    Ok(text.into_owned())
}

fn checkpoint(text: &str) -> Option<Checkpoint> {
    let mut parts = text.split('.');
    let (number, hash, control) = (parts.next()?, parts.next()?, parts.next()?);
    let number = Some(number).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    parts.next().is_none().then_some(())?;
    Some(Checkpoint {
        number: number.parse().ok()?,
        hash: hash.parse().ok()?,
        control: control.parse().ok()?,
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn card() -> KitCard {
        KitCard {
            service: "https://backup.example:8443".into(),
            name: "brave otter&7 ü=%".into(),
            kit: RecoveryKit::from_entropy(Zeroizing::new([7; 16])),
            genesis: Hash([1; 32]),
            checkpoint: Checkpoint { number: 41, hash: Hash([2; 32]), control: Hash([3; 32]) },
        }
    }

    fn failure(text: &str) -> CardError {
        KitCard::from_qr(text).err().unwrap()
    }

    #[test]
    fn a_card_survives_its_qr() {
        let text = card().expose_qr();
        assert!(text.starts_with(
            "regain-kit:1?s=https://backup.example:8443&n=brave%20otter%267%20%C3%BC%3D%25&w=BwcH"
        ));
        let back = KitCard::from_qr(&format!("{}&z=later", text.as_str())).unwrap();
        assert_eq!((back.service, back.name), (card().service, card().name));
        assert_eq!(belongs_to(&text).unwrap(), (card().service, card().name));
        assert_eq!(back.kit.expose_bytes(), &[7; 16]);
        assert_eq!((back.genesis, back.checkpoint), (card().genesis, card().checkpoint));
    }

    #[test]
    fn other_codes_newer_kits_and_damaged_ones_are_told_apart() {
        let text = card().expose_qr();
        assert_eq!(failure("otpauth://totp/x?secret=AAAA"), CardError::NotAKit);
        assert_eq!(failure(&text.replace("kit:1", "kit:2")), CardError::Version);
        assert_eq!(failure(&text.replace("&w=", "&w=A")), CardError::Damaged("w"));
        assert_eq!(failure(&text.replace("&g=", "&x=")), CardError::Damaged("g"));
        assert_eq!(failure(&text.replace("&c=41.", "&c=+41.")), CardError::Damaged("c"));
        assert_eq!(failure(&format!("{}.", text.as_str())), CardError::Damaged("c"));
        assert_eq!(failure(&format!("{}&n=other", text.as_str())), CardError::Damaged("n"));
    }
}
