//! The camera, while it looks for a code. Off as soon as the screen is left.

use std::cell::{Cell, RefCell};

use leptos::html::Video;
use leptos::prelude::*;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

use super::{Scanner, decode};
use crate::app::w;
use crate::browser;

/// Pictures a second are plenty: reading takes its time, too.
const PAUSE: i32 = 120;
/// A code that fills half of the frame is read at this width, on a slow phone, too.
const MAX_WIDTH: f64 = 900.0;

thread_local! {
    static STREAM: RefCell<Option<MediaStream>> = const { RefCell::new(None) };
    /// Which use of the camera is the present one.
    static USE: Cell<u32> = const { Cell::new(0) };
}

#[derive(Clone, Copy)]
struct Camera {
    scanner: Scanner,
    number: u32,
    video: NodeRef<Video>,
    trouble: RwSignal<Option<String>>,
    seen: RwSignal<bool>,
    torch: RwSignal<Option<bool>>,
}

/// The camera's picture.
pub fn view(scanner: Scanner) -> AnyView {
    stop();
    let camera = Camera {
        scanner,
        number: USE.get(),
        video: NodeRef::new(),
        trouble: RwSignal::new(None),
        seen: RwSignal::new(false),
        torch: RwSignal::new(None),
    };
    leptos::task::spawn_local(run(camera));
    on_cleanup(stop);
    let torch = move || {
        camera.torch.get().map(|on| {
            let press = move |_| {
                leptos::task::spawn_local(async move {
                    if light(!on).await {
                        camera.torch.try_set(Some(!on));
                    }
                });
            };
            view! { <button type="button" class="button" aria-pressed=on.to_string() on:click=press>{w().add_torch()}</button> }
        })
    };
    let trouble =
        move || camera.trouble.get().map(|why| crate::parts::notice(w().add_camera_none(&why), true));
    let hint = move || if camera.seen.get() { w().add_camera_no_code() } else { w().add_camera_hint() };
    view! {
        <div class="camera">
            <video node_ref=camera.video autoplay=true prop:muted=true playsinline=true></video>
            <p class="hint" role="status">{hint}</p>
            {trouble}
            <div class="buttons">
                {torch}
                <button type="button" class="button" on:click=move |_| scanner.camera.set(false)>{w().add_camera_stop()}</button>
            </div>
        </div>
    }
    .into_any()
}

/// Lets go of the camera.
fn stop() {
    USE.set(USE.get().wrapping_add(1));
    if let Some(stream) = STREAM.take() {
        tracks(&stream).for_each(|track| track.stop());
    }
}

fn tracks(stream: &MediaStream) -> impl Iterator<Item = MediaStreamTrack> {
    stream.get_tracks().into_iter().filter_map(|track| track.dyn_into().ok())
}

async fn run(camera: Camera) {
    match begin(camera).await {
        Ok(video) => look(camera, &video).await,
        Err(why) => {
            let name = browser::property(&why, "name").as_string().unwrap_or_else(|| "?".to_owned());
            camera.trouble.try_set(Some(name));
        }
    }
}

async fn begin(camera: Camera) -> Result<HtmlVideoElement, JsValue> {
    let devices = browser::window().navigator().media_devices()?;
    let wanted = MediaStreamConstraints::new();
    let ideal = browser::object(&[("ideal", 1280.into())]);
    wanted.set_video(&browser::object(&[("facingMode", "environment".into()), ("width", ideal.into())]));
    let stream: MediaStream =
        JsFuture::from(devices.get_user_media_with_constraints(&wanted)?).await?.dyn_into()?;
    if USE.get() != camera.number {
        tracks(&stream).for_each(|track| track.stop());
        return Err(JsValue::NULL);
    }
    let has_torch = tracks(&stream).any(|track| {
        let capabilities = browser::property(&track, "getCapabilities");
        let Some(ask) = capabilities.dyn_ref::<js_sys::Function>() else { return false };
        ask.call0(&track).is_ok_and(|can| browser::property(&can, "torch").is_truthy())
    });
    STREAM.replace(Some(stream.clone()));
    camera.torch.try_set(has_torch.then_some(false));
    let video = camera.video.try_get_untracked().flatten().ok_or(JsValue::NULL)?;
    video.set_src_object(Some(&stream));
    Ok(video)
}

async fn look(camera: Camera, video: &HtmlVideoElement) {
    while USE.get() == camera.number {
        browser::sleep(PAUSE).await;
        let (width, height) = (f64::from(video.video_width()), f64::from(video.video_height()));
        if width == 0.0 {
            continue;
        }
        let scale = (MAX_WIDTH / width).min(1.0);
        let Some(sheet) = decode::sheet(width * scale, height * scale) else { return };
        let Some(context) = decode::context(&sheet) else { return };
        let drawn = context.draw_image_with_html_video_element_and_dw_and_dh(
            video,
            0.0,
            0.0,
            width * scale,
            height * scale,
        );
        if drawn.is_err() {
            continue;
        }
        let read = decode::canvas(&sheet).await;
        if USE.get() != camera.number {
            return;
        }
        camera.seen.try_set(read.seen && read.texts.is_empty());
        if !read.texts.is_empty() && camera.scanner.give(read.texts) {
            camera.scanner.camera.try_set(false);
            return;
        }
    }
}

async fn light(on: bool) -> bool {
    let Some(stream) = STREAM.with_borrow(Clone::clone) else { return false };
    for track in tracks(&stream) {
        let advanced = js_sys::Array::of1(&browser::object(&[("torch", on.into())]));
        let wanted = browser::object(&[("advanced", advanced.into())]);
        let apply = browser::property(&track, "applyConstraints");
        let promise = apply
            .dyn_ref::<js_sys::Function>()
            .and_then(|apply| apply.call1(&track, &wanted).ok())
            .and_then(|promise| promise.dyn_into::<js_sys::Promise>().ok());
        if let Some(promise) = promise
            && JsFuture::from(promise).await.is_ok()
        {
            return true;
        }
    }
    false
}
