//! A browser with a profile of its own: one device.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::driver::{Driver, Kind, Refused, Session};

/// How a browser is started.
#[derive(Clone)]
pub struct Options {
    /// What its camera films: a Y4M file. None: there is no camera.
    pub camera: Option<PathBuf>,
    /// Its language, `en` or `de`.
    pub language: &'static str,
    /// CSS pixels.
    pub size: (u32, u32),
    /// Whether a finger points instead of a mouse.
    pub phone: bool,
    /// Prefers dark colours.
    pub dark: bool,
    /// Further arguments of the browser.
    pub arguments: &'static [&'static str],
    /// Pages may store nothing, as a person can set it.
    pub stores_nothing: bool,
}

/// A phone held upright.
pub const PHONE: (u32, u32) = (390, 844);
/// A window on a desk.
pub const DESKTOP: (u32, u32) = (1280, 900);

impl Default for Options {
    fn default() -> Self {
        Self {
            camera: None,
            language: "en",
            size: PHONE,
            phone: true,
            dark: false,
            arguments: &[],
            stores_nothing: false,
        }
    }
}

/// A running browser.
pub struct Browser {
    profile: TempDir,
    options: Options,
    session: Option<Session>,
}

impl Browser {
    /// With an empty profile, at no page yet.
    pub fn new(driver: &Driver, options: Options) -> Self {
        let mut browser = Self { profile: TempDir::new().unwrap(), options, session: None };
        browser.start(driver);
        browser
    }

    /// Starts again on the same profile, after [`Browser::quit`] or [`Browser::kill`].
    pub fn start(&mut self, driver: &Driver) {
        let (profile, options) = (self.profile.path(), &self.options);
        let session = driver.session(&match driver.kind() {
            Kind::Chromium => capabilities(profile, options),
            Kind::Firefox => firefox(profile, options),
        });
        self.session = Some(session);
        self.look(self.options.size, self.options.phone, self.options.dark);
        // What the page forbids itself is an error of the page, wherever the console was cleared.
        let watch = "globalThis.violations = []; addEventListener('securitypolicyviolation', event => \
                     violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));";
        self.cdp("Page.addScriptToEvaluateOnNewDocument", &json!({"source": watch}));
    }

    /// Ends in order.
    pub fn quit(&mut self) {
        if let Some(session) = self.session.take() {
            drop(session.delete(""));
        }
    }

    /// SIGKILL: nothing is written any more.
    pub fn kill(&mut self) {
        let Some(session) = self.session.take() else { return };
        let id = session.capabilities["goog:processID"].as_i64().and_then(|id| i32::try_from(id).ok());
        let id = id.and_then(rustix::process::Pid::from_raw).expect("the browser's process");
        rustix::process::kill_process(id, rustix::process::Signal::KILL).unwrap();
        // The children end when their parent's line breaks.
        std::thread::sleep(Duration::from_millis(500));
        drop(session.delete(""));
    }

    /// Everything the browser has written.
    pub fn profile(&self) -> &Path {
        self.profile.path()
    }

    /// The line to it.
    pub fn session(&self) -> &Session {
        self.session.as_ref().expect("the browser runs")
    }

    /// A command of Chrome's own protocol.
    #[track_caller]
    pub fn cdp(&self, command: &str, parameters: &Value) -> Value {
        self.session().cdp(command, parameters)
    }

