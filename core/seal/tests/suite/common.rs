//! What several suites share.

use std::collections::VecDeque;

use data_encoding::HEXLOWER;
use rand_core::{CryptoRng, RngCore};
use regain_log::{BackupId, Hash, Kind, MemberId, UnsignedHeader};
use regain_seal::EpochKey;

pub const BACKUP: BackupId = BackupId([0xb0; 16]);

pub fn id(byte: u8) -> MemberId {
    MemberId([byte; 16])
}

pub fn unsigned(key: &EpochKey) -> UnsignedHeader {
    UnsignedHeader {
        backup: key.backup(),
        number: 7,
        previous: Hash([0x11; 32]),
        control: Hash([0x22; 32]),
        epoch: key.epoch(),
        kind: Kind::Change,
        author: id(3),
        commitment: key.commitment(),
        time: 1_760_000_000_000,
    }
}

/// Hands out exactly the bytes it was given, and panics when more are asked for.
pub struct Scripted(VecDeque<u8>);

impl Scripted {
    pub fn new(parts: &[&[u8]]) -> Self {
        Self(parts.concat().into())
    }

    pub fn is_used_up(&self) -> bool {
        self.0.is_empty()
    }
}

impl CryptoRng for Scripted {}

impl RngCore for Scripted {
    fn next_u32(&mut self) -> u32 {
        let mut bytes = [0; 4];
        self.fill_bytes(&mut bytes);
        u32::from_le_bytes(bytes)
    }

    fn next_u64(&mut self) -> u64 {
        let mut bytes = [0; 8];
        self.fill_bytes(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    fn fill_bytes(&mut self, dest: &mut [u8]) {
        for byte in dest {
            *byte = self.0.pop_front().expect("the script covers all randomness");
        }
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(dest);
        Ok(())
    }
}

/// Hexadecimal, with white space allowed.
pub fn hex(text: &str) -> Vec<u8> {
    let digits: String = text.split_whitespace().collect();
    HEXLOWER.decode(digits.as_bytes()).expect("vectors are lower-case hexadecimal")
}
