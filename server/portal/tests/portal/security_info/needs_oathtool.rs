//! A program that nobody here wrote makes the codes.

use std::process::Command;

use regain_storage::portal::Role;

use super::scan;
use crate::support::{MINUTE, Stand, people::PASSWORD};

fn oathtool(secret: &str, algorithm: &str, digits: &str, at: u64) -> String {
    let at = format!("@{}", at / 1000);
    let totp = format!("--totp={algorithm}");
    let output = Command::new("oathtool")
        .args(["--base32", &totp, "--digits", digits, "--now", &at, secret])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[tokio::test]
async fn its_codes_register_and_sign_in_of_both_kinds() {
    for (strength, algorithm, digits) in [("standard", "sha1", "6"), ("stronger", "sha256", "8")] {
        let stand = Stand::new();
        let anna = stand.person("anna", Role::Member).await;
        let mut browser = stand.signed_in(&anna).await;
        let page = scan(&mut browser, strength).await;
        let secret = page.all("dd.secret").remove(0).replace(' ', "");
        let code = oathtool(&secret, algorithm, digits, stand.now());
        page.submit(&mut browser, &page.path, &[("code", &code)]).await.says("The method was added");
        stand.wait(MINUTE);
        let mut other = stand.browser();
        let page = other.sign_in(&anna, PASSWORD).await;
        let code = oathtool(&secret, algorithm, digits, stand.now());
        let page = page.submit(&mut other, "/sign-in/verify/code", &[("code", &code)]).await;
        assert_eq!(page.path, "/security-info");
    }
}
