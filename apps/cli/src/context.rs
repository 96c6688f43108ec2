//! What every command gets.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use rand_core::OsRng;

use crate::args::Globals;
use crate::correction::Correction;
use crate::error::{Failure, Result};
use crate::output::Output;
use crate::prompt::Prompts;

/// What a command needs from outside.
pub struct Context {
    /// The folder of the store; it may not exist yet.
    pub home: PathBuf,
    /// Standard output and standard error.
    pub out: Output,
    /// Questions, and their twins for scripts.
    pub prompts: Prompts,
    /// Stay away from the network.
    pub offline: bool,
    /// What codes are corrected by, because the person agreed to that.
    pub correction: Correction,
    /// Certificate authorities for the service in place of the system's, PEM.
    pub ca_file: Option<PathBuf>,
}

impl Context {
    /// From the global options and the environment.
    pub fn new(globals: &Globals) -> Result<Self> {
        let home = match &globals.home {
            Some(home) => home.clone(),
            None => default_home()?,
        };
        Ok(Self {
            correction: Correction::read(&home),
            home,
            out: Output::new(globals.json, globals.quiet),
            prompts: Prompts::new(globals.unlock_file.clone(), globals.yes),
            offline: globals.offline,
            ca_file: globals.ca_file.clone(),
        })
    }

    /// The same for work in the background: it prints nothing and asks nothing.
    #[must_use]
    pub fn silent(&self) -> Self {
        Self {
            home: self.home.clone(),
            out: Output::new(false, true),
            prompts: Prompts::new(None, false),
            offline: self.offline,
            correction: Correction::read(&self.home),
            ca_file: self.ca_file.clone(),
        }
    }

    /// The time by this machine's clock, in milliseconds since the Unix epoch.
    pub fn now(&self) -> u64 {
        now_ms()
    }

    /// The time that codes are made for, in milliseconds since the Unix epoch: this machine's, corrected if the person agreed to that.
    pub fn code_now(&self) -> u64 {
        self.now().saturating_add_signed(self.correction.ms())
    }

    /// Randomness of the operating system.
    pub fn rng(&self) -> OsRng {
        OsRng
    }
}

/// The time by this machine's clock, in milliseconds since the Unix epoch; 0 before it.
pub(crate) fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// `REGAIN_HOME`, or the platform's place for data of programs.
fn default_home() -> Result<PathBuf> {
    let variable = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(home) = variable("REGAIN_HOME") {
        return Ok(home);
    }
    if !cfg!(target_os = "macos")
        && let Some(data) = variable("XDG_DATA_HOME").filter(|path| path.is_absolute())
    {
        return Ok(data.join("regain"));
    }
    let user = variable("HOME").ok_or_else(|| {
        Failure::usage("it is not known where the store lies: HOME is not set")
            .next("say it with --home DIR or REGAIN_HOME")
    })?;
    let data = if cfg!(target_os = "macos") { "Library/Application Support" } else { ".local/share" };
    Ok(user.join(data).join("regain"))
}

/// A crash must not write secrets to disk. Nothing to do where the system does not offer it: `doctor` says so.
pub(crate) fn forbid_core_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    // Also keeps other processes of the same user from reading this one's memory.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
}
