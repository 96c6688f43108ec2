//! What no honest program makes: entries of strangers, spliced and re-signed ones, a body that opens under two keys.

pub mod two_keys;

use regain_log::{
    Chain, Control, Entry, HEADER_LEN, Head, Header, Kind, MemberId, SIGNATURE_LEN, Signer, UnsignedHeader,
    frame,
};
use regain_seal::MemberSecret;
use regain_sync::request::head_text;
use regain_sync::{Response, flow::unlock};

/// Somebody who is no member, with keys of its own.
pub struct Stranger {
    /// Its id.
    pub id: MemberId,
    /// Its keys.
    pub secret: MemberSecret,
}

impl Default for Stranger {
    fn default() -> Self {
        let mut rng = rand_core::OsRng;
        Self { id: MemberId(unlock::draw_id(&mut rng)), secret: MemberSecret::make(&mut rng) }
    }
}

/// A header that continues a chain.
pub fn next_header(chain: &Chain, kind: Kind, author: MemberId, time: u64) -> UnsignedHeader {
    UnsignedHeader {
        backup: chain.backup(),
        number: chain.head().number + 1,
        previous: chain.head().hash,
        control: chain.control().hash,
        epoch: chain.epoch(),
        kind,
        author,
        commitment: *chain.commitment(),
        time,
    }
}

/// A control entry that continues a chain, whoever signs it and whether or not that is allowed.
pub fn says(chain: &Chain, control: &Control, author: MemberId, signer: &impl Signer, time: u64) -> Entry {
    next_header(chain, control.kind(), author, time).sign(control.encode(), signer)
}

/// What of a header was there before the body was known.
pub fn unsigned(header: &Header) -> UnsignedHeader {
    let Header { backup, number, previous, control, epoch, kind, author, commitment, time, .. } = *header;
    UnsignedHeader { backup, number, previous, control, epoch, kind, author, commitment, time }
}

/// The same entry with a changed header and the same body, signed anew.
pub fn resigned(entry: &Entry, change: impl FnOnce(&mut UnsignedHeader), signer: &impl Signer) -> Entry {
    let mut header = unsigned(entry.header());
    change(&mut header);
    header.sign(entry.body().unwrap_or_default().to_vec(), signer)
}

/// The stored bytes of an entry with another format or suite in its first two bytes, signed by its author over just
/// these bytes: what an older program might once have written.
pub fn of_suite(entry: &Entry, format: u8, suite: u8, signer: &impl Signer) -> Vec<u8> {
    let mut bytes = entry.to_bytes();
    bytes[..2].copy_from_slice(&[format, suite]);
    let message = [b"regain/1/entry".as_slice(), &bytes[..HEADER_LEN]].concat();
    bytes[HEADER_LEN..HEADER_LEN + SIGNATURE_LEN].copy_from_slice(&signer.sign(&message));
    bytes
}

/// The front of one entry with the body of another, as raw bytes.
pub fn spliced(front: &Entry, body: &Entry) -> Vec<u8> {
    [front.front().as_slice(), body.body().unwrap_or_default()].concat()
}

/// An answer of raw entries, with a head of one's choice.
pub fn answer_of(raw: &[Vec<u8>], head: Head) -> Response {
    let mut body = Vec::new();
    for bytes in raw {
        frame::write_raw(&mut body, bytes, false);
    }
    Response {
        status: 200,
        content_type: regain_protocol::ENTRIES_TYPE.to_owned(),
        head: Some(head_text(head)),
        body,
    }
}

/// The head that an entry would be.
pub fn head_at(entry: &Entry) -> Head {
    Head { number: entry.header().number, hash: entry.hash() }
}
