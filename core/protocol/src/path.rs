//! Paths of the backup service, and in [`portal`] of what the app asks of a portal. Templates in braces are axum's and OpenAPI's.

/// Where every path of the backup service starts.
pub const BASE: &str = "/api/backup/v1";

macro_rules! paths {
    ($base:literal: $($(#[$doc:meta])* $name:ident = $path:literal;)*) => {
        $($(#[$doc])* pub const $name: &str = concat!($base, $path);)*
    };
}

paths! { "/api/backup/v1":
    /// What the service is.
    SERVICE = "/";
    /// First half of an OPAQUE registration.
    REGISTRATION = "/accounts/registration";
    /// New accounts.
    ACCOUNTS = "/accounts";
    /// Sign in by passphrase.
    PASSPHRASE = "/sign-in/passphrase";
    /// Its second half.
    PASSPHRASE_FINISH = "/sign-in/passphrase/finish";
    /// Sign in by recovery kit.
    KIT = "/sign-in/kit";
    /// Its second half.
    KIT_FINISH = "/sign-in/kit/finish";
    /// Sign in as a device.
    DEVICE = "/sign-in/device";
    /// Its second half.
    DEVICE_FINISH = "/sign-in/device/finish";
    /// The session that asks.
    SESSION = "/session";
    /// What a restore needs.
    RESTORE = "/backups/{backup}/restore";
    /// Entries: pull and append.
    ENTRIES = "/backups/{backup}/entries";
    /// Headers and signatures.
    HEADERS = "/backups/{backup}/headers";
    /// Earlier states.
    STATES = "/backups/{backup}/states";
    /// Replace a slot.
    SLOTS = "/backups/{backup}/slots";
    /// First half of a replaced passphrase's registration.
    SLOT_REGISTRATION = "/backups/{backup}/slots/registration";
    /// A slot's blob.
    BLOB = "/backups/{backup}/slots/{slot}/blob";
    /// Something new.
    EVENTS = "/backups/{backup}/events";
    /// Devices, proposals, sizes.
    STATUS = "/backups/{backup}/status";
    /// Alert addresses.
    ALERTS = "/backups/{backup}/alerts";
    /// The link in a confirmation mail.
    ALERT_CONFIRM = "/alerts/confirm/{token}";
    /// The link that ends alerts.
    ALERT_STOP = "/alerts/stop/{token}";
}

/// The path for one backup.
pub fn of_backup(template: &str, backup: regain_log::BackupId) -> String {
    template.replace("{backup}", &backup.to_string())
}

/// The path of one slot's blob.
pub fn of_blob(backup: regain_log::BackupId, slot: regain_log::MemberId) -> String {
    of_backup(BLOB, backup).replace("{slot}", &slot.to_string())
}

/// What the app asks of a portal.
pub mod portal {
    use crate::portal::PortalId;

    /// Where every path of this API starts.
    pub const BASE: &str = "/api/portal/v1";
    /// The page an enrolment link leads to. It explains; the code stays in the fragment.
    pub const ENROL_PAGE: &str = "/enrol";
    /// The page where people manage their sign-in methods.
    pub const SECURITY_INFO_PAGE: &str = "/security-info";

    paths! { "/api/portal/v1":
        /// What the portal is.
        PORTAL = "/";
        /// New keys.
        ENROLMENTS = "/enrolments";
        /// Sessions of a key: they read requests and nothing else.
        SESSION = "/session";
        /// The request that waits.
        REQUESTS = "/requests";
        /// Its answer.
        ANSWER = "/requests/{request}/answer";
        /// Something new.
        EVENTS = "/events";
    }

    /// The path of one request's answer.
    pub fn of_request(request: &PortalId) -> String {
        ANSWER.replace("{request}", request.as_str())
    }
}
