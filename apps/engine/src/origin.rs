//! The address of a backup service, spelled as a key's proof signs it (FORMAT section 7).

use regain_screen::message::Trouble;

use crate::platform::{self, Url};

/// A service's origin: `https://host` or `https://host:port`; plain `http` for this machine only. Empty: whoever served the app.
pub fn parse(text: &str) -> Result<String, Trouble> {
    let typed = text.trim();
    if typed.is_empty() || typed == "/" {
        return Ok(platform::origin());
    }
    let whole = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
    let url = platform::url(&whole).ok_or_else(|| refused("it is no address"))?;
    check(&url)?;
    Ok(url.origin)
}

fn check(url: &Url) -> Result<(), Trouble> {
    let is_loopback = matches!(url.host.as_str(), "localhost" | "127.0.0.1" | "[::1]");
    match url.protocol.as_str() {
        "https:" => {}
        "http:" if is_loopback => {}
        "http:" => return Err(refused("it is not encrypted: use https://")),
        _ => return Err(refused("it starts with https://")),
    }
    if url.is_bare { Ok(()) } else { Err(refused("it ends after host and port")) }
}

fn refused(why: &str) -> Trouble {
    Trouble::new("service-address", why)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(protocol: &str, host: &str, is_bare: bool) -> Url {
        Url { protocol: protocol.into(), origin: format!("{protocol}//{host}"), host: host.into(), is_bare }
    }

    #[test]
    fn unencrypted_only_to_this_machine_and_nothing_behind_the_port() {
        assert!(check(&url("https:", "backup.example", true)).is_ok());
        assert!(check(&url("http:", "localhost", true)).is_ok());
        assert!(check(&url("http:", "localhost.evil.example", true)).is_err());
        assert!(check(&url("ftp:", "backup.example", true)).is_err());
        assert!(check(&url("https:", "backup.example", false)).is_err());
    }
}
