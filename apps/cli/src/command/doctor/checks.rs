//! The checks, in the order in which one would look.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::time::Duration;

use regain_sync::Replica;
use regain_vault::account;

use super::{Check, State};
use crate::context::Context;
use crate::net::{self, Patience, contact};
use crate::output::counted;
use crate::store::{self, Store};

/// Free bytes below which a change may not fit: the store is written anew beside the old one.
const LITTLE: u64 = 32 << 20;
/// Before this time (2026-01-01) the clock is certainly wrong: the program is younger. Ms since the Unix epoch.
const EARLIEST: u64 = 1_767_225_600_000;

pub(super) fn all(context: &Context) -> Vec<Check> {
    let home = &context.home;
    let mut checks = vec![core_dumps(), clock(context)];
    if !home.exists() {
        checks
            .push(Check::new("home", State::Bad, format!("{} does not exist", home.display())).next(
                "start with `regain init` or `regain recover`, or name another folder with --home DIR",
            ));
        return checks;
    }
    checks.extend([home_mode(home), space(home), locks(home)]);
    match Store::unlock(context).and_then(|store| store.read()) {
        Ok(replica) => {
            checks.push(Check::good(
                "store",
                format!("opens and holds {}", counted(account::count(&replica.vault), "account")),
            ));
            checks.push(previous(home));
            checks.push(entries(&replica));
            checks.extend(backup(context, &replica));
        }
        Err(failure) => {
            checks.push(Check::failed("store", failure));
            checks.push(previous(home));
        }
    }
    checks
}

fn core_dumps() -> Check {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Core);
    if limit.maximum == Some(0) {
        return Check::good("core dumps", "off: a crash writes no secrets to disk");
    }
    Check::new("core dumps", State::Warning, "could not be switched off: a crash may write secrets to disk")
        .next("run `ulimit -c 0` before regain")
}

fn clock(context: &Context) -> Check {
    let now = context.now();
    if !context.correction.is_none() {
        let text = format!("codes are made by {}", context.correction.text());
        return Check::new("clock", State::Warning, text)
            .next("set this machine's clock, then `regain doctor --use-own-clock`");
    }
    if now >= EARLIEST {
        return Check::good("clock", format!("{} here", crate::time::local(now)));
    }
    Check::new("clock", State::Bad, format!("this machine's clock says {}", crate::time::local(now)))
        .next("set the clock: codes made by a wrong clock are refused")
}

fn home_mode(home: &Path) -> Check {
    let (name, uid) = ("home", rustix::process::geteuid().as_raw());
    let Ok(meta) = fs::metadata(home) else {
        return Check::new(name, State::Bad, format!("{} can't be looked at", home.display()))
            .next("check its permissions");
    };
    let open: Vec<String> = ["", store::FILE, store::PREVIOUS]
        .iter()
        .map(|file| if file.is_empty() { home.to_owned() } else { home.join(file) })
        .filter(|path| fs::metadata(path).is_ok_and(|meta| meta.mode() & 0o077 != 0))
        .map(|path| path.display().to_string())
        .collect();
    if meta.uid() != uid && uid != 0 {
        return Check::new(name, State::Bad, format!("{} belongs to another user", home.display()))
            .next("use a folder of your own with --home DIR");
    }
    if open.is_empty() {
        return Check::good(name, format!("{}, for you only", home.display()));
    }
    Check::new(name, State::Warning, format!("others may look into {}", open.join(" and ")))
        .next(format!("chmod -R go= '{}'", home.display()))
}

fn space(home: &Path) -> Check {
    let Ok(stat) = rustix::fs::statvfs(home) else {
        return Check::new("disk", State::Skipped, "its free space can't be read");
    };
    let free = stat.f_bavail.saturating_mul(stat.f_frsize);
    let text = format!("{} MiB free", free >> 20);
    if free >= LITTLE {
        return Check::good("disk", text);
    }
    Check::new("disk", State::Warning, text).next("free some space: a change that does not fit is refused")
}

fn locks(home: &Path) -> Check {
    match store::holder(home) {
        None => Check::good("lock files", "free"),
        Some(holder) => {
            Check::new("lock files", State::Warning, format!("the store is locked by {holder} right now"))
                .next("look again in a moment; if it stays, look at what that process does")
        }
    }
}

fn previous(home: &Path) -> Check {
    match fs::metadata(home.join(store::PREVIOUS)).and_then(|meta| meta.modified()) {
        Ok(time) => {
            let since = time.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
            let when = crate::time::local(u64::try_from(since.as_millis()).unwrap_or_default());
            Check::good("previous generation", format!("there, of {when}"))
        }
        Err(_) => Check::good("previous generation", "none yet"),
    }
}

fn entries(replica: &Replica) -> Check {
    let findings: Vec<String> = account::list(&replica.vault)
        .into_iter()
        .filter_map(Result::err)
        .map(|finding| crate::output::clean(&finding.to_string()))
        .collect();
    let opaque = replica.vault.opaque_count();
    if findings.is_empty() && opaque == 0 {
        return Check::good("entries", "all are readable");
    }
    let mut text = findings.join("; ");
    if opaque > 0 {
        let more = format!("{} of a newer version, or damaged", counted(opaque, "entry"));
        text = if text.is_empty() { more } else { format!("{text}; {more}") };
    }
    Check::new("entries", State::Warning, text)
        .next("update Regain; `regain history` shows earlier states of an entry")
}

fn backup(context: &Context, replica: &Replica) -> Vec<Check> {
    let Some(membership) = &replica.membership else {
        return vec![
            Check::new("backup", State::Warning, "there is none: with this device your accounts are gone")
                .next("switch it on with `regain backup on`"),
        ];
    };
    let mut checks = Vec::new();
    if let Some((code, text)) = &membership.finding {
        checks.push(
            Check::new("backup", State::Bad, format!("{text} ({code})")).next("see `regain backup status`"),
        );
    } else if membership.outbox.is_empty() {
        checks.push(Check::good("backup", "holds everything that is here"));
    } else {
        checks.push(
            Check::new(
                "backup",
                State::Warning,
                format!("{} not backed up yet", counted(membership.outbox.len(), "change")),
            )
            .next("run `regain sync`"),
        );
    }
    if context.offline {
        checks.push(Check::new("service", State::Skipped, "not asked, because of --offline"));
        return checks;
    }
    let answer = net::client_of(context, replica, Patience::short(Duration::from_secs(5)))
        .and_then(|client| Ok(client.send(&regain_sync::flow::contact::start())?))
        .and_then(|answer| Ok(regain_sync::flow::contact::answer(&answer, context.code_now())?));
    checks.push(match answer {
        Err(failure) => Check::failed("service", failure),
        Ok(found) => match contact::skew_text(found.skew_ms) {
            None => Check::good("service", format!("{} answers, and its clock agrees", membership.service)),
            Some(text) => Check::new("service", State::Bad, text).next(
                "set this machine's clock; where that can't be done, `regain doctor --use-service-clock` corrects the codes",
            ),
        },
    });
    checks
}
