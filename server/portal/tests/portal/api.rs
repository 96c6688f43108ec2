//! The app's API as any page, and any program, finds it.

use axum::body::Body;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_TYPE, COOKIE, SET_COOKIE,
};
use axum::http::{Request, Response};
use http_body_util::BodyExt as _;
use regain_protocol::portal::PortalInfo;
use regain_protocol::{PROBLEM_TYPE, path::portal as path};
use regain_storage::portal::Role;
use tower::ServiceExt as _;

use crate::support::{ADDRESS, Stand};

async fn ask(stand: &Stand, request: Request<Body>) -> Response<Body> {
    stand.router.clone().oneshot(request).await.unwrap()
}

#[tokio::test]
async fn a_portal_says_what_it_is_with_and_without_the_last_slash() {
    let stand = Stand::new();
    for address in [path::PORTAL, path::BASE] {
        let answer = ask(&stand, Request::get(address).body(Body::empty()).unwrap()).await;
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        let info: PortalInfo = serde_json::from_slice(&body).unwrap();
        assert_eq!((info.product.as_str(), info.protocol), ("regain-portal", 1));
        assert_eq!((info.portal.as_str(), info.time), (ADDRESS, stand.now()));
        assert_eq!(info.organisation.as_str(), "localhost:8422", "until somebody gives a name");
    }
}

#[tokio::test]
async fn pages_of_any_origin_may_ask_and_a_cookie_is_worth_nothing() {
    let stand = Stand::new();
    let asked = Request::options(path::REQUESTS)
        .header("origin", "https://app.example")
        .header("access-control-request-method", "GET")
        .header("access-control-request-headers", "authorization,content-type");
    let answer = ask(&stand, asked.body(Body::empty()).unwrap()).await;
    assert!(answer.status().is_success());
    assert_eq!(answer.headers()[ACCESS_CONTROL_ALLOW_ORIGIN], "*");
    let allowed = answer.headers()[ACCESS_CONTROL_ALLOW_HEADERS].to_str().unwrap().to_owned();
    assert!(allowed.contains("authorization") && allowed.contains("content-type"), "{allowed}");

    let anna = stand.person("anna", Role::Member).await;
    let browser = stand.signed_in(&anna).await;
    let cookie = format!("__Host-regain={}", browser.cookies["__Host-regain"]);
    let answer =
        ask(&stand, Request::get(path::REQUESTS).header(COOKIE, cookie).body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status(), 401);
    assert!(!answer.headers().contains_key(SET_COOKIE));
}

#[tokio::test]
async fn every_error_is_a_problem_and_no_page() {
    let stand = Stand::new();
    let json = |path: &str, body: &str| {
        let request = Request::post(path).header(CONTENT_TYPE, "application/json");
        request.body(Body::from(body.to_owned())).unwrap()
    };
    for (request, status) in [
        (Request::get("/api/portal/v1/nothing").body(Body::empty()).unwrap(), 404),
        (Request::get("/api/portal/v2/").body(Body::empty()).unwrap(), 404),
        (Request::get(path::SESSION).body(Body::empty()).unwrap(), 405),
        (Request::post(path::SESSION).body(Body::from("proof=x")).unwrap(), 400),
        (json(path::SESSION, "{}"), 400),
        (json(path::SESSION, r#"{"proof":"a.b.c"}"#), 401),
        (json(path::ENROLMENTS, r#"{"proof":""}"#), 401),
        (json(path::SESSION, &"x".repeat(70_000)), 413),
        (Request::get(path::EVENTS).body(Body::empty()).unwrap(), 401),
    ] {
        let (method, path) = (request.method().clone(), request.uri().clone());
        let answer = ask(&stand, request).await;
        assert_eq!(
            (answer.status().as_u16(), &answer.headers()[CONTENT_TYPE]),
            (status, &PROBLEM_TYPE.parse().unwrap()),
            "{method} {path}"
        );
        assert_eq!(answer.headers()[ACCESS_CONTROL_ALLOW_ORIGIN], "*");
    }
    // Outside the API there are pages.
    let page = stand.browser().get("/nothing").await;
    assert_eq!(page.status, 404);
    page.says("There is nothing here");
}

#[tokio::test]
async fn whoever_scanned_the_code_with_something_else_is_told_what_to_do() {
    let stand = Stand::new();
    let page = stand.browser().get("/enrol").await;
    page.says("Open the Regain app and scan this there");
    assert_eq!(page.attribute("#app", "href").unwrap(), "http://localhost:8420/app/#regain-enrol=");
    let script = page.all("script");
    assert!(script.iter().all(String::is_empty), "nothing inline");
}
