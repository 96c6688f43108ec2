//! The words compiler: what it takes, and what it refuses.

#[path = "../build/compare.rs"]
mod compare;
#[path = "../build/message.rs"]
mod message;
#[path = "../build/read.rs"]
mod read;

use regain_screen::words::{Language, Words};

fn messages(text: &str) -> Vec<message::Message> {
    read::messages(text).expect("it is Fluent")
}

#[test]
fn plural_forms_are_right_in_both_languages() {
    let (en, de) = (Words::of(Language::En), Words::of(Language::De));
    assert_eq!(en.accounts(1), "1 account");
    assert_eq!(en.accounts(0), "0 accounts");
    assert_eq!(de.accounts(1), "1 Konto");
    assert_eq!(de.accounts(23), "23 Konten");
}

#[test]
fn a_message_that_is_missing_or_uses_other_variables_does_not_build() {
    let english = messages("a = { $n } of { $m }\nb = yes\n");
    assert_eq!(
        compare::require_same(&english, &messages("a = { $m } von { $n }\n")),
        Err("b is missing in de".into())
    );
    assert_eq!(
        compare::require_same(&english, &messages("a = { $n }\nb = ja\n")),
        Err("a uses other variables in de than in en".into())
    );
    assert_eq!(
        compare::require_same(&english, &messages("a = { $m } { $n }\nb = ja\nc = c\n")),
        Err("c is missing in en".into())
    );
    assert_eq!(
        compare::require_same(&messages("a = x\na = y\n"), &messages("a = x\n")),
        Err("a stands twice in en".into())
    );
    assert_eq!(compare::require_same(&english, &messages("b = ja\na = { $m } von { $n }\n")), Ok(()));
}

#[test]
fn what_is_not_used_here_is_refused() {
    for text in ["-term = x\n", "a = { b }\n", "a = x\n    .title = y\n", "a = { $n ->\n    *[few] x\n }\n"] {
        assert!(read::messages(text).is_err(), "{text}");
    }
}
