//! TLS from certificate files.

use std::sync::Arc;

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::config::Tls;

/// Why the files can't be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file.
    #[error("{file}: {cause}; it must be PEM, the certificate with its whole chain, leaf first")]
    File {
        /// Which.
        file: String,
        /// Why.
        cause: String,
    },
    /// They don't belong together.
    #[error("the certificate and the key don't belong together: {0}")]
    Pair(tokio_rustls::rustls::Error),
}

/// The acceptor for these files.
pub fn acceptor(tls: &Tls) -> Result<TlsAcceptor, TlsError> {
    let broken = |path: &std::path::Path, cause: &dyn std::fmt::Display| TlsError::File {
        file: path.display().to_string(),
        cause: cause.to_string(),
    };
    let chain = CertificateDer::pem_file_iter(&tls.cert)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| broken(&tls.cert, &error))?;
    let key = PrivateKeyDer::from_pem_file(&tls.key).map_err(|error| broken(&tls.key, &error))?;
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(TlsError::Pair)?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(TlsError::Pair)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
