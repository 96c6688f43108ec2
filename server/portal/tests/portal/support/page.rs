//! A page as it came.

use axum::http::HeaderMap;
use scraper::{ElementRef, Html, Selector};

use super::Browser;

pub struct Page {
    pub status: u16,
    /// Where it stands, after redirects.
    pub path: String,
    pub headers: HeaderMap,
    pub html: String,
}

/// A form in a page, with the fields it sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

impl Page {
    /// What a reader reads, its spaces made one.
    pub fn text(&self) -> String {
        let html = Html::parse_document(&self.html);
        let texts: Vec<&str> = html.root_element().text().collect();
        texts.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    pub fn says(&self, words: &str) {
        assert!(self.text().contains(words), "{words:?} is missing at {} in: {}", self.path, self.text());
    }

    #[track_caller]
    pub fn says_not(&self, words: &str) {
        assert!(!self.text().contains(words), "{words:?} stands at {} in: {}", self.path, self.text());
    }

    /// The texts of all elements that this selector finds.
    pub fn all(&self, selector: &str) -> Vec<String> {
        let html = Html::parse_document(&self.html);
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector).map(|found| found.text().collect::<String>().trim().to_owned()).collect()
    }

    /// An attribute of the first element that this selector finds.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.attributes(selector, name).into_iter().next()
    }

    /// An attribute of all elements that this selector finds.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let html = Html::parse_document(&self.html);
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector).filter_map(|found| found.attr(name).map(str::to_owned)).collect()
    }

    /// The forms that are sent to this path.
    pub fn forms(&self, action: &str) -> Vec<Form> {
        let html = Html::parse_document(&self.html);
        let forms = Selector::parse("form").unwrap();
        html.select(&forms).map(form).filter(|form| form.action == action).collect()
    }

    /// Fills in the form that is sent to this path, and sends it.
    #[track_caller]
    pub fn submit<'a>(
        &self,
        browser: &'a mut Browser,
        action: &'a str,
        typed: &[(&str, &str)],
    ) -> impl Future<Output = Self> + use<'a> {
        let mut forms = self.forms(action);
        assert!(!forms.is_empty(), "no form for {action} at {}: {}", self.path, self.text());
        let Form { mut fields, .. } = forms.remove(0);
        for (name, value) in typed {
            match fields.iter_mut().find(|(field, _)| field == name) {
                Some(field) => (*value).clone_into(&mut field.1),
                None => panic!("the form for {action} has no field {name}"),
            }
        }
        async move {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
            browser.post(action, &fields).await
        }
    }
}

fn form(element: ElementRef<'_>) -> Form {
    let inputs = Selector::parse("input, select, textarea").unwrap();
    let fields = element.select(&inputs).filter_map(|input| {
        let name = input.attr("name")?.to_owned();
        let kind = input.attr("type").unwrap_or_default();
        if matches!(kind, "checkbox" | "radio") && input.attr("checked").is_none() {
            return None;
        }
        let chosen = || {
            let options = Selector::parse("option").unwrap();
            let mut options = input.select(&options);
            let first = options.clone().next()?.attr("value")?.to_owned();
            let selected = options.find(|option| option.attr("selected").is_some());
            Some(selected.and_then(|option| option.attr("value")).map_or(first, str::to_owned))
        };
        let value = match input.value().name() {
            "select" => chosen().unwrap_or_default(),
            "textarea" => input.text().collect(),
            _ => input.attr("value").unwrap_or(if kind == "checkbox" { "on" } else { "" }).to_owned(),
        };
        Some((name, value))
    });
    Form { action: element.attr("action").unwrap_or_default().to_owned(), fields: fields.collect() }
}
