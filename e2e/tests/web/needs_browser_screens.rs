//! Language and theme; and a picture of every screen and state, to be looked at, of which each fits on the narrowest phone.

use regain_screen::words::{Language, Words};
use serde_json::json;

use crate::harness::browser::{Browser, Options};
use crate::harness::screens::ROUTES;
use crate::harness::stage::Stage;
use crate::home::{PASSPHRASE, uri};

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
        let mut misfits = Vec::new();
        for (route, name) in ROUTES {
            browser.go(route);
            browser.see_role("heading", "");
            misfits.extend(browser.misfits().into_iter().map(|what| format!("{name}, {language}: {what}")));
            browser.keep_pictures(name, language);
        }
        assert!(misfits.is_empty(), "{}", misfits.join("\n"));
    }
}

#[test]
fn needs_browser_every_state_fits_a_narrow_phone_in_english() {
    every_state(Language::En);
}

#[test]
fn needs_browser_every_state_fits_a_narrow_phone_in_german() {
    every_state(Language::De);
}

const LOCK: &str = "copper walnut tremor";

/// A name as long as they come, and another secret than the other accounts have.
const LONG: &str = "otpauth://totp/Bundesverwaltungsamt%20Dienstleistungszentrum:anna.sophie.mueller-luedenscheidt@verwaltung.bund.example.org\
                    ?secret=KRSXG5CTMVRXEZLU&issuer=Bundesverwaltungsamt%20Dienstleistungszentrum";

fn every_state(language: Language) {
    let w = Words::of(language);
    let mut stage = Stage::new();
    let mut states = States { w, misfits: Vec::new() };
    let phone = stage.browser_with(Options { language: language.tag(), ..Options::default() });
    states.adding(&phone);
    states.backup(&phone);
    let second = stage.browser_with(Options { language: language.tag(), ..Options::default() });
    states.merge(&second);
    states.loss(&second);
    let borrowed = stage.browser_with(Options { language: language.tag(), ..Options::default() });
    states.borrowed(&borrowed);
    states.locked(&second);
    stage.house.stop();
    states.away(&second);
    assert!(states.misfits.is_empty(), "{}", states.misfits.join("\n"));
}

struct States {
    w: Words,
    misfits: Vec<String>,
}

impl States {
    fn keep(&mut self, browser: &Browser, name: &str) {
        self.misfits.extend(browser.keep_state(name, self.w.language().tag()));
    }

    fn read(&self, browser: &Browser, text: &str) {
        browser.go("");
        browser.go("add");
        browser.fill(self.w.add_paste_label(), text);
        browser.press(self.w.add_paste_read());
    }

    fn adding(&mut self, browser: &Browser) {
        let w = self.w;
        browser.see_role("pressed", w.first_add());
        self.keep(browser, "first");
        self.read(browser, "WIFI:T:WPA;S:home;P:secret;;");
        browser.see(w.add_again());
        self.keep(browser, "add-foreign");
        browser.go("");
        browser.go("add");
        browser.press(w.add_camera());
        browser.see(w.close());
        self.keep(browser, "add-no-camera");
        let counter = uri("Counter").replace("/totp/", "/hotp/") + "&counter=3";
        let lines = [&uri("Github"), &uri("Example Bank"), LONG, &counter].map(String::from);
        self.read(browser, &lines.join("\n"));
        browser.see(&w.add_found(4));
        self.keep(browser, "add-found");
        browser.press_role("button", &w.add_go(4));
        browser.see_role("heading", w.list_title());
        browser.see(w.banner_nothing_go());
        self.keep(browser, "list-unsaved");
        browser.press_role("button", w.menu());
        self.keep(browser, "list-menu");
        browser.keys("\u{e00c}");
        browser.fill(w.list_search(), "zzz");
        browser.see(w.list_none_found());
        self.keep(browser, "list-none-found");
        browser.reload();
        browser.press_role("link", "Github");
        browser.press(w.account_secret());
        browser.see(w.account_secret_title());
        self.keep(browser, "account-question");
        browser.press_role("button", w.show());
        browser.see(w.account_secret_is());
        self.keep(browser, "account");
        browser.press(w.account_remove());
        browser.see(w.undo());
        self.keep(browser, "list-undo");
        browser.press(w.undo());
    }

