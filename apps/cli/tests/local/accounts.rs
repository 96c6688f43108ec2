//! From the first account to the trash, with the JSON that scripts rely on.

use super::home::Home;
use serde_json::json;

const ACME: &str = "otpauth://totp/ACME:ada@example.org?secret=JBSWY3DPEHPK3PXP&issuer=ACME";
const BANK: &str = "otpauth://hotp/Bank:me?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&counter=0";

#[test]
fn an_account_lives_from_its_address_to_the_trash_and_back() {
    let home = Home::new();
    let added = home.run(["add", ACME, "--tag", "work", "--json"]).ok().json();
    let id = added[0]["id"].as_str().expect("an id").to_owned();
    let shown = json!({
        "id": id, "issuer": "ACME", "label": "ada@example.org", "type": "totp", "algorithm": "SHA1", "digits": 6,
        "period": 30, "counter": null, "tags": ["work"], "note": "", "favourite": false, "added": added[0]["added"],
    });
    assert_eq!(added, json!([shown]));
    assert_eq!(home.run(["list", "--json"]).ok().json(), json!([shown]));
    let secret = home.run(["show", "acme", "--json", "--show-secrets"]).ok().json();
    assert_eq!(secret["secret"], "JBSWY3DPEHPK3PXP");

    let edited = home.run([
        "edit",
        "acme",
        "--issuer",
        "ACME Ltd",
        "--note",
        "x",
        "--favourite",
        "--add-tag",
        "b",
        "--json",
    ]);
    let edited = edited.ok().json();
    assert_eq!((&edited["issuer"], &edited["note"]), (&json!("ACME Ltd"), &json!("x")));
    assert_eq!((&edited["favourite"], &edited["tags"]), (&json!(true), &json!(["b", "work"])));
    assert_eq!(
        home.run(["tag", "list", "--json"]).ok().json(),
        json!([
            {"tag": "b", "accounts": 1}, {"tag": "work", "accounts": 1}
        ])
    );

    let removed = home.run(["remove", "acme"]).ok();
    assert!(removed.out.contains(&format!("Undo: regain trash restore {}", &id[..8])), "{}", removed.out);
    assert_eq!(home.run(["list", "--json"]).ok().json(), json!([]));
    assert_eq!(home.run(["trash", "--json"]).ok().json()[0]["removed_by"], "test");
    home.run(["trash", "restore", &id[..8]]).ok();
    assert_eq!(home.run(["list", "--json"]).ok().json()[0]["note"], "x");
    home.run(["remove", "acme"]).ok();
    home.run(["trash", "empty"]).fails(5, &["--yes"]);
    assert_eq!(home.run(["trash", "empty", "--yes", "--json"]).ok().json(), json!({"erased": 1}));
    assert!(!home.path().join("store.regain.previous").exists(), "it would still hold the secret");
}

#[test]
fn hotp_moves_on_before_its_code_is_seen_and_a_list_moves_nothing() {
    let home = Home::new();
    home.run(["add", BANK]).ok();
    // RFC 4226, appendix D.
    assert_eq!(home.run(["list", "--codes", "--json"]).ok().json()[0]["code"], "755224");
    for code in ["755224", "287082", "359152"] {
        assert_eq!(home.run(["code", "bank"]).ok().out, format!("{code}\n"));
    }
    let next = home.run(["code", "bank", "--json"]).ok().json();
    assert_eq!(
        (&next["code"], &next["counter"], &next["type"]),
        (&json!("969429"), &json!(3), &json!("hotp"))
    );
    home.run(["edit", "bank", "--counter", "2"]).fails(5, &["never goes back"]);
}

