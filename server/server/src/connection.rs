//! The connection loop: accepts until told to stop, then lets requests finish.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use regain_http::client::Peer;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tower::Service as _;

/// A client that does not finish its TLS handshake or its headers in this time is dropped.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long requests may take to finish when the server stops.
const FINISH_WITHIN: Duration = Duration::from_secs(10);
/// Accepting failed, most likely because no file is left to open: wait for some to close.
const AFTER_FAILURE: Duration = Duration::from_millis(100);
/// Bytes of one connection's read buffer at most: no header is longer, and bodies are passed on piece by piece.
const BUFFER: usize = 64 << 10;

/// Serves until `closing` is true and everything has finished or [`FINISH_WITHIN`] is over.
pub async fn serve(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    router: Router,
    mut closing: watch::Receiver<bool>,
) {
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    while !*closing.borrow() {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, address)) => {
                    let one = Connection { address, tls: tls.clone(), router: router.clone() };
                    connections.spawn(one.run(stream, graceful.watcher()));
                }
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(AFTER_FAILURE).await;
                }
            },
            Some(_) = connections.join_next() => {}
            changed = closing.changed() => if changed.is_err() { break },
        }
    }
    drop(listener);
    if tokio::time::timeout(FINISH_WITHIN, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
    connections.shutdown().await;
}

struct Connection {
    address: SocketAddr,
    tls: Option<TlsAcceptor>,
    router: Router,
}

impl Connection {
    async fn run(self, stream: TcpStream, watcher: Watcher) {
        // Small answers should leave at once.
        let _unsupported = stream.set_nodelay(true).is_err();
        match &self.tls {
            None => self.http(stream, watcher).await,
            Some(tls) => match tokio::time::timeout(PATIENCE, tls.accept(stream)).await {
                Ok(Ok(stream)) => self.http(stream, watcher).await,
                Ok(Err(error)) => tracing::debug!(%error, "a TLS handshake failed"),
                Err(_) => tracing::debug!("a TLS handshake took too long"),
            },
        }
    }

    async fn http(self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, watcher: Watcher) {
        let peer = Peer { address: self.address, tls: self.tls.is_some() };
        let router = self.router;
        let asked = Arc::new(AtomicBool::new(false));
        let asks = Arc::clone(&asked);
        let service = service_fn(move |request: Request<Incoming>| {
            asks.store(true, Ordering::Relaxed);
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(peer);
            router.clone().call(request)
        });
        let mut builder = Builder::new(TokioExecutor::new());
        builder.http1().timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_buf_size(BUFFER);
        builder.http2().timer(TokioTimer::new()).keep_alive_interval(PATIENCE * 2).max_concurrent_streams(64);
        let connection = builder.serve_connection(TokioIo::new(stream), service).into_owned();
        let mut connection = pin!(watcher.watch(connection));
        let ended = match tokio::time::timeout(PATIENCE, &mut connection).await {
            Ok(ended) => ended,
            // hyper counts the time of headers only once it knows which HTTP it is: until then a client could wait for ever.
            Err(_) if !asked.load(Ordering::Relaxed) => return tracing::debug!("a connection asked nothing"),
            Err(_) => connection.await,
        };
        if let Err(error) = ended {
            tracing::debug!(%error, "a connection ended early");
        }
    }
}
