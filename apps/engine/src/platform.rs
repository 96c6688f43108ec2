//! The browser, as the worker's script hands it over (`apps/web/static/engine-worker.js`): each function one thing, no decisions.

use js_sys::{Array, Function, Uint8Array};
use regain_screen::message::Trouble;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = platform, js_name = load, catch)]
    async fn js_load(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = platform, js_name = replace, catch)]
    async fn js_replace(bytes: Uint8Array, keep_previous: bool, extras: Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = platform, js_name = setAside, catch)]
    async fn js_set_aside() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = platform, js_name = erase, catch)]
    async fn js_erase() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = platform, js_name = keepKey, catch)]
    async fn js_keep_key(id: &str, bytes: Uint8Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = platform, js_name = loadKey, catch)]
    async fn js_load_key(id: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = platform, js_name = dropKeysBut, catch)]
    async fn js_drop_keys_but(id: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = platform, js_name = lead, catch)]
    async fn js_lead() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = platform, js_name = outrun, catch)]
    async fn js_outrun() -> Result<JsValue, JsValue>;
    /// Leads at once, where this tab waits for it: the one that leads does not answer.
    #[wasm_bindgen(js_namespace = platform, js_name = takeOver)]
    pub fn take_over();
    #[wasm_bindgen(js_namespace = platform, js_name = sleep, catch)]
    async fn js_sleep(ms: u32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = platform, js_name = send, catch)]
    async fn js_send(
        url: &str,
        method: &str,
        headers: js_sys::Object,
        body: JsValue,
        timeout: u32,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = platform, js_name = listen, catch)]
    async fn js_listen(
        url: &str,
        headers: js_sys::Object,
        silence: u32,
        line: &Function,
    ) -> Result<JsValue, JsValue>;
    /// Ends the streams that are followed.
    #[wasm_bindgen(js_namespace = platform, js_name = hush)]
    pub fn hush();
    #[wasm_bindgen(js_namespace = platform, js_name = channel)]
    fn js_channel(heard: &Function);
    #[wasm_bindgen(js_namespace = platform, js_name = relay)]
    fn js_relay(bytes: Uint8Array);
    #[wasm_bindgen(js_namespace = platform, js_name = tell)]
    fn js_tell(bytes: Uint8Array);
    #[wasm_bindgen(js_namespace = platform, js_name = hear)]
    fn js_hear(heard: &Function);
    /// Whether the browser believes it has a network.
    #[wasm_bindgen(js_namespace = platform)]
    pub fn online() -> bool;
    /// The browser's name for itself.
    #[wasm_bindgen(js_namespace = platform)]
    pub fn agent() -> String;
    /// The origin that served the app.
    #[wasm_bindgen(js_namespace = platform)]
    pub fn origin() -> String;
    #[wasm_bindgen(js_namespace = platform, js_name = url)]
    fn js_url(text: &str) -> JsValue;
}

/// Ms since the Unix epoch, by this device's clock.
pub fn now() -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "ms since 1970 fit for ages")]
    let now = js_sys::Date::now() as u64;
    now
}

/// What is stored under a key: `store`, `previous`, `passkey`, `by-passphrase`.
pub async fn load(key: &str) -> Result<Option<Vec<u8>>, Trouble> {
    Ok(bytes(&js_load(key).await.map_err(|error| storage(&error))?))
}

/// Replaces the store, with what belongs to it, in one durable transaction.
pub async fn replace(
    store: &[u8],
    keep_previous: bool,
    extras: &[(&str, Option<&[u8]>)],
) -> Result<(), Trouble> {
    let list = Array::new();
    for (key, value) in extras {
        let value = value.map_or(JsValue::UNDEFINED, |value| Uint8Array::from(value).into());
        list.push(&Array::of2(&JsValue::from_str(key), &value));
    }
    js_replace(Uint8Array::from(store), keep_previous, list).await.map_err(|error| storage(&error))?;
    Ok(())
}

/// Puts a store that can't be used aside.
pub async fn set_aside() -> Result<(), Trouble> {
    js_set_aside().await.map(drop).map_err(|error| storage(&error))
}

/// Removes everything.
pub async fn erase() -> Result<(), Trouble> {
    js_erase().await.map(drop).map_err(|error| storage(&error))
}

/// Keeps 32 bytes under a key the browser does not hand out.
pub async fn keep_key(id: &str, key: &[u8; 32]) -> Result<(), Trouble> {
    js_keep_key(id, Uint8Array::from(key.as_slice())).await.map(drop).map_err(|error| storage(&error))
}

/// Gives them back.
pub async fn load_key(id: &str) -> Result<Option<Zeroizing<[u8; 32]>>, Trouble> {
    let found = js_load_key(id).await.map_err(|error| storage(&error))?;
    let found = bytes(&found).map(Zeroizing::new);
    Ok(found.and_then(|found| <[u8; 32]>::try_from(found.as_slice()).ok()).map(Zeroizing::new))
}

