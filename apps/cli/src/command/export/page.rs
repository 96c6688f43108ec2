//! A page for paper: every account with its QR code, in one file that loads nothing.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use regain_vault::Account;
use zeroize::Zeroizing;

use crate::command::accounts::name_or_id;
use crate::error::{Exit, Failure, Result};
use crate::output::counted;
use crate::time;

/// Bytes of a QR code as SVG, at most; the buffer is reserved for them.
const SVG_LEN: usize = 64 << 10;

const HEAD: &str = r#"<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="referrer" content="no-referrer">
<title>Accounts of Regain</title>
<style>
body { font: 11pt/1.4 system-ui, sans-serif; margin: 2em; color: #000; background: #fff }
.account { display: flex; gap: 1.5em; align-items: center; break-inside: avoid; padding: .8em 0; border-top: 1px solid #999 }
.account svg { width: 4.2cm; height: 4.2cm; flex: none }
h2 { font-size: 13pt; margin: 0 0 .3em } p { margin: .15em 0 } code { font-size: 10pt; overflow-wrap: anywhere }
</style></head><body>
<h1>Accounts of Regain</h1>
"#;

pub(super) fn make(accounts: &[Account], now: u64) -> Result<Zeroizing<Vec<u8>>> {
    let mut out = super::buffer(HEAD.len() + accounts.len() * (SVG_LEN + 8_192) + 1_024);
    out.extend_from_slice(HEAD.as_bytes());
    out.extend_from_slice(
        format!(
            "<p>{}, {}. <strong>Whoever has this page can make your codes.</strong> Keep it like a key; scan a code with \
             any authenticator app.</p>\n",
            counted(accounts.len(), "account"),
            escape(&time::local(now))
        )
        .as_bytes(),
    );
    for account in accounts {
        one(&mut out, account)?;
    }
    out.extend_from_slice(b"</body></html>\n");
    Ok(out)
}

fn one(out: &mut Zeroizing<Vec<u8>>, account: &Account) -> Result<()> {
    let address = account.otpauth().to_uri();
    let code = QrCode::with_error_correction_level(address.as_bytes(), EcLevel::M)
        .or_else(|_| QrCode::with_error_correction_level(address.as_bytes(), EcLevel::L))
        .map_err(|_| {
            let message = format!("the address of {} is too long for a QR code", name_or_id(account));
            Failure::new(Exit::Failure, "too-long-for-qr", message).next("use --format age or otpauth")
        })?;
    let svg = Zeroizing::new(code.render::<svg::Color<'_>>().quiet_zone(true).build());
    // The XML declaration has no place inside HTML.
    let svg = svg.find("<svg").map_or("", |at| &svg[at..]);
    out.extend_from_slice(b"<div class=\"account\">");
    out.extend_from_slice(svg.as_bytes());
    let otp = &account.otp;
    let moving = if otp.kind().follows_clock() {
        format!("{} seconds", otp.period())
    } else {
        format!("counter {}", otp.counter())
    };
    let details = format!("{} · {} · {} digits · {moving}", otp.kind(), otp.algorithm().name(), otp.digits());
    let mut lines = vec![
        format!("<div><h2>{}</h2>", escape(&name_or_id(account))),
        format!("<p>{}</p>", escape(&details)),
    ];
    if !account.tags.is_empty() {
        let tags: Vec<&str> = account.tags.iter().map(String::as_str).collect();
        lines.push(format!("<p>Tags: {}</p>", escape(&tags.join(", "))));
    }
    if !account.note.is_empty() {
        lines.push(format!("<p>Note: {}</p>", escape(&account.note).replace('\n', "<br>")));
    }
    for line in lines {
        out.extend_from_slice(line.as_bytes());
    }
    let secret = otp.secret().expose_base32();
    for part in ["<p>Secret: <code>", secret.as_str(), "</code></p>"] {
        out.extend_from_slice(part.as_bytes());
    }
    if let Some(pin) = otp.pin() {
        let pin = Zeroizing::new(escape(pin.expose()));
        for part in ["<p>PIN: <code>", pin.as_str(), "</code></p>"] {
            out.extend_from_slice(part.as_bytes());
        }
    }
    out.extend_from_slice(b"</div></div>\n");
    Ok(())
}

/// Text inside HTML, also inside quotes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_others_is_text() {
        assert_eq!(escape(r#"<script>"'&"#), "&lt;script&gt;&quot;&#39;&amp;");
    }
}
