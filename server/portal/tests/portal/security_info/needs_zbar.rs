//! A reader that nobody here wrote reads the QR codes in the pages, drawn by a program that nobody here wrote.

use std::path::Path;
use std::process::Command;

use data_encoding::BASE64;
use regain_otp::uri::{OtpAuth, parse};
use regain_storage::portal::Role;

use super::scan;
use crate::support::{Page, Stand};

fn read(page: &Page) -> String {
    let picture = page.attribute("img.qr", "src").unwrap();
    let svg = BASE64.decode(picture.strip_prefix("data:image/svg+xml;base64,").unwrap().as_bytes()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (drawn, png) = (folder.path().join("qr.svg"), folder.path().join("qr.png"));
    std::fs::write(&drawn, svg).unwrap();
    run("rsvg-convert", &["--width", "400", "--background-color", "white", "--output"], &[&png, &drawn]);
    run("zbarimg", &["--raw", "--quiet", "-Sdisable", "-Sqrcode.enable"], &[&png]).trim().to_owned()
}

fn run(program: &str, arguments: &[&str], files: &[&Path]) -> String {
    let output = Command::new(program).args(arguments).args(files).output().unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test]
async fn both_qr_codes_are_read() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    for (strength, digits) in [("standard", 6), ("stronger", 8)] {
        let page = scan(&mut browser, strength).await;
        let OtpAuth { issuer, label, otp, .. } = parse(&read(&page)).unwrap();
        assert_eq!((issuer.as_str(), label.as_str()), ("localhost 8422", "anna"));
        assert_eq!((otp.digits().get(), otp.period().get()), (digits, 30));
        let typed = page.all("dd.secret").remove(0).replace(' ', "");
        assert_eq!(*otp.secret().expose_base32(), typed, "picture and text say the same");
    }
    let page = browser.post("/security-info/add/app", &[("replaces", "")]).await;
    assert_eq!(read(&page), page.all("textarea").remove(0));
}
