//! What other apps share is shown before it is added; and the app can be installed, which is what lets them.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::browser::Browser;
use crate::harness::picture::{TILTED, picture};
use crate::harness::stage::Stage;
use crate::home::uri;

const LOCK: &str = "seven wet stones under bridges";

#[test]
fn needs_browser_a_shared_text_and_a_shared_picture_are_read() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.kept_for_offline();
    share(&browser, &stage, Some(&format!("Set it up with {}", uri("ByText"))), None);
    browser.take_found(1);
    browser.see_code("ByText", &uri("ByText"));

    let folder = TempDir::new().unwrap();
    let path = folder.path().join("photo.png");
    picture(&uri("ByPicture"), &TILTED, &path);
    share(&browser, &stage, None, Some(&path));
    browser.take_found(1);
    browser.see_code("ByPicture", &uri("ByPicture"));

    // Given once: who comes back finds the ways to add, not what was shared before.
    browser.go("add/shared");
    browser.reload();
    browser.see("Choose a picture or a file");
    assert!(!browser.text().contains("One account found"));
}

#[test]
fn needs_browser_what_is_shared_with_a_locked_app_waits_for_the_passphrase() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.kept_for_offline();
    browser.add_by_paste(&[&uri("Mine")]);
    browser.lock_by(LOCK);
    share(&browser, &stage, Some(&uri("WhileLocked")), None);
    browser.unlock(LOCK);
    browser.take_found(1);
    browser.see_code("WhileLocked", &uri("WhileLocked"));
}

#[test]
fn needs_browser_the_app_can_be_installed_and_its_manifest_has_no_errors() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.see_role("pressed", "Begin recovery");
    browser.kept_for_offline();
    let found = browser.cdp("Page.getAppManifest", &json!({}));
    assert_eq!(found["errors"], json!([]), "{found}");
    let obstacles = browser.cdp("Page.getInstallabilityErrors", &json!({}));
    assert_eq!(obstacles["installabilityErrors"], json!([]), "{obstacles}");
    let manifest: Value = serde_json::from_str(found["data"].as_str().unwrap()).unwrap();
    // Every picture it names is there, and as large as it says.
    let mut pictures = Vec::new();
    for list in [
        &manifest["icons"],
        &manifest["screenshots"],
        &manifest["shortcuts"][0]["icons"],
        &manifest["shortcuts"][1]["icons"],
    ] {
        pictures.extend(list.as_array().cloned().unwrap_or_default());
    }
    assert!(pictures.len() >= 8, "{pictures:?}");
    for one in pictures {
        let script = "const image = new Image(); image.src = arguments[0]; await image.decode(); return `${image.naturalWidth}x${image.naturalHeight}`;";
        let size = browser
            .session()
            .run_async(&script.replace("arguments[0]", &one["src"].to_string()), &[])
            .unwrap();
        assert!(one["sizes"] == size || one["sizes"] == "any", "{one} is {size}");
    }
    // Where the shortcuts lead.
    for (number, words) in [(0, "Scan a QR code"), (1, "Find the backup")] {
        browser.open(&format!(
            "{}{}",
            stage.house.url(),
            manifest["shortcuts"][number]["url"].as_str().unwrap()
        ));
        browser.see(words);
    }
}

/// As a system's share sheet does: a form is posted from outside of the app.
fn share(browser: &Browser, stage: &Stage, text: Option<&str>, file: Option<&std::path::Path>) {
    let form = format!(
        "data:text/html,<form method=post enctype=multipart/form-data action='{}share'><label>Text <textarea name=text></textarea></label>\
         <input type=file name=picture><button>Share</button></form>",
        stage.house.app(),
    );
    browser.open(&form);
    if let Some(text) = text {
        browser.fill("Text", text);
    }
    if let Some(file) = file {
        browser.choose_file(file);
    }
    browser.press("Share");
}
