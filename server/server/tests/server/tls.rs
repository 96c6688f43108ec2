//! TLS by the server itself: who trusts its certificate gets in, nobody else, and nobody without TLS.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use regain_http::Clock;
use regain_server::config::Flags;
use regain_server::{Config, Running, start};
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};

use crate::http;

/// A server with a certificate made for this test, and the certificate.
async fn started(folder: &Path) -> (Running, CertificateDer<'static>) {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    fs::write(folder.join("cert.pem"), cert.pem()).unwrap();
    fs::write(folder.join("key.pem"), signing_key.serialize_pem()).unwrap();
    let shown = folder.display();
    let text = format!(
        "data_dir = \"{shown}/data\"\npublic_url = \"https://localhost\"\n[[listeners]]\nbind = \"127.0.0.1:0\"\n\
         serves = \"public\"\ntls = {{ cert = \"{shown}/cert.pem\", key = \"{shown}/key.pem\" }}\n"
    );
    let file = folder.join("regain.toml");
    fs::write(&file, text).unwrap();
    let config = Config::load(Some(&file), &|_| None, Flags::default()).unwrap();
    (start(config, Clock::system()).await.unwrap(), cert.der().clone())
}

async fn handshake(
    address: SocketAddr,
    trusted: Option<CertificateDer<'static>>,
) -> std::io::Result<tokio_rustls::client::TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    if let Some(certificate) = trusted {
        roots.add(certificate).unwrap();
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(address).await.unwrap();
    TlsConnector::from(Arc::new(config)).connect("localhost".try_into().unwrap(), stream).await
}

#[tokio::test]
async fn who_trusts_the_certificate_gets_in_and_nobody_else() {
    let folder = TempDir::new().unwrap();
    let (running, certificate) = started(folder.path()).await;
    let address = running.public_addr();
    assert!(running.public_url().starts_with("https://localhost:"));

    let stream = handshake(address, Some(certificate)).await.unwrap();
    let answer = http::ask_over(stream, "GET", "/api/backup/v1/", "", "").await;
    assert!(answer.contains("\"product\":\"regain\""), "{answer}");
    assert!(answer.contains("strict-transport-security: max-age=31536000"), "{answer}");

    let CertifiedKey { cert: other, .. } = generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    for trusted in [None, Some(other.der().clone())] {
        let refused = handshake(address, trusted).await.unwrap_err().to_string();
        assert!(refused.contains("invalid peer certificate"), "{refused}");
    }

    // Plain HTTP is no way around it. An alert, or nothing; never an answer.
    let mut plain = TcpStream::connect(address).await.unwrap();
    tokio::io::AsyncWriteExt::write_all(&mut plain, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .await
        .unwrap();
    let mut answer = Vec::new();
    let read = tokio::io::AsyncReadExt::read_to_end(&mut plain, &mut answer);
    // A reset is a refusal too.
    let _reset = tokio::time::timeout(Duration::from_secs(5), read).await.unwrap().is_err();
    assert!(!answer.starts_with(b"HTTP/"), "{answer:?}");
    running.shutdown().await;
}
