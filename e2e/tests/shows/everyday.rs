//! Twenty accounts of all kinds on two devices: restored, the same codes at the same moment, an edit there within a second, edits of
//! both offline. Then one of the two is lost, and a third comes back by the kit alone.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::time::{Duration, Instant};

use image::{Luma, RgbImage};
use qrcode::QrCode;
use regain_otp::{migration, uri};
use serde_json::Value;

use crate::home::{Home, House, done, sorted, text};

const KEY: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const MIGRATED: [&str; 3] = [
    "otpauth://totp/Moved:one?secret=JBSWY3DPEHPK3PXP&issuer=Moved",
    "otpauth://totp/Moved:two?secret=JBSWY3DPEHPK3PXPAA&issuer=Moved&algorithm=SHA256&digits=8",
    "otpauth://hotp/Moved:three?secret=JBSWY3DPEHPK3PXP&issuer=Moved&counter=41",
];
const IN_THE_PICTURE: &str = "otpauth://totp/Picture:anna?secret=JBSWY3DPEHPK3PXP&issuer=Picture&digits=8";

/// Sixteen by their own addresses: every kind, algorithm and length, several periods.
fn by_address() -> Vec<String> {
    let plain = [
        ("totp", "algorithm=SHA1"),
        ("totp", "algorithm=SHA256&digits=8"),
        ("totp", "algorithm=SHA512&digits=8"),
        ("totp", "digits=4"),
        ("totp", "digits=5"),
        ("totp", "digits=7"),
        ("totp", "digits=9&algorithm=SHA256"),
        ("totp", "digits=10&algorithm=SHA512"),
        ("totp", "period=15"),
        ("totp", "period=60"),
        ("totp", "period=3600&digits=7"),
        ("hotp", "counter=7"),
        ("hotp", "counter=0&digits=8&algorithm=SHA256"),
        ("steam", "x=y"),
    ];
    let mut addresses: Vec<String> = (1..)
        .zip(plain)
        .map(|(n, (kind, rest))| {
            format!("otpauth://{kind}/Number{n}:anna?secret={KEY}&issuer=Number{n}&{rest}")
        })
        .collect();
    addresses.push(
        "otpauth://yaotp/me@yandex.ru?secret=LA2V6KMCGYMWWVEW64RNP3JA3IAAAAAAHTSG4HRZPI&pin=7586".to_owned(),
    );
    addresses.push("motp://Work:me?secret=e3152afee62599c8&pin=1234".to_owned());
    addresses
}

/// The export of another app, as its QR code spells it.
fn migrated() -> String {
    let accounts: Vec<_> = MIGRATED.iter().map(|address| uri::parse(address).ok().unwrap()).collect();
    let written = migration::write(&accounts, 7, 2000);
    assert!(written.left_out.is_empty() && written.uris.len() == 1);
    written.uris[0].to_string()
}

fn draw(address: &str, path: &str) {
    let picture = QrCode::new(address).unwrap().render::<Luma<u8>>().module_dimensions(6, 6).build();
    let picture = RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        image::Rgb([picture.get_pixel(x, y).0[0]; 3])
    });
    picture.save(path).unwrap();
}

