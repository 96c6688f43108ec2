//! A request, as far as it is about the browser that sent it.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr};

use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_LANGUAGE, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use regain_http::client::Peer;

use super::{browser_name, cookies};
use crate::state::{Portal, Shared};
use crate::words::{Language, Words};

/// Who asks. Nothing of it proves anything.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The language of the answer.
    pub language: Language,
    /// Whether the language was just chosen by a link, and is to be remembered.
    pub language_chosen: bool,
    /// The address.
    pub client: IpAddr,
    /// The browser's name, perhaps empty.
    pub browser: String,
    /// Path and query, to come back to.
    pub path: String,
    pub(crate) headers: HeaderMap,
}

impl Visitor {
    /// From a request's head.
    pub fn of(portal: &Portal, parts: &Parts) -> Self {
        let peer = parts.extensions.get::<Peer>().map(|peer| peer.address.ip());
        // Without a connection there is no address: only tests that call the router directly do that.
        let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        let agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let chosen = chosen_language(&parts.uri);
        Self {
            language: chosen.unwrap_or_else(|| preferred_language(&parts.headers)),
            language_chosen: chosen.is_some(),
            client: portal.settings.trusted_proxies.client(peer, &parts.headers),
            browser: browser_name(agent),
            path: without_language(&parts.uri),
            headers: parts.headers.clone(),
        }
    }

    /// The words of the answer.
    pub fn words(&self) -> Words {
        Words::of(self.language)
    }

    /// A cookie's value.
    pub fn cookie(&self, name: &str) -> Option<String> {
        cookies::read(&self.headers, name)
    }

    /// Address and browser, for lists of sessions and the audit log.
    pub fn origin(&self) -> String {
        let separator = if self.browser.is_empty() { "" } else { " · " };
        format!("{}{separator}{}", self.client, self.browser)
    }
}

impl FromRequestParts<Shared> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, portal: &Shared) -> Result<Self, Infallible> {
        Ok(Self::of(portal, parts))
    }
}

fn chosen_language(uri: &Uri) -> Option<Language> {
    uri.query()?.split('&').find_map(|field| field.strip_prefix("lang=")).and_then(Language::of_tag)
}

/// What a cookie remembers, else the first of ours that the browser names: their order is their weight in every browser.
fn preferred_language(headers: &HeaderMap) -> Language {
    let remembered = cookies::read(headers, cookies::LANGUAGE).and_then(|tag| Language::of_tag(&tag));
    let named = || {
        let accepted = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
        accepted.split(',').find_map(|part| Language::of_tag(part.split(';').next()?))
    };
    remembered.or_else(named).unwrap_or_default()
}

fn without_language(uri: &Uri) -> String {
    let kept: Vec<&str> = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|field| !field.is_empty() && !field.starts_with("lang="))
        .collect();
    if kept.is_empty() { uri.path().to_owned() } else { format!("{}?{}", uri.path(), kept.join("&")) }
}
