//! A restore: from the session to the first code, key stretching aside.

use std::time::Instant;

use rand_core::OsRng;
use regain_e2e::http::Http;
use regain_e2e::service::ORIGIN;
use regain_log::{Kind, frame};
use regain_sync::draft::Draft;
use regain_sync::flow::unlock;
use regain_sync::{Checks, Opener};
use regain_vault::account;

use crate::founder::{found, id, now, vault_of};
use crate::report;
use crate::serve::Served;

const ROUNDS: usize = 7;

pub fn run() {
    report::heading(
        "Restore: from the slot's session to the first code, in one round trip; key stretching aside",
    );
    let server = Served::start("regain");
    let http = Http::new(server.address, ORIGIN);
    for count in [100, 1_000, 10_000] {
        let mut founded = found(&http);
        let size = founded.upload_accounts(&http, count);
        let (mut whole, mut transfer) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            let (step, request) = unlock::by_kit(founded.account.clone());
            let (step, request) = step.answer(&http.send(&request).unwrap(), &founded.kit, ORIGIN).unwrap();
            let access = step.answer(&http.send(&request).unwrap(), &founded.kit).unwrap();
            let start = Instant::now();
            let answer = http.send(&access.read()).unwrap();
            transfer.push(start.elapsed());
            let opened = access.opened(&answer, &Checks::default()).unwrap();
            let accounts = account::list(&opened.restored.vault);
            let first = accounts.into_iter().flatten().next().unwrap();
            drop(first.otp.code_at(now() / 1000));
            whole.push(start.elapsed());
            assert_eq!(account::count(&opened.restored.vault), count);
        }
        let (whole, transfer) = (report::median(whole), report::median(transfer));
        let against = format!("of which {} to fetch {} KiB", report::ms(transfer), size / 1024);
        report::line(&format!("{count} accounts"), &report::ms(whole), &against);
        if count == 10_000 {
            let bytes = one_more(&founded);
            report::line("  one account more uploads", &format!("{bytes} bytes"), "at most 2,048");
        }
    }
}

/// Bytes of the request body that adds one account.
fn one_more(founded: &crate::founder::Founded) -> usize {
    let vault = vault_of(regain_log::MemberId(id()), 1);
    let opener = Opener { id: founded.device, secret: &founded.secret };
    let mut draft = Draft::new(&founded.chain, &founded.keys, opener, now());
    draft.data(Kind::Change, &vault.checkpoint(), &mut OsRng).unwrap();
    frame::write_all(&draft.finish().entries).len()
}
