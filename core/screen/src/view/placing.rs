//! Moving a line in the person's order.

use super::Row;

/// A move: what is asked of the engine, and what takes it back.
#[derive(Debug, PartialEq, Eq)]
pub struct Placing {
    /// The account.
    pub id: String,
    /// The one it comes after; `None`: first.
    pub after: Option<String>,
    /// The one it came after before.
    pub before: Option<String>,
}

/// Moves the line at `from` to `to`, both counted from 0. None where nothing would move: favourites stay above the others.
pub fn placing(rows: &[Row], from: usize, to: usize) -> Option<Placing> {
    let (row, goal) = (rows.get(from)?, rows.get(to)?);
    if from == to || row.favourite != goal.favourite {
        return None;
    }
    // Where another group ends, this one begins, wherever its members stand between the others.
    let behind = |index: Option<usize>| {
        index.map(|index| &rows[index]).filter(|one| one.favourite == row.favourite).map(|one| one.id.clone())
    };
    let after = behind(if to > from { Some(to) } else { to.checked_sub(1) });
    Some(Placing { id: row.id.clone(), after, before: behind(from.checked_sub(1)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(ids: &str) -> Vec<Row> {
        let row = |id: char| Row {
            id: id.to_string(),
            issuer: String::new(),
            label: String::new(),
            note: String::new(),
            tags: Vec::new(),
            favourite: id.is_uppercase(),
            kind: "totp".to_owned(),
            code: None,
            trouble: String::new(),
            created: None,
            waiting: false,
            revived_by: None,
        };
        ids.chars().map(row).collect()
    }

    fn moved(ids: &str, from: usize, to: usize) -> Option<(Option<String>, Option<String>)> {
        placing(&rows(ids), from, to).map(|placing| (placing.after, placing.before))
    }

    #[test]
    fn a_line_goes_down_behind_its_goal_and_up_before_it() {
        let some = |id: &str| Some(id.to_owned());
        assert_eq!(moved("abcd", 0, 2), Some((some("c"), None)));
        assert_eq!(moved("abcd", 3, 1), Some((some("a"), some("c"))));
        assert_eq!(moved("abcd", 2, 0), Some((None, some("b"))));
    }

    #[test]
    fn favourites_stay_above_and_nothing_moves_beyond_the_ends() {
        assert_eq!(moved("Abc", 1, 0), None);
        assert_eq!(moved("Abc", 0, 1), None);
        assert_eq!(moved("Abc", 2, 3), None);
        assert_eq!(moved("Abc", 2, 1), Some((None, Some("b".to_owned()))));
    }
}
