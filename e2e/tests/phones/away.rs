//! Portals that are away, lead elsewhere, or call themselves otherwise.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use regain_e2e::home::Home;

use crate::house::{Enrolling, House, code};

/// Answers everything with these bytes, at the port it gives.
fn answering(bytes: impl Fn(u16) -> String + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(bytes(port).as_bytes());
        }
    });
    format!("http://localhost:{port}/enrol#regain-1.BwcHBwcHBwcHBwcHBwcHBw")
}

fn ok(body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}

#[test]
fn no_redirect_is_followed_and_no_key_goes_to_a_portal_of_another_name() {
    let phone = Home::new("Pixel 8");
    let stranger = TcpListener::bind("127.0.0.1:0").unwrap();
    stranger.set_nonblocking(true).unwrap();
    let elsewhere = stranger.local_addr().unwrap();
    let redirect = answering(move |_| {
        format!(
            "HTTP/1.1 307 Temporary Redirect\r\nlocation: http://{elsewhere}/\r\ncontent-length: 0\r\n\r\n"
        )
    });
    let info = |portal: &str| {
        ok(&format!(
            r#"{{"product":"regain-portal","protocol":1,"portal":"{portal}","organisation":"Example Ltd","time":1}}"#
        ))
    };
    let renamed = answering(move |_| info("https://other.example"));
    let newer = answering(|port| {
        ok(&format!(
            r#"{{"product":"regain-portal","protocol":9,"portal":"http://localhost:{port}","organisation":"Example Ltd","time":1}}"#
        ))
    });
    let page = answering(|_| ok("<!doctype html>"));
    for (link, exit, expected) in [
        (redirect, 4, "redirect"),
        (renamed, 7, "elsewhere"),
        (newer, 5, "other-version"),
        (page, 4, "not-a-portal"),
    ] {
        let done = Enrolling::start(&phone, &link).end();
        assert_eq!((done.code, code(&done).as_str()), (exit, expected), "{}", done.err);
    }
    assert!(stranger.accept().is_err(), "nobody came there");
    assert_eq!(phone.refused(8, &["requests"]), "not-enrolled");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_portal_that_is_away_is_named_and_hides_no_other() {
    let (here, there) = (House::open().await, House::open().await);
    let (anna, mut browser) = here.person("anna").await;
    let phone = Home::new("Pixel 8");
    here.set_up(&phone, &mut browser).await;
    let (_, mut other_browser) = there.person("a.berg").await;
    there.set_up(&phone, &mut other_browser).await;
    let host = there.stand.address.trim_start_matches("http://").to_owned();
    there.close();

    let (_asking, _page) = here.ask(&anna).await;
    let list = phone.ok(&["requests", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&list.out).unwrap();
    assert_eq!(
        (json["requests"].as_array().unwrap().len(), &json["unreached"][0]["why"]),
        (1, &"unreachable".into())
    );
    assert!(list.err.contains(&host) && list.err.contains("can't be asked now"), "{}", list.err);
    phone.ok(&["requests", "deny"]);
    let alone = phone.run(&["requests", "--json"]);
    assert_eq!(
        (alone.code, code(&alone)),
        (4, "unreachable".to_owned()),
        "not \u{201c}nothing waits\u{201d}"
    );
    assert_eq!(phone.refused(4, &["requests", "--offline"]), "offline");
}
