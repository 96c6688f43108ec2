//! `regain enrol`: an account of an organisation, with a key that is made on this device.

use std::path::Path;

use regain_protocol::portal::EnrolmentLink;
use regain_protocol::portal::link::LinkError;
use regain_screen::view::{EnrolmentView, RequestView};
use regain_sync::flow::enrol::Testing;
use serde_json::json;

use super::add::{picture, sources};
use super::{init, platform};
use crate::args::EnrolArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net;
use crate::net::portal::{self, enrol};
use crate::output::clean;
use crate::prompt::Twin;
use crate::store::{Store, Unlocked};

pub(super) fn run(context: &Context, args: &EnrolArgs) -> Result<()> {
    // What the arguments say is checked before anybody types a passphrase; standard input comes after it.
    let early = match (&args.link, &args.image) {
        (Some(text), _) if text == "-" => None,
        (Some(text), _) => Some(sources::link(text)?),
        (None, Some(path)) => Some(scanned(path)?),
        (None, None) => None,
    };
    let store = Store::unlock(context)?;
    let link = match early {
        Some(link) => link,
        None => sources::link(&context.prompts.hidden("Link", Twin::new("LINK", Some(Path::new("-"))))?)?,
    };
    with_link(context, &store, link, args.number_file.as_deref())
}

/// The link in a picture, whatever other codes are in it.
fn scanned(path: &Path) -> Result<EnrolmentLink> {
    let codes = picture::codes(path)?;
    let code = codes.iter().find(|code| EnrolmentLink::is_meant(code)).or(codes.first());
    let text = code.map(|code| code.as_str()).unwrap_or_default();
    sources::link(text).map_err(|failure| {
        let failure = failure.while_doing(path.display());
        if text.parse::<EnrolmentLink>().err() == Some(LinkError::NotALink) {
            return failure.next("an account with codes is added with `regain add --qr IMAGE`");
        }
        failure
    })
}

/// From the link to the account that works.
pub(super) fn with_link(
    context: &Context,
    store: &Unlocked,
    link: EnrolmentLink,
    number_file: Option<&Path>,
) -> Result<()> {
    if number_file.is_none() && !context.prompts.can_ask() {
        // Said before the link is used up.
        return Err(Failure::usage(
            "the number that the browser will show is needed and nobody can be asked: standard input is no terminal",
        )
        .next("give it with --number-file PATH (\"-\" reads the next line of standard input)"));
    }
    let (client, known) = enrol::look(context, link)?;
    let found = EnrolmentView::of(&known);
    let (organisation, host) = (clean(&found.organisation), clean(&found.host));
    context.prompts.require(&format!("Set up this device for {organisation} at {host}?"))?;
    let address = known.portal().clone();
    let name = init::device_name(Some(store.read()?.device_name).filter(|name| !name.trim().is_empty()))?;
    let testing = enrol::offer(context, store, &client, known, (&name, platform()))?;
    portal::keep_ca_file(context, &address)?;
    let view = RequestView::of(testing.waiting(), &store.read()?);
    let Some(number) = number(context, &testing, number_file)? else {
        enrol::stop(context, store, &client, &testing)?;
        return Err(Failure::new(Exit::Refused, "declined", "stopped as you answered; nothing was set up")
            .next("ask the portal for a new QR code when you want to"));
    };
    let done = enrol::confirm(context, store, &client, &testing, &number)?;
    let name = view.map(|view| view.name).unwrap_or_default();
    context.out.json(&json!({
        "id": done.id.to_string(), "name": name, "organization": found.organisation, "portal": found.portal, "replaced": done.is_back,
    }));
    let name = clean(&name);
    context.out.done(if done.is_back {
        format!("{name} at {organisation} works on this device again.")
    } else {
        format!("{name} at {organisation} is set up.")
    });
    context
        .out
        .done("Go on in the browser. Sign-ins that ask for this device are answered with `regain requests`.");
    net::sync::after_change(context, store);
    Ok(())
}

/// The number in the browser. A slip of the finger is asked again; nothing typed at all gives up.
fn number(context: &Context, testing: &Testing, file: Option<&Path>) -> Result<Option<String>> {
    let digits = testing.waiting().request().digits;
    let what = format!("Number shown in the browser ({digits} digits)");
    if file.is_some() {
        let number = context.prompts.hidden(&what, Twin::new("--number-file", file))?;
        return Ok(Some(number.to_string()));
    }
    loop {
        let typed = context.prompts.visible(&what, "--number-file PATH")?;
        if typed.trim().is_empty() {
            return Ok(None);
        }
        match enrol::check(context, testing, &typed) {
            Ok(()) => return Ok(Some(typed)),
            Err(error) => context.out.warn(format!("{error}; nothing was sent")),
        }
    }
}
