//! The OpenAPI 3.1 document, from the handlers.

use utoipa::openapi::OpenApi as Document;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::{Modify, OpenApi};

use crate::{accounts, alerts, entries, events, service, session, sign_in, slots, status};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Regain backup service",
        description = "An untrusted service that orders, stores and hands out sealed entries. In words: docs/API.md.",
        license(name = "Apache-2.0 OR MIT")
    ),
    paths(
        service::show::show,
        accounts::registration::start,
        accounts::create::create,
        sign_in::passphrase::start,
        sign_in::passphrase_finish::finish,
        sign_in::kit::start,
        sign_in::kit_finish::finish,
        sign_in::device::start,
        sign_in::device_finish::finish,
        session::end::end,
        entries::restore::restore,
        entries::pull::pull,
        entries::append::append,
        entries::headers::headers,
        entries::states::states,
        slots::replace::replace,
        slots::registration::start,
        slots::update_blob::update,
        events::watch::watch,
        status::show::show,
        alerts::list::list,
        alerts::add::add,
        alerts::remove::remove,
        alerts::confirm::show,
        alerts::confirm::act,
        alerts::stop::show,
        alerts::stop::act,
    ),
    modifiers(&Sessions)
)]
struct Api;

struct Sessions;

impl Modify for Sessions {
    fn modify(&self, document: &mut Document) {
        let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        document.components.get_or_insert_default().add_security_scheme("session", bearer);
        // The protocol's version, not the program's: the document changes when the API does.
        document.info.version = "1".into();
        // Operations are named by what they answer; the functions' names repeat from room to room.
        for (path, item) in &mut document.paths.paths {
            let name = path
                .trim_start_matches(regain_protocol::path::BASE)
                .trim_matches('/')
                .replace(['/', '{', '}'], "-");
            let operations = [
                ("get", &mut item.get),
                ("put", &mut item.put),
                ("post", &mut item.post),
                ("delete", &mut item.delete),
            ];
            for (method, operation) in operations {
                if let Some(operation) = operation {
                    operation.operation_id = Some(format!("{method}-{}", squeeze(&name)));
                }
            }
        }
    }
}

fn squeeze(name: &str) -> String {
    let parts: Vec<&str> = name.split('-').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "service".into() } else { parts.join("-") }
}

/// The document.
pub fn document() -> Document {
    Api::openapi()
}
