//! The page of a code, until the app has approved for the first time.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use regain_storage::portal::RequestState;
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::enrolment::{self, EnrolmentId, Progress};
use crate::fault::Fault;
use crate::page::{Frame, Tab, When, qr, show as page};
use crate::session::Action;
use crate::state::Shared;
use crate::visit::Enrolling;
use crate::words::Words;

enum Shown {
    Open { link: Zeroizing<String>, qr: Zeroizing<String>, app_link: Option<Zeroizing<String>>, until: When },
    Testing { name: String, number: String, until: When },
    Failed { said: &'static str },
    Live { name: String },
    Expired,
}

#[derive(Template)]
#[template(path = "security_info/add/app_progress.html")]
struct ProgressPage {
    frame: Frame,
    shown: Shown,
    events: String,
    state: &'static str,
    /// ms until this page is out of date.
    left: Option<u64>,
    /// What the new method takes the place of, for a new code.
    replaces: String,
}

/// What its address may say.
#[derive(Debug, Deserialize)]
pub struct Asked {
    replaces: Option<String>,
}

/// Shows how far it is.
pub async fn show(
    State(portal): State<Shared>,
    Enrolling(me): Enrolling,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let id: EnrolmentId = id.parse().map_err(|_| Fault::NotFound)?;
    let progress = enrolment::progress(&portal, &me, id).await?;
    let (state, now, w) = (progress.state(), me.now, me.visitor.words());
    let mut left = None;
    let shown = match progress {
        Progress::Open { link, expires } => {
            // The code is a way in: it is shown to whoever may add one now.
            me.permit(Action::AddMethod, &me.visitor.path)?;
            left = Some(expires.saturating_sub(now));
            Shown::Open {
                qr: qr(&link)?,
                app_link: enrolment::app_link(&portal, &link).map(Zeroizing::new),
                link: Zeroizing::new(link),
                until: When::at(expires),
            }
        }
        Progress::Testing { method, number, expires } => {
            left = Some(expires.saturating_sub(now));
            Shown::Testing { name: method.name, number, until: When::at(expires) }
        }
        Progress::Failed { how } => Shown::Failed { said: said(how, w) },
        Progress::Live(method) => Shown::Live { name: method.name },
        Progress::Expired => Shown::Expired,
    };
    let frame = Frame::of_me(&me, Tab::SecurityInfo);
    let frame =
        if left.is_some() { Frame { refresh: Some(3), ..frame.with_script("wait.js") } } else { frame };
    let replaces = asked.replaces.unwrap_or_default();
    page(&ProgressPage { frame, shown, events: id.events(), state, left, replaces })
}

fn said(how: RequestState, w: Words) -> &'static str {
    match how {
        RequestState::WrongNumber => w.add_app_wrong_number(),
        RequestState::Denied => w.add_app_denied(),
        RequestState::Reported => w.add_app_reported(),
        RequestState::Waiting | RequestState::Approved | RequestState::Over => w.add_app_over(),
    }
}
