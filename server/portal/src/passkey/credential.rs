//! What is stored of a passkey: nothing secret, all of it needed to check its next word.

use minicbor::Decoder;

use super::Refusal;
use super::key::PublicKey;
use super::transports::Transports;

/// First byte: frozen. Then the counter at registration (4, big end first), the transports, the length of the id (2), the id, the `COSE_Key`.
const VERSION: u8 = 1;
const HEAD_LEN: usize = 1 + 4 + 1 + 2;

/// A passkey as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Its id, up to 1023 bytes.
    pub id: Vec<u8>,
    /// Its counter when it was registered.
    pub count: u32,
    /// How it can be reached.
    pub transports: Transports,
    /// Its public key, a `COSE_Key`.
    pub key: Vec<u8>,
}

impl Credential {
    /// Its bytes for the store.
    pub fn encode(&self) -> Vec<u8> {
        let len = u16::try_from(self.id.len()).expect("ids have 1023 bytes at most");
        let mut bytes = vec![VERSION];
        bytes.extend(self.count.to_be_bytes());
        bytes.push(self.transports.0);
        bytes.extend(len.to_be_bytes());
        bytes.extend(&self.id);
        bytes.extend(&self.key);
        bytes
    }

    /// From the store; `None`: damaged.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(HEAD_LEN)?;
        let [VERSION, c0, c1, c2, c3, transports, l0, l1] = *head else { return None };
        let (id, key) = rest.split_at_checked(usize::from(u16::from_be_bytes([l0, l1])))?;
        Some(Self {
            id: id.to_vec(),
            count: u32::from_be_bytes([c0, c1, c2, c3]),
            transports: Transports(transports),
            key: key.to_vec(),
        })
    }

    /// Whether its counter may say this after what it said at registration: where there is a counter it rises (WebAuthn Level 3 §7.2, step 22).
    pub fn may_say(&self, count: u32) -> bool {
        count > self.count || (count, self.count) == (0, 0)
    }

    /// Whether this is the signature of its key.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), Refusal> {
        PublicKey::read(&mut Decoder::new(&self.key))?.verify(message, signature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stored_form_is_frozen() {
        let credential = Credential {
            id: vec![0xaa, 0xbb],
            count: 7,
            transports: Transports::of_names("internal,telepathy,usb"),
            key: vec![0xa0],
        };
        let bytes = [1, 0, 0, 0, 7, 0b10_0001, 0, 2, 0xaa, 0xbb, 0xa0];
        assert_eq!(credential.encode(), bytes);
        assert_eq!(Credential::decode(&bytes), Some(credential.clone()));
        assert_eq!(credential.transports.names(), ["usb", "internal"]);
        assert_eq!(Credential::decode(&bytes[..9]), None);
        assert_eq!(Credential::decode(&[&[2], &bytes[1..]].concat()), None);
    }
}
