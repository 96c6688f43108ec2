//! The real service in this process, which serves the app too, and comes back on the same port.

use regain_e2e::device::Device;
use regain_e2e::http::Http;
use regain_e2e::service::ORIGIN;
use regain_http::Clock;
use regain_server::config::Serves;
use regain_server::{Config, Running, Site};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// A running service. Browsers have the system's clock, and so has it.
pub struct House {
    folder: TempDir,
    port: u16,
    portal_port: u16,
    running: Option<(Runtime, Running)>,
}

impl House {
    /// Starts on a free port with an empty folder.
    ///
    /// # Panics
    /// When this build serves no app.
    pub fn start() -> Self {
        let mut house = Self {
            folder: TempDir::new().unwrap(),
            port: free_port(),
            portal_port: free_port(),
            running: None,
        };
        house.resume();
        assert!(house.serves_app(), "this build holds no web app: run `cargo xtask web` first");
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

    /// The address of the portal.
    pub fn portal(&self) -> String {
        format!("http://localhost:{}", self.portal_port)
    }

    /// The link that makes the portal's first administrator.
    pub fn first_run(&self) -> String {
        let (_, running) = self.running.as_ref().unwrap();
        running.first_run().unwrap().to_owned()
    }

    /// A device made of the client's core alone, for what no program makes yet.
    pub fn device(&self, name: &str) -> Device {
        Device::at(Http::new(([127, 0, 0, 1], self.port).into(), ORIGIN), Clock::system(), name)
    }

    /// Nobody answers from here on.
    pub fn stop(&mut self) {
        if let Some((runtime, running)) = self.running.take() {
            runtime.block_on(running.shutdown());
        }
    }

    /// Answers again, at the same address.
    pub fn resume(&mut self) {
        self.resume_with(Site::embedded());
    }

    /// Answers again, with another build of the app.
    pub fn resume_with(&mut self, site: Site) {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        // Devices of the harness believe to speak with one origin, whatever the port.
        let public_url = vec![self.url(), ORIGIN.to_owned()];
        let mut config = Config { public_url, ..Config::for_tests(self.folder.path()) };
        for listener in &mut config.listeners {
            match listener.serves {
                Serves::Public => listener.bind.set_port(self.port),
                Serves::Portal => listener.bind.set_port(self.portal_port),
                Serves::Admin => {}
            }
        }
        let running = runtime.block_on(regain_server::start_serving(config, Clock::system(), site)).unwrap();
        self.running = Some((runtime, running));
    }

    fn serves_app(&self) -> bool {
        let page = ureq::get(self.app()).call().and_then(|mut answer| answer.body_mut().read_to_string());
        page.is_ok_and(|page| page.contains("data-build"))
    }
}

/// Nobody else takes it in the moment between: the system hands ports out in turn.
fn free_port() -> u16 {
    std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

impl Drop for House {
    fn drop(&mut self) {
        self.stop();
    }
}
