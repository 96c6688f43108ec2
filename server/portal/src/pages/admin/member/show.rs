//! A person: methods, sessions, history, and what may be done.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regain_storage::portal::{AuditQuery, MethodRow, MethodState, PersonState, Role};

use super::pass::{Request, open_request};
use crate::Standing;
use crate::deeds::ruling;
use crate::fault::Fault;
use crate::page::{Frame, Tab, When, show as page};
use crate::pages::admin::audit::{Line, lines};
use crate::pages::admin::confirm::member_path;
use crate::pages::admin::said;
use crate::pages::admin::who::{Helper, target};
use crate::pages::security_info;
use crate::people::{Deed, Ruling};
use crate::state::{Portal, Shared};
use crate::visit::Me;
use crate::words::Words;

/// Lines of history on the page.
const LINES: usize = 20;

struct Method {
    kind: &'static str,
    name: String,
    badges: Vec<String>,
    added: When,
    used: Option<When>,
    ends: Option<When>,
}

struct Session {
    origin: String,
    opened: When,
    ends: When,
}

/// Something that may be done.
struct Deedable {
    verb: &'static str,
    said: &'static str,
    second: bool,
}

#[derive(Template)]
#[template(path = "admin/member.html")]
struct MemberPage {
    frame: Frame,
    path: String,
    shown: String,
    name: String,
    role: &'static str,
    state: &'static str,
    created: When,
    addresses: Vec<(String, bool)>,
    ways: u64,
    request: Option<Request>,
    deeds: Vec<Deedable>,
    methods: Vec<Method>,
    sessions: Vec<Session>,
    lines: Vec<Line>,
    reads_log: bool,
}

/// Shows it.
pub async fn show(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let target = target(&portal, &me, &id).await?;
    let (w, now, person) = (me.visitor.words(), me.now, &target.person);
    let sessions = portal.storage.portal_sessions(person.id, now).await?;
    let query = AuditQuery { before: None, person: Some(person.id), action: None, limit: LINES };
    let rows = portal.storage.search_audit(query).await?;
    let addresses = portal.storage.addresses(person.id).await?;
    page(&MemberPage {
        frame: Frame::of_me(&me, Tab::Administration),
        path: member_path(person),
        shown: person.shown.clone(),
        name: person.name.clone(),
        role: said::role(person.role, w),
        state: said::state(person.state, w),
        created: When::at(person.created),
        addresses: addresses.into_iter().map(|row| (row.address, row.confirmed)).collect(),
        ways: target.ways_in(now) as u64,
        request: open_request(&portal, person.id).await?.map(Request::of),
        deeds: deeds(&portal, &me, &target).await?,
        methods: target.methods.iter().map(|method| self::method(method, w)).collect(),
        sessions: sessions
            .into_iter()
            .map(|row| Session {
                origin: row.origin,
                opened: When::at(row.opened),
                ends: When::at(row.expires),
            })
            .collect(),
        lines: lines(&portal, rows, w).await?,
        reads_log: me.standing.person.role == Role::Administrator,
    })
}

/// What this one may do to the person as they are now. The form of each is ruled anew.
async fn deeds(portal: &Portal, me: &Me, target: &Standing) -> Result<Vec<Deedable>, Fault> {
    let w = me.visitor.words();
    let state = target.person.state;
    let (invited, disabled) = (state == PersonState::Invited, state == PersonState::Disabled);
    let other = if target.person.role == Role::Member { Role::HelpDesk } else { Role::Member };
    let all = [
        (!disabled, "pass", w.deed_pass(), Deed::IssuePass),
        (invited, "invitation", w.deed_invite(), Deed::Invite),
        (true, "sessions", w.deed_sessions(), Deed::EndSessions),
        (!invited, "reregistration", w.deed_reregistration(), Deed::RequireReregistration),
        (true, "role", w.deed_role(), Deed::GiveRole(other)),
        (!disabled, "disable", w.deed_disable(), Deed::Disable),
        (disabled, "enable", w.deed_enable(), Deed::Enable),
        (invited, "take-back", w.deed_take_back(), Deed::Invite),
    ];
    let mut deeds = Vec::new();
    for (fits, verb, said, deed) in all {
        if !fits {
            continue;
        }
        if let Ok(ruling) = ruling(portal, &me.standing.person, deed, &target.person).await? {
            deeds.push(Deedable { verb, said, second: ruling == Ruling::WithAnother });
        }
    }
    Ok(deeds)
}

fn method(row: &MethodRow, w: Words) -> Method {
    let mut badges = Vec::new();
    match row.state {
        MethodState::Waiting => badges.push(w.badge_waiting().to_owned()),
        MethodState::Suspended => badges.push(w.badge_suspended().to_owned()),
        MethodState::Live => {}
    }
    if row.kind == regain_storage::portal::MethodKind::RecoveryCodes {
        badges.push(w.codes_left(row.left));
    }
    Method {
        kind: security_info::kind(row.kind, w),
        name: if row.kind.is_everyday() { row.name.clone() } else { String::new() },
        badges,
        added: When::at(row.added),
        used: row.last_used.map(When::at),
        ends: row.ends.map(When::at),
    }
}
