//! The real programs as processes of their own, to be killed.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::http::Http;
use crate::service::ORIGIN;

/// A running `regain-server`. Dropping it kills it.
pub struct Server {
    process: Child,
    address: std::net::SocketAddr,
}

impl Server {
    /// Starts on a free port; everything it logs goes into the file.
    ///
    /// # Panics
    /// When it ends before it listens.
    pub fn start(data_dir: &Path, log: &Path) -> Self {
        // Beside the log: one address makes all the accounts of a test.
        let config = log.with_extension("toml");
        std::fs::write(&config, "[registration]\nper_hour = 1000000\n").unwrap();
        let log = File::options().create(true).append(true).open(log).unwrap();
        let mut process = Command::new(binary("regain-server"))
            .args(["serve", "--bind", "127.0.0.1:0", "--admin-bind", "127.0.0.1:0", "--data-dir"])
            .arg(data_dir)
            .arg("--config")
            .arg(config)
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
        let line = lines.find_map(|line| line.strip_prefix("listening public ").map(str::to_owned));
        let Some(url) = line else {
            drop(process.wait());
            panic!("regain-server ended before it listened; its log says why");
        };
        let port = url.rsplit_once(':').and_then(|(_, port)| port.parse().ok()).unwrap();
        Self { process, address: ([127, 0, 0, 1], port).into() }
    }

    /// A connection to it.
    pub fn http(&self) -> Http {
        Http::new(self.address, ORIGIN)
    }

    /// The address that a person would type.
    pub fn url(&self) -> String {
        format!("http://localhost:{}", self.address.port())
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// SIGKILL: no handler runs, nothing is flushed.
    pub fn kill(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A program of this workspace, built where the tests are built. It is built when it is missing; `cargo xtask test` has built it before.
///
/// # Panics
/// When it can't be built.
pub fn binary(name: &str) -> PathBuf {
    // target/PROFILE/deps/TEST
    let test = std::env::current_exe().unwrap();
    let folder = test.ancestors().nth(2).unwrap();
    let path = folder.join(name);
    if !path.exists() {
        let package = if name == "regain" { "regain-cli" } else { name };
        let mut build = Command::new(option_env!("CARGO").unwrap_or("cargo"));
        build
            .args(["build", "--package", package, "--bin", name])
            .arg("--target-dir")
            .arg(folder.parent().unwrap());
        if folder.ends_with("release") {
            build.arg("--release");
        }
        assert!(build.status().unwrap().success(), "{name} can't be built");
    }
    path
}
