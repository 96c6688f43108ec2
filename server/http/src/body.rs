//! Bodies up to a limit.

use axum::body::{Body, Bytes};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use regain_protocol::{Problem, ProblemCode};
use serde::de::DeserializeOwned;

use crate::Rejection;

/// Reads a body of at most `limit` bytes. A larger one is refused, by its announced length before a byte is read.
pub async fn bytes(headers: &HeaderMap, body: Body, limit: usize) -> Result<Bytes, Rejection> {
    let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > limit as u64) {
        return Err(too_large(limit));
    }
    match Limited::new(body, limit).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(too_large(limit)),
        Err(_) => Err(Rejection::malformed("the body ended before its time")),
    }
}

/// Reads a JSON body of at most `limit` bytes; a refusal names the field.
pub async fn json<T: DeserializeOwned>(
    headers: &HeaderMap,
    body: Body,
    limit: usize,
) -> Result<T, Rejection> {
    require_type(headers, "application/json")?;
    let bytes = bytes(headers, body, limit).await?;
    let mut json = serde_json::Deserializer::from_slice(&bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        let cause = reason(error.inner());
        Rejection::malformed(if path == "." { cause } else { format!("{path}: {cause}") })
    })?;
    json.end().map_err(|_| Rejection::malformed("something follows the JSON value"))?;
    Ok(value)
}

/// Refuses a body of another media type. This also keeps plain HTML forms of other sites from posting here.
pub fn require_type(headers: &HeaderMap, expected: &str) -> Result<(), Rejection> {
    let given = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = given.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case(expected) {
        Ok(())
    } else {
        Err(Rejection::malformed(format!("content-type: this path takes {expected}")))
    }
}

/// The message without `at line 1 column 7`: a place in bytes nobody sees.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(reason, _)| reason.to_owned())
}

fn too_large(limit: usize) -> Rejection {
    Problem::new(ProblemCode::TooLarge).with_detail(format!("at most {limit} bytes")).into()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use regain_protocol::SignInByPassphrase;

    use super::*;

    async fn refused(text: &'static str) -> Problem {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, "application/json; charset=utf-8".parse().unwrap());
        json::<SignInByPassphrase>(&headers, Body::from(text), 64).await.unwrap_err().problem().clone()
    }

    #[tokio::test]
    async fn a_refusal_names_the_field() {
        let detail = |problem: Problem| problem.detail.unwrap();
        assert_eq!(detail(refused(r#"{"account":"abc"}"#).await), "missing field `credential_request`");
        assert_eq!(
            detail(refused(r#"{"account":"abc","credential_request":"!"}"#).await),
            "credential_request: not base64url"
        );
        assert_eq!(
            detail(refused(r#"{"account":"ab","credential_request":"AA"}"#).await),
            "account: an account name has 3 to 64 characters"
        );
        assert_eq!(detail(refused("[").await), "EOF while parsing a list");
    }

    #[tokio::test]
    async fn a_body_over_the_limit_is_refused_announced_or_not() {
        let headers = HeaderMap::new();
        let refused = bytes(&headers, Body::from(vec![0; 65]), 64).await.unwrap_err();
        assert_eq!(refused.problem().code, ProblemCode::TooLarge);
        let mut announced = HeaderMap::new();
        announced.insert(CONTENT_LENGTH, "65".parse().unwrap());
        let refused = bytes(&announced, Body::empty(), 64).await.unwrap_err();
        assert_eq!(refused.problem().code, ProblemCode::TooLarge);
        assert_eq!(bytes(&headers, Body::from(vec![0; 64]), 64).await.unwrap().len(), 64);
    }
}
