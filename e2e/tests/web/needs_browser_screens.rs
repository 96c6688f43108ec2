//! Language and theme; and a picture of every screen, to be looked at.

use crate::harness::browser::Options;
use crate::harness::screens::ROUTES;
use crate::harness::stage::Stage;
use crate::home::uri;

#[test]
fn needs_browser_the_language_is_the_browsers_the_addresss_or_the_persons() {
    let stage = Stage::new();
    let german = stage.browser_with(Options { language: "de", ..Options::default() });
    german.see("Wiederherstellung");
    assert_eq!(german.run("return document.documentElement.lang"), serde_json::json!("de"));
    german.open(&format!("{}?lang=en", stage.house.app()));
    german.see("Begin recovery");
    let english = stage.browser();
    english.see("Begin recovery");
    english.go("settings/language");
    english.press("Deutsch");
    english.see("Sprache");
    english.reload();
    english.see("Sprache");
}

#[test]
fn needs_browser_a_dark_browser_is_shown_a_dark_page_from_the_first_moment() {
    let stage = Stage::new();
    let browser = stage.browser_with(Options { dark: true, ..Options::default() });
    browser.see_role("pressed", "Begin recovery");
    let dark = "const seen = [document.body, document.documentElement].map(one => getComputedStyle(one).backgroundColor)\
                .find(one => one !== 'rgba(0, 0, 0, 0)');\
                return seen.match(/\\d+/g).slice(0, 3).map(Number).reduce((sum, one) => sum + one) < 200";
    assert_eq!(browser.run(dark), serde_json::json!(true));
    browser.go("settings/appearance");
    browser.press("Light");
    browser.until("it is light", || (browser.run(dark) == serde_json::json!(false)).then_some(()));
    browser.reload();
    browser.see_role("heading", "Appearance");
    assert_eq!(browser.run(dark), serde_json::json!(false));
}

#[test]
fn needs_browser_pictures_of_every_screen() {
    let stage = Stage::new();
    let home = stage.command_line(&["Github", "Example Bank", "Mail"]);
    home.ok(&["add", &uri("Gone")]);
    home.ok(&["remove", "Gone", "--yes"]);
    home.ok(&["sync"]);
    for language in ["en", "de"] {
        let browser = stage.browser();
        browser.see_role("pressed", "Begin recovery");
        browser.prefer("regain-language", language);
        browser.reload();
        browser.see_role("pressed", "");
        browser.keep_pictures("first", language);
        browser.go("settings/backup/on");
        browser.see_role("heading", "");
        browser.keep_pictures("backup-on", language);
        browser.prefer("regain-language", "en");
        browser.go("");
        browser.reload();
        browser.restore("anna", &format!("Phone {language}"));
        browser.prefer("regain-language", language);
        browser.reload();
        browser.see_role("heading", "");
        for (route, name) in ROUTES {
            browser.go(route);
            browser.see_role("heading", "");
            browser.keep_pictures(name, language);
        }
    }
}
