use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::Duration;

use regain_http::Clock;
use regain_server::{Config, Running, StartError, start};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::http::get;

async fn started(folder: &Path) -> Running {
    start(Config::for_tests(folder.join("data")), Clock::system()).await.unwrap()
}

#[tokio::test]
async fn a_server_starts_answers_and_stops_in_order() {
    let folder = TempDir::new().unwrap();
    let running = started(folder.path()).await;
    let (public, admin) = (running.public_addr(), running.admin_addr().unwrap());
    assert_eq!(running.public_url(), format!("http://localhost:{}", public.port()));
    assert!(get(public, "/api/backup/v1/").await.contains("\"product\":\"regain\""));
    assert!(get(admin, "/livez").await.ends_with("alive\n"));
    assert!(get(admin, "/readyz").await.ends_with("ready\n"));
    assert!(get(admin, "/metrics").await.contains("route=\"/api/backup/v1/\",status=\"200\"} 1"));
    // Health and figures are the operator's.
    assert!(get(public, "/metrics").await.starts_with("HTTP/1.1 404"));
    running.shutdown().await;
    assert!(TcpStream::connect(public).await.is_err());
    // The database was closed: it opens again in the same process.
    started(folder.path()).await.shutdown().await;
}

#[tokio::test]
async fn an_idle_connection_does_not_hold_the_server() {
    let folder = TempDir::new().unwrap();
    let running = started(folder.path()).await;
    let mut idle = TcpStream::connect(running.public_addr()).await.unwrap();
    idle.write_all(b"GET /api/backup/v1/ HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    let mut some = [0; 16];
    idle.read_exact(&mut some).await.unwrap();
    let stopped = tokio::time::timeout(Duration::from_secs(5), running.shutdown()).await;
    assert!(stopped.is_ok());
}

#[tokio::test]
async fn a_second_server_on_the_same_database_is_told() {
    let folder = TempDir::new().unwrap();
    let running = started(folder.path()).await;
    let Err(error) = start(Config::for_tests(folder.path().join("data")), Clock::system()).await else {
        panic!("two servers on one database");
    };
    assert!(error.to_string().starts_with("another server is using"), "{error}");
    running.shutdown().await;
}

#[tokio::test]
async fn secrets_are_private_and_never_made_anew_for_an_old_database() {
    let folder = TempDir::new().unwrap();
    started(folder.path()).await.shutdown().await;
    let file = folder.path().join("data/secrets/backup.key");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);

    let again = async || match start(Config::for_tests(folder.path().join("data")), Clock::system()).await {
        Err(StartError::Secrets(error)) => error.to_string(),
        Err(other) => other.to_string(),
        Ok(_) => "it started".into(),
    };
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    assert!(again().await.contains("chmod 600"));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    let bytes = fs::read(&file).unwrap();
    fs::write(&file, &bytes[1..]).unwrap();
    assert!(again().await.ends_with("the file is damaged or of another version; restore it from your copy"));
    fs::remove_file(&file).unwrap();
    assert!(again().await.contains("no passphrase of it would ever work again"));
}

/// Also one that never says which HTTP it speaks.
#[tokio::test]
async fn who_asks_nothing_is_dropped() {
    let folder = TempDir::new().unwrap();
    let running = started(folder.path()).await;
    let mut silent = TcpStream::connect(running.public_addr()).await.unwrap();
    let mut half = TcpStream::connect(running.public_addr()).await.unwrap();
    half.write_all(b"PRI * HT").await.unwrap();
    let patience = Duration::from_secs(20);
    for stream in [&mut silent, &mut half] {
        let mut nothing = Vec::new();
        let ended = tokio::time::timeout(patience, stream.read_to_end(&mut nothing)).await;
        assert!(ended.is_ok(), "the connection is still open");
    }
    running.shutdown().await;
}
