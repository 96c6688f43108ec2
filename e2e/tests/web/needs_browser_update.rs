//! A new version of the app while windows are open: all go over at once, nothing is lost, two never run together.

use serde_json::json;

use crate::harness::browser::Browser;
use crate::harness::builds;
use crate::harness::stage::Stage;
use crate::home::uri;

#[test]
fn needs_browser_a_new_version_is_offered_and_taken_by_all_windows_at_once() {
    let mut stage = Stage::new();
    let browser = stage.browser();
    browser.add_by_paste(&[&uri("Early")]);
    browser.kept_for_offline();
    let old = browser.build();
    let (first, second) = browser.new_tab();
    browser.open(&stage.house.app());
    browser.see_code("Early", &uri("Early"));

    new_build(&mut stage);
    // Opening a window is what makes a browser look; what it finds waits.
    let (_, third) = browser.new_tab();
    browser.open(&stage.house.app());
    for tab in [&first, &second, &third] {
        browser.to_tab(tab);
        browser.see("A new version is ready.");
        assert_eq!(browser.build(), old, "nobody asked for the new one yet");
    }

    browser.to_tab(&second);
    browser.add_by_paste(&[&uri("Latest")]);
    browser.press("Reload");
    let new = browser.until("the window runs the new version", || is_not(&browser, &old));
    for tab in [&first, &second, &third] {
        browser.to_tab(tab);
        browser.until("this window too", || (browser.build() == new).then_some(()));
        browser.see_code("Early", &uri("Early"));
        browser.see_code("Latest", &uri("Latest"));
        assert!(!browser.text().contains("A new version is ready."));
        browser.is_of_one_version();
    }
    // And again without a network: the new one is whole.
    browser.kept_for_offline();
    stage.house.stop();
    browser.reload();
    browser.see_code("Latest", &uri("Latest"));
    assert_eq!(browser.build(), new);
}

#[test]
fn needs_browser_loading_the_page_again_brings_the_new_version_to_an_app_that_nobody_else_shows() {
    let mut stage = Stage::new();
    let browser = stage.browser();
    browser.add_by_paste(&[&uri("Mine")]);
    browser.kept_for_offline();
    let old = browser.build();
    new_build(&mut stage);
    browser.reload();
    browser.see_code("Mine", &uri("Mine"));
    browser.update_waits();
    browser.reload();
    browser.until("the new version", || is_not(&browser, &old));
    browser.see_code("Mine", &uri("Mine"));
    browser.is_of_one_version();
}

#[test]
fn needs_browser_two_versions_at_once_are_said_and_one_goes() {
    let mut stage = Stage::new();
    let browser = stage.browser();
    browser.add_by_paste(&[&uri("Mine")]);
    browser.kept_for_offline();
    let old = browser.build();
    let (first, second) = browser.new_tab();
    browser.open(&stage.house.app());
    browser.see_code("Mine", &uri("Mine"));
    new_build(&mut stage);

    // "Load again, without what is kept": the one way past the version that has the windows.
    browser.cdp("Page.reload", &json!({"ignoreCache": true}));
    browser.see("Regain is open in another window in another version.");
    assert!(browser.listed().is_empty());
    let new = browser.build();
    assert_ne!(new, old);
    browser.to_tab(&first);
    browser.add_by_paste(&[&uri("Meanwhile")]);

    browser.to_tab(&second);
    browser.press("Use this version everywhere");
    browser.see_code("Meanwhile", &uri("Meanwhile"));
    assert_eq!(browser.build(), new);
    browser.to_tab(&first);
    browser.until("the other window runs it too", || (browser.build() == new).then_some(()));
    browser.see_code("Meanwhile", &uri("Meanwhile"));
}

#[test]
fn needs_browser_when_the_other_version_s_window_is_closed_this_one_goes_on() {
    let mut stage = Stage::new();
    let browser = stage.browser();
    browser.add_by_paste(&[&uri("Mine")]);
    browser.kept_for_offline();
    let (first, second) = browser.new_tab();
    browser.open(&stage.house.app());
    browser.see_code("Mine", &uri("Mine"));
    new_build(&mut stage);
    browser.cdp("Page.reload", &json!({"ignoreCache": true}));
    browser.see("Regain is open in another window in another version.");
    browser.to_tab(&first);
    browser.close_tab();
    browser.to_tab(&second);
    browser.see_code("Mine", &uri("Mine"));
}

fn new_build(stage: &mut Stage) {
    stage.house.stop();
    stage.house.resume_with(builds::next());
}

fn is_not(browser: &Browser, old: &str) -> Option<String> {
    let build = browser.build();
    (!build.is_empty() && build != old).then_some(build)
}
