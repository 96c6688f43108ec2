//! How an authenticator can be reached (§5.8.4): a hint for the browser's dialogue, which decides nothing.

/// In the order of their bits, which are stored: frozen.
const NAMES: [&str; 6] = ["usb", "nfc", "ble", "smart-card", "hybrid", "internal"];

/// Some of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Transports(pub u8);

impl Transports {
    /// From names with commas between them. Names we don't know are left out.
    pub fn of_names(text: &str) -> Self {
        let bit = |name: &str| NAMES.iter().position(|known| *known == name).map_or(0, |place| 1 << place);
        Self(text.split(',').fold(0, |bits, name| bits | bit(name)))
    }

    /// Their names.
    pub fn names(self) -> Vec<&'static str> {
        NAMES
            .into_iter()
            .enumerate()
            .filter(|(place, _)| self.0 & (1 << place) != 0)
            .map(|(_, name)| name)
            .collect()
    }
}
