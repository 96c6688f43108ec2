//! How mails leave: over SMTP, or into a folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use regain_backup::{Carrier, CarryError, Carrying};
use regain_http::{Clock, Random};
use regain_storage::NewMail;

use crate::config::Smtp;
use crate::files;

/// The sender of mails that only go into a folder.
const NOBODY: &str = "Regain <regain@localhost>";

/// Why mails can't be set up. The operator's to mend.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The relay's address.
    #[error("mail.smtp.url: {0}; write smtps://host:465 or smtp://host:587?tls=required")]
    Url(lettre::transport::smtp::Error),
    /// The sender.
    #[error("mail.smtp.from: {0}; write an address like Regain <regain@example.org>")]
    From(lettre::address::AddressError),
    /// The password.
    #[error("mail.smtp.password_file {}: {source}", path.display())]
    Password {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The folder.
    #[error("the mail folder {}: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// A relay.
pub struct Relay {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Relay {
    /// From the configuration; connects when the first mail leaves.
    pub fn new(smtp: &Smtp) -> Result<Self, MailError> {
        let from = smtp.from.parse().map_err(MailError::From)?;
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&smtp.url).map_err(MailError::Url)?;
        let builder = builder.timeout(Some(Duration::from_secs(30)));
        let builder = match (&smtp.user, &smtp.password_file) {
            (Some(user), Some(path)) => {
                let password = fs::read_to_string(path)
                    .map_err(|source| MailError::Password { path: path.clone(), source })?;
                builder.credentials(Credentials::new(user.clone(), password.trim_end().to_owned()))
            }
            _ => builder,
        };
        Ok(Self { transport: builder.build(), from })
    }
}

impl Carrier for Relay {
    fn carry<'a>(&'a self, mail: &'a NewMail) -> Carrying<'a> {
        Box::pin(async move {
            let message = message(&self.from, mail)?;
            match self.transport.send(message).await {
                Ok(_) => Ok(()),
                // Without the relay's words: they like to repeat the address.
                Err(error) if error.is_permanent() => {
                    Err(CarryError { for_ever: true, cause: "the relay refused it for ever".into() })
                }
                Err(error) => {
                    let cause = if error.is_transient() {
                        "the relay asks to come back"
                    } else {
                        "the relay was not reached"
                    };
                    Err(CarryError { for_ever: false, cause: cause.into() })
                }
            }
        })
    }
}

/// A folder that gets one `.eml` file for each mail.
pub struct Folder {
    path: PathBuf,
    from: Mailbox,
    clock: Clock,
    random: Random,
}

impl Folder {
    /// Makes it, for the owner only.
    pub fn new(path: &Path, clock: Clock, random: Random) -> Result<Self, MailError> {
        files::private_folder(path).map_err(|source| MailError::Folder { path: path.to_owned(), source })?;
        let from = NOBODY.parse().expect("a constant that is an address");
        Ok(Self { path: path.to_owned(), from, clock, random })
    }
}

impl Carrier for Folder {
    fn carry<'a>(&'a self, mail: &'a NewMail) -> Carrying<'a> {
        Box::pin(async move {
            let message = message(&self.from, mail)?;
            let name =
                format!("{:013}-{:08x}.eml", self.clock.now(), u32::from_be_bytes(self.random.bytes()));
            let path = self.path.join(name);
            let written = tokio::task::spawn_blocking(move || files::write_new(&path, &message.formatted()));
            match written.await {
                Ok(Ok(true)) => Ok(()),
                Ok(Ok(false)) => {
                    Err(CarryError { for_ever: false, cause: "a file of this name was there".into() })
                }
                Ok(Err(error)) => Err(CarryError { for_ever: false, cause: error.to_string() }),
                Err(error) => Err(CarryError { for_ever: false, cause: error.to_string() }),
            }
        })
    }
}

fn message(from: &Mailbox, mail: &NewMail) -> Result<Message, CarryError> {
    let refused = |cause: &dyn std::fmt::Display| CarryError { for_ever: true, cause: cause.to_string() };
    let to = mail.to.parse().map_err(|error: lettre::address::AddressError| refused(&error))?;
    let head = Message::builder().from(from.clone()).to(to).subject(&mail.subject);
    let message = match &mail.html {
        Some(html) => head.multipart(MultiPart::alternative_plain_html(mail.text.clone(), html.clone())),
        None => head.singlepart(SinglePart::plain(mail.text.clone())),
    };
    message.map_err(|error| refused(&error))
}
