//! `regain-server serve`.

use std::io::{self, Write as _};
use std::process::ExitCode;

use anyhow::Context as _;
use regain_http::Clock;
use tokio::signal::unix::{SignalKind, signal};

use crate::{Config, disable_core_dumps, init_logging, raise_open_files, start};

/// Runs until SIGTERM or SIGINT.
pub fn serve(config: Config) -> anyhow::Result<ExitCode> {
    init_logging(config.log_format);
    disable_core_dumps();
    raise_open_files();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .max_blocking_threads(64)
        .build()
        .context("the runtime did not start")?;
    runtime.block_on(until_signal(config))
}

async fn until_signal(config: Config) -> anyhow::Result<ExitCode> {
    // Before anything is started: a signal in between must not be lost.
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let running = start(config, Clock::system()).await?;
    if let Err(error) = announce(&running) {
        tracing::warn!(%error, "the addresses could not be printed");
    }
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping");
    running.shutdown().await;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// One line a listener, read by programs too: `listening public http://localhost:8420`; and the link of the portal's first run, while nobody
/// is there. In one piece: whoever reads only the first line and goes does not disturb.
fn announce(running: &crate::Running) -> io::Result<()> {
    let lines = running.urls().map(|(serves, url)| format!("listening {} {url}\n", serves.name()));
    let mut lines: String = lines.collect();
    if let Some(link) = running.first_run() {
        lines.push_str("first run ");
        lines.push_str(link);
        lines.push('\n');
    }
    let mut out = io::stdout().lock();
    out.write_all(lines.as_bytes())?;
    out.flush()
}
