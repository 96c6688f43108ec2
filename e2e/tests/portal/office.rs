//! The real server in this process, with the portal alone and nobody in it.

use regain_http::Clock;
use regain_server::config::{Role, Serves};
use regain_server::{Config, Running};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// A running portal. Browsers have the system's clock, and so has it.
pub struct Office {
    runtime: Runtime,
    running: Option<Running>,
    _folder: TempDir,
}

impl Office {
    /// Starts on a free port with an empty folder.
    pub fn open() -> Self {
        let folder = TempDir::new().unwrap();
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let config = Config { roles: vec![Role::Portal], ..Config::for_tests(folder.path()) };
        let running = runtime.block_on(regain_server::start(config, Clock::system())).unwrap();
        Self { runtime, running: Some(running), _folder: folder }
    }

    /// Its address, as people type it.
    pub fn url(&self) -> String {
        let mut urls = self.running.as_ref().unwrap().urls();
        urls.find(|(serves, _)| *serves == Serves::Portal).expect("the portal listens").1
    }

    /// The link that makes the first administrator.
    pub fn first_run(&self) -> String {
        self.running.as_ref().unwrap().first_run().expect("nobody is there yet").to_owned()
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            self.runtime.block_on(running.shutdown());
        }
    }
}