/// Both lists, by programs that run at the same time.
fn both(first: &Home, second: &Home) -> [Vec<Value>; 2] {
    let list = |home: &Home| {
        home.command(&["list", "--codes", "--json", "--offline"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let (one, two) = (list(first), list(second));
    [one, two].map(|child| {
        let done = done(child.wait_with_output().unwrap());
        assert_eq!(done.code, 0, "{}", done.err);
        sorted(&serde_json::from_str(&done.out).unwrap())
    })
}

fn assert_same_codes(first: &Home, second: &Home) {
    let mut tries = 0;
    loop {
        let [mine, theirs] = both(first, second);
        assert_eq!((mine.len(), theirs.len()), (20, 20));
        assert!(mine.iter().all(|account| text(&account["code"]).len() >= 4), "{mine:?}");
        let kinds: BTreeSet<String> = theirs.iter().map(|account| text(&account["type"])).collect();
        assert!(kinds.iter().eq(["hotp", "motp", "steam", "totp", "yandex"]), "{kinds:?}");
        let codes = |list: &[Value]| -> Vec<(String, String)> {
            list.iter().map(|one| (text(&one["id"]), text(&one["code"]))).collect()
        };
        if codes(&mine) == codes(&theirs) {
            return;
        }
        // A period ended between the two.
        tries += 1;
        assert!(tries < 4, "{mine:?}\n{theirs:?}");
    }
}

/// Issuers and notes, where there is one.
fn notes(home: &Home) -> BTreeSet<(String, String)> {
    let accounts = home.accounts(&["--offline"]);
    let notes = accounts.iter().map(|one| (text(&one["issuer"]), text(&one["note"])));
    notes.filter(|(_, note)| !note.is_empty()).collect()
}

#[test]
fn twenty_accounts_of_all_kinds_on_two_devices() {
    let house = House::start();
    let url = house.server.url();
    let first = Home::new("Laptop");
    let mut add = vec!["add".to_owned()];
    add.extend(by_address());
    add.push(migrated());
    first.ok(&add.iter().map(String::as_str).collect::<Vec<_>>());
    draw(IN_THE_PICTURE, &first.file("code.png"));
    first.ok(&["add", "--qr", &first.file("code.png")]);

    let on = first.backup_on(&url, "brave-otter-42");
    assert_eq!((&on["protected"], &on["accounts_backed_up"]), (&true.into(), &20.into()), "read back");
    assert_eq!(text(&on["kit"]).split(' ').count(), 12);
    let status = first.ok(&["backup", "status"]);
    assert!(status.out.contains("20 of 20"), "{}", status.out);

    let second = Home::empty();
    let passphrase = second.file("passphrase");
    let place = ["--service", &url, "--account", "brave-otter-42"];
    let way = ["--passphrase-file", &passphrase, "--device-name", "Phone", "--yes"];
    let said = second.ok(&[&["recover"], &place[..], &way[..]].concat());
    assert!(said.out.contains("20 accounts, last backup") && said.out.contains("by Laptop"), "{}", said.out);
    assert_same_codes(&first, &second);

    within_a_second(&first, &second);

    first.ok(&["edit", "Number2", "--note", "from the laptop", "--offline"]);
    second.ok(&["edit", "Number3", "--note", "from the phone", "--offline"]);
    first.ok(&["sync"]);
    second.ok(&["sync"]);
    first.ok(&["sync"]);
    let all = [("Number1", "seen at once"), ("Number2", "from the laptop"), ("Number3", "from the phone")];
    let all: BTreeSet<_> = all.map(|(issuer, note)| (issuer.to_owned(), note.to_owned())).into();
    assert_eq!((&notes(&first), &notes(&second)), (&all, &all));
    lost(&first, &second, &url);
}

fn within_a_second(first: &Home, second: &Home) {
    let mut watch = second.command(&["sync", "--watch", "--json"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(watch.stdout.take().unwrap()).lines();
    lines.next().unwrap().unwrap();
    first.ok(&["edit", "Number1:", "--note", "seen at once"]);
    let start = Instant::now();
    let line: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
    let waited = start.elapsed();
    watch.kill().unwrap();
    watch.wait().unwrap();
    assert!(line["changed"].as_u64() >= Some(1), "{line}");
    assert!(waited < Duration::from_secs(1), "{waited:?}");
}

/// The first device shuts the lost one out; a third home has everything by the kit alone.
fn lost(first: &Home, second: &Home, url: &str) {
    let way = ["--passphrase-file", &first.file("passphrase")];
    let removed = first.json(&[&["devices", "remove", "Phone"], &way[..]].concat());
    assert_eq!((&removed["lost"], &removed["exposed"]), (&true.into(), &20.into()));
    assert_eq!(second.refused(5, &["sync"]), "removed");
    assert_eq!(first.json(&["exposed"]).as_array().unwrap().len(), 20);
    let third = Home::empty();
    let kit = third.keep("kit", &std::fs::read_to_string(first.path("kit")).unwrap());
    third.json(&["recover", "--service", url, "--account", "brave-otter-42", "--kit-file", &kit]);
    assert_same_codes(first, &third);
}
