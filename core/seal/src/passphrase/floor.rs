//! What can be told of a passphrase without dictionaries: the part of the floor that every program has. The estimator's dictionaries are
//! larger than the rest of a web app, where they are a module of their own; a module that fails must not let "aaaa" through.

use zeroize::Zeroizing;

use super::{Passphrase, WeakPassphrase};

/// Fewest characters.
pub(super) const MIN_CHARACTERS: usize = 14;
/// Fewest characters that say something new.
pub(super) const MIN_NEW: usize = 10;
/// From so many characters on, a piece that was there before, or a row like "abc" or "111", counts as one.
const PIECE: usize = 3;
/// Shorter words a guesser would try first are found in anything.
const MIN_KNOWN: usize = 4;

pub(super) fn check(passphrase: &Passphrase, known: &[&str]) -> Result<(), WeakPassphrase> {
    let characters = passphrase.expose_text().chars().count();
    if characters < MIN_CHARACTERS {
        return Err(WeakPassphrase::Short { characters });
    }
    let text = lower(passphrase.expose_text());
    let known: Vec<_> = known.iter().map(|word| lower(word)).filter(|word| word.len() >= MIN_KNOWN).collect();
    let new = new_characters(&text, &known);
    if new < MIN_NEW { Err(WeakPassphrase::Repeats { new }) } else { Ok(()) }
}

fn lower(text: &str) -> Zeroizing<Vec<char>> {
    // As many as there can be: a growing vector would leave copies behind.
    let mut characters =
        Zeroizing::new(Vec::with_capacity(text.chars().flat_map(char::to_lowercase).count()));
    characters.extend(text.chars().flat_map(char::to_lowercase));
    characters
}

/// Characters, where each known word, repeated piece and row counts as one.
fn new_characters(text: &[char], known: &[Zeroizing<Vec<char>>]) -> usize {
    let (mut at, mut new) = (0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let word = known.iter().filter(|word| rest.starts_with(word)).map(|word| word.len()).max();
        let piece = (0..at).map(|start| common(text.get(start..).unwrap_or_default(), rest)).max();
        let long = [row(rest), piece.unwrap_or_default()].into_iter().filter(|length| *length >= PIECE).max();
        at += word.max(long).unwrap_or(1);
        new += 1;
    }
    new
}

/// How far two texts are the same from their beginnings.
fn common(one: &[char], other: &[char]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

/// Length of the row at the beginning: each character the one before, the next or the same, all in one direction.
fn row(text: &[char]) -> usize {
    let step = |pair: &[char]| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0]));
    let Some(first) = text.windows(2).next().map(step).filter(|step| step.abs() <= 1) else { return 1 };
    1 + text.windows(2).take_while(|pair| step(pair) == first).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passphrase::OuterSpace;

    fn new_of(text: &str) -> usize {
        new_characters(&lower(text), &[lower("brave-otter-7")])
    }

    #[test]
    fn what_repeats_itself_says_nothing_new() {
        for (text, new) in [
            ("", 0),
            ("aaaaaaaaaaaaaaaaaaaa", 1),
            ("aaaaaaaabbbbbbbbcccccccc", 3),
            ("abcdefghijklmnop", 1),
            ("9876543210987654", 2),
            ("xkxkxkxkxkxkxkxk", 3),
            ("Passw0rdPassw0rd", 9),
            ("brave-otter-7Brave-Otter-7", 2),
            ("quiet maple orbit", 17),
        ] {
            assert_eq!(new_of(text), new, "{text}");
        }
    }

    #[test]
    fn what_must_never_pass_is_refused_without_a_dictionary() {
        for text in [
            "aaaa",
            "aaaaaaaaaaaaaa",
            "12345678901234",
            "abababababababababab",
            "secret secret secret secret",
            "brave-otter-7brave-otter-7",
            "my brave-otter-7 my",
        ] {
            let refused = Passphrase::at_least(text, &["brave-otter-7"]).err();
            assert!(refused.is_some(), "{text}");
            assert!(refused.is_some_and(|error| !error.to_string().contains(text)));
        }
    }

    #[test]
    fn nothing_is_refused_that_the_whole_check_would_take() {
        for text in
            ["quiet maple orbit thunder Zeppelin", "gh7$kQ29!mvPz4", "0110 1001 1100 quiet maple orbit 0101"]
        {
            assert!(Passphrase::choose(text, &[]).is_ok(), "{text}");
        }
        let longest = "quiet maple orbit thunder ".repeat(100);
        let longest: String = longest.chars().take(super::super::MAX_CHARACTERS).collect();
        assert!(
            Passphrase::typed(longest.trim(), OuterSpace::Refuse).is_ok_and(|long| check(&long, &[]).is_ok())
        );
    }
}
