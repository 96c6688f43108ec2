//! The web app beside the API, over a real connection.

use regain_http::Clock;
use regain_server::{Config, start};
use tempfile::TempDir;

use crate::http::{ask, get};

#[tokio::test]
async fn the_app_and_the_api_keep_their_own_headers() {
    let folder = TempDir::new().unwrap();
    let running = start(Config::for_tests(folder.path().join("data")), Clock::system()).await.unwrap();
    let address = running.public_addr();

    let root = get(address, "/").await;
    assert!(root.starts_with("HTTP/1.1 302") && root.contains("location: /app/\r\n"), "{root}");
    // Tried out on this machine: other services of it may be asked.
    let app = get(address, "/app/").await;
    assert!(app.contains("connect-src 'self' https: http://localhost:* http://127.0.0.1:*\r\n"), "{app}");
    assert!(!app.contains("access-control-allow-origin"), "{app}");

    let api = ask(address, "GET", "/api/backup/v1/", "Origin: https://app.example\r\n", "").await;
    assert!(api.contains("content-security-policy: default-src 'none'; frame-ancestors 'none'\r\n"), "{api}");
    assert!(
        api.contains("access-control-allow-origin: *\r\n") && !api.contains("permissions-policy"),
        "{api}"
    );
    let unknown = get(address, "/nowhere").await;
    assert!(unknown.starts_with("HTTP/1.1 404") && unknown.contains("application/problem+json"), "{unknown}");

    // Health and figures are not at the app's address, nor the app at theirs.
    assert!(get(running.admin_addr().unwrap(), "/app/").await.starts_with("HTTP/1.1 404"));
    running.shutdown().await;
}
