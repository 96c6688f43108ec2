//! What a record describes.

/// The kind of a record. Kinds this version does not know are kept and passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordKind(pub u8);

impl RecordKind {
    /// The settings of the person; its id is sixteen zeros.
    pub const SETTINGS: Self = Self(0);
    /// A code account.
    pub const ACCOUNT: Self = Self(1);
    /// A device; its id is the device's member id.
    pub const DEVICE: Self = Self(2);
    /// An organisation's push account, usable only on the devices that hold its key.
    pub const BOUND_ACCOUNT: Self = Self(3);
}
