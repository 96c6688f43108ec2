//! The stylesheet and the few scripts, inside the program. Their names hold a hash of what is in them, so that they are kept for good.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use regain_http::token;

use crate::fault::Fault;

struct Asset {
    name: &'static str,
    kind: &'static str,
    text: &'static str,
}

macro_rules! assets {
    ($($name:literal: $kind:literal,)*) => {
        [$(Asset { name: $name, kind: $kind, text: include_str!(concat!("../../assets/", $name)) },)*]
    };
}

static ASSETS: &[Asset] = &assets! {
    "portal.css": "text/css; charset=utf-8",
    "portal.js": "text/javascript; charset=utf-8",
    "wait.js": "text/javascript; charset=utf-8",
    "enrol.js": "text/javascript; charset=utf-8",
    "passkey.js": "text/javascript; charset=utf-8",
};

static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let named = |asset: &Asset| {
        let hash = HEXLOWER.encode(&token::hash(asset.text.as_bytes())[..8]);
        let (stem, ending) = asset.name.rsplit_once('.').unwrap_or((asset.name, ""));
        format!("{stem}.{hash}.{ending}")
    };
    ASSETS.iter().map(named).collect()
});

/// The address of a file of this name.
pub fn address(name: &str) -> String {
    let place = ASSETS.iter().position(|asset| asset.name == name);
    place.map_or_else(String::new, |place| format!("/assets/{}", NAMES[place]))
}

/// The file.
pub async fn file(Path(name): Path<String>) -> Result<Response, Fault> {
    let place = NAMES.iter().position(|known| *known == name).ok_or(Fault::NotFound)?;
    let asset = &ASSETS[place];
    let headers = [(CONTENT_TYPE, asset.kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, asset.text).into_response())
}