/// Forgets all kept keys but one; an empty id forgets all.
pub async fn drop_keys_but(id: &str) -> Result<(), Trouble> {
    js_drop_keys_but(id).await.map(drop).map_err(|error| storage(&error))
}

/// Resolves when this tab leads.
pub async fn lead() {
    // A browser that refuses the lock leads alone in each tab, as before there were locks.
    let _ = js_lead().await;
}

/// Resolves when another tab has taken over.
pub async fn outrun() {
    let _ = js_outrun().await;
}

/// Waits.
pub async fn sleep(ms: u32) {
    // A timer does not fail.
    let _ = js_sleep(ms).await;
}

/// What came over HTTP: status, media type, `regain-head`, body.
pub struct Http {
    /// Status.
    pub status: u16,
    /// Media type, with its parameters.
    pub content_type: String,
    /// The header `regain-head`.
    pub head: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

/// Sends a request and reads the whole answer.
pub async fn send(
    url: &str,
    method: &str,
    headers: &[(&str, &str)],
    body: Option<&[u8]>,
    timeout_ms: u32,
) -> Result<Http, Trouble> {
    let body = body.map_or(JsValue::UNDEFINED, |body| Uint8Array::from(body).into());
    let answer =
        js_send(url, method, object(headers), body, timeout_ms).await.map_err(|error| net(&error))?;
    let parts = Array::from(&answer);
    Ok(Http {
        status: status(&parts.get(0)),
        content_type: parts.get(1).as_string().unwrap_or_default(),
        head: parts.get(2).as_string(),
        body: bytes(&parts.get(3)).unwrap_or_default(),
    })
}

/// Follows a stream line by line; its HTTP status when it ends.
pub async fn listen(
    url: &str,
    headers: &[(&str, &str)],
    silence_ms: u32,
    line: impl FnMut(String) + 'static,
) -> Result<u16, Trouble> {
    let heard = Closure::<dyn FnMut(String)>::new(line);
    let ended = js_listen(url, object(headers), silence_ms, heard.as_ref().unchecked_ref()).await;
    ended.map(|end| status(&end)).map_err(|error| net(&error))
}

/// Opens the channel to the other tabs.
pub fn channel(heard: impl Fn(Vec<u8>) + 'static) {
    js_channel(&forever(heard));
}

/// Says something to the other tabs.
pub fn relay(message: &[u8]) {
    js_relay(Uint8Array::from(message));
}

/// Says something to this tab's screen.
pub fn tell(message: &[u8]) {
    js_tell(Uint8Array::from(message));
}

/// Hears this tab's screen.
pub fn hear(heard: impl Fn(Vec<u8>) + 'static) {
    js_hear(&forever(heard));
}

/// An address in its parts.
pub struct Url {
    /// `https:`
    pub protocol: String,
    /// As a proof signs it.
    pub origin: String,
    /// The host alone.
    pub host: String,
    /// Nothing but scheme, host and port.
    pub is_bare: bool,
}

/// Reads an address.
pub fn url(text: &str) -> Option<Url> {
    let found = js_url(text);
    if found.is_undefined() {
        return None;
    }
    let parts = Array::from(&found);
    let text = |index| parts.get(index).as_string().unwrap_or_default();
    Some(Url { protocol: text(0), origin: text(1), host: text(2), is_bare: parts.get(3).is_truthy() })
}

fn forever(heard: impl Fn(Vec<u8>) + 'static) -> Function {
    let closure = Closure::<dyn Fn(JsValue)>::new(move |data: JsValue| {
        if let Some(message) = bytes(&data) {
            heard(message);
        }
    });
    // It lives as long as the worker.
    closure.into_js_value().unchecked_into()
}

fn object(pairs: &[(&str, &str)]) -> js_sys::Object {
    let list = Array::new();
    for (key, value) in pairs {
        list.push(&Array::of2(&JsValue::from_str(key), &JsValue::from_str(value)));
    }
    js_sys::Object::from_entries(&list).unwrap_or_default()
}

fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}

fn status(value: &JsValue) -> u16 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an HTTP status has three digits"
    )]
    let status = value.as_f64().unwrap_or_default() as u16;
    status
}

fn name_and_message(error: &JsValue) -> (String, String) {
    let text = |key: &str| {
        js_sys::Reflect::get(error, &JsValue::from_str(key)).ok().and_then(|value| value.as_string())
    };
    (text("name").unwrap_or_default(), text("message").unwrap_or_default())
}

fn storage(error: &JsValue) -> Trouble {
    let (name, message) = name_and_message(error);
    let code = match name.as_str() {
        "QuotaExceededError" => "quota",
        "BlockedError" | "VersionError" => "store-blocked",
        "OutrunError" => "interrupted",
        "NoStoreError" => "store-none",
        _ => "store-write",
    };
    Trouble::new(code, format!("{name}: {message}"))
}

fn net(error: &JsValue) -> Trouble {
    let (name, message) = name_and_message(error);
    let code = match name.as_str() {
        "TimeoutError" => "timeout",
        _ if !online() => "offline",
        _ => "unreachable",
    };
    Trouble::new(code, format!("{name}: {message}"))
}
