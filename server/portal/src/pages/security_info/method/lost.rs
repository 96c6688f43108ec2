//! "Report lost": a method is suspended at once, by one factor, and comes back only by the mailed link and itself.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regain_http::token;
use regain_storage::portal::{Change, ChangeMethod, Evidence, MethodChange, MethodRow, NewOneTime, Purpose};

use crate::Standing;
use crate::acts::Act;
use crate::fault::Fault;
use crate::methods::{ReportRefusal, may_report_lost};
use crate::notes::Note;
use crate::page::{Done, Frame, Tab, redirect, show as page};
use crate::pages::security_info::item::called;
use crate::pages::security_info::own;
use crate::state::{Portal, Shared};
use crate::visit::{Enrolling, Visitor};

/// How long the mailed link is good, ms: thirty days. A phone may turn up late, and the link alone does nothing.
const LINK_MS: u64 = 30 * 24 * 60 * 60 * 1000;

#[derive(Template)]
#[template(path = "security_info/lost.html")]
struct LostPage {
    frame: Frame,
    id: String,
    name: String,
    /// Nothing else would be left to sign in with.
    last: bool,
}

/// Says what a report does.
pub async fn show(Enrolling(me): Enrolling, Path(id): Path<String>) -> Result<Response, Fault> {
    let method = own::method(&me.standing, &id)?;
    may_report_lost(&me.standing, method.id, &me.proven()).map_err(refused)?;
    page(&LostPage {
        name: called(method, me.visitor.words()),
        last: is_last(&me.standing, method, me.now),
        frame: Frame::of_me(&me, Tab::SecurityInfo),
        id,
    })
}

/// Reports. The session goes on only by what it proved with other methods.
pub async fn act(
    State(portal): State<Shared>,
    Enrolling(me): Enrolling,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    report(&portal, &me.visitor, &me.standing, &id, &me.proven()).await?;
    let found = portal.storage.person(me.standing.person.id, me.now).await?;
    let (person, methods) = found.ok_or(Fault::Expired)?;
    let goes_on = me.facts.reach(&Standing { person, methods }, me.now).is_some();
    Ok(redirect(&Done::MethodLost.on(if goes_on { "/security-info" } else { "/sign-in" })))
}

/// Suspends a method of this person, by what was proven just now or in a session.
pub async fn report(
    portal: &Portal,
    visitor: &Visitor,
    standing: &Standing,
    id: &str,
    proven: &[Evidence],
) -> Result<(), Fault> {
    let method = own::method(standing, id)?;
    may_report_lost(standing, method.id, proven).map_err(refused)?;
    let (now, person) = (portal.now(), &standing.person);
    let (link, hash) = token::make(&portal.random);
    // First the link, which does nothing while the method is in use; then what it takes back.
    let thing = NewOneTime {
        hash,
        person: person.id,
        purpose: Purpose::Resume,
        method: Some(method.id),
        expires: Some(now + LINK_MS),
        uses: Some(1),
    };
    if !portal.storage.put_one_time(thing).await? {
        return Err(Fault::Moved);
    }
    let note = Note::own(Act::MethodLost, person.id, proven)
        .with("name", called(method, visitor.words()))
        .with_way_back(portal.link(&format!("/resume/{link}")));
    let change = ChangeMethod {
        person: person.id,
        revision: person.revision,
        method: method.id,
        change: MethodChange::Suspend,
        taking: None,
        now,
        notes: note.told(portal, visitor, now).await?,
    };
    match portal.storage.change_method(change).await? {
        Change::Changed => {}
        Change::Moved | Change::LastAdministrator => return Err(Fault::Moved),
    }
    portal.mail_waits.notify_one();
    if is_last(standing, method, now) {
        crate::pages::recovery::ask(portal, visitor, person, visitor.words().lost_recovery_note(), now)
            .await?;
    }
    Ok(())
}

/// What a refusal means to a page.
pub fn refused(refusal: ReportRefusal) -> Fault {
    match refusal {
        ReportRefusal::NotThere => Fault::NotFound,
        ReportRefusal::NothingProven => Fault::Expired,
        ReportRefusal::NotInUse => Fault::Moved,
    }
}

/// Whether nothing would be left beside the password.
pub fn is_last(standing: &Standing, method: &MethodRow, now: u64) -> bool {
    let others = standing.methods.iter().filter(|other| other.id != method.id).cloned().collect();
    Standing { person: standing.person.clone(), methods: others }.ways_in(now) == 0
}
