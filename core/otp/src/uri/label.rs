//! Issuer and label: the rules at the top of the module.

use super::query::percent_decoded;

/// Issuer and label, from the undecoded path and the issuer the parameters name (undecoded, and decoded as a form).
pub(super) fn split(path: &str, parameter: Option<(&str, &str)>) -> (Option<String>, String) {
    let whole = percent_decoded(path);
    let Some((raw, issuer)) = parameter else {
        return without_parameter(path, &whole);
    };
    let literal = percent_decoded(raw);
    let literal = literal.trim();
    for issuer in [issuer, literal] {
        let rest = without_issuer(issuer, &whole);
        if rest.len() < whole.len() {
            return (Some(issuer.to_owned()), rest.trim().to_owned());
        }
    }
    (Some(issuer.to_owned()), whole.trim().to_owned())
}

/// The label without a leading `issuer:`, if it has one, in any case of letters.
pub(crate) fn without_issuer<'a>(issuer: &str, label: &'a str) -> &'a str {
    if issuer.is_empty() {
        return label;
    }
    // The issuer may hold colons itself: the one that ends it comes after as many.
    let end = label.match_indices(':').nth(issuer.matches(':').count()).map(|(index, _)| index);
    match end {
        Some(end) if label[..end].trim().to_lowercase() == issuer.to_lowercase() => {
            label[end + 1..].trim_start()
        }
        _ => label,
    }
}

/// The label as it must be written so that [`without_issuer`] gives it back: with the issuer before it where it
/// begins with the issuer itself.
pub(crate) fn joined(issuer: &str, label: &str) -> String {
    if without_issuer(issuer, label).len() == label.len() {
        label.to_owned()
    } else {
        format!("{issuer}:{label}")
    }
}

fn without_parameter(path: &str, whole: &str) -> (Option<String>, String) {
    if let Some((issuer, label)) = path.split_once(':') {
        let (issuer, label) = (percent_decoded(issuer), percent_decoded(label));
        return (named(&issuer), label.trim().to_owned());
    }
    match whole.split_once(':') {
        Some((issuer, label)) => (named(issuer), label.trim().to_owned()),
        None => (None, whole.trim().to_owned()),
    }
}

fn named(issuer: &str) -> Option<String> {
    let issuer = issuer.trim();
    (!issuer.is_empty()).then(|| issuer.to_owned())
}
