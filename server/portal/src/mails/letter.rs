//! A mail as it looks: plain text, and the same as HTML.

use askama::Template;
use regain_storage::NewMail;

use crate::fault::Fault;
use crate::state::Portal;
use crate::words::Words;

/// A link with its words.
#[derive(Debug, Clone)]
pub struct Link {
    /// What it does.
    pub words: String,
    /// Where it leads.
    pub address: String,
}

/// What a mail says.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The subject line.
    pub subject: String,
    /// What happened, in one sentence.
    pub title: String,
    /// Facts: a word and what it is.
    pub facts: Vec<(String, String)>,
    /// What to know or do.
    pub text: String,
    /// Where to do it.
    pub links: Vec<Link>,
}

#[derive(Template)]
#[template(path = "mails/letter.txt")]
struct Plain<'a> {
    letter: &'a Letter,
    end: &'a str,
}

#[derive(Template)]
#[template(path = "mails/letter.html")]
struct Pretty<'a> {
    letter: &'a Letter,
    language: &'a str,
    host: &'a str,
    end: &'a str,
}

impl Letter {
    /// The mail to this address.
    pub fn to(&self, portal: &Portal, address: String, w: Words) -> Result<NewMail, Fault> {
        let host = portal.settings.address.host();
        let end = w.mail_only_tells();
        let text = Plain { letter: self, end }.render()?;
        let html = Pretty { letter: self, language: w.language().tag(), host, end }.render()?;
        Ok(NewMail { to: address, subject: self.subject.clone(), text, html: Some(html) })
    }
}
