//! The browser, and what its page offers this program (`static/boot.js`).

use wasm_bindgen::prelude::*;
use web_sys::{Document, HtmlElement, Storage, Window, Worker};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = regain, js_name = engine)]
    pub fn engine_worker() -> Worker;
    #[wasm_bindgen(js_namespace = regain, js_name = scan)]
    pub fn scan_worker() -> Worker;
    #[wasm_bindgen(js_namespace = regain, js_name = strength)]
    pub fn strength_worker() -> Worker;
    #[wasm_bindgen(js_namespace = regain)]
    pub fn shared() -> js_sys::Promise;
    /// The enrolment link that this page was opened with; once.
    #[wasm_bindgen(js_namespace = regain)]
    pub fn enrolment() -> Option<String>;
    #[wasm_bindgen(js_namespace = regain)]
    pub fn keep() -> js_sys::Promise;
    #[wasm_bindgen(js_namespace = regain, js_name = onUpdate)]
    fn on_update_js(callback: &js_sys::Function);
    #[wasm_bindgen(js_namespace = regain, js_name = applyUpdate)]
    pub fn apply_update();
    #[wasm_bindgen(thread_local_v2, js_namespace = regain, js_name = build)]
    static BUILD: JsValue;
}

/// The build's name.
pub fn build() -> String {
    BUILD.with(JsValue::as_string).unwrap_or_default()
}

/// Calls back when a new version waits.
pub fn on_update(callback: impl FnMut() + 'static) {
    on_update_js(Closure::<dyn FnMut()>::new(callback).into_js_value().unchecked_ref());
}

/// The window.
pub fn window() -> Window {
    web_sys::window().expect("screens run in a window")
}

/// The page.
pub fn document() -> Document {
    window().document().expect("a window has a page")
}

/// This page's own address, without path.
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// What a browser keeps for a page; none where that is switched off.
pub fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Ms since the Unix epoch.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a time of this era")]
pub fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// Calls back whenever this happens.
pub fn on(target: &web_sys::EventTarget, event: &str, callback: impl FnMut(web_sys::Event) + 'static) {
    let callback = Closure::<dyn FnMut(web_sys::Event)>::new(callback).into_js_value();
    let _ = target.add_event_listener_with_callback(event, callback.unchecked_ref());
}

/// Calls back after some ms.
pub fn after(ms: i32, callback: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(callback);
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), ms);
}

/// Waits.
pub async fn sleep(ms: i32) {
    let (done, waits) = futures_channel::oneshot::channel();
    after(ms, move || {
        let _ = done.send(());
    });
    let _ = waits.await;
}

/// Calls back again and again.
pub fn every(ms: i32, callback: impl FnMut() + 'static) {
    let callback = Closure::<dyn FnMut()>::new(callback).into_js_value();
    let _ = window().set_interval_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), ms);
}

/// Moves the focus once the screen is drawn.
pub fn focus_soon(selector: &'static str) {
    after(0, move || {
        let found = document().query_selector(selector).ok().flatten();
        if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    });
}

/// How far the page is scrolled, CSS pixels.
pub fn scrolled() -> f64 {
    window().scroll_y().unwrap_or_default()
}

/// Scrolls there once the new screen is drawn.
pub fn scroll_soon(top: f64) {
    after(0, move || window().scroll_to_with_x_and_y(0.0, top));
}

/// A property of a JavaScript object.
pub fn property(object: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// An object of these properties.
pub fn object(properties: &[(&str, JsValue)]) -> js_sys::Object {
    let object = js_sys::Object::new();
    for (name, value) in properties {
        let _ = js_sys::Reflect::set(&object, &(*name).into(), value);
    }
    object
}