    /// Another size of window, another scheme.
    pub fn look(&self, (width, height): (u32, u32), phone: bool, dark: bool) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone});
        self.cdp("Emulation.setDeviceMetricsOverride", &size);
        let scheme = if dark { "dark" } else { "light" };
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.cdp("Emulation.setEmulatedMedia", &features);
    }

    /// Opens an address.
    pub fn open(&self, url: &str) {
        self.session().post("/url", &json!({"url": url})).unwrap();
    }

    /// Loads the page anew.
    pub fn reload(&self) {
        if self.session().kind == Kind::Chromium {
            self.session().post("/refresh", &json!({})).unwrap();
            return;
        }
        // Firefox's driver means the load that passes everything by that is kept.
        let old = self.run("const began = performance.timeOrigin; location.reload(); return began;");
        let new = wait_for(Duration::from_mins(1), || {
            let script = "return document.readyState === 'complete' ? performance.timeOrigin : null";
            let began = self.session().run(script, &[]).ok()?;
            (began.is_number() && began != old).then_some(())
        });
        new.expect("the page is loaded anew");
    }

    /// The address in the bar.
    pub fn address(&self) -> String {
        self.session().get("/url").unwrap().as_str().unwrap().to_owned()
    }

    /// A further tab of the same profile; the person is in it now. Gives the handles of the tab before and of this one.
    pub fn new_tab(&self) -> (String, String) {
        let before = self.session().get("/window").unwrap().as_str().unwrap().to_owned();
        let tab = self.session().post("/window/new", &json!({"type": "tab"})).unwrap();
        let tab = tab["handle"].as_str().unwrap().to_owned();
        self.to_tab(&tab);
        (before, tab)
    }

    /// Goes to a tab.
    pub fn to_tab(&self, handle: &str) {
        self.session().post("/window", &json!({"handle": handle})).unwrap();
        self.cdp("Page.bringToFront", &json!({}));
        self.look(self.options.size, self.options.phone, self.options.dark);
    }

    /// Closes the tab the person is in.
    pub fn close_tab(&self) {
        self.session().delete("/window").unwrap();
    }

    /// Runs the body of a function in the page.
    #[track_caller]
    pub fn run(&self, script: &str) -> Value {
        self.session().run(script, &[]).unwrap_or_else(|refused| panic!("{script}: {refused}"))
    }

    /// The same for a body that awaits.
    #[track_caller]
    pub fn run_async(&self, script: &str) -> Value {
        self.session().run_async(script, &[]).unwrap_or_else(|refused| panic!("{script}: {refused}"))
    }

    /// What the console and the page's own watch said since the last time. Violations of the policy are among it.
    pub fn said(&self) -> Vec<String> {
        // Firefox's console can't be read.
        let lines = self.session().post("/se/log", &json!({"type": "browser"})).unwrap_or_default();
        let console = lines.as_array().into_iter().flatten().map(|line| {
            format!("{} {}", line["level"].as_str().unwrap_or(""), line["message"].as_str().unwrap_or(""))
        });
        let violations = self.session().run("return globalThis.violations ?? []", &[]).unwrap_or_default();
        let violations = violations.as_array().cloned().unwrap_or_default();
        console.chain(violations.iter().map(|one| format!("VIOLATION {one}"))).collect()
    }

    /// An authenticator that is always there and always says yes, with the PRF extension.
    pub fn add_authenticator(&self) {
        self.cdp("WebAuthn.enable", &json!({}));
        let options = json!({
            "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasResidentKey": true,
            "hasUserVerification": true, "isUserVerified": true, "automaticPresenceSimulation": true, "hasPrf": true,
        });
        self.cdp("WebAuthn.addVirtualAuthenticator", &json!({"options": options}));
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.quit();
    }
}

/// Asks again until there is an answer, or the time is over.
pub fn wait_for<T>(limit: Duration, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let end = Instant::now() + limit;
    loop {
        if let Some(answer) = ask() {
            return Some(answer);
        }
        if Instant::now() > end {
            return None;
        }
        std::thread::sleep(Duration::from_millis(60));
    }
}

/// Whether a command failed because what it meant is gone, or covered for the moment: worth another try.
pub fn passing(refused: &Refused) -> bool {
    matches!(
        refused.error.as_str(),
        "stale element reference"
            | "element click intercepted"
            | "element not interactable"
            | "no such element"
    )
}

fn capabilities(profile: &Path, options: &Options) -> Value {
    let mut arguments = vec![
        "--headless=new".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        "--no-first-run".to_owned(),
        "--no-default-browser-check".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--hide-scrollbars".to_owned(),
        format!("--lang={}", options.language),
        format!("--user-data-dir={}", profile.display()),
    ];
    if let Some(camera) = &options.camera {
        arguments.push("--use-fake-ui-for-media-stream".to_owned());
        arguments.push("--use-fake-device-for-media-stream".to_owned());
        arguments.push(format!("--use-file-for-fake-video-capture={}", camera.display()));
    }
    arguments.extend(options.arguments.iter().map(|argument| (*argument).to_owned()));
    json!({
        "browserName": "chrome",
        "unhandledPromptBehavior": "ignore",
        "timeouts": {"script": 60_000, "pageLoad": 60_000},
        "goog:loggingPrefs": {"browser": "ALL"},
        "goog:chromeOptions": {
            "args": arguments,
            "prefs": {
                "intl.accept_languages": options.language,
                "download.default_directory": profile.join("downloads"),
                "download.prompt_for_download": false,
                "profile.default_content_setting_values.cookies": if options.stores_nothing { 2 } else { 1 },
            },
        },
    })
}

fn firefox(profile: &Path, options: &Options) -> Value {
    let (width, height) = options.size;
    json!({
        "browserName": "firefox",
        "unhandledPromptBehavior": "ignore",
        "timeouts": {"script": 60_000, "pageLoad": 60_000},
        "moz:firefoxOptions": {
            "args": ["-headless", "-profile", profile, format!("--width={width}"), format!("--height={height}")],
            "prefs": {"intl.accept_languages": options.language},
        },
    })
}
