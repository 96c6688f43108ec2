//! The harness itself: what it says about a page is so.

use std::time::Duration;

use serde_json::json;

use crate::harness::browser::{Browser, Options, wait_for};
use crate::harness::driver::Driver;
use crate::harness::picture::{STRAIGHT, TILTED, film, photograph};

const PAGE: &str = "data:text/html,<!doctype html><html lang=en><title>t</title><meta name=viewport content=width=device-width><main><h1>Accounts</h1>\
    <label>Name <input id=n></label><button onclick=\"document.querySelector('output').textContent=n.value\">Say it</button>\
    <button hidden>Hidden</button><output></output>\
    <div role=switch tabindex=0 aria-checked=false aria-label='Cloud backup'></div></main>";

#[test]
fn needs_browser_names_and_roles_are_found_as_a_screen_reader_does() {
    let driver = Driver::start();
    let browser = Browser::new(&driver, Options::default());
    browser.open(PAGE);
    browser.fill("Name", "Anna");
    browser.press("Say it");
    browser.see_role("status", "Anna");
    assert!(browser.find("pressed", "Hidden").is_none());
    assert!(browser.outline().contains(&("switch".to_owned(), "Cloud backup".to_owned())));
    browser.tab_to("Cloud backup");
    assert_eq!(browser.focused().0, "switch");
    assert_eq!(browser.run("return [innerWidth, innerHeight]"), json!([390, 844]));
}

#[test]
fn needs_browser_drawn_codes_can_be_read_also_tilted() {
    for corners in [&STRAIGHT, &TILTED] {
        let picture =
            photograph("otpauth://totp/Example:anna?secret=JBSWY3DPEHPK3PXP&issuer=Example", corners);
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
            picture.get_pixel(u32::try_from(x).unwrap(), u32::try_from(y).unwrap()).0[0]
        });
        let grids = prepared.detect_grids();
        assert_eq!(grids.len(), 1, "{corners:?}");
        assert!(grids[0].decode().unwrap().1.starts_with("otpauth://totp/Example"));
    }
}

#[test]
fn needs_browser_the_camera_shows_the_film() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("film.y4m");
    film(&["one", "two"], &STRAIGHT, &path);
    let driver = Driver::start();
    let browser = Browser::new(&driver, Options { camera: Some(path), ..Options::default() });
    // A camera needs a secure context: this machine's own address is one.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let page = "<!doctype html><video autoplay></video>";
            let head = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close";
            let answer = format!("{head}\r\ncontent-length: {}\r\n\r\n{page}", page.len());
            drop(std::io::Write::write_all(&mut stream, answer.as_bytes()));
        }
    });
    browser.open(&format!("http://localhost:{}/", address.port()));
    browser.run_async(
        "document.querySelector('video').srcObject = await navigator.mediaDevices.getUserMedia({video: true});",
    );
    let seen = wait_for(Duration::from_secs(20), || {
        let size =
            browser.run("const v = document.querySelector('video'); return [v.videoWidth, v.videoHeight]");
        (size == json!([640, 480])).then_some(())
    });
    assert!(seen.is_some(), "{}", browser.report());
}

#[test]
fn needs_browser_a_killed_one_starts_again_with_its_profile() {
    let driver = Driver::start();
    let mut browser = Browser::new(&driver, Options::default());
    browser.open(PAGE);
    browser.kill();
    browser.start(&driver);
    browser.open(PAGE);
    browser.see("Accounts");
}
