//! `cargo xtask run`: a server to try Regain with, and the first commands to type.

use std::io::{BufRead as _, BufReader};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use anyhow::{Context as _, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::program::{self, cargo, run as run_program};
use crate::web;

/// What the words after `run` ask for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Options {
    dev: bool,
    data: Option<PathBuf>,
    config: Option<PathBuf>,
}

/// Builds the web app, `regain-server` and `regain`, and runs the server until Ctrl-C.
pub fn run(arguments: &[String]) -> Result<()> {
    let options = parse(arguments)?;
    let target = program::metadata()?.target_directory;
    let data = options.data.clone().unwrap_or_else(|| target.join("run-data"));
    std::fs::create_dir_all(&data).with_context(|| format!("cannot make the folder {}", data.display()))?;

    web::build(options.dev)?;
    let mut build = cargo();
    build.args(["build", "--package", "regain-server", "--package", "regain-cli", "--bins"]);
    if !options.dev {
        build.arg("--release");
    }
    run_program(&mut build)?;
    let programs = target.join(if options.dev { "debug" } else { "release" });

    let mut server = Command::new(programs.join("regain-server"));
    server.arg("serve").arg("--data-dir").arg(&data);
    if let Some(config) = &options.config {
        server.arg("--config").arg(config);
    }
    println!("\nThe server keeps its data in {}. Ctrl-C ends it.", data.display());
    let status = supervise(server, &programs.join("regain"))?;
    // Ended by the very signal that was passed on is what was asked for.
    if status.success() || matches!(status.signal(), Some(SIGINT | SIGTERM)) {
        return Ok(());
    }
    bail!("the server ended with {status}")
}

fn parse(arguments: &[String]) -> Result<Options> {
    let mut options = Options::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--dev" => options.dev = true,
            "--data" => options.data = Some(folder(rest.next(), "--data")?),
            "--config" => options.config = Some(folder(rest.next(), "--config")?),
            other => bail!("takes --dev, --data FOLDER and --config FILE, not `{other}`"),
        }
    }
    Ok(options)
}

fn folder(value: Option<&String>, flag: &str) -> Result<PathBuf> {
    value.map(PathBuf::from).with_context(|| format!("{flag} wants a path after it"))
}

/// Starts the server, passes its lines and our signals on, and adds the hints once it has said its address.
fn supervise(mut server: Command, regain: &Path) -> Result<ExitStatus> {
    let mut signals = Signals::new([SIGINT, SIGTERM]).context("cannot wait for Ctrl-C")?;
    // A process group of its own: else a Ctrl-C in the terminal would reach the server twice, once directly
    // and once passed on, and the second one means "at once".
    let mut child = server
        .process_group(0)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start regain-server")?;
    let pid = pid(&child)?;
    std::thread::spawn(move || {
        for number in signals.forever() {
            let signal = if number == SIGTERM { Signal::TERM } else { Signal::INT };
            // Fails only when the server has just ended by itself, and then there is nothing to pass on.
            let _ = kill_process(pid, signal);
        }
    });
    let lines = child.stdout.take().context("the server's output is not connected")?;
    let mut hinted = false;
    for line in BufReader::new(lines).lines() {
        let line = line.context("cannot read the server's output")?;
        println!("{line}");
        if let Some(address) = address_in(&line).filter(|_| !hinted) {
            println!("{}", hints(regain, address));
            hinted = true;
        }
    }
    child.wait().context("cannot wait for the server")
}

fn pid(child: &Child) -> Result<Pid> {
    let number = i32::try_from(child.id()).context("the server's process id is out of range")?;
    Pid::from_raw(number).context("the server has no process id")
}

/// The first `http(s)://localhost:PORT` in a line, without a path.
fn address_in(line: &str) -> Option<&str> {
    let start = line.find("http://localhost:").or_else(|| line.find("https://localhost:"))?;
    let address = &line[start..];
    let port = address.rfind("localhost:")? + "localhost:".len();
    let digits = address[port..].bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0).then(|| &address[..port + digits])
}

fn hints(regain: &Path, address: &str) -> String {
    let regain = regain.display();
    format!(
        "
The app, in this machine's browser:
  {address}/app/
Or from another terminal:
  alias regain='{regain}'
  regain init
  regain add 'otpauth://totp/Example:ada@example.org?secret=JBSWY3DPEHPK3PXP&issuer=Example'
  regain code example
  regain backup on --service {address} --account blue-otter-42
  regain backup status
And on a second device, or after losing the first:
  regain recover --service {address} --account blue-otter-42
  regain devices remove NAME
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn reads_its_options() -> Result<()> {
        assert_eq!(parse(&[])?, Options::default());
        let options = parse(&words("--dev --data /tmp/x --config r.toml"))?;
        assert_eq!(
            options,
            Options { dev: true, data: Some("/tmp/x".into()), config: Some("r.toml".into()) }
        );
        assert!(parse(&words("--data")).is_err());
        assert!(parse(&words("--date x")).is_err_and(|error| error.to_string().contains("--date")));
        Ok(())
    }

    #[test]
    fn finds_the_address_the_server_says() {
        assert_eq!(address_in("Backup service: http://localhost:8080/api/x"), Some("http://localhost:8080"));
        assert_eq!(address_in("at https://localhost:8443."), Some("https://localhost:8443"));
        assert_eq!(address_in("http://localhost: no"), None);
        assert_eq!(address_in("http://example.org:80"), None);
    }

    #[test]
    fn a_signal_reaches_the_server_and_its_last_lines_are_read() -> Result<()> {
        let mut server = Command::new("sh");
        server.args(["-c", "trap 'echo bye; exit 7' TERM; kill -TERM $PPID; while :; do sleep 0.05; done"]);
        let status = supervise(server, Path::new("regain"))?;
        assert_eq!(status.code(), Some(7));
        Ok(())
    }
}
