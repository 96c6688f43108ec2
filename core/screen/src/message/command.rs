//! What a person can ask for.

use serde::{Deserialize, Serialize};

use super::Secret;
use super::portal::Packed;

/// A way into a backup.
#[derive(Clone, Serialize, Deserialize)]
pub enum WayIn {
    /// The recovery account's passphrase.
    Passphrase(Secret),
    /// The recovery kit: twelve words, or the text of its QR code.
    Kit(Secret),
}

/// What the app is locked by from now on.
#[derive(Clone, Serialize, Deserialize)]
pub enum NewLock {
    /// Nothing that is asked for: a key this browser keeps and does not hand out.
    Device,
    /// A passphrase.
    Passphrase(Secret),
    /// 32 bytes a passkey gives (WebAuthn PRF), and the passkey's public id, by which it is asked for again.
    Passkey {
        /// The PRF's first output.
        key: [u8; 32],
        /// The credential's id.
        credential: Vec<u8>,
        /// A passphrase that opens too: a passkey that is gone must not lock its owner out.
        passphrase: Secret,
    },
}

/// An account typed by hand.
#[derive(Clone, Serialize, Deserialize)]
pub struct ManualAccount {
    /// Who issued it.
    pub issuer: String,
    /// Its name there.
    pub label: String,
    /// As the service shows it: base32, spaces allowed.
    pub secret: Secret,
    /// `totp`, `hotp`, `steam`, `yandex`, `motp`.
    pub kind: String,
    /// `SHA1`, `SHA256`, `SHA512`.
    pub algorithm: String,
    /// Digits.
    pub digits: u8,
    /// Seconds.
    pub period: u32,
    /// First counter of an HOTP account.
    pub counter: u64,
    /// PIN of kinds that have one.
    pub pin: Secret,
}

/// One thing asked of the engine. Ids of records, devices and proposals travel as their hexadecimal text.
#[derive(Clone, Serialize, Deserialize)]
pub enum Command {
    /// The window is shown or hidden: codes are computed and news waited for only where somebody looks.
    Visible(bool),
    /// Opens the app's lock.
    Unlock(Secret),
    /// The same with what a passkey gave.
    UnlockByKey([u8; 32]),
    /// Locks now.
    Lock,
    /// Another lock. The store must be open.
    SetLock(NewLock),

    /// Reads text somebody scanned, pasted or opened as a file, and says what is in it: `Answer::Found`. Nothing is added. Several
    /// texts, since Google's export takes several codes.
    Read(Vec<Secret>),
    /// Adds what `Read` found: indices into `Found::accounts`.
    AddRead {
        /// The same texts.
        texts: Vec<Secret>,
        /// Which of the accounts found.
        which: Vec<u32>,
    },
    /// Adds an account typed by hand.
    AddManual(ManualAccount),
    /// Changes names and note; `None` leaves them.
    Edit {
        /// Account.
        id: String,
        /// New issuer.
        issuer: Option<String>,
        /// New label.
        label: Option<String>,
        /// New note.
        note: Option<String>,
    },
    /// Shown first, or not.
    Favourite {
        /// Account.
        id: String,
        /// Whether.
        on: bool,
    },
    /// Exactly these tags from now on.
    Tags {
        /// Account.
        id: String,
        /// All its tags.
        tags: Vec<String>,
    },
    /// Moves an account in the person's order.
    Place {
        /// Account.
        id: String,
        /// The one it comes after; `None`: first.
        after: Option<String>,
    },
    /// The next code of a counter account.
    Advance(String),
    /// To the trash.
    Remove(Vec<String>),
    /// Back from the trash.
    Restore(Vec<String>),
    /// Out of the trash for good.
    EmptyTrash(Vec<String>),
    /// The secret behind an account, to move it elsewhere: `Answer::Secret`.
    ShowSecret(String),

