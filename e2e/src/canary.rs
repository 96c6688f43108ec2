//! Whether a secret lies somewhere it must not, in any spelling.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use data_encoding::{BASE32_NOPAD, BASE64_NOPAD, BASE64URL_NOPAD, HEXLOWER, HEXUPPER};

/// Spellings of fewer bytes turn up by chance.
const SHORTEST: usize = 8;
/// Bytes of memory looked at in one piece.
const CHUNK: usize = 4 << 20;

/// What to look for.
#[derive(Default)]
pub struct Canaries {
    needles: Vec<(String, Vec<u8>)>,
    by_start: HashMap<[u8; 4], Vec<usize>>,
    starts: Vec<bool>,
}

impl Canaries {
    /// Adds a secret under a name, in every spelling a program might keep it.
    ///
    /// # Panics
    /// When it is so short that it would be found by chance.
    pub fn add(&mut self, name: &str, secret: &[u8]) {
        assert!(secret.len() >= SHORTEST, "{name} is too short for a canary");
        let mut spell = |how: &str, bytes: Vec<u8>| {
            if bytes.len() >= SHORTEST {
                self.needles.push((format!("{name} ({how})"), bytes));
            }
        };
        spell("as it is", secret.to_vec());
        spell("UTF-16LE", secret.iter().flat_map(|byte| [*byte, 0]).collect());
        spell("UTF-16BE", secret.iter().flat_map(|byte| [0, *byte]).collect());
        spell("hex", HEXLOWER.encode(secret).into_bytes());
        spell("HEX", HEXUPPER.encode(secret).into_bytes());
        for skip in 0..3 {
            // Inside a longer text a secret begins at any bit: three ways in base64, five in base32. The first and last
            // character also hold neighbouring bits, so whole groups only.
            spell("base64", aligned(secret, skip, 3, |bytes| BASE64_NOPAD.encode(bytes)));
            spell("base64url", aligned(secret, skip, 3, |bytes| BASE64URL_NOPAD.encode(bytes)));
        }
        for skip in 0..5 {
            let text = aligned(secret, skip, 5, |bytes| BASE32_NOPAD.encode(bytes));
            spell("base32 in lower case", text.to_ascii_lowercase());
            spell("base32", text);
        }
        self.index();
    }

    fn index(&mut self) {
        self.starts = vec![false; 1 << 16];
        self.by_start.clear();
        for (at, (_, needle)) in self.needles.iter().enumerate() {
            self.starts[usize::from(u16::from_be_bytes([needle[0], needle[1]]))] = true;
            self.by_start.entry([needle[0], needle[1], needle[2], needle[3]]).or_default().push(at);
        }
    }

    /// Names of the canaries in these bytes.
    pub fn found_in(&self, bytes: &[u8]) -> Vec<&str> {
        let mut found = Vec::new();
        for (at, start) in bytes.windows(4).enumerate() {
            if !self.starts[usize::from(u16::from_be_bytes([start[0], start[1]]))] {
                continue;
            }
            let start: [u8; 4] = start.try_into().expect("a window of 4");
            for needle in self.by_start.get(&start).into_iter().flatten() {
                let (name, needle) = &self.needles[*needle];
                if bytes[at..].starts_with(needle) && !found.contains(&name.as_str()) {
                    found.push(name);
                }
            }
        }
        found
    }

