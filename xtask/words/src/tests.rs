//! What the compiler takes, and what it refuses.

use crate::{compare, message, read};

fn messages(text: &str) -> Vec<message::Message> {
    read::messages(text).expect("it is Fluent")
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
