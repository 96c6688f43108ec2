//! `regain-server config`.

use std::io::{self, Write as _};
use std::process::ExitCode;

use crate::Config;

/// Reached only with a configuration that passed.
pub fn check(config: &Config) -> anyhow::Result<ExitCode> {
    writeln!(io::stdout(), "the configuration is right; data folder {}", config.data_dir.display())?;
    Ok(ExitCode::SUCCESS)
}

/// As a file.
pub fn dump(config: &Config) -> anyhow::Result<ExitCode> {
    write!(io::stdout(), "{}", config.dump())?;
    Ok(ExitCode::SUCCESS)
}
