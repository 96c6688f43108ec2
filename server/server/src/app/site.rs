//! The files.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

use axum::body::Bytes;
use brotli::enc::BrotliEncoderParams;
use rust_embed::RustEmbed;

/// What `cargo xtask web` wrote: each file compressed by Brotli, as `NAME.br`.
#[derive(RustEmbed)]
#[folder = "../../apps/web/dist"]
struct Dist;

/// The web app's files by their path below `/app/`.
#[derive(Default)]
pub struct Site {
    files: BTreeMap<String, File>,
}

/// A file.
pub struct File {
    /// Compressed by Brotli.
    pub brotli: Bytes,
    /// Names the content, in hexadecimal.
    pub hash: String,
    plain: OnceLock<Option<Bytes>>,
}

impl Site {
    /// The files inside of this program; none if it was built without the app.
    pub fn embedded() -> Self {
        let mut files = BTreeMap::new();
        for path in Dist::iter() {
            let Some((name, found)) = path.strip_suffix(".br").zip(Dist::get(&path)) else { continue };
            let brotli = match found.data {
                Cow::Borrowed(bytes) => Bytes::from_static(bytes),
                Cow::Owned(bytes) => Bytes::from(bytes),
            };
            files.insert(name.to_owned(), File::new(brotli, &found.metadata.sha256_hash()));
        }
        Self { files }
    }

    /// A file.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.get(path)
    }

    /// Every path.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Puts a file there, in the place of one that may be there already. `hash` names the content, in 16 bytes or more.
    ///
    /// Another version than the one inside of this program is made by this: for who tries how windows change versions.
    pub fn put(&mut self, path: &str, plain: &[u8], hash: &[u8]) {
        let mut brotli = Vec::new();
        let parameters = BrotliEncoderParams { quality: 4, ..BrotliEncoderParams::default() };
        brotli::BrotliCompress(&mut &plain[..], &mut brotli, &parameters).expect("from memory into memory");
        self.files.insert(path.to_owned(), File::new(brotli.into(), hash));
    }

    /// Takes a file away.
    pub fn take(&mut self, path: &str) -> Option<File> {
        self.files.remove(path)
    }
}

impl File {
    fn new(brotli: Bytes, hash: &[u8]) -> Self {
        let mut text = String::new();
        for byte in &hash[..16] {
            // Writing into memory does not fail.
            let _written = write!(text, "{byte:02x}");
        }
        Self { brotli, hash: text, plain: OnceLock::new() }
    }

    /// The file as it was: for the rare client that does not know Brotli, so made when the first one asks.
    ///
    /// `None` when the compressed one is damaged.
    pub fn plain(&self) -> Option<Bytes> {
        let plain = self.plain.get_or_init(|| {
            let mut plain = Vec::new();
            brotli::BrotliDecompress(&mut &self.brotli[..], &mut plain).ok()?;
            Some(plain.into())
        });
        plain.clone()
    }
}
