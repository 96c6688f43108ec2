//! The laws as functions: page and crates in, findings out.

use super::graph::Crate;
use super::page::{Arrow, Page, fits};

/// Where the page itself breaks a law that no edit of the page may loosen.
///
/// The arrow list is meant to be edited when a crate comes; these few lines are what it may never say.
pub fn page_findings(page: &Page) -> Vec<String> {
    let mut findings = Vec::new();
    for arrow in &page.arrows {
        for to in &arrow.to {
            if !lawful(&arrow.from, to) {
                findings.push(format!("the page draws `{} -> {to}`, which {}", arrow.from, law(&arrow.from)));
            }
        }
    }
    findings
}

/// Where a crate does what the page does not draw.
pub fn crate_findings(page: &Page, crates: &[Crate]) -> Vec<String> {
    let mut findings = Vec::new();
    for one in crates {
        let arrows: Vec<&Arrow> = page.arrows.iter().filter(|arrow| fits(&arrow.from, &one.folder)).collect();
        if arrows.is_empty() {
            findings.push(format!("{} is not in the arrow list", one.folder));
        }
        for inner in &one.inner {
            if !arrows.iter().any(|arrow| arrow.to.iter().any(|to| fits(to, inner))) {
                findings.push(format!("{} depends on {inner}, and no arrow says so", one.folder));
            }
        }
        for inner in &one.inner_for_tests {
            if one.folder.starts_with("core/") && !inner.starts_with("core/") {
                findings
                    .push(format!("{} tests with {inner}: nothing in core knows apps or server", one.folder));
            }
        }
        for outer in &one.outer {
            if let Some(who) = barred(page, outer, &one.folder) {
                findings.push(format!("{} names {outer} directly, {who}", one.folder));
            }
        }
    }
    findings
}

/// What the server links of the core. These crates may know each other only, else one of them could carry the
/// sealing into the server.
const SHARED: [&str; 3] = ["core/otp", "core/protocol", "core/log"];

fn lawful(from: &str, to: &str) -> bool {
    let wing = from.split('/').next().unwrap_or(from);
    // It runs when building, and nothing of it is linked.
    let outside = !SHARED.iter().any(|shared| fits(from, shared));
    if to == "xtask/words" && matches!(wing, "core" | "server") && outside {
        return true;
    }
    match wing {
        "core" if SHARED.iter().any(|shared| fits(from, shared)) => SHARED.contains(&to),
        "core" | "apps" => to.starts_with("core/"),
        "server" => {
            let database = DATABASES.iter().any(|database| fits(to, database));
            SHARED.contains(&to) || (to.starts_with("server/") && (!database || from == "server/server"))
        }
        "e2e" | "fuzz" => true,
        _ => false,
    }
}

const DATABASES: [&str; 2] = ["server/storage-sqlite", "server/storage-postgres"];

fn law(from: &str) -> &'static str {
    match from.split('/').next().unwrap_or(from) {
        "core" => {
            "breaks: core knows core only, and what the server links of it (otp, protocol, log) only itself"
        }
        "apps" => "breaks: apps depend on core only",
        "server" => {
            "breaks: the server links core/otp, core/protocol and core/log only, and only server/server names a database"
        }
        _ => "breaks: only core, apps, server, e2e and fuzz have arrows",
    }
}

