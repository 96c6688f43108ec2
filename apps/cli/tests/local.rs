//! The command line without a network, as a person or a script starts it.

mod local {
    pub mod accounts;
    pub mod damage;
    pub mod disk;
    pub mod export;
    pub mod home;
    pub mod keyring;
    pub mod kill;
    pub mod needs_keyring;
    pub mod picture;
    pub mod terminal;
    pub mod words;
}
