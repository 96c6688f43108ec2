//! What was found, before anybody agrees to anything.

use leptos::prelude::*;
use regain_screen::message::Command;
use regain_screen::suggest;
use regain_screen::view::SummaryView;

use super::flow::{Flow, Stage};
use super::preview;
use crate::app::{open, tell, w};
use crate::parts::{self, Field, definition, say};
use crate::screens::backup::form::{form, missing};
use crate::{browser, format};

/// The summary and the question.
pub fn found(flow: Flow, summary: &SummaryView) -> AnyView {
    let device =
        Field::with("device-name", untrack(open).map_or_else(suggested, |open| open.device_name.clone()));
    let agreed = RwSignal::new(false);
    let is_stale = summary.is_stale;
    let taken = summary.clone();
    let submit = move || {
        let name = device.value();
        if name.is_empty() || (is_stale && !agreed.get_untracked()) {
            missing(flow.act);
            return;
        }
        let summary = taken.clone();
        flow.act.run(Command::RecoverTake { device_name: name.clone() }, move |_| {
            flow.stage.set(Stage::Restored { summary, device: name });
            browser::focus_soon("h2");
        });
    };
    let cancel = move |_| {
        tell(Command::RecoverCancel);
        flow.act.clear();
        flow.stage.set(Stage::Asking);
        say(w().recover_left());
    };
    let go = if summary.merge.is_some() { w().recover_merge() } else { w().recover_restore() };
    let fields = view! {
        {is_stale.then(|| stale(summary, agreed))}
        {parts::field(device, w().recover_device_name(), w().recover_device_name_hint())}
    };
    view! {
        <h2 tabindex="-1">{w().recover_found()}</h2>
        {facts(summary)}
        {summary.merge.as_ref().map(merge)}
        {form(flow.act, go, false, fields, submit)}
        <div class="buttons">
            <button type="button" class="button" disabled=move || flow.act.busy() on:click=cancel>{w().cancel()}</button>
        </div>
    }
    .into_any()
}

/// A fresh app has no name yet.
fn suggested() -> String {
    suggest::device_name(&browser::window().navigator().user_agent().unwrap_or_default())
}

fn facts(summary: &SummaryView) -> AnyView {
    let line = w().recover_found_line(
        &w().accounts(summary.accounts.into()),
        &format::date_time(summary.last_backup),
        w().made_by(&summary.last_backup_by),
    );
    let action = (summary.action_required > 0).then(|| w().recover_action(summary.action_required.into()));
    let unreadable = (summary.unreadable > 0).then(|| w().recover_unreadable(summary.unreadable.into()));
    let (account, service) = (summary.account.clone(), summary.service.clone());
    let devices = summary.devices.join(", ");
    let fingerprint = w().kit_fingerprint_is(&summary.head.to_string(), &summary.words.join(" "));
    let fingerprint = view! {
        <span class="fingerprint" translate="no" lang="en">{fingerprint}</span>
        <span class="hint">{w().recover_fingerprint_hint()}</span>
    };
    view! {
        <p class="strong">{line}</p>
        {action.map(|action| view! { <p>{action}</p> })}
        {unreadable.map(|unreadable| view! { <p>{unreadable}</p> })}
        <dl>
            {definition(w().recover_account(), view! { <span translate="no">{account}</span> })}
            {definition(w().recovery_account_service(), view! { <span translate="no">{service}</span> })}
            {definition(w().recover_devices(), devices)}
            {definition(w().recover_fingerprint(), fingerprint)}
        </dl>
    }
    .into_any()
}

/// A service may hide the newest entries from a device that knows none: an old last sign of life asks for consent of its own.
fn stale(summary: &SummaryView, agreed: RwSignal<bool>) -> AnyView {
    let text = w().recover_stale(&format::ago(summary.last_sign));
    view! {
        <section class="notice loud">
            <p class="strong">{text}</p>
            <p>{w().recover_stale_next()}</p>
            {parts::check(agreed, w().recover_stale_agree())}
        </section>
    }
    .into_any()
}

fn merge(what: &regain_screen::view::PreviewView) -> AnyView {
    view! {
        <h2>{w().recover_merge_title()}</h2>
        <p>{w().recover_merge_intro()}</p>
        {preview::changes(what, true)}
    }
    .into_any()
}
