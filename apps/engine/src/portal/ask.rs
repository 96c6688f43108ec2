//! What waits at all portals, asked at once and each for a limited time.

use std::rc::Rc;

use futures_util::future::join_all;
use regain_screen::message::Trouble;
use regain_screen::message::portal::Reply;
use regain_screen::view::{RequestView, RequestsView, UnreachedView};
use regain_sync::replica::Binding;

use super::line;
use crate::app::App;

/// Asks all portals that this device may be asked by.
pub async fn all(app: &Rc<App>) -> Result<Reply, Trouble> {
    let bindings: Vec<Binding> =
        app.read(|replica| replica.approvals().map(|holding| holding.binding.clone()).collect())?;
    let asked = join_all(bindings.iter().map(|binding| line::look(app, binding))).await;
    let failed = bindings.iter().zip(asked).filter_map(|(binding, asked)| Some((binding, asked.err()?)));
    app.read(|replica| {
        // One that is over meanwhile is in the list as an account that asks for a step.
        let holding = |binding: &Binding| replica.approvals().find(|holding| holding.binding == *binding);
        let unreached = failed
            .filter_map(|(binding, trouble)| Some(UnreachedView::of(holding(binding)?, trouble)))
            .collect();
        let requests = app.portals(|portals| {
            portals.waiting().filter_map(|waiting| RequestView::of(waiting, replica)).collect()
        });
        let enrolled = u32::try_from(replica.approvals().count()).unwrap_or(u32::MAX);
        Reply::Requests(RequestsView { requests, unreached, enrolled })
    })
}
