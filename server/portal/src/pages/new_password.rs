//! A password of somebody's own choice: how it is asked for is the same on every page.

use zeroize::Zeroizing;

use crate::fault::Fault;
use crate::password::{self, Password, TypedError, WeakPassword};
use crate::state::Portal;
use crate::verify::stretch;
use crate::words::Words;

/// The name shown to others.
pub struct Shown(String);

/// Most characters of it.
const SHOWN_MAX: usize = 80;

impl Shown {
    /// From what was typed; left empty, it is the sign-in name. Control characters go: it stands in mails and logs.
    pub fn typed(text: &str, name: &str) -> Self {
        let plain: String =
            text.trim().chars().filter(|letter| !letter.is_control()).take(SHOWN_MAX).collect();
        Self(if plain.is_empty() { name.to_owned() } else { plain })
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is stored of a new password, or what is wrong with it. `known`: what guessers know of the person.
pub async fn keep(
    portal: &Portal,
    w: Words,
    typed: &Zeroizing<String>,
    again: &Zeroizing<String>,
    known: &[&str],
) -> Result<Result<String, String>, Fault> {
    if typed != again {
        return Ok(Err(w.password_differs().to_owned()));
    }
    let password = match Password::typed(typed) {
        Ok(password) => password,
        Err(TypedError::Empty) => return Ok(Err(w.password_empty().to_owned())),
        Err(TypedError::Long) => return Ok(Err(w.password_long(&password::MAX_CHARACTERS.to_string()))),
    };
    let mut known: Vec<String> = known.iter().map(|&text| text.to_owned()).collect();
    known.push(portal.settings.address.host().to_owned());
    let salt = portal.random.bytes();
    let done = stretch(portal, move || {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        password::accept(&password, &known).map(|()| password::keep(&password, &salt))
    });
    Ok(done.await?.map_err(|weak| said(&weak, w)))
}

fn said(weak: &WeakPassword, w: Words) -> String {
    match weak {
        WeakPassword::Short { .. } => w.password_short(&password::MIN_CHARACTERS.to_string()),
        WeakPassword::Common => w.password_common().to_owned(),
        WeakPassword::Guessable => w.password_guessable().to_owned(),
    }
}
