//! The camera, while it looks for a code. Off as soon as the screen is left.

use std::cell::{Cell, RefCell};

use leptos::html::Video;
use leptos::prelude::*;
use regain_screen::message::Trouble;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

use super::{Scanner, decode};
use crate::app::w;
use crate::{browser, parts};

/// Pictures a second are plenty: reading takes its time, too.
const PAUSE: i32 = 120;
/// A code that fills half of the frame is read at this width, on a slow phone, too.
const MAX_WIDTH: f64 = 900.0;

thread_local! {
    static STREAM: RefCell<Option<MediaStream>> = const { RefCell::new(None) };
    /// Which use of the camera is the present one.
    static USE: Cell<u32> = const { Cell::new(0) };
    /// The camera that was chosen last.
    static CHOSEN: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// A camera's id and name, and whether it is the present one.
type Device = (String, String, bool);

#[derive(Clone, Copy)]
struct Camera {
    scanner: Scanner,
    video: NodeRef<Video>,
    trouble: RwSignal<Option<String>>,
    seen: RwSignal<bool>,
    torch: RwSignal<Option<bool>>,
    devices: RwSignal<Vec<Device>>,
}

/// The camera's picture.
pub fn view(scanner: Scanner) -> AnyView {
    stop();
    let camera = Camera {
        scanner,
        video: NodeRef::new(),
        trouble: RwSignal::new(None),
        seen: RwSignal::new(false),
        torch: RwSignal::new(None),
        devices: RwSignal::new(Vec::new()),
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
    let has_failed = Memo::new(move |_| camera.trouble.with(Option::is_some));
    let trouble = move || camera.trouble.get().map(|why| parts::trouble(&in_words(&why)));
    let end = move || if has_failed.get() { w().close() } else { w().add_camera_stop() };
    let hint = move || if camera.seen.get() { w().add_camera_no_code() } else { w().add_camera_hint() };
    view! {
        <div class="camera">
            <div hidden=has_failed>
                <video node_ref=camera.video autoplay=true prop:muted=true playsinline=true></video>
                <p class="hint" role="status">{hint}</p>
            </div>
            {trouble}
            {choice(camera)}
            <div class="buttons">
                {torch}
                <button type="button" class="button" on:click=move |_| scanner.camera.set(false)>{end}</button>
            </div>
        </div>
    }
    .into_any()
}

/// A browser's reason, in words: there is none, it was refused, or something else has it.
fn in_words(why: &str) -> Trouble {
    let code = match why {
        "NotAllowedError" | "SecurityError" => "camera-denied",
        "NotFoundError" | "OverconstrainedError" => "camera-none",
        _ => "camera-busy",
    };
    Trouble::new(code, why)
}

/// Which camera, where there are several.
fn choice(camera: Camera) -> AnyView {
    let choose = move |event: web_sys::Event| {
        CHOSEN.set(Some(event_target_value(&event)));
        stop();
        leptos::task::spawn_local(run(camera));
    };
    let select = move || {
        let devices = camera.devices.get();
        (devices.len() > 1).then(|| {
            let options = devices
                .into_iter()
                .map(|(id, name, present)| view! { <option value=id selected=present>{name}</option> })
                .collect_view();
            view! {
                <div class="field">
                    <label for="camera">{w().add_camera_choose()}</label>
                    <select id="camera" on:change=choose>{options}</select>
                </div>
            }
        })
    };
    select.into_any()
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
    let number = USE.get();
    camera.trouble.try_set(None);
    loop {
        match begin(camera, number).await {
            Ok(video) => return look(camera, number, &video).await,
            // Another use of it has begun.
            Err(why) if why.is_null() => return,
            // The one that was chosen is gone since: any other.
            Err(_) if CHOSEN.take().is_some() => {}
            Err(why) => {
                let name = browser::property(&why, "name").as_string().unwrap_or_else(|| "?".to_owned());
                camera.trouble.try_set(Some(name));
                return;
            }
        }
    }
}

async fn begin(camera: Camera, number: u32) -> Result<HtmlVideoElement, JsValue> {
    let devices = browser::window().navigator().media_devices()?;
    let wanted = MediaStreamConstraints::new();
    let ideal = browser::object(&[("ideal", 1280.into())]);
    let which = match CHOSEN.with_borrow(Clone::clone) {
        Some(id) => ("deviceId", browser::object(&[("exact", id.into())]).into()),
        None => ("facingMode", "environment".into()),
    };
    wanted.set_video(&browser::object(&[which, ("width", ideal.into())]));
    let stream: MediaStream =
        JsFuture::from(devices.get_user_media_with_constraints(&wanted)?).await?.dyn_into()?;
    if USE.get() != number {
        tracks(&stream).for_each(|track| track.stop());
        return Err(JsValue::NULL);
    }
    STREAM.replace(Some(stream.clone()));
    camera.torch.try_set(None);
    let video = camera.video.try_get_untracked().flatten().ok_or(JsValue::NULL)?;
    video.set_src_object(Some(&stream));
    // Their names are told only where one of them may be used.
    if camera.devices.with_untracked(Vec::is_empty) {
        let own = tracks(&stream).next().map(|track| about(&track, "getSettings", "deviceId"));
        let own = own.and_then(|id| id.as_string()).unwrap_or_default();
        let all = js_sys::Array::from(&JsFuture::from(devices.enumerate_devices()?).await?);
        let text = |device: &JsValue, what| browser::property(device, what).as_string().unwrap_or_default();
        let cameras = all.iter().filter(|device| text(device, "kind") == "videoinput").map(|device| {
            let id = text(&device, "deviceId");
            let present = id == own;
            (id, text(&device, "label"), present)
        });
        camera.devices.try_set(cameras.collect());
    }
    Ok(video)
}

/// What a track says of itself; nothing where a browser knows no such question.
fn about(track: &MediaStreamTrack, question: &str, what: &str) -> JsValue {
    let ask = browser::property(track, question).dyn_into::<js_sys::Function>().ok();
    let told = ask.and_then(|ask| ask.call0(track).ok());
    told.map_or(JsValue::UNDEFINED, |told| browser::property(&told, what))
}

async fn look(camera: Camera, number: u32, video: &HtmlVideoElement) {
    let mut asked = false;
    while USE.get() == number {
        browser::sleep(PAUSE).await;
        let (width, height) = (f64::from(video.video_width()), f64::from(video.video_height()));
        if width == 0.0 {
            continue;
        }
        // Not before the first picture: some cameras know of their light only then.
        if !asked {
            asked = true;
            let stream = STREAM.with_borrow(Clone::clone);
            let has = |track: MediaStreamTrack| about(&track, "getCapabilities", "torch").is_truthy();
            camera.torch.try_set(stream.is_some_and(|stream| tracks(&stream).any(has)).then_some(false));
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
        if USE.get() != number {
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
