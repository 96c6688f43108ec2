//! The real service in this process, which serves the app too, and comes back on the same port.

use std::path::Path;

use regain_http::Clock;
use regain_server::config::Serves;
use regain_server::{Config, Running};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// A running service. Browsers have the system's clock, and so has it.
pub struct House {
    folder: TempDir,
    port: u16,
    running: Option<(Runtime, Running)>,
}

impl House {
    /// Starts on a free port with an empty folder.
    ///
    /// # Panics
    /// When this build serves no app.
    pub fn start() -> Self {
        let mut house = Self { folder: TempDir::new().unwrap(), port: 0, running: None };
        house.resume();
        let shell = house.fetch("/app/boot.js");
        assert!(shell, "no web app is built: run `cargo xtask web` first");
        house
    }

    /// The address of the service.
    pub fn url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// The address of the app.
    pub fn app(&self) -> String {
        format!("{}/app/", self.url())
    }

    /// Where everything is kept.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Nobody answers from here on.
    pub fn stop(&mut self) {
        if let Some((runtime, running)) = self.running.take() {
            runtime.block_on(running.shutdown());
        }
    }

    /// Answers again, at the same address.
    pub fn resume(&mut self) {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let mut config = Config::for_tests(self.folder.path());
        for listener in config.listeners.iter_mut().filter(|one| one.serves == Serves::Public) {
            listener.bind.set_port(self.port);
        }
        let running = runtime.block_on(regain_server::start(config, Clock::system())).unwrap();
        self.port = running.public_addr().port();
        self.running = Some((runtime, running));
    }

    fn fetch(&self, path: &str) -> bool {
        ureq::get(format!("{}{path}", self.url())).call().is_ok()
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.stop();
    }
}
