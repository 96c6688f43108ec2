//! Administration: who helps whom, alone or with another, and what the log says of it.

mod audit;
mod help_desk;
mod members;
mod pass;
mod policy;
mod risk;
mod two;

use data_encoding::HEXLOWER;
use regain_storage::portal::{Change, ChangePerson, MethodKind, Role};

use crate::support::people::{Someone, nothing_noted};
use crate::support::{Browser, Page, Stand};

/// What is typed to issue a pass.
const PASS: [(&str, &str); 3] = [("minutes", "60"), ("uses", "once"), ("checked", "called back")];

/// The page of a person.
fn member(someone: &Someone) -> String {
    format!("/admin/members/{}", HEXLOWER.encode(&someone.id.0))
}

/// The address of the only proposal that waits.
async fn proposal(browser: &mut Browser) -> String {
    let page = browser.get("/admin/proposals").await;
    page.attribute("main li a", "href").unwrap_or_else(|| panic!("nothing waits: {}", page.text()))
}

/// The pass that a page shows.
fn shown_pass(page: &Page) -> String {
    page.all("#pass").pop().unwrap_or_else(|| panic!("no pass at {}: {}", page.path, page.text()))
}

impl Stand {
    async fn give_role(&self, someone: &Someone, role: Role) {
        let (now, revision) = (self.now(), self.revision(someone).await);
        let change = ChangePerson {
            person: someone.id,
            revision,
            shown: None,
            role: Some(role),
            disabled: None,
            now,
            notes: nothing_noted(now),
        };
        assert_eq!(self.storage.change_person(change).await.unwrap(), Change::Changed);
    }

    async fn has(&self, someone: &Someone, kind: MethodKind) -> bool {
        let (_, methods) = self.storage.person(someone.id, self.now()).await.unwrap().unwrap();
        methods.iter().any(|method| method.kind == kind)
    }
}
