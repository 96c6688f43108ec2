//! Finds lines by a word or two, as `regain_vault::query` finds accounts.

use super::Row;

/// The lines that match, as indices: the best first, equals in the list's order. Nothing typed matches everything. `tag`: only lines
/// that carry it.
pub fn search(rows: &[Row], text: &str, tag: Option<&str>) -> Vec<usize> {
    let text = text.trim().to_lowercase();
    let mut hits: Vec<(Rank, usize)> = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| tag.is_none_or(|tag| row.tags.iter().any(|own| own == tag)))
        .filter_map(|(index, row)| Some((rank(row, &text)?, index)))
        .collect();
    hits.sort_unstable();
    hits.into_iter().map(|(_, index)| index).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Prefix,
    Substring,
    Words,
}

fn rank(row: &Row, text: &str) -> Option<Rank> {
    if text.is_empty() {
        return Some(Rank::Prefix);
    }
    let (issuer, label) = (row.issuer.to_lowercase(), row.label.to_lowercase());
    let mut texts = vec![format!("{issuer} {label}"), issuer, label];
    texts.extend(row.tags.iter().map(|tag| tag.to_lowercase()));
    if texts.iter().any(|known| known.starts_with(text)) {
        return Some(Rank::Prefix);
    }
    if texts.iter().any(|known| known.contains(text)) {
        return Some(Rank::Substring);
    }
    let all = text.split_whitespace().all(|word| texts.iter().any(|known| known.contains(word)));
    all.then_some(Rank::Words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(issuer: &str, label: &str, tags: &[&str]) -> Row {
        Row {
            id: String::new(),
            issuer: issuer.into(),
            label: label.into(),
            note: String::new(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            favourite: false,
            kind: "totp".into(),
            code: None,
            trouble: String::new(),
            created: None,
            waiting: false,
            revived_by: None,
        }
    }

    #[test]
    fn the_best_come_first_and_a_tag_narrows() {
        let rows =
            [row("Digit", "ada", &["work"]), row("GitHub", "ada", &[]), row("Bank", "git@x", &["work"])];
        assert_eq!(search(&rows, "git", None), [1, 2, 0]);
        assert_eq!(search(&rows, "  ", None), [0, 1, 2]);
        assert_eq!(search(&rows, "ada git", None), [0, 1], "words in any order");
        assert_eq!(search(&rows, "git", Some("work")), [2, 0]);
        assert!(search(&rows, "none", None).is_empty());
    }
}
