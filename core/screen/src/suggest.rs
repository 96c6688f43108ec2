//! Names that need not be thought of: a recovery account's, two words and a number, nothing personal; and a browser's.

use rand_core::{CryptoRng, RngCore};
use regain_log::Hash;
use regain_seal::words::head_words;

/// A name such as `brave-otter-42`.
pub fn account_name(rng: &mut (impl RngCore + CryptoRng)) -> String {
    let mut seed = [0; 32];
    rng.fill_bytes(&mut seed);
    let [first, second, ..] = head_words(0, &Hash(seed));
    format!("{first}-{second}-{}", 10 + rng.next_u32() % 90)
}

/// "Firefox on Android", as far as a browser says who it is.
pub fn device_name(agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    let browser =
        first(&[("Firefox/", "Firefox"), ("Edg/", "Edge"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("CrOS", "Chromebook"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "Browser".to_owned(),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use regain_protocol::AccountName;

    #[test]
    fn a_suggested_name_is_one() {
        let mut rng = rand_core::OsRng;
        let names: Vec<String> = (0..50).map(|_| super::account_name(&mut rng)).collect();
        for name in &names {
            assert_eq!(name.parse::<AccountName>().unwrap().as_str(), name);
            assert_eq!(name.split('-').count(), 3);
        }
        assert_ne!(names[0], names[1]);
    }

    #[test]
    fn a_browser_is_named_as_people_know_it() {
        let chrome = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36";
        assert_eq!(super::device_name(chrome), "Chrome on Android");
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1";
        assert_eq!(super::device_name(safari), "Safari on iPhone");
        assert_eq!(super::device_name("curl"), "Browser");
    }
}
