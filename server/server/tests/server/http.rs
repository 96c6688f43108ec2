//! One request on a connection of its own, and the whole answer.

use std::net::SocketAddr;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;

pub async fn get(address: SocketAddr, path: &str) -> String {
    ask(address, "GET", path, "", "").await
}

pub async fn ask(address: SocketAddr, method: &str, path: &str, headers: &str, body: &str) -> String {
    ask_over(TcpStream::connect(address).await.unwrap(), method, path, headers, body).await
}

pub async fn ask_over(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    method: &str,
    path: &str,
    headers: &str,
    body: &str,
) -> String {
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}Content-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}
