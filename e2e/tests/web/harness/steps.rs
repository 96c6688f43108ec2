//! Flows in the words on the screen, as in the design's flows A, B and E.

use serde_json::json;

use super::browser::Browser;
use crate::home::PASSPHRASE;

impl Browser {
    /// Adds one account by the address a service shows.
    #[track_caller]
    pub fn add_by_paste(&self, addresses: &[&str]) {
        self.press("Add account");
        self.fill("Setup link or key list", &addresses.join("\n"));
        self.press("Read it");
        self.take_found(addresses.len());
    }

    /// Agrees to what was found, and is back at the list.
    #[track_caller]
    pub fn take_found(&self, count: usize) {
        if count == 1 {
            self.see("One account found");
            self.press_role("button", "Add the account");
        } else {
            self.see(&format!("{count} accounts found"));
            self.press_role("button", &format!("Add {count} accounts"));
        }
        self.see_role("heading", "Accounts");
    }

    /// The menu, top right → "Settings".
    #[track_caller]
    pub fn to_settings(&self) {
        self.go("");
        self.press_role("button", "Menu");
        self.press_role("menuitem", "Settings");
        self.see_role("heading", "Settings");
    }

    /// Settings → "Backup".
    #[track_caller]
    pub fn to_backup(&self) {
        self.to_settings();
        self.press("Backup");
        self.see_role("heading", "Backup");
    }

    /// Flow A, step 1 to 3: switches Cloud backup on and gives the kit's twelve words, which are on the screen.
    #[track_caller]
    pub fn switch_backup_on(&self, account: &str) -> Vec<String> {
        self.to_backup();
        self.press("Cloud backup");
        self.fill("Account name", account);
        self.press("Choose my own passphrase");
        self.fill("Passphrase", PASSPHRASE);
        self.press("Switch on");
        self.see_role("heading", "Recovery kit");
        self.until("twelve words", || {
            let words = self.kit_words();
            (words.len() == 12).then_some(words)
        })
    }

    /// The words on the kit's sheet, in order.
    pub fn kit_words(&self) -> Vec<String> {
        let lines = self.texts("ol li");
        let words = lines.iter().filter_map(|line| line.split_whitespace().last());
        words.map(str::to_owned).collect()
    }

    /// "I have kept it", and the two words that are asked for: the kit works.
    #[track_caller]
    pub fn confirm_kit(&self, words: &[String]) {
        self.keep_kit(words);
        self.see("The recovery kit works");
    }

    /// The same, whatever comes of it.
    #[track_caller]
    pub fn keep_kit(&self, words: &[String]) {
        self.press("I have kept it");
        let asked = self.until("two words are asked for", || {
            let asked: Vec<usize> = self
                .outline()
                .iter()
                .filter_map(|(_, name)| name.strip_prefix("Word ")?.parse().ok())
                .collect();
            (asked.len() >= 2).then_some(asked)
        });
        for number in asked {
            self.fill(&format!("Word {number}"), &words[number - 1]);
        }
        self.press("Check");
    }

    /// Flow B up to the summary. The way in is the passphrase of all tests.
    #[track_caller]
    pub fn find_backup(&self, account: &str) {
        self.fill("Recovery account", account);
        self.fill("Passphrase", PASSPHRASE);
        self.press("Find the backup");
        self.see("Backup found");
    }

    /// Flow B on a fresh app, to its end.
    #[track_caller]
    pub fn restore(&self, account: &str, device: &str) {
        self.press("Begin recovery");
        self.find_backup(account);
        self.fill("Name of this device", device);
        self.press_role("button", "Restore");
        self.see("Your accounts are here");
        self.press("Show my accounts");
        self.see_role("heading", "Accounts");
    }

    /// Settings → "App lock": a lock of this kind, with the passphrase that every one has. It stays open.
    #[track_caller]
    pub fn choose_lock(&self, kind: &str, passphrase: &str) {
        self.go("settings/lock");
        self.press_role("radio", kind);
        self.fill("New app passphrase", passphrase);
        self.see("Strong enough");
        self.press_role("button", "Save");
        self.see("The lock was changed");
    }

    /// Settings → "App lock": a passphrase, and locks at once.
    #[track_caller]
    pub fn lock_by(&self, passphrase: &str) {
        self.choose_lock("A passphrase", passphrase);
        self.press("Lock now");
        self.see("Regain is locked");
    }

    /// Opens a locked app.
    #[track_caller]
    pub fn unlock(&self, passphrase: &str) {
        self.fill("App passphrase", passphrase);
        self.press_role("button", "Unlock");
    }

    /// A change of the theme or the language that is kept by the browser itself, as the settings' screens keep it.
    pub fn prefer(&self, key: &str, value: &str) {
        self.session()
            .run("localStorage.setItem(arguments[0], arguments[1])", &[json!(key), json!(value)])
            .unwrap();
    }
}
