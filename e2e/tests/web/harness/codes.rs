//! Codes as they stand on the screen, and as they have to be.

use std::time::{SystemTime, UNIX_EPOCH};

use regain_otp::uri;
use serde_json::json;

use super::browser::Browser;

/// The code of an address at this moment, without spaces.
pub fn right_code(address: &str) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    uri::parse(address).ok().unwrap().otp.code_at(now).ok().unwrap().expose().to_owned()
}

impl Browser {
    /// The code beside this name in the list, without spaces; none while it is hidden or not there.
    pub fn code_of(&self, name: &str) -> Option<String> {
        // The button that copies belongs to one account, whatever is drawn around it.
        let button = self.find("button", &format!("Copy the code of {name}"))?;
        let script = "const row = arguments[0].closest('li, article, [role=listitem]') ?? arguments[0];\
                      const found = row.innerText.match(/\\d[\\d\\s]{4,}\\d/); return found && found[0];";
        let text = self.session().run(script, &[button]).ok()?;
        let digits: String = text.as_str()?.chars().filter(char::is_ascii_digit).collect();
        (!digits.is_empty()).then_some(digits)
    }

    /// Waits until the list shows the right code beside this name: a period may end between looking and computing.
    #[track_caller]
    pub fn see_code(&self, name: &str, address: &str) {
        self.until(&format!("the right code of {name}"), || {
            let before = right_code(address);
            let shown = self.code_of(name)?;
            (shown == before || shown == right_code(address)).then_some(())
        });
    }

    /// Names of the accounts in the list, in its order.
    pub fn listed(&self) -> Vec<String> {
        let copies = self.outline().into_iter().filter_map(|(role, name)| {
            let (_, name) = name.split_once("Copy the code of ")?;
            // Shortly before a code ends, the next one stands behind.
            let name = name.split_once(" next: ").map_or(name, |(name, _)| name);
            (role == "button").then(|| name.to_owned())
        });
        copies.collect()
    }

    /// Goes to a screen by its address, as a bookmark does.
    pub fn go(&self, route: &str) {
        self.session().run("location.hash = arguments[0]", &[json!(format!("#/{route}"))]).unwrap();
    }
}