    /// An account name and a passphrase nobody has used: `Answer::Suggested`.
    Suggest,
    /// Switches Cloud backup on with a new recovery account, reads it back, and gives `Answer::Kit`.
    BackupOn {
        /// Address of the service.
        service: String,
        /// Recovery account.
        account: String,
        /// Its passphrase.
        passphrase: Secret,
    },
    /// Two words of the kit that is on screen: position from 1, word. Right answers mark it as verified, replace the one before, or ask
    /// for that (`Answer::Proposed`); ends with the kit wiped.
    KitKept(Vec<(u8, String)>),
    /// The kit is off the screen: forget it.
    KitGone,
    /// Tries a way in for real, up to reading everything back, and marks it as verified: `Answer::ReadBack`.
    Verify(WayIn),
    /// A new kit: `Answer::Kit`. Nothing is sent before `KitKept`, which replaces the old one at once if that was the way in; without
    /// one it is asked for from this device alone: `Answer::Proposed`.
    ReplaceKit(Option<WayIn>),
    /// A new passphrase for the recovery account; `None`: from this device alone, which is a proposal.
    ChangePassphrase {
        /// Present way in.
        way_in: Option<WayIn>,
        /// The new passphrase.
        passphrase: Secret,
    },
    /// Syncs now. `consent`: the person has seen the names of the many accounts that would go, and agreed.
    Sync {
        /// Agreed.
        consent: bool,
    },
    /// Leaves the backup; accounts stay here.
    BackupOff,
    /// Leaves the backup and closes it for good (kept by the service for its grace period).
    DeleteBackup(WayIn),

    /// "Begin recovery": opens a backup and says what is there: `Answer::Summary`. Nothing changes.
    Recover {
        /// Address of the service; empty with a kit's QR code, which names it.
        service: String,
        /// Recovery account; empty with a kit's QR code.
        account: String,
        /// Passphrase or kit.
        way_in: WayIn,
    },
    /// "Restore" or "Merge", after the summary was seen.
    RecoverTake {
        /// How this device is called from now on.
        device_name: String,
    },
    /// Not after all.
    RecoverCancel,

    /// "I lost a device" on a borrowed one: opens a backup without joining it: `Answer::Borrowed`.
    Borrow {
        /// As with `Recover`.
        service: String,
        /// As with `Recover`.
        account: String,
        /// As with `Recover`.
        way_in: WayIn,
    },
    /// Removes a device. `way_in`: at once; in a borrowed session none is needed; else it is proposed and takes 72 hours.
    RemoveDevice {
        /// Device.
        id: String,
        /// Lost or stolen; else retired.
        lost: bool,
        /// A way in, for "at once".
        way_in: Option<WayIn>,
    },
    /// Ends a borrowed session.
    BorrowEnd,
    /// Another name for this device.
    RenameDevice(String),
    /// Agrees to a proposal.
    Confirm(String),
    /// Refuses it.
    Refuse(String),
    /// Ticks an exposed account off, or back on, whichever lost devices had it.
    ExposureDone {
        /// Account.
        account: String,
        /// Whether it was set up anew.
        done: bool,
    },
    /// Takes up edits a removed device had not uploaded, or drops them; and clears the notice.
    SettleRemoval {
        /// Whether they are kept.
        keep: bool,
    },

    /// States the service still has: `Answer::States`.
    States,
    /// What going back to one would change: `Answer::Preview`.
    PreviewState(u64),
    /// Goes back to it.
    RestoreState(u64),

    /// Organisations' accounts: a [`super::portal::Ask`].
    Portal(Packed),

    /// Everything, encrypted to a passphrase or to the kit's age key (`age` opens it): `Answer::File`.
    Export(Option<Secret>),
    /// Everything in the clear, after the person agreed: `Answer::File`.
    ExportPlain,
    /// Where what is stored is damaged: back to the state before the last change. What is damaged is kept beside it.
    UsePrevious,
    /// Removes everything Regain stored in this browser. The backup stays.
    Erase,
}
