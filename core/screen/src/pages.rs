//! Where the second factor of well-known services is set up anew.
//!
//! Only addresses on a service's own domain, the deepest page that is known to be stable. A service that is not here has none: a wrong
//! address would be worse. To add one: a line in its place.

/// Issuer, in small letters and digits alone, and its page. Sorted by issuer.
const PAGES: &[(&str, &str)] = &[
    ("1password", "https://my.1password.com/profile"),
    ("adobe", "https://account.adobe.com/security"),
    ("amazon", "https://www.amazon.com/a/settings/approval"),
    ("amazonwebservices", "https://console.aws.amazon.com/iam/home#/security_credentials"),
    ("apple", "https://account.apple.com"),
    ("atlassian", "https://id.atlassian.com/manage-profile/security"),
    ("aws", "https://console.aws.amazon.com/iam/home#/security_credentials"),
    ("battlenet", "https://account.battle.net/security"),
    ("binance", "https://www.binance.com/en/my/security"),
    ("bitbucket", "https://bitbucket.org/account/settings/"),
    ("bitwarden", "https://vault.bitwarden.com/#/settings/security/two-factor"),
    ("blizzard", "https://account.battle.net/security"),
    ("cloudflare", "https://dash.cloudflare.com/profile/authentication"),
    ("codeberg", "https://codeberg.org/user/settings/security"),
    ("coinbase", "https://accounts.coinbase.com/security/settings"),
    ("digitalocean", "https://cloud.digitalocean.com/account/security"),
    ("discord", "https://discord.com/app"),
    ("docker", "https://app.docker.com/settings"),
    ("dockerhub", "https://app.docker.com/settings"),
    ("dropbox", "https://www.dropbox.com/account/security"),
    ("ea", "https://myaccount.ea.com"),
    ("epicgames", "https://www.epicgames.com/account/password"),
    ("facebook", "https://accountscenter.facebook.com/password_and_security"),
    ("fastmail", "https://app.fastmail.com/settings/security"),
    ("github", "https://github.com/settings/security"),
    ("gitlab", "https://gitlab.com/-/profile/two_factor_auth"),
    ("gmail", "https://myaccount.google.com/security"),
    ("google", "https://myaccount.google.com/security"),
    ("heroku", "https://dashboard.heroku.com/account"),
    ("hetzner", "https://accounts.hetzner.com"),
    ("icloud", "https://account.apple.com"),
    ("instagram", "https://accountscenter.instagram.com/password_and_security"),
    ("linkedin", "https://www.linkedin.com/mypreferences/d/two-factor-authentication"),
    ("meta", "https://accountscenter.meta.com/password_and_security"),
    ("microsoft", "https://account.microsoft.com/security"),
    ("namecheap", "https://ap.www.namecheap.com/settings/security"),
    ("netlify", "https://app.netlify.com/user/security"),
    ("nintendo", "https://accounts.nintendo.com"),
    ("npm", "https://www.npmjs.com"),
    ("npmjs", "https://www.npmjs.com"),
    ("openai", "https://chatgpt.com/#settings/Security"),
    ("outlook", "https://account.microsoft.com/security"),
    ("ovh", "https://www.ovh.com/manager/"),
    ("ovhcloud", "https://www.ovh.com/manager/"),
    ("patreon", "https://www.patreon.com/settings"),
    ("paypal", "https://www.paypal.com/myaccount/security"),
    ("playstation", "https://www.playstation.com/acct/management"),
    ("proton", "https://account.proton.me"),
    ("protonmail", "https://account.proton.me"),
    ("protonvpn", "https://account.proton.me"),
    ("pypi", "https://pypi.org/manage/account/"),
    ("reddit", "https://www.reddit.com/settings/account"),
    ("shopify", "https://accounts.shopify.com"),
    ("slack", "https://my.slack.com/account/settings"),
    ("sony", "https://www.playstation.com/acct/management"),
    ("steam", "https://store.steampowered.com/account/"),
    ("stripe", "https://dashboard.stripe.com/settings/user"),
    ("trello", "https://id.atlassian.com/manage-profile/security"),
    ("tuta", "https://app.tuta.com"),
    ("tutanota", "https://app.tuta.com"),
    ("twitch", "https://www.twitch.tv/settings/security"),
    ("twitter", "https://x.com/settings/account/login_verification"),
    ("uber", "https://account.uber.com/security"),
    ("ubisoft", "https://account.ubisoft.com"),
    ("wordpress", "https://wordpress.com/me/security"),
    ("wordpresscom", "https://wordpress.com/me/security"),
    ("x", "https://x.com/settings/account/login_verification"),
    ("xbox", "https://account.microsoft.com/security"),
    ("yahoo", "https://login.yahoo.com/account/security"),
    ("zoho", "https://accounts.zoho.com"),
    ("zoom", "https://zoom.us/profile"),
];

/// Endings that issuers write and that don't tell services apart.
const ENDINGS: &[&str] = &["com", "inc", "account", "accounts"];

/// The security page of an issuer, whatever its case, spaces and punctuation.
pub fn of(issuer: &str) -> Option<&'static str> {
    let plain: String = issuer
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    // Letters beyond ASCII must not make another name of it.
    if !issuer.is_ascii() {
        return None;
    }
    let shorter = ENDINGS.iter().filter_map(|ending| plain.strip_suffix(ending));
    std::iter::once(plain.as_str()).chain(shorter).find_map(page)
}

fn page(plain: &str) -> Option<&'static str> {
    PAGES.binary_search_by(|(issuer, _)| (*issuer).cmp(plain)).ok().map(|at| PAGES[at].1)
}

#[cfg(test)]
mod tests {
    use super::{PAGES, of};

    #[test]
    fn the_table_is_sorted_and_holds_plain_names_and_safe_addresses() {
        assert!(PAGES.is_sorted_by(|a, b| a.0 < b.0));
        for (issuer, page) in PAGES {
            assert!(issuer.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "{issuer}");
            assert!(page.starts_with("https://") && !page.contains([' ', '\u{201c}']), "{page}");
        }
    }

    #[test]
    fn an_issuer_is_found_however_it_is_written() {
        let github = Some("https://github.com/settings/security");
        assert_eq!([of("GitHub"), of(" git hub "), of("github.com")], [github; 3]);
        assert_eq!(of("Amazon Web Services"), of("AWS"));
        assert_eq!(of("Google Account"), of("google"));
        assert_eq!([of("Example"), of(""), of("com"), of("GitH\u{fc}b")], [None; 4]);
    }
}
