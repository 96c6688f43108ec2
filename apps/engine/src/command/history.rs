//! Earlier states: which there are, what going back would change, and the way back.

use std::rc::Rc;

use regain_screen::message::{Answer, StateLine, Trouble};
use regain_screen::view::PreviewView;
use regain_sync::flow::history;
use regain_sync::{Checks, Replica};
use regain_vault::history::{Difference, diff, restore_to};
use regain_vault::{Clock, RecordKind, Vault};

use super::accounts;
use crate::app::App;
use crate::{platform, sync};

/// The states the service still has.
pub async fn list(app: &App) -> Result<Answer, Trouble> {
    let _alone = app.line.lock().await;
    let states = history::listed(&sync::ask(app, history::list).await?)?;
    Ok(Answer::States(
        states.iter().map(|state| StateLine { number: state.number, time: state.time }).collect(),
    ))
}

/// What going back to one would change.
pub async fn preview(app: &App, number: u64) -> Result<Answer, Trouble> {
    let earlier = fetch(app, number).await?;
    app.read(|replica| {
        let live =
            replica.vault.records().filter(|record| record.is_live() && record.kind() != RecordKind::DEVICE);
        Answer::Preview(PreviewView::of_differences(&differences(replica, &earlier), live.count()))
    })
}

/// Goes back to it: an edit like any other, which can be undone in the same way.
pub async fn restore(app: &Rc<App>, number: u64) -> Result<(), Trouble> {
    let earlier = fetch(app, number).await?;
    accounts::apply(app, |replica, now| Ok(restore_to(&mut replica.vault, &mut replica.clock, now, &earlier)))
        .await
}

async fn fetch(app: &App, number: u64) -> Result<Vault, Trouble> {
    let _alone = app.line.lock().await;
    let answer = sync::ask(app, |replica| history::state(replica, number)).await?;
    Ok(app.read(|replica| history::opened(&answer, replica, number, &Checks::default()))??)
}

/// Worked out on a copy, so that it is exactly what the restore does.
fn differences(replica: &Replica, earlier: &Vault) -> Vec<Difference> {
    let now = platform::now();
    let mut after = replica.vault.duplicate();
    let mut clock = Clock::resume(replica.author(), &after, now);
    restore_to(&mut after, &mut clock, now, earlier);
    let mut differences = diff(&replica.vault, &after);
    differences.retain(|difference| difference.kind != RecordKind::DEVICE);
    differences
}
