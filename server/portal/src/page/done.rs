//! What was just done: said once, on the page that a form leads to.

use crate::words::Words;

macro_rules! dones {
    ($($(#[$doc:meta])* $variant:ident = $code:literal => $words:ident,)*) => {
        /// A thing that was done. Its code travels in the address; the words are ours, so that no link can make the portal say anything else.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Done {
            $($(#[$doc])* $variant,)*
        }

        impl Done {
            /// Its code.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// What is said.
            pub fn said(self, w: Words) -> &'static str {
                match self { $(Self::$variant => w.$words(),)* }
            }

            fn of_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

dones! {
    /// Signed out.
    SignedOut = "signed-out" => done_signed_out,
    /// A password was chosen by whoever was invited.
    PasswordChosen = "password-chosen" => done_password_chosen,
    /// A passkey was added.
    PasskeyAdded = "passkey-added" => done_passkey_added,
}

impl Done {
    /// What a page's address says was done.
    pub fn of(path: &str) -> Option<Self> {
        let (_, query) = path.split_once('?')?;
        query.split('&').find_map(|field| field.strip_prefix("done=")).and_then(Self::of_code)
    }

    /// The path of the page that says it.
    pub fn on(self, path: &str) -> String {
        let separator = if path.contains('?') { '&' } else { '?' };
        format!("{path}{separator}done={}", self.code())
    }
}
