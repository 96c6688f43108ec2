//! The one device that is meant.

use regain_log::{Chain, MemberId, MemberKind};
use regain_vault::{Author, Vault, device};

use crate::error::{Exit, Failure, Result};
use crate::output::clean;

/// By its whole name in any case, or the beginning of its id. Two of one name ask for the id.
pub(super) fn find(chain: &Chain, vault: &Vault, text: &str) -> Result<(MemberId, String)> {
    let devices: Vec<(MemberId, String)> = chain
        .members()
        .filter(|member| member.record.kind == MemberKind::Device)
        .map(|member| (member.record.id, device::name(vault, Author(member.record.id.0))))
        .collect();
    let wanted = text.trim().to_lowercase();
    let is_id = |id: &MemberId| wanted.len() >= 4 && id.to_string().starts_with(&wanted);
    let mut hits: Vec<_> =
        devices.iter().filter(|(id, name)| name.to_lowercase() == wanted || is_id(id)).cloned().collect();
    match (hits.pop(), hits.is_empty()) {
        (Some(one), true) => Ok(one),
        (None, _) => {
            let known: Vec<String> = devices.into_iter().map(|(_, name)| clean(&name)).collect();
            Err(Failure::new(
                Exit::NotFound,
                "not-found",
                format!("no device is called \u{201c}{}\u{201d}", clean(text)),
            )
            .next(format!("the devices are: {}", known.join(", "))))
        }
        (Some(_), false) => Err(Failure::new(
            Exit::NotFound,
            "ambiguous",
            format!("several devices are called \u{201c}{}\u{201d}", clean(text)),
        )
        .next("say the beginning of its id; `regain devices` shows it")),
    }
}
