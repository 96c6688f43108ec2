//! A passkey that keeps a key: WebAuthn Level 3, section 10.1.4 (PRF). The bindings have no names for the extension.

use js_sys::{Array, Object, Promise, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::browser::{self, object, property};

/// What the passkey is asked with. The same for ever: another input gives another key.
const INPUT: &[u8] = b"regain app lock, version 1......";

/// Makes a passkey, and asks it for its key. Gives its id and the key.
pub async fn create() -> Option<(Vec<u8>, [u8; 32])> {
    let user =
        object(&[("id", random(16)?.into()), ("name", "Regain".into()), ("displayName", "Regain".into())]);
    let algorithm = |number: i32| object(&[("type", "public-key".into()), ("alg", number.into())]);
    let selection = object(&[("residentKey", "preferred".into()), ("userVerification", "required".into())]);
    let options = object(&[
        ("challenge", random(32)?.into()),
        ("rp", object(&[("name", "Regain".into())]).into()),
        ("user", user.into()),
        ("pubKeyCredParams", Array::of2(&algorithm(-7), &algorithm(-257)).into()),
        ("authenticatorSelection", selection.into()),
        ("extensions", extensions()),
    ]);
    let credential = ask("create", &options).await?;
    let id = Uint8Array::new(&property(&credential, "rawId")).to_vec();
    // Some give the key at once, others only when they are used.
    let key = match output(&credential) {
        Some(key) => key,
        None => key_of(&id).await?,
    };
    Some((id, key))
}

/// Asks a passkey for its key.
pub async fn key_of(credential: &[u8]) -> Option<[u8; 32]> {
    let known = object(&[("type", "public-key".into()), ("id", Uint8Array::from(credential).into())]);
    let options = object(&[
        ("challenge", random(32)?.into()),
        ("allowCredentials", Array::of1(&known).into()),
        ("userVerification", "required".into()),
        ("extensions", extensions()),
    ]);
    output(&ask("get", &options).await?)
}

fn extensions() -> JsValue {
    let eval = object(&[("first", Uint8Array::from(INPUT).into())]);
    object(&[("prf", object(&[("eval", eval.into())]).into())]).into()
}

async fn ask(what: &str, options: &Object) -> Option<JsValue> {
    let credentials = property(&browser::window().navigator(), "credentials");
    let function: js_sys::Function = property(&credentials, what).dyn_into().ok()?;
    let asked = object(&[("publicKey", options.into())]);
    let promise: Promise = function.call1(&credentials, &asked).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok().filter(JsValue::is_truthy)
}

fn output(credential: &JsValue) -> Option<[u8; 32]> {
    let function: js_sys::Function = property(credential, "getClientExtensionResults").dyn_into().ok()?;
    let results = function.call0(credential).ok()?;
    let first = property(&property(&property(&results, "prf"), "results"), "first");
    first.is_truthy().then(|| Uint8Array::new(&first).to_vec())?.try_into().ok()
}

fn random(length: u32) -> Option<Uint8Array> {
    let bytes = Uint8Array::new_with_length(length);
    let crypto = property(&browser::window(), "crypto");
    let function: js_sys::Function = property(&crypto, "getRandomValues").dyn_into().ok()?;
    function.call1(&crypto, &bytes).ok()?;
    Some(bytes)
}
