//! What the operator asks: alive, ready, figures.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use regain_http::metrics::Metrics;
use regain_storage::BackupStorage;
use tokio::sync::watch;

/// What the pages need.
#[derive(Clone)]
pub struct Admin {
    /// The store.
    pub storage: Arc<dyn BackupStorage>,
    /// Figures.
    pub metrics: Arc<Metrics>,
    /// True once the server is stopping.
    pub draining: watch::Receiver<bool>,
}

/// The router.
pub fn router(admin: Admin) -> Router {
    Router::new()
        .route("/livez", get(|| async { "alive\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(admin)
}

/// Ready while the store reads and writes and nobody asked to stop: a load balancer looks elsewhere before that happens.
async fn ready(State(admin): State<Admin>) -> Response {
    if *admin.draining.borrow() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n").into_response();
    }
    match admin.storage.health().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n").into_response()
        }
    }
}

async fn metrics(State(admin): State<Admin>) -> Response {
    if let Ok(bytes) = admin.storage.size().await {
        admin.metrics.set("regain_store_bytes", bytes);
    }
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], admin.metrics.render()).into_response()
}
