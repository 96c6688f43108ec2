//! Words as people read them.

use regain_screen::words::{Language, Words};

#[test]
fn plural_forms_are_right_in_both_languages() {
    let (en, de) = (Words::of(Language::En), Words::of(Language::De));
    assert_eq!(en.accounts(1), "1 account");
    assert_eq!(en.accounts(0), "0 accounts");
    assert_eq!(de.accounts(1), "1 Konto");
    assert_eq!(de.accounts(23), "23 Konten");
}
