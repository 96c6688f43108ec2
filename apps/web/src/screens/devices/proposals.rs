//! What a device asked for alone, and the answer of this one.

use leptos::prelude::*;
use regain_screen::message::Command;
use regain_screen::view::{ProposalRow, ProposalWhat};

use crate::act::Act;
use crate::app::{open, w};
use crate::format;
use crate::parts::{self, Confirm, say};

/// All that are open.
pub fn proposals() -> impl IntoView {
    let rows = Memo::new(|_| open().map(|open| open.proposals.clone()).unwrap_or_default());
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    // It outlives the line it is about, which goes when it is answered.
    let act = Act::new();
    let list = move || {
        (!is_empty.get()).then(|| {
            view! {
                <section aria-labelledby="proposals">
                    <h2 id="proposals">{w().proposals_title()}</h2>
                    <For each=move || rows.get() key=|row| (row.id.clone(), row.confirmed_by.clone())
                        children=move |row| proposal(&row, act)/>
                </section>
            }
        })
    };
    view! { {act.view()} {list} }
}

fn proposal(row: &ProposalRow, act: Act) -> AnyView {
    let what = match &row.what {
        ProposalWhat::Remove(name) => w().proposal_remove(&row.by, name),
        ProposalWhat::Passphrase => w().proposal_passphrase(&row.by),
        ProposalWhat::Kit => w().proposal_kit(&row.by),
    };
    let about_this = row.about_this.then(|| view! { <p class="strong">{w().proposal_about_this()}</p> });
    let own = row.own.then(|| view! { <p>{w().proposal_own()}</p> });
    let due = w().proposal_due(&format::date_time(row.due));
    let confirmed = row.confirmed_by.as_ref().map(|name| w().proposal_confirmed(name));
    view! {
        <article class="notice">
            <p class="strong">{what}</p>
            {about_this}
            {own}
            <p class="hint">{due}</p>
            {confirmed.map(|confirmed| view! { <p class="hint">{confirmed}</p> })}
            {answer(row, act)}
        </article>
    }
    .into_any()
}

/// A device agrees to what others ask, and not to its own removal; it may take back what it asked for.
fn answer(row: &ProposalRow, act: Act) -> AnyView {
    let (agree, refuse) = (Confirm::new(), Confirm::new());
    let (one, other) = (row.id.clone(), row.id.clone());
    let can_agree = !row.own && !row.about_this && row.confirmed_by.is_none();
    let agreeing = can_agree.then(|| {
        let then = move || act.run(Command::Confirm(one.clone()), |_| say(w().proposal_confirmed_done()));
        view! {
            {act.styled("button primary", w().proposal_confirm(), move || agree.ask())}
            {parts::confirm(agree, w().proposal_confirm_title(), w().proposal_confirm_text(), w().proposal_confirm(), then)}
        }
    });
    let label = if row.own { w().proposal_take_back() } else { w().proposal_refuse() };
    let text = if row.about_this { w().proposal_refuse_self_text() } else { w().proposal_refuse_text() };
    let then = move || act.run(Command::Refuse(other.clone()), |_| say(w().proposal_refused_done()));
    view! {
        <div class="buttons">
            {act.styled("button", label, move || refuse.ask())}
            {agreeing}
        </div>
        {parts::confirm(refuse, w().proposal_refuse_title(), text, label, then)}
    }
    .into_any()
}