#[test]
fn several_accounts_come_by_standard_input_and_by_hand() {
    let home = Home::new();
    let lines = format!("{ACME}\n\n{BANK}\notpauth://steam/Steam:ada?secret=JBSWY3DPEHPK3PXP\n");
    assert_eq!(home.run_with(["add", "-", "--json"], &lines).ok().json().as_array().map(Vec::len), Some(3));
    let one_bad = "otpauth://totp/y?secret=MFRGGZDFMZTWQ2LK\notpauth://totp/x?secret=0\n";
    home.run_with(["add", "-"], one_bad).fails(1, &["line 2", "`secret`", "'0'", "1 account was added"]);
    let secret = home.file("secret", "jbsw y3dp ehpk 3pxp\n");
    let secret = secret.to_str().expect("UTF-8");
    let manual = [
        "add",
        "--manual",
        "--issuer",
        "Hand",
        "--label",
        "a",
        "--algorithm",
        "sha256",
        "--digits",
        "8",
        "--period",
        "60",
        "--secret-file",
        secret,
        "--json",
    ];
    let by_hand = home.run(manual).ok();
    assert!(by_hand.err.contains("same secret as \"ACME (ada@example.org)\""), "{}", by_hand.err);
    let by_hand = &by_hand.json()[0];
    assert_eq!(
        (&by_hand["algorithm"], &by_hand["digits"], &by_hand["period"]),
        (&json!("SHA256"), &json!(8), &json!(60))
    );
    assert_eq!(by_hand["duplicate_of"].as_array().map(Vec::len), Some(1));
    let pin =
        ["add", "--manual", "--type", "steam", "--digits", "6", "--issuer", "S", "--secret-file", secret];
    home.run(pin).fails(2, &["takes no --digits"]);

    home.run(["code", "ad"]).fails(8, &["2 accounts match", "ACME (ada@example.org)", "Steam (ada)"]);
    home.run(["code", "nobody"]).fails(8, &["no account matches"]);
    let steam = home.run(["code", "steam"]).ok().out;
    assert_eq!(steam.trim_end().len(), 5, "{steam}");
    let all = home.run(["list", "--codes", "--json"]).ok().json();
    assert!(
        all.as_array().is_some_and(|all| all.len() == 5 && all.iter().all(|one| one["code"].is_string()))
    );
    assert_eq!(home.run(["list", "hand", "--json"]).ok().json()[0]["issuer"], "Hand");
    let accounts: Vec<_> = (0..40)
        .map(|number| {
            let uri = format!(
                "otpauth://totp/Moved:{number}?secret=JBSWY3DPEHPK3PX{}",
                char::from(b'A' + number % 26)
            );
            regain_otp::uri::parse(&uri).unwrap_or_else(|error| panic!("{error}"))
        })
        .collect();
    let moved = regain_otp::migration::write(&accounts, 7, 1_000);
    assert!(moved.uris.len() > 1, "several parts");
    let part = home.run_with(["add", "-", "--json"], &moved.uris[0]).ok();
    assert!(part.err.contains("scan its other QR codes too"), "{}", part.err);
    let rest: Vec<&str> = moved.uris[1..].iter().map(|uri| uri.as_str()).collect();
    home.run_with(["add", "-"], &rest.join("\n")).ok();
    assert_eq!(home.run(["list", "moved", "--json"]).ok().json().as_array().map(Vec::len), Some(40));
}

#[test]
fn eight_processes_add_at_once_and_all_eight_accounts_are_there() {
    let home = Home::new();
    let children: Vec<_> = (0..8)
        .map(|number| {
            let uri = format!(
                "otpauth://totp/Many:{number}?secret=JBSWY3DPEHPK3PX{}",
                ["A", "B", "C", "D", "E", "F", "G", "H"][number]
            );
            home.command(["add", &uri]).spawn().expect("the binary was built")
        })
        .collect();
    for child in children {
        assert!(child.wait_with_output().expect("it ends").status.success());
    }
    let list = home.run(["list", "--json"]).ok().json();
    let mut labels: Vec<_> =
        list.as_array().expect("a list").iter().map(|one| one["label"].to_string()).collect();
    labels.sort();
    assert_eq!(labels, (0..8).map(|number| format!("\"{number}\"")).collect::<Vec<_>>());
}

#[test]
fn whoever_waits_for_the_store_says_for_whom() {
    let home = Home::new();
    let held =
        std::fs::File::options().write(true).open(home.path().join("store.lock")).expect("it is there");
    rustix::fs::flock(&held, rustix::fs::FlockOperation::LockExclusive).expect("it is free");
    std::fs::write(home.path().join("store.lock"), "4711").expect("it is ours");
    let child = home.command(["add", ACME]).spawn().expect("the binary was built");
    // Reading needs no lock.
    home.run(["list"]).ok();
    let doctor = home.run(["doctor", "--offline"]).ok();
    assert!(doctor.out.contains("the store is locked by process 4711 right now"), "{}", doctor.out);
    std::thread::sleep(std::time::Duration::from_secs(7));
    drop(held);
    let waited = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&waited.stderr);
    assert!(
        waited.status.success() && said.contains("waiting for the store, which is locked by process 4711"),
        "{said}"
    );
}
