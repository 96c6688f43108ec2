//! The app's lock by the system's keyring, where there is none.

use super::home::Home;

#[test]
fn without_a_keyring_nothing_is_changed_and_the_next_step_is_said() {
    let home = Home::new();
    let words = ["no keyring answers here", "nothing was changed", "lock the app by a passphrase"];
    home.away(&["lock", "keyring", "--yes"]).fails(5, &words);
    home.run(["list"]).ok();
    assert_eq!(home.run(["lock", "--json"]).ok().json()["lock"], "passphrase");

    let bare = Home::bare();
    bare.away(&["init", "--lock", "keyring"]).fails(5, &words);
    bare.run(["init"]).ok();
}
