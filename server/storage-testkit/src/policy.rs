//! The organisation's policy.

use regain_storage::portal::{ChangePolicy, MethodKind, Policy};

use crate::Store;
use crate::person::{notes, together};

/// Of two administrators who decide at the same time one is told to look again.
pub async fn the_policy_is_changed_from_what_was_seen(store: Store) {
    assert_eq!(store.policy().await.unwrap(), (0, Policy::default()));
    let decided = |digits| Policy {
        organisation: Some("Analytical Engines".to_owned()),
        kinds: vec![MethodKind::Password, MethodKind::Passkey],
        digits,
        pass_ms: 600_000,
        longest_pass_ms: 3_600_000,
    };
    for revision in [0, 1] {
        let outcomes = together((2..=8).map(|digits| {
            let store = store.clone();
            let request = ChangePolicy { revision, policy: decided(digits), notes: notes("policy") };
            async move { store.change_policy(request).await.unwrap().then_some(digits) }
        }))
        .await;
        let won: Vec<_> = outcomes.into_iter().flatten().collect();
        assert_eq!(won.len(), 1);
        assert_eq!(store.policy().await.unwrap(), (revision + 1, decided(won[0])));
    }
    assert_eq!(store.audit_after(0, 99).await.unwrap().len(), 2);
}
