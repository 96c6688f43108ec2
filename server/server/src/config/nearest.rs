//! Unknown keys, with the known key that was probably meant.

use std::collections::BTreeSet;

use toml::{Table, Value};

/// Every key there is; `*` stands for the elements of a list.
const KNOWN: [&str; 28] = [
    "data_dir",
    "roles",
    "public_url",
    "portal_url",
    "behind_proxy",
    "trusted_proxies",
    "log_format",
    "database",
    "database.url",
    "listeners",
    "listeners.*",
    "listeners.*.bind",
    "listeners.*.serves",
    "listeners.*.tls",
    "listeners.*.tls.cert",
    "listeners.*.tls.key",
    "mail",
    "mail.file",
    "mail.smtp",
    "mail.smtp.url",
    "mail.smtp.from",
    "mail.smtp.user",
    "mail.smtp.password_file",
    "registration",
    "registration.open",
    "registration.per_hour",
    "public_url.*",
    "trusted_proxies.*",
];

/// The first key that is not known, and the known one nearest to it.
pub fn unknown_key(table: &Table) -> Option<(String, String)> {
    let known: BTreeSet<&str> = KNOWN.into();
    walk(table, "", &known)
}

fn walk(table: &Table, prefix: &str, known: &BTreeSet<&str>) -> Option<(String, String)> {
    table.iter().find_map(|(key, value)| {
        let path = format!("{prefix}{key}");
        if !known.contains(path.as_str()) {
            return Some((path.clone(), nearest(&path)));
        }
        match value {
            Value::Table(inner) => walk(inner, &format!("{path}."), known),
            Value::Array(items) => items.iter().find_map(|item| match item {
                Value::Table(inner) => walk(inner, &format!("{path}.*."), known),
                _ => None,
            }),
            _ => None,
        }
    })
}

fn nearest(path: &str) -> String {
    let best = KNOWN.into_iter().filter(|known| !known.ends_with('*')).min_by_key(|known| {
        // A right name in the wrong table is nearer than a similar one.
        let last = |path: &str| path.rsplit('.').next().unwrap_or_default().to_owned();
        (strsim::damerau_levenshtein(&last(known), &last(path)), strsim::damerau_levenshtein(known, path))
    });
    best.unwrap_or_default().to_owned()
}