    /// Canaries in the files of a folder: file and name. `passes` says which files are looked at.
    pub fn found_in_folder(&self, folder: &Path, passes: &mut usize) -> Vec<String> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.extend(self.found_in_folder(&path, passes));
                continue;
            }
            *passes += 1;
            let bytes = fs::read(&path).unwrap();
            found.extend(self.found_in(&bytes).iter().map(|name| format!("{}: {name}", path.display())));
        }
        found
    }

    /// Canaries in everything a process can write to. An error says that this user may not look.
    pub fn found_in_process(&self, process: u32) -> io::Result<Memory> {
        let maps = fs::read_to_string(format!("/proc/{process}/maps"))?;
        let mut memory = fs::File::open(format!("/proc/{process}/mem"))?;
        let mut seen = Memory::default();
        for line in maps.lines() {
            let mut fields = line.split(' ');
            let (Some(range), Some(rights)) = (fields.next(), fields.next()) else { continue };
            let Some((from, to)) = range.split_once('-') else { continue };
            if !rights.starts_with("rw") {
                continue;
            }
            let at = |text: &str| u64::from_str_radix(text, 16).unwrap();
            self.look(&mut memory, at(from), at(to), &mut seen);
        }
        Ok(seen)
    }

    fn look(&self, memory: &mut fs::File, mut from: u64, to: u64, seen: &mut Memory) {
        const OVERLAP: u64 = 512;
        while from < to {
            let length = usize::try_from((to - from).min(CHUNK as u64)).unwrap();
            let mut bytes = vec![0; length];
            // Pages that are not there can't be read, and hold nothing.
            if memory.seek(SeekFrom::Start(from)).is_err() || memory.read_exact(&mut bytes).is_err() {
                return;
            }
            seen.bytes += length as u64;
            for name in self.found_in(&bytes) {
                if !seen.found.iter().any(|found| found == name) {
                    seen.found.push(name.to_owned());
                }
            }
            let end = from + length as u64;
            from = if end < to { end - OVERLAP } else { end };
        }
    }
}

/// What was seen of a process.
#[derive(Debug, Default)]
pub struct Memory {
    /// Names of canaries.
    pub found: Vec<String>,
    /// How much was read.
    pub bytes: u64,
}

/// The groups of an encoding that hold nothing but the secret, where it begins `skip` bytes after a group's start.
fn aligned(secret: &[u8], skip: usize, group: usize, encode: impl Fn(&[u8]) -> String) -> Vec<u8> {
    let start = (group - skip) % group;
    let whole = (secret.len() - start) / group * group;
    encode(&secret[start..start + whole]).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::{BASE32, BASE64, BASE64URL};

    /// Spellings that a program might write, each inside something longer, at every alignment.
    #[test]
    fn a_canary_is_found_in_every_spelling() {
        let secret = b"a secret nobody may read".as_slice();
        let mut canaries = Canaries::default();
        canaries.add("secret", secret);
        for before in 0..12 {
            let longer = [&vec![0xa5; before], secret, b"xyz"].concat();
            let utf16: Vec<u8> =
                String::from_utf8_lossy(secret).encode_utf16().flat_map(u16::to_le_bytes).collect();
            for (how, spelled) in [
                ("as it is", longer.clone()),
                ("UTF-16", [&vec![0xa5; before], utf16.as_slice(), b"x"].concat()),
                ("hex", HEXLOWER.encode(&longer).into_bytes()),
                ("HEX", HEXUPPER.encode(&longer).into_bytes()),
                ("base64", BASE64.encode(&longer).into_bytes()),
                ("base64url", BASE64URL.encode(&longer).into_bytes()),
                ("base32", BASE32.encode(&longer).into_bytes()),
                ("base32 in lower case", BASE32.encode(&longer).to_lowercase().into_bytes()),
            ] {
                assert!(!canaries.found_in(&spelled).is_empty(), "{how} after {before} bytes");
            }
        }
        assert!(canaries.found_in(b"a secret nobody may see, and other things").is_empty());
    }

    #[test]
    fn a_canary_is_found_in_a_process() {
        let secret: Vec<u8> = (0..32).map(|byte| byte * 7 + 3).collect();
        let mut canaries = Canaries::default();
        canaries.add("secret", &secret);
        match canaries.found_in_process(std::process::id()) {
            Ok(seen) => assert!(seen.found.iter().any(|name| name == "secret (as it is)"), "{seen:?}"),
            Err(error) => assert_eq!(error.kind(), io::ErrorKind::PermissionDenied),
        }
    }
}
