//! Times, as people of a language write them.

use js_sys::{Array, Date, Intl};
use wasm_bindgen::JsValue;

use crate::app::w;
use crate::browser;

/// "3 Nov 2026, 14:02".
pub fn date_time(ms: u64) -> String {
    formatted(ms, &[("dateStyle", "medium"), ("timeStyle", "short")])
}

/// "3 Nov 2026".
pub fn date(ms: u64) -> String {
    formatted(ms, &[("dateStyle", "long")])
}

/// "2 minutes ago"; older than a week, the date.
pub fn ago(ms: u64) -> String {
    let minutes = browser::now().saturating_sub(ms) / 60_000;
    match minutes {
        0 => w().just_now().to_owned(),
        1..60 => w().minutes_ago(minutes),
        60..1440 => w().hours_ago(minutes / 60),
        1440..10_080 => w().days_ago(minutes / 1440),
        _ => date_time(ms),
    }
}

/// How many days are left until then, counted up.
pub fn days_until(ms: u64) -> u64 {
    ms.saturating_sub(browser::now()).div_ceil(86_400_000)
}

#[expect(clippy::cast_precision_loss, reason = "times of this era fit a double")]
fn formatted(ms: u64, options: &[(&str, &str)]) -> String {
    let options: Vec<(&str, JsValue)> =
        options.iter().map(|(name, value)| (*name, (*value).into())).collect();
    let languages = Array::of1(&w().language().tag().into());
    let format = Intl::DateTimeFormat::new(&languages, &browser::object(&options));
    let date = Date::new(&JsValue::from_f64(ms as f64));
    format
        .format()
        .call1(&JsValue::UNDEFINED, &date)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}
