//! Names for what was proven, as OpenID Connect and RFC 8176 have them.

use regain_storage::portal::{Evidence, MethodKind};

use super::attempt::{has, is_two_factors};

/// How much was proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Acr {
    /// One factor.
    OneFactor,
    /// Two factors.
    TwoFactors,
    /// Two factors that a false page can't pass on.
    PhishingResistant,
}

impl Acr {
    /// Its name: the profiles of REFEDS for one and several factors, and `phr` of OpenID Connect Extended Authentication Profile 1.0, §2.
    pub fn name(self) -> &'static str {
        match self {
            Self::OneFactor => "https://refeds.org/profile/sfa",
            Self::TwoFactors => "https://refeds.org/profile/mfa",
            Self::PhishingResistant => "phr",
        }
    }
}

/// The authentication context class of this evidence; `None` when there is none.
pub fn acr(evidence: &[Evidence]) -> Option<Acr> {
    if has(evidence, MethodKind::Passkey) {
        Some(Acr::PhishingResistant)
    } else if is_two_factors(evidence) {
        Some(Acr::TwoFactors)
    } else {
        (!evidence.is_empty()).then_some(Acr::OneFactor)
    }
}

/// The authentication method references of this evidence (RFC 8176 §2), sorted, each once.
pub fn amr(evidence: &[Evidence]) -> Vec<&'static str> {
    let mut names: Vec<_> = evidence.iter().flat_map(|evidence| references(evidence.kind)).copied().collect();
    if is_two_factors(evidence) {
        names.push("mfa");
    }
    names.sort_unstable();
    names.dedup();
    names
}

fn references(kind: MethodKind) -> &'static [&'static str] {
    match kind {
        MethodKind::Password => &["pwd"],
        // Where the key is kept is the device's word, not proven: RFC 8176 has `pop` for that.
        MethodKind::Approval => &["mca", "pop"],
        MethodKind::Passkey => &["pop", "user"],
        MethodKind::Code | MethodKind::RecoveryCodes | MethodKind::Pass => &["otp"],
    }
}

#[cfg(test)]
mod tests {
    use regain_storage::portal::MethodId;

    use super::*;

    #[test]
    fn names_follow_from_evidence_and_from_nothing_else() {
        use MethodKind::{Approval, Code, Pass, Passkey, Password, RecoveryCodes};
        let two = Some(Acr::TwoFactors);
        let table: [(&[MethodKind], &[&str], Option<Acr>); 9] = [
            (&[], &[], None),
            (&[Password], &["pwd"], Some(Acr::OneFactor)),
            (&[Code], &["otp"], Some(Acr::OneFactor)),
            (&[Code, RecoveryCodes], &["otp"], Some(Acr::OneFactor)),
            (&[Password, Code], &["mfa", "otp", "pwd"], two),
            (&[Pass, Password], &["mfa", "otp", "pwd"], two),
            (&[Password, Approval], &["mca", "mfa", "pop", "pwd"], two),
            (&[Passkey], &["mfa", "pop", "user"], Some(Acr::PhishingResistant)),
            (&[Password, Passkey], &["mfa", "pop", "pwd", "user"], Some(Acr::PhishingResistant)),
        ];
        for (kinds, names, class) in table {
            let evidence: Vec<_> =
                kinds.iter().map(|kind| Evidence { kind: *kind, method: MethodId([1; 16]), at: 1 }).collect();
            assert_eq!(amr(&evidence), names, "{kinds:?}");
            assert_eq!(acr(&evidence), class, "{kinds:?}");
        }
    }
}
