//! The real `regain-server` beside homes.

use std::path::Path;

use regain_e2e::child::Server;
use tempfile::TempDir;

pub use regain_e2e::home::*;

/// A server as a process, with a folder of its own.
pub struct House {
    /// The process.
    pub server: Server,
    folder: TempDir,
}

impl House {
    pub fn start() -> Self {
        let folder = TempDir::new().unwrap();
        let server = Server::start(&folder.path().join("data"), &folder.path().join("server.log"));
        Self { server, folder }
    }

    /// Database, secrets, configuration and log lines.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}
