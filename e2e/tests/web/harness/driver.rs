//! chromedriver or geckodriver as a process, and sessions with it: WebDriver is JSON over HTTP, and the tests wait for every answer.

use std::fmt;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

/// Whose browser.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Chromium.
    Chromium,
    /// Firefox.
    Firefox,
}

/// A running driver. Dropping it ends it, and with it every browser it started.
pub struct Driver {
    kind: Kind,
    process: Child,
    base: String,
    agent: ureq::Agent,
}

/// One browser's line to it.
pub struct Session {
    base: String,
    agent: ureq::Agent,
    /// What the browser said about itself.
    pub capabilities: Value,
    /// Whose it is.
    pub kind: Kind,
}

/// Why a command was not carried out: `error`, `message`.
#[derive(Debug)]
pub struct Refused {
    /// The kind, as WebDriver names it.
    pub error: String,
    /// In words.
    pub message: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.error, self.message)
    }
}

impl Driver {
    /// Starts chromedriver on a port of the system's choice.
    pub fn start() -> Self {
        let mut program = Command::new("chromedriver");
        program.args(["--port=0", "--log-level=SEVERE"]);
        Self::started(Kind::Chromium, program, "ChromeDriver was started successfully on port ")
    }

    /// The same for Firefox.
    pub fn start_firefox() -> Self {
        let mut program = Command::new("geckodriver");
        program.args(["--port=0", "--log=info"]);
        Self::started(Kind::Firefox, program, "Listening on 127.0.0.1:")
    }

    /// `ready`: what stands before the port's number, in the line that says it.
    fn started(kind: Kind, mut program: Command, ready: &str) -> Self {
        let mut process = program
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the browser's driver can't be started");
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
        let port = lines
            .find_map(|line| line.split_once(ready).map(|(_, port)| port.trim_end_matches('.').to_owned()));
        let port = port.expect("the driver ended before it listened");
        // It goes on writing: nobody may be blocked by a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_mins(2)))
            .build();
        Self { kind, process, base: format!("http://127.0.0.1:{port}"), agent: config.into() }
    }

    /// Whose browsers it starts.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// A new browser.
    pub fn session(&self, capabilities: &Value) -> Session {
        let asked = json!({"capabilities": {"alwaysMatch": capabilities}});
        let answer = send(&self.agent, "POST", &format!("{}/session", self.base), Some(&asked));
        let answer = answer.unwrap_or_else(|refused| panic!("no browser: {refused}"));
        let id = answer["sessionId"].as_str().unwrap();
        Session {
            base: format!("{}/session/{id}", self.base),
            agent: self.agent.clone(),
            capabilities: answer["capabilities"].clone(),
            kind: self.kind,
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

impl Session {
    /// A command with arguments.
    pub fn post(&self, path: &str, body: &Value) -> Result<Value, Refused> {
        send(&self.agent, "POST", &format!("{}{path}", self.base), Some(body))
    }

    /// A question.
    pub fn get(&self, path: &str) -> Result<Value, Refused> {
        send(&self.agent, "GET", &format!("{}{path}", self.base), None)
    }

    /// Ends what the path names; the empty one is the browser itself.
    pub fn delete(&self, path: &str) -> Result<Value, Refused> {
        send(&self.agent, "DELETE", &format!("{}{path}", self.base), None)
    }

    /// A command of Chrome's own protocol; Firefox has none.
    #[track_caller]
    pub fn cdp(&self, command: &str, parameters: &Value) -> Value {
        if self.kind == Kind::Firefox {
            return Value::Null;
        }
        let body = json!({"cmd": command, "params": parameters});
        self.post("/goog/cdp/execute", &body).unwrap_or_else(|refused| panic!("{command}: {refused}"))
    }

    /// Runs the body of a function in the page.
    pub fn run(&self, script: &str, arguments: &[Value]) -> Result<Value, Refused> {
        self.post("/execute/sync", &json!({"script": script, "args": arguments}))
    }

    /// The same, for a body that awaits.
    pub fn run_async(&self, script: &str, arguments: &[Value]) -> Result<Value, Refused> {
        let script = format!(
            "const end = arguments[arguments.length - 1];\n(async (...given) => {{ {script} }})(...arguments)\
             .then(value => end([value ?? null, null]), error => end([null, String(error)]));"
        );
        let answer = self.post("/execute/async", &json!({"script": script, "args": arguments}))?;
        match answer[1].as_str() {
            Some(message) => {
                Err(Refused { error: "javascript error".to_owned(), message: message.to_owned() })
            }
            None => Ok(answer[0].clone()),
        }
    }
}

fn send(agent: &ureq::Agent, method: &str, url: &str, body: Option<&Value>) -> Result<Value, Refused> {
    let request = ureq::http::Request::builder().method(method).uri(url);
    let sent = match body {
        Some(body) => {
            agent.run(request.header("content-type", "application/json").body(body.to_string()).unwrap())
        }
        None => agent.run(request.body(()).unwrap()),
    };
    let gone = |error: ureq::Error| Refused { error: "no answer".to_owned(), message: error.to_string() };
    let mut answer = sent.map_err(gone)?;
    let text = answer.body_mut().with_config().limit(64 << 20).read_to_string().map_err(gone)?;
    let mut answer: Value = serde_json::from_str(&text)
        .map_err(|error| Refused { error: "no answer".to_owned(), message: format!("{error}: {text}") })?;
    let value = answer["value"].take();
    match (value["error"].as_str(), value["message"].as_str()) {
        (Some(error), Some(message)) if value.get("stacktrace").is_some() => {
            Err(Refused { error: error.to_owned(), message: message.to_owned() })
        }
        _ => Ok(value),
    }
}
