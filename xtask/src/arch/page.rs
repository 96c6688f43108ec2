//! Reads the arrow list and the table of guarded dependencies from docs/ARCHITECTURE.md.

use thiserror::Error;

/// The machine-readable half of docs/ARCHITECTURE.md.
#[derive(Debug, PartialEq, Eq)]
pub struct Page {
    pub arrows: Vec<Arrow>,
    pub guarded: Vec<Guarded>,
}

/// `from -> to to to`: what the crates in a folder may depend on. Both sides are patterns.
#[derive(Debug, PartialEq, Eq)]
pub struct Arrow {
    pub from: String,
    pub to: Vec<String>,
}

/// A row of the table: these outside crates may be named directly only by these folders. `*` is every crate
/// of the table, an empty list of folders is nobody.
#[derive(Debug, PartialEq, Eq)]
pub struct Guarded {
    pub dependencies: Vec<String>,
    pub folders: Vec<String>,
}

/// Why the page cannot be read.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum PageError {
    /// There must be exactly one list, else one of them is dead.
    #[error("there are {0} blocks that begin with ```arrows, there must be one")]
    ArrowBlocks(usize),
    /// A line inside the block that is no arrow.
    #[error("this line of the arrow list has no ` -> `: {0}")]
    NoArrow(String),
    /// There must be exactly one table.
    #[error("there are {0} tables headed `| {TABLE_HEAD} |`, there must be one")]
    Tables(usize),
    /// A row without names in backticks is prose that the check would silently pass over.
    #[error("this row of the table names nothing in backticks (or `nobody`): {0}")]
    EmptyRow(String),
}

const TABLE_HEAD: &str = "dependency | who may name it";

/// Reads the page's one arrow block and its one table.
pub fn parse(text: &str) -> Result<Page, PageError> {
    Ok(Page { arrows: arrows(text)?, guarded: guarded(text)? })
}

/// True when `folder` fits `pattern`: the same, or `*` for all, or `wing/*` for all of a wing.
pub fn fits(pattern: &str, folder: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => folder.starts_with(start),
        None => pattern == folder,
    }
}

fn arrows(text: &str) -> Result<Vec<Arrow>, PageError> {
    let blocks = text.lines().filter(|line| line.trim() == "```arrows").count();
    if blocks != 1 {
        return Err(PageError::ArrowBlocks(blocks));
    }
    text.lines()
        .skip_while(|line| line.trim() != "```arrows")
        .skip(1)
        .take_while(|line| line.trim() != "```")
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
        .map(arrow)
        .collect()
}

fn arrow(line: &str) -> Result<Arrow, PageError> {
    let (from, to) = line.split_once("->").ok_or_else(|| PageError::NoArrow(line.to_owned()))?;
    Ok(Arrow { from: from.trim().to_owned(), to: to.split_whitespace().map(str::to_owned).collect() })
}

fn guarded(text: &str) -> Result<Vec<Guarded>, PageError> {
    let is_head = |line: &&str| line.trim().trim_start_matches("| ").starts_with(TABLE_HEAD);
    let tables = text.lines().filter(is_head).count();
    if tables != 1 {
        return Err(PageError::Tables(tables));
    }
    text.lines()
        .skip_while(|line| !is_head(line))
        .skip(2) // the head and the rule below it
        .take_while(|line| line.trim_start().starts_with('|'))
        .map(row)
        .collect()
}

fn row(line: &str) -> Result<Guarded, PageError> {
    let cells: Vec<&str> = line.trim().trim_matches('|').split('|').collect();
    let dependencies = in_backticks(cells.first().copied().unwrap_or_default());
    let who = cells.get(1).copied().unwrap_or_default();
    let folders = in_backticks(who);
    if dependencies.is_empty() || folders.is_empty() != (who.trim() == "nobody") {
        return Err(PageError::EmptyRow(line.to_owned()));
    }
    Ok(Guarded { dependencies, folders })
}

fn in_backticks(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    const GOOD: &str = "
Words.
```arrows
core/otp   ->             # nothing
apps/*     -> core/*
```
More words.

| dependency | who may name it | why |
|---|---|---|
| `argon2`, `age` | `core/seal` | stretching |
| `openssl` | nobody | |
| `*` | `e2e` | attacks |
After.
";

    #[test]
    fn reads_arrows_and_table() {
        let page = parse(GOOD).unwrap();
        let arrow = |from: &str, to: &[&str]| Arrow {
            from: from.to_owned(),
            to: to.iter().map(|&t| t.to_owned()).collect(),
        };
        assert_eq!(page.arrows, [arrow("core/otp", &[]), arrow("apps/*", &["core/*"])]);
        let guarded = |dependencies: &[&str], folders: &[&str]| Guarded {
            dependencies: dependencies.iter().map(|&d| d.to_owned()).collect(),
            folders: folders.iter().map(|&f| f.to_owned()).collect(),
        };
        assert_eq!(
            page.guarded,
            [
                guarded(&["argon2", "age"], &["core/seal"]),
                guarded(&["openssl"], &[]),
                guarded(&["*"], &["e2e"])
            ]
        );
    }

    #[test]
    fn patterns() {
        assert!(fits("*", "e2e") && fits("core/*", "core/otp") && fits("e2e", "e2e"));
        assert!(!fits("core/*", "apps/core") && !fits("core/otp", "core/otp2") && !fits("e2e", "e2e/x"));
    }

    #[test]
    fn a_page_that_lost_its_list_is_an_error_not_a_pass() {
        assert_eq!(parse("").unwrap_err(), PageError::ArrowBlocks(0));
        assert_eq!(parse(&format!("{GOOD}\n{GOOD}")).unwrap_err(), PageError::ArrowBlocks(2));
        assert_eq!(parse(&GOOD.replace("| dependency", "| thing")).unwrap_err(), PageError::Tables(0));
    }

    #[test]
    fn a_line_that_says_nothing_is_an_error() {
        let no_arrow = GOOD.replace("apps/*     -> core/*", "apps to core");
        assert_eq!(parse(&no_arrow).unwrap_err(), PageError::NoArrow("apps to core".to_owned()));
        let prose = GOOD.replace("| nobody |", "| somebody |");
        assert!(matches!(parse(&prose).unwrap_err(), PageError::EmptyRow(_)));
    }
}