/// Why `folder` may not name `dependency`, or `None` when it may.
fn barred(page: &Page, dependency: &str, folder: &str) -> Option<String> {
    let rows: Vec<_> =
        page.guarded.iter().filter(|row| row.dependencies.iter().any(|name| name == dependency)).collect();
    if rows.is_empty() {
        return None;
    }
    let for_all = page.guarded.iter().filter(|row| row.dependencies.iter().any(|name| name == "*"));
    let free =
        for_all.chain(rows.iter().copied()).flat_map(|row| &row.folders).any(|home| fits(home, folder));
    if free {
        return None;
    }
    let homes: Vec<&str> = rows.iter().flat_map(|row| row.folders.iter().map(String::as_str)).collect();
    Some(if homes.is_empty() {
        "which nobody may".to_owned()
    } else {
        format!("which only {} may", homes.join(", "))
    })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::super::page::parse;
    use super::*;

    const PAGE: &str = "```arrows
core/otp ->
core/seal ->
core/vault -> core/otp
apps/* -> core/*
server/* -> core/otp core/protocol core/log
server/backup -> server/storage
server/server -> server/*
e2e -> *
```
| dependency | who may name it |
|---|---|
| `argon2` | `core/seal` |
| `openssl` | nobody |
| `*` | `e2e` |
";

    fn one(folder: &str, inner: &[&str], outer: &[&str]) -> Crate {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        Crate { folder: folder.to_owned(), inner: owned(inner), outer: owned(outer), ..Crate::default() }
    }

    #[track_caller]
    fn finds(found: Crate, expected: &[&str]) {
        let page = parse(PAGE).unwrap();
        assert_eq!(crate_findings(&page, &[found]), expected);
    }

    #[test]
    fn what_is_drawn_passes() {
        assert_eq!(page_findings(&parse(PAGE).unwrap()), Vec::<String>::new());
        finds(one("core/vault", &["core/otp"], &["thiserror"]), &[]);
        finds(one("apps/cli", &["core/seal", "core/vault"], &["clap"]), &[]);
        finds(one("server/backup", &["core/log", "server/storage"], &[]), &[]);
        finds(one("server/server", &["server/storage-sqlite"], &[]), &[]);
        finds(one("core/seal", &[], &["argon2"]), &[]);
        finds(one("e2e", &["server/server", "apps/cli", "core/seal"], &["argon2", "openssl"]), &[]);
    }

    #[test]
    fn a_server_that_links_the_sealing_is_caught() {
        finds(
            one("server/backup", &["core/seal"], &[]),
            &["server/backup depends on core/seal, and no arrow says so"],
        );
    }

    #[test]
    fn core_that_knows_the_server_is_caught() {
        finds(
            one("core/vault", &["server/storage"], &[]),
            &["core/vault depends on server/storage, and no arrow says so"],
        );
        let mut tested = one("core/vault", &[], &[]);
        tested.inner_for_tests = vec!["core/seal".to_owned(), "apps/cli".to_owned()];
        finds(tested, &["core/vault tests with apps/cli: nothing in core knows apps or server"]);
    }

    #[test]
    fn a_database_named_by_a_use_case_is_caught() {
        finds(
            one("server/backup", &["server/storage-sqlite"], &[]),
            &["server/backup depends on server/storage-sqlite, and no arrow says so"],
        );
    }

    #[test]
    fn a_primitive_in_the_wrong_room_is_caught() {
        finds(
            one("apps/cli", &[], &["argon2"]),
            &["apps/cli names argon2 directly, which only core/seal may"],
        );
        finds(one("core/seal", &[], &["openssl"]), &["core/seal names openssl directly, which nobody may"]);
    }

    #[test]
    fn a_crate_the_page_does_not_know_is_caught() {
        finds(one("tools/new", &[], &[]), &["tools/new is not in the arrow list"]);
    }

    #[test]
    fn the_page_cannot_be_edited_out_of_the_law() {
        for (from, to) in [
            ("server/backup", "core/seal"),
            ("server/*", "core/*"),
            ("server/backup", "*"),
            ("server/backup", "server/*"),
            ("server/backup", "server/storage-sqlite"),
            ("core/vault", "server/storage"),
            ("core/vault", "*"),
            ("core/protocol", "core/seal"),
            ("core/log", "core/*"),
            ("core/*", "core/vault"),
            ("apps/cli", "server/storage"),
            ("xtask", "core/log"),
        ] {
            let page = Page {
                arrows: vec![Arrow { from: from.to_owned(), to: vec![to.to_owned()] }],
                guarded: Vec::new(),
            };
            assert_eq!(page_findings(&page).len(), 1, "{from} -> {to}");
        }
    }
}
