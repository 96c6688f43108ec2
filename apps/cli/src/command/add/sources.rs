//! Where new accounts come from: addresses, pictures, standard input.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use regain_otp::migration;
use regain_otp::uri::{self, OtpAuth};
use regain_protocol::portal::EnrolmentLink;
use regain_protocol::portal::link::LinkError;

use super::picture;
use crate::args::AddArgs;
use crate::error::{Exit, Failure, Result, chain};
use crate::prompt::Twin;

/// Bytes of addresses taken from standard input, at most: about 50,000 accounts.
const MAX_INPUT: usize = 8 << 20;

/// What was found: accounts, and what of a batch could not be used.
#[derive(Default)]
pub(crate) struct Found {
    pub accounts: Vec<OtpAuth>,
    pub problems: Vec<String>,
    /// How many lines of standard input could not be used: that is a failure, however many others could.
    pub bad_lines: usize,
    /// An organisation's link: it is set up, not added.
    pub enrolment: Option<EnrolmentLink>,
    /// Of each export in several parts: how many there are, and which came.
    parts: BTreeMap<i32, (u32, BTreeSet<u32>)>,
}

impl Found {
    pub fn one(auth: OtpAuth) -> Self {
        Self { accounts: vec![auth], ..Self::default() }
    }

    fn take(&mut self, text: &str) -> Result<()> {
        let text = text.trim();
        if EnrolmentLink::is_meant(text) {
            return self.take_enrolment(link(text)?);
        }
        if !starts_with(text, "otpauth-migration://") {
            let auth = uri::parse(text).map_err(|error| unreadable(&error))?;
            self.accounts.push(auth);
            return Ok(());
        }
        let batch = migration::parse(text).map_err(|error| unreadable(&error))?;
        let (_, seen) = self.parts.entry(batch.batch_id).or_insert((batch.batch_size, BTreeSet::new()));
        seen.insert(batch.batch_index);
        for entry in batch.entries {
            match entry {
                Ok(auth) => self.accounts.push(auth),
                Err(finding) => self.problems.push(chain(&finding)),
            }
        }
        Ok(())
    }

    fn take_enrolment(&mut self, link: EnrolmentLink) -> Result<()> {
        if self.enrolment.is_some() {
            return Err(Failure::usage("accounts of organizations are set up one at a time")
                .next("give each link to `regain enrol`"));
        }
        self.enrolment = Some(link);
        Ok(())
    }
}

impl Found {
    /// What is still missing of exports in several parts.
    pub fn missing_parts(&self) -> Vec<String> {
        let missing = self.parts.values().filter(|(size, seen)| (seen.len() as u64) < u64::from(*size));
        let text = |(size, seen): &(u32, BTreeSet<u32>)| {
            format!("these are {} of {size} parts of an export: scan its other QR codes too", seen.len())
        };
        missing.map(text).collect()
    }
}

/// What the arguments name, unless it is standard input or a person who has to be asked.
pub(super) fn from_arguments(args: &AddArgs) -> Result<Option<Found>> {
    let mut found = Found::default();
    if let Some(path) = &args.qr {
        return from_picture(path).map(Some);
    }
    if args.manual || args.uri.iter().any(|uri| uri == "-") {
        if args.uri.len() > 1 {
            return Err(Failure::usage("- stands alone: the addresses come from standard input, one a line"));
        }
        return Ok(None);
    }
    for uri in &args.uri {
        found.take(uri)?;
    }
    Ok(Some(found))
}

/// One address a line; empty lines don't count. A line that can't be used is named, and stops none of the others.
pub(super) fn from_stdin() -> Result<Found> {
    let text = Twin::new("-", Some(Path::new("-"))).whole_up_to("addresses", MAX_INPUT)?;
    let found = from_lines(&text);
    if found.accounts.is_empty() && found.problems.is_empty() {
        return Err(
            Failure::usage("standard input holds no address").next("give otpauth:// addresses, one a line")
        );
    }
    Ok(found)
}

/// One address a line, as many as can be used.
pub(crate) fn from_lines(text: &str) -> Found {
    let mut found = Found::default();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = index + 1;
        let known = found.problems.len();
        if let Err(failure) = found.take(line) {
            found.problems.push(failure.message);
        }
        for problem in &mut found.problems[known..] {
            *problem = format!("line {number}: {problem}");
        }
        found.bad_lines += usize::from(found.problems.len() > known);
    }
    found
}

fn from_picture(path: &Path) -> Result<Found> {
    let mut found = Found::default();
    let codes = picture::codes(path)?;
    let several = codes.len() > 1;
    let mut last = None;
    for (index, code) in codes.iter().enumerate() {
        if let Err(failure) = found.take(code) {
            let failure =
                if several { failure.while_doing(format!("QR code {}", index + 1)) } else { failure };
            found.problems.push(failure.message.clone());
            last = Some(failure);
        }
    }
    match last {
        Some(failure) if found.accounts.is_empty() => Err(failure.while_doing(path.display())),
        _ => Ok(found),
    }
}

/// The link of an organisation's portal.
pub(crate) fn link(text: &str) -> Result<EnrolmentLink> {
    text.parse().map_err(|error: LinkError| {
        let text = error.to_string();
        let (cause, next) = text.split_once("; ").unwrap_or((&text, "ask the portal for a new one"));
        Failure::new(Exit::Failure, "enrolment-link", cause).next(next)
    })
}

fn starts_with(text: &str, scheme: &str) -> bool {
    text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

/// The messages of addresses end in their own next step, after a semicolon.
fn unreadable(error: &(dyn std::error::Error + 'static)) -> Failure {
    let text = error.to_string();
    let (cause, next) =
        text.rsplit_once("; ").map_or((text.as_str(), None), |(cause, next)| (cause, Some(next)));
    let mut message = cause.to_owned();
    if let Some(source) = error.source() {
        message.push_str(": ");
        // Its next step would be the second one.
        let source = chain(source);
        message.push_str(source.rsplit_once("; ").map_or(source.as_str(), |(cause, _)| cause));
    }
    Failure::new(Exit::Failure, "unreadable-address", message)
        .next(next.unwrap_or("copy the whole address again from the service"))
}

#[cfg(test)]
mod tests {
    use super::from_lines;

    #[test]
    fn a_bad_line_is_named_by_its_number_and_stops_no_other() {
        let text = "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP\n\nnonsense\notpauth://totp/b?secret=JBSWY3DPEHPK3PXP\notpauth://totp/c\n";
        let found = from_lines(text);
        assert_eq!((found.accounts.len(), found.bad_lines), (2, 2));
        assert!(
            found.problems[0].starts_with("line 3: this is no otpauth:// address"),
            "{:?}",
            found.problems
        );
        assert!(
            found.problems[1].starts_with("line 5: the parameter `secret` is missing"),
            "{:?}",
            found.problems
        );
    }
}
