//! Pixels to texts, in a worker.

use std::cell::RefCell;
use std::collections::HashMap;

use futures_channel::oneshot;
use js_sys::Array;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap, MessageEvent, Worker};

use crate::browser;

/// Larger pictures are drawn smaller: no code needs more, and a phone's memory does.
const MAX_SIDE: f64 = 2000.0;

/// What was in a picture.
#[derive(Default)]
pub struct Read {
    /// The codes' texts.
    pub texts: Vec<String>,
    /// Something like a code was located.
    pub seen: bool,
}

struct Line {
    worker: Worker,
    last: u32,
    waiting: HashMap<u32, oneshot::Sender<Read>>,
}

thread_local! {
    static LINE: RefCell<Line> = RefCell::new(start());
}

fn start() -> Line {
    let worker = browser::scan_worker();
    browser::on(&worker, "message", |event| {
        let Ok(event) = event.dyn_into::<MessageEvent>() else { return };
        let data = event.data();
        let Some(id) = browser::property(&data, "id").as_f64() else { return };
        let texts = Array::from(&browser::property(&data, "texts"))
            .iter()
            .filter_map(|text| text.as_string())
            .collect();
        let seen = browser::property(&data, "seen").as_bool().unwrap_or_default();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it was given as one")]
        let waiting = LINE.with_borrow_mut(|line| line.waiting.remove(&(id as u32)));
        if let Some(waiting) = waiting {
            let _ = waiting.send(Read { texts, seen });
        }
    });
    Line { worker, last: 0, waiting: HashMap::new() }
}

/// The codes on a canvas.
pub async fn canvas(canvas: &HtmlCanvasElement) -> Read {
    let Some(context) = context(canvas) else { return Read::default() };
    let (width, height) = (canvas.width(), canvas.height());
    let Ok(image) = context.get_image_data(0.0, 0.0, f64::from(width), f64::from(height)) else {
        return Read::default();
    };
    let pixels = js_sys::Uint8Array::from(image.data().as_slice()).buffer();
    let (end, ended) = oneshot::channel();
    LINE.with_borrow_mut(|line| {
        line.last += 1;
        line.waiting.insert(line.last, end);
        let message = browser::object(&[
            ("id", line.last.into()),
            ("width", width.into()),
            ("height", height.into()),
            ("rgba", pixels.clone().into()),
        ]);
        let _ = line.worker.post_message_with_transfer(&message, &Array::of1(&pixels));
    });
    ended.await.unwrap_or_default()
}

/// The codes in a picture; `None` if it is none.
pub async fn picture(file: &Blob) -> Option<Vec<String>> {
    let promise = browser::window().create_image_bitmap_with_blob(file).ok()?;
    let bitmap: ImageBitmap = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = (MAX_SIDE / width.max(height)).min(1.0);
    let sheet = sheet(width * scale, height * scale)?;
    context(&sheet)?
        .draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, width * scale, height * scale)
        .ok()?;
    bitmap.close();
    Some(canvas(&sheet).await.texts)
}

/// A canvas that is not on the page.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sides of a picture")]
pub fn sheet(width: f64, height: f64) -> Option<HtmlCanvasElement> {
    let sheet: HtmlCanvasElement = browser::document().create_element("canvas").ok()?.dyn_into().ok()?;
    sheet.set_width((width as u32).max(1));
    sheet.set_height((height as u32).max(1));
    Some(sheet)
}

/// What draws on it.
pub fn context(sheet: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    let options: JsValue = browser::object(&[("willReadFrequently", true.into())]).into();
    sheet.get_context_with_context_options("2d", &options).ok()??.dyn_into().ok()
}
