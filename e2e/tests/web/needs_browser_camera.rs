//! Which camera, its light, and several codes in one picture.

use serde_json::json;

use crate::harness::browser::Options;
use crate::harness::picture::side_by_side;
use crate::harness::stage::Stage;
use crate::home::uri;

const TWO_CAMERAS: &[&str] =
    &["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream=device-count=2"];

#[test]
fn needs_browser_another_camera_is_chosen_and_its_light_switched_on() {
    let stage = Stage::new();
    let browser = stage.browser_with(Options { arguments: TWO_CAMERAS, ..Options::default() });
    // Cameras of tests have no light: this is what one that has says, and the page is asked what it asks for.
    let light = "const can = MediaStreamTrack.prototype.getCapabilities; globalThis.asked = [];\
        MediaStreamTrack.prototype.getCapabilities = function () { return {...can.call(this), torch: true}; };\
        MediaStreamTrack.prototype.applyConstraints = async function (wanted) { asked.push(wanted.advanced[0].torch); };";
    browser.run(light);
    browser.press("Add account");
    browser.press("Scan a QR code");
    let film = "return document.querySelector('video')?.srcObject?.getVideoTracks()[0]?.label ?? ''";
    let first = browser.until("a camera films", || {
        browser.run(film).as_str().filter(|label| !label.is_empty()).map(str::to_owned)
    });
    browser.see_role("combobox", "Camera");
    let shown = "const box = document.querySelector('select'); return box.selectedOptions[0].text";
    assert_eq!(browser.run(shown), json!(first), "the present one is the one that is chosen");
    let other = browser.texts("select option").into_iter().find(|label| *label != first).unwrap();
    browser.choose("Camera", &other);
    browser.until("the other one films", || (browser.run(film) == json!(other)).then_some(()));

    browser.press("Light");
    browser.until("the light is asked for", || (browser.run("return asked") == json!([true])).then_some(()));
    browser.press("Light");
    browser.until("and switched off", || (browser.run("return asked") == json!([true, false])).then_some(()));
    browser.press("Stop the camera");
    browser.see_role("button", "Scan a QR code");
}

#[test]
fn needs_browser_several_codes_in_one_picture_are_all_found() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("two.png");
    side_by_side(&[&uri("Left"), &uri("Right")], &path);
    let stage = Stage::new();
    // Here the browser offers a reader of its own that reads no QR codes, as on many desktops.
    let arguments = &["--enable-experimental-web-platform-features"];
    for arguments in [&[][..], arguments] {
        let browser = stage.browser_with(Options { arguments, ..Options::default() });
        browser.press("Add account");
        browser.see("Choose a picture or a file");
        browser.choose_file(&path);
        browser.take_found(2);
        browser.see_code("Left", &uri("Left"));
        browser.see_code("Right", &uri("Right"));
    }
}