    fn backup(&mut self, browser: &Browser) {
        let w = self.w;
        browser.go("settings/backup/on");
        browser.press(w.backup_passphrase_own());
        browser.fill(w.backup_account(), "berta");
        browser.press(w.backup_switch_on());
        browser.see(w.trouble_field_missing());
        self.keep(browser, "backup-missing");
        browser.fill(w.backup_passphrase(), "password");
        browser.see(w.strength_weak());
        self.keep(browser, "backup-weak");
        browser.fill(w.backup_passphrase(), PASSPHRASE);
        browser.press(w.backup_switch_on());
        browser.see(w.kit_secret());
        self.keep(browser, "kit");
        browser.cdp("Emulation.setEmulatedMedia", &json!({"media": "print"}));
        browser.keep_picture(&format!("kit-printed-{}", w.language().tag()));
        browser.cdp("Emulation.setEmulatedMedia", &json!({"media": ""}));
        let words = browser.kit_words();
        browser.press(w.kit_later());
        browser.see(w.kit_skip_title());
        self.keep(browser, "kit-later");
        browser.press(w.cancel());
        browser.press(w.kit_i_kept());
        browser.see(w.kit_check());
        let seen = browser.outline();
        let is_asked = |number: &usize| {
            let label = w.kit_word_number(&number.to_string());
            seen.iter().any(|(_, name)| *name == label)
        };
        let asked: Vec<usize> = (1..=12).filter(is_asked).collect();
        for number in &asked {
            browser.fill(&w.kit_word_number(&number.to_string()), "wrong");
        }
        browser.press(w.kit_check_go());
        browser.see(w.trouble_kit_words_differ());
        self.keep(browser, "kit-wrong");
        for number in &asked {
            browser.fill(&w.kit_word_number(&number.to_string()), &words[number - 1]);
        }
        browser.press(w.kit_check_go());
        browser.see(w.kit_kept());
        self.keep(browser, "kit-kept");
        browser.go("settings/backup");
        browser.press(w.backup_cloud());
        browser.see(w.backup_off_title());
        self.keep(browser, "backup-off-question");
    }

    fn merge(&mut self, browser: &Browser) {
        let w = self.w;
        browser.press(w.first_import());
        self.keep(browser, "import");
        self.read(browser, &uri("Mail"));
        browser.press_role("button", &w.add_go(1));
        browser.see_role("heading", w.list_title());
        browser.go("recover");
        browser.fill(w.recover_account(), "berta");
        browser.press(w.way_use_kit());
        browser.see(w.way_kit_hint());
        self.keep(browser, "recover-kit");
        browser.press_role("radio", w.way_use_passphrase());
        browser.fill(w.way_use_passphrase(), "wrong");
        browser.press(w.recover_find());
        browser.see(w.trouble_wrong_secret());
        self.keep(browser, "recover-wrong");
        browser.fill(w.way_use_passphrase(), PASSPHRASE);
        browser.press(w.recover_find());
        browser.see(w.recover_merge_title());
        self.keep(browser, "recover-merge");
        browser.press_role("button", w.recover_merge());
        browser.see(w.recover_done());
        self.keep(browser, "recover-done");
    }

    fn loss(&mut self, browser: &Browser) {
        let w = self.w;
        browser.go("devices");
        self.keep(browser, "devices-two");
        browser.press_role("link", &w.remove_title("Chrome on Linux"));
        browser.see(w.remove_why());
        self.keep(browser, "remove");
        browser.fill(w.way_use_passphrase(), PASSPHRASE);
        browser.press_role("button", w.remove_go());
        browser.see(w.remove_to_exposed());
        self.keep(browser, "remove-done");
        browser.press(w.remove_to_exposed());
        browser.see(w.exposed_intro());
        browser.press_role("checkbox", "Github");
        browser.see(w.exposed_ticked_off());
        self.keep(browser, "exposed-some");
        browser.go("");
        browser.see(w.banner_look());
        self.keep(browser, "list-exposed");
    }

    fn borrowed(&mut self, browser: &Browser) {
        let w = self.w;
        browser.press(w.first_lost());
        browser.fill(w.recover_account(), "berta");
        browser.fill(w.way_use_passphrase(), PASSPHRASE);
        browser.press(w.borrowed_find());
        browser.see(w.borrowed_which());
        self.keep(browser, "borrowed-devices");
        browser.press_role("button", &w.remove_title("Chrome on Linux"));
        browser.see(w.remove_why());
        self.keep(browser, "borrowed-remove");
    }

    fn locked(&mut self, browser: &Browser) {
        let w = self.w;
        browser.go("settings/lock");
        browser.press_role("radio", w.lock_is_passphrase());
        browser.fill(w.lock_new(), LOCK);
        browser.press(w.save());
        browser.see(w.lock_auto());
        self.keep(browser, "lock-chosen");
        browser.press(w.lock_now());
        browser.fill(w.lock_passphrase(), "wrong");
        browser.press(w.lock_unlock());
        browser.see(w.trouble_wrong_lock());
        browser.press(w.lock_forgotten());
        self.keep(browser, "locked");
        browser.fill(w.lock_passphrase(), LOCK);
        browser.press_role("button", w.lock_unlock());
        browser.see_role("heading", w.lock_settings());
    }

    fn away(&mut self, browser: &Browser) {
        let w = self.w;
        browser.go("settings/backup/details");
        browser.press(w.backup_sync_now());
        browser.see(w.backup_contact_away());
        self.keep(browser, "details-away");
        browser.go("");
        browser.see(w.banner_away());
        self.keep(browser, "list-away");
        browser.go("history");
        browser.see(w.retry());
        self.keep(browser, "history-away");
    }
}
