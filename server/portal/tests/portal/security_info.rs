//! Security info.

mod addresses;
mod app;
mod codes;
mod lost;
mod methods;
mod needs_oathtool;
mod needs_zbar;
mod password;
mod recovery_codes;
mod sessions;

use data_encoding::BASE64URL_NOPAD;
use regain_otp::{Algorithm, Digits, Otp, OtpSecret, Period};
use regain_storage::portal::{MethodId, MethodKind, MethodRow, MethodState};

use crate::support::{Browser, Page, Stand, people::Someone};

/// The person's methods as they are stored, without the password.
async fn methods(stand: &Stand, someone: &Someone) -> Vec<MethodRow> {
    let (_, mut methods) = stand.storage.person(someone.id, stand.now()).await.unwrap().unwrap();
    methods.retain(|method| method.kind != MethodKind::Password);
    methods
}

async fn state(stand: &Stand, someone: &Someone, id: MethodId) -> Option<MethodState> {
    methods(stand, someone).await.into_iter().find(|method| method.id == id).map(|method| method.state)
}

/// A method's id in addresses.
fn text(id: MethodId) -> String {
    BASE64URL_NOPAD.encode(&id.0)
}

/// The page of a new authenticator app, from "Add method" on.
async fn scan(browser: &mut Browser, strength: &str) -> Page {
    browser.get("/security-info/add").await.says("Authenticator app");
    browser.get("/security-info/add/app").await.says("I want to use a different authenticator app");
    browser.get("/security-info/add/code").await.says("Next");
    let page = browser.get(&format!("/security-info/add/code/{strength}")).await;
    page.says("Scan the QR code");
    page
}

/// What an app makes of "Can't scan image?".
fn typed_in(page: &Page, algorithm: Algorithm, digits: Digits) -> Otp {
    let secret = page.all("dd.secret").remove(0);
    Otp::totp(OtpSecret::from_base32(&secret).unwrap(), algorithm, digits, Period::THIRTY)
}

fn now_shows(otp: &Otp, at: u64) -> String {
    otp.code_at(at / 1000).unwrap().expose().to_owned()
}

/// The path of a link in a mail.
fn link(text: &str, path: &str) -> String {
    let at = text.find(path).unwrap_or_else(|| panic!("no link to {path} in {text}"));
    text[at..].split_whitespace().next().unwrap().to_owned()
}
