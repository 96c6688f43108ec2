//! Doors called `hazmat` weaken a check on purpose, to show that an attack would succeed without it. Only the
//! crate that defines one, `e2e` and `fuzz` may open it.

use std::collections::BTreeSet;

use super::graph::Crate;
use crate::source::code_only;
use crate::tree::SourceFile;

/// Every line that opens another crate's `hazmat` door outside `e2e` and `fuzz`.
///
/// Comments and strings don't count. A crate may use the names it defines itself (`mod hazmat`,
/// `fn hazmat_…`), unless the line reaches into another crate of Regain.
pub fn findings(files: &[SourceFile], crates: &[Crate]) -> Vec<String> {
    crates.iter().filter(|one| !is_free(&one.folder)).flat_map(|one| crate_findings(files, one)).collect()
}

fn is_free(folder: &str) -> bool {
    matches!(folder, "e2e" | "fuzz")
}

fn crate_findings(files: &[SourceFile], one: &Crate) -> Vec<String> {
    let inside = format!("{}/", one.folder);
    let code: Vec<(&str, String)> = files
        .iter()
        .filter(|file| file.path.starts_with(&inside))
        .map(|file| (file.path.as_str(), code_only(&file.text)))
        .collect();
    let own: BTreeSet<&str> = code.iter().flat_map(|(_, code)| definitions(code)).collect();
    let mut findings = Vec::new();
    for (path, code) in &code {
        for (index, line) in code.lines().enumerate() {
            let words = words(line);
            let reaches_out = words.iter().any(|word| word.starts_with("regain_") && *word != one.library);
            let opened = words.iter().find(|&&word| is_door(word) && (reaches_out || !own.contains(word)));
            if let Some(door) = opened {
                let number = index + 1;
                findings.push(format!("{path}:{number} opens `{door}`, which only e2e and fuzz may"));
            }
        }
    }
    findings
}

fn is_door(word: &str) -> bool {
    word == "hazmat" || word.starts_with("hazmat_")
}

/// Names of doors that this code defines.
fn definitions(code: &str) -> Vec<&str> {
    let words = words(code);
    words
        .windows(2)
        .filter(|pair| matches!(pair[0], "mod" | "fn") && is_door(pair[1]))
        .map(|pair| pair[1])
        .collect()
}

fn words(code: &str) -> Vec<&str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(files: &[(&str, &str)]) -> Vec<String> {
        let libraries = [
            ("core/log", "regain_log"),
            ("apps/cli", "regain_cli"),
            ("server/backup", "regain_backup"),
            ("e2e", "regain_e2e"),
        ];
        let crates = libraries.map(|(folder, library)| Crate {
            folder: folder.to_owned(),
            library: library.to_owned(),
            ..Crate::default()
        });
        let files: Vec<SourceFile> = files
            .iter()
            .map(|&(path, text)| SourceFile { path: path.to_owned(), text: text.to_owned() })
            .collect();
        findings(&files, &crates)
    }

    #[test]
    fn the_defining_crate_and_the_attackers_may() {
        let found = look(&[
            ("core/log/src/lib.rs", "pub mod hazmat;\nfn f() { hazmat::open(); }"),
            ("core/log/src/hazmat.rs", "pub fn hazmat_without(rule: Rule) {}"),
            ("core/log/src/chain.rs", "fn g() { hazmat_without(Rule::Author) }"),
            ("core/log/tests/vectors.rs", "use regain_log::hazmat::open;"),
            ("e2e/src/lib.rs", "use regain_log::hazmat;"),
        ]);
        assert_eq!(found, Vec::<String>::new());
    }

    #[test]
    fn anyone_else_is_caught() {
        let found = look(&[
            ("core/log/src/lib.rs", "pub mod hazmat {}\nimpl Chain { pub fn hazmat_without() {} }"),
            (
                "apps/cli/src/main.rs",
                "// hazmat is only a word here\nlet s = \"hazmat\";\nChain::hazmat_without(rule);",
            ),
            ("server/backup/src/lib.rs", "mod hazmat {}\nuse regain_log::hazmat::Weak;"),
        ]);
        assert_eq!(
            found,
            [
                "apps/cli/src/main.rs:3 opens `hazmat_without`, which only e2e and fuzz may",
                "server/backup/src/lib.rs:2 opens `hazmat`, which only e2e and fuzz may",
            ]
        );
    }
}
