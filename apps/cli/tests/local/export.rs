//! Exports: what is in them, who can read them, and what is never overwritten.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use regain_seal::export::{ExportKeyring, decrypt_age};
use regain_seal::passphrase::{OuterSpace, Passphrase};

use super::home::Home;

const EXPORT: &str = "quiet maple orbit thunder Zeppelin";
const URI: &str = "otpauth://totp/%3Cb%3E%22A%22:a%26b?secret=JBSWY3DPEHPK3PXP&image=https%3A%2F%2Fx.example";

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).expect("it was written").permissions().mode() & 0o777
}

#[test]
fn an_encrypted_export_opens_and_holds_everything() {
    let home = Home::new();
    home.run(["add", URI, "--tag", "work", "--note", "n"]).ok();
    let file = home.dir.path().join("x.age");
    let (file_text, passphrase) = (file.to_str().expect("UTF-8"), home.file("pass", EXPORT));
    let passphrase = passphrase.to_str().expect("UTF-8");
    home.run(["export", "--format", "age", file_text])
        .fails(2, &["no recovery kit to encrypt to", "--passphrase-file"]);
    let weak = home.file("weak", "short");
    let weak = ["export", "--format", "age", "--passphrase-file", weak.to_str().expect("UTF-8"), file_text];
    home.run(weak).fails(5, &["needs at least 14"]);
    let args = ["export", "--format", "age", "--passphrase-file", passphrase, file_text, "--json"];
    let said = home.run(args).ok().json();
    assert_eq!(
        (&said["format"], &said["count"], &said["encrypted_to"]),
        (&"age".into(), &1.into(), &"passphrase".into())
    );
    assert!(said["accounts"][0].get("secret").is_none(), "only with --show-secrets");
    assert_eq!(mode(&file), 0o600);
    home.run(args).fails(5, &["exists. Write over it?", "--yes"]);

    let Ok(passphrase) = Passphrase::typed(EXPORT, OuterSpace::Refuse) else {
        unreachable!("it is a passphrase")
    };
    let bytes = std::fs::read(&file).expect("it was written");
    let plain = decrypt_age(&bytes, ExportKeyring::Passphrase(&passphrase)).expect("it opens");
    let document: serde_json::Value = serde_json::from_slice(&plain).expect("JSON");
    assert_eq!((&document["format"], &document["version"]), (&"regain-export".into(), &1.into()));
    let account = &document["accounts"][0];
    assert_eq!((&account["secret"], &account["note"]), (&"JBSWY3DPEHPK3PXP".into(), &"n".into()));
    let uri = account["uri"].as_str().expect("an address");
    let read = regain_otp::uri::parse(uri).expect("it can be read");
    assert_eq!((read.issuer.as_str(), read.label.as_str()), ("<b>\"A\"", "a&b"));
    assert_eq!(read.extra, [("image".to_owned(), "https://x.example".to_owned())]);
}

#[test]
fn plain_exports_ask_and_a_page_is_escaped() {
    let home = Home::new();
    home.run(["add", URI, "--tag", "work"]).ok();
    let (list, page) = (home.dir.path().join("x.txt"), home.dir.path().join("x.html"));
    let (list_text, page_text) = (list.to_str().expect("UTF-8"), page.to_str().expect("UTF-8"));
    home.run(["export", "--format", "otpauth", list_text]).fails(5, &["not encrypted", "--yes"]);
    assert!(!list.exists());
    let said = home.run(["export", "--format", "otpauth", "--yes", list_text]).ok();
    assert!(said.err.contains("not in the file: tags and notes of 1 account"), "{}", said.err);
    assert_eq!(mode(&list), 0o600);
    let lines = std::fs::read_to_string(&list).expect("it was written");
    assert_eq!(home.run(["export", "--format", "otpauth", "--unencrypted", "-"]).ok().out, lines);
    assert!(regain_otp::uri::parse(lines.trim()).is_ok(), "{lines}");
    home.run(["export", "--format", "html", "--unencrypted", page_text]).ok();
    let html = std::fs::read_to_string(&page).expect("it was written");
    assert!(html.contains("&lt;b&gt;&quot;A&quot; (a&amp;b)") && !html.contains("<b>"), "{html}");
    assert!(
        html.contains("<svg") && html.contains("JBSWY3DPEHPK3PXP") && html.contains("default-src 'none'")
    );
    assert!(
        !html.contains("src=") && !html.contains("href") && !html.contains("<script"),
        "it loads nothing"
    );
}
