//! Members by the names people know.

use regain_log::{Chain, MemberId, MemberKind};
use regain_vault::{Author, Vault, device};

/// A passphrase has no name of its own.
pub const PASSPHRASE: &str = "the passphrase";
/// Nor has a kit.
pub const KIT: &str = "the recovery kit";
/// A way back in that was replaced.
pub const GONE: &str = "a way back in that is gone since";

/// The name of a member, also of one that is gone: a device keeps its record, a replaced way back in leaves none. Never an id.
pub fn of(chain: Option<&Chain>, vault: &Vault, member: MemberId) -> String {
    let kind = chain.and_then(|chain| chain.member(member)).map(|member| member.record.kind);
    let is_device = || device::list(vault).iter().any(|device| device.id == Author(member.0));
    match kind {
        Some(MemberKind::Kit) => KIT.to_owned(),
        Some(MemberKind::Passphrase) => PASSPHRASE.to_owned(),
        Some(MemberKind::Device) => device::name(vault, Author(member.0)),
        None if is_device() => device::name(vault, Author(member.0)),
        None => GONE.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_gone_and_was_no_device_is_not_named_by_an_id() {
        let (mut vault, mut clock) = (Vault::new(), regain_vault::Clock::new(Author([1; 16])));
        device::add(&mut vault, &mut clock, 1000, Author([2; 16]), "Old phone", "test")
            .expect("a short name");
        assert_eq!(of(None, &vault, MemberId([2; 16])), "Old phone");
        assert_eq!(of(None, &vault, MemberId([3; 16])), GONE);
    }
}
