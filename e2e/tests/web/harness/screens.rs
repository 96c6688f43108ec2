//! Every screen that an address names, and a name for its pictures.

/// Route and name.
pub const ROUTES: &[(&str, &str)] = &[
    ("", "list"),
    ("add", "add"),
    ("add/manual", "add-manual"),
    ("settings", "settings"),
    ("settings/backup", "backup"),
    ("settings/backup/details", "details"),
    ("settings/recovery-account", "recovery-account"),
    ("settings/recovery-account/verify", "verify"),
    ("settings/recovery-account/passphrase", "change-passphrase"),
    ("settings/recovery-account/kit", "replace-kit"),
    ("settings/recovery-account/delete", "delete-backup"),
    ("recover", "recover"),
    ("lost", "borrowed"),
    ("devices", "devices"),
    ("exposed", "exposed"),
    ("trash", "trash"),
    ("history", "history"),
    ("settings/appearance", "appearance"),
    ("settings/language", "language"),
    ("settings/lock", "lock-settings"),
    ("settings/export", "export"),
    ("settings/about", "about"),
];
