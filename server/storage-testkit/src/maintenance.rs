//! The store as a whole.

use crate::Store;
use crate::story::{START, Story};

/// After it holds something.
pub async fn a_healthy_store_says_so_and_has_a_size(store: Store) {
    Story::begin(&store, "a", 1, START).await;
    store.health().await.unwrap();
    assert!(store.size().await.unwrap() > 0);
}
