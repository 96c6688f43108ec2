//! axe finds nothing serious on any screen, light or dark.

use crate::harness::axe::axe;
use crate::harness::screens::ROUTES;
use crate::harness::stage::Stage;

#[test]
fn needs_axe_and_needs_browser_nothing_serious_on_any_screen() {
    let axe = axe().expect("axe-core comes from npm's registry");
    let stage = Stage::new();
    let home = stage.command_line(&["Alpha", "Beta", "Gone"]);
    home.ok(&["remove", "Gone", "--yes"]);
    home.ok(&["sync"]);
    let browser = stage.browser();
    browser.see_role("pressed", "Begin recovery");
    let mut found: Vec<String> =
        browser.serious(&axe).into_iter().map(|line| format!("first run: {line}")).collect();
    browser.restore("anna", "Phone");
    browser.press_role("button", "Menu");
    browser.see_role("menuitem", "Settings");
    found.extend(browser.serious(&axe).into_iter().map(|line| format!("menu: {line}")));
    for dark in [false, true] {
        browser.look(crate::harness::browser::PHONE, true, dark);
        for (route, name) in ROUTES {
            browser.go(route);
            browser.see_role("heading", "");
            found
                .extend(browser.serious(&axe).into_iter().map(|line| format!("{name}, dark {dark}: {line}")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}
