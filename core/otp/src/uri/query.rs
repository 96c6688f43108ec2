//! The parameters of an address.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use zeroize::Zeroizing;

/// The parameters in their order, undecoded names and values.
pub(super) struct Query<'a>(Vec<(&'a str, &'a str)>);

/// The parameters that have a meaning here; all others are kept as they are.
const KNOWN: [&str; 8] = ["secret", "issuer", "algorithm", "digits", "period", "counter", "pin", "encoder"];

/// Whether a parameter of this name has a meaning here.
pub(super) fn is_known(name: &str) -> bool {
    KNOWN.iter().any(|known| known.eq_ignore_ascii_case(name))
}

impl<'a> Query<'a> {
    /// Cuts the text after the `?`. Addresses copied out of a web page's source have `&amp;` between parameters.
    pub(super) fn new(text: &'a str) -> Self {
        let pairs = text
            .split('&')
            .map(|pair| pair.strip_prefix("amp;").unwrap_or(pair))
            .filter(|pair| !pair.is_empty())
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        Self(pairs.collect())
    }

    /// The undecoded value of a known parameter: the first that is not blank, else the first.
    pub(super) fn raw(&self, name: &str) -> Option<&'a str> {
        let values = || self.0.iter().filter(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| *value);
        values().find(|value| !decoded(value).trim().is_empty()).or_else(|| values().next())
    }

    /// The decoded value of a known parameter, without spaces around it; `None` when it is missing or blank.
    pub(super) fn value(&self, name: &str) -> Option<Zeroizing<String>> {
        let value = decoded(self.raw(name)?);
        let value = value.trim();
        (!value.is_empty()).then(|| Zeroizing::new(value.to_owned()))
    }

    /// The decoded parameters that are not known.
    pub(super) fn unknown(&self) -> Vec<(String, String)> {
        let decode = |text: &str| decoded(text).to_string();
        let all = self.0.iter().map(|(name, value)| (decode(name), decode(value)));
        all.filter(|(name, _)| !name.is_empty() && !is_known(name)).collect()
    }
}

/// Decodes a parameter as forms do: `+` is a space.
pub(super) fn decoded(text: &str) -> Zeroizing<String> {
    percent_decoded(&Zeroizing::new(text.replace('+', " ")))
}

/// Decodes percent sequences. Broken ones stay as they are, and so does the whole text if it would not be UTF-8.
pub(super) fn percent_decoded(text: &str) -> Zeroizing<String> {
    Zeroizing::new(percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), Cow::into_owned))
}
