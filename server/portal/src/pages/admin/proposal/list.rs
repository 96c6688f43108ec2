//! The list.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use regain_storage::portal::DeedRow;

use crate::deeds::{Wanted, id_text};
use crate::fault::Fault;
use crate::page::{Frame, Tab, When, show as page};
use crate::pages::admin::said::{self, Names};
use crate::pages::admin::who::Helper;
use crate::state::{Portal, Shared};
use crate::words::Words;

/// A proposal, as it is shown.
pub struct Item {
    /// For addresses.
    pub id: String,
    /// What is wanted, as a sentence.
    pub what: String,
    /// Who wants it.
    pub by: String,
    /// What was checked before, for a pass.
    pub checked: Option<String>,
    /// Since when it waits.
    pub made: When,
    /// From when on nobody can carry it out any more.
    pub expires: When,
}

#[derive(Template)]
#[template(path = "admin/proposals.html")]
struct ProposalsPage {
    frame: Frame,
    items: Vec<Item>,
}

/// Shows it: the help desk, too, sees what became of a request.
pub async fn show(State(portal): State<Shared>, Helper(me): Helper) -> Result<Response, Fault> {
    let (mut names, mut items) = (Names::default(), Vec::new());
    for row in portal.storage.proposed_deeds(me.now).await? {
        items.extend(item(&portal, &row, &mut names, me.visitor.words()).await?);
    }
    page(&ProposalsPage { frame: Frame::of_me(&me, Tab::Administration), items })
}

/// As it is shown; `None`: an earlier version proposed what this one does not know.
pub async fn item(
    portal: &Portal,
    row: &DeedRow,
    names: &mut Names,
    w: Words,
) -> Result<Option<Item>, Fault> {
    let Some(wanted) = Wanted::read(&row.deed) else { return Ok(None) };
    let (what, checked) = said::wanted(&wanted, &names.of(portal, row.target).await?, w);
    Ok(Some(Item {
        id: id_text(&row.id.0),
        what,
        by: names.of(portal, row.by).await?,
        checked,
        made: When::at(row.made),
        expires: When::at(row.expires),
    }))
}
