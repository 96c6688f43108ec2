//! How people, methods and requests are called towards the app.

use data_encoding::BASE64URL_NOPAD;
use regain_protocol::portal::PortalId;
use regain_storage::portal::{MethodId, PersonId, RequestId};

/// A person.
pub fn person(id: PersonId) -> PortalId {
    PortalId::of_bytes(&id.0)
}

/// A method, with its person: a method's own id opens nothing, here as in the store.
pub fn method(person: PersonId, method: MethodId) -> PortalId {
    let text = BASE64URL_NOPAD.encode(&[person.0, method.0].concat());
    text.parse().expect("43 characters of base64url")
}

/// A request.
pub fn request(id: RequestId) -> PortalId {
    PortalId::of_bytes(&id.0)
}

/// The method that is called so.
pub fn read_method(id: &PortalId) -> Option<(PersonId, MethodId)> {
    let bytes = BASE64URL_NOPAD.decode(id.as_str().as_bytes()).ok()?;
    let (person, method) = bytes.split_first_chunk::<16>()?;
    Some((PersonId(*person), MethodId(method.try_into().ok()?)))
}

/// The request that is called so.
pub fn read_request(id: &PortalId) -> Option<RequestId> {
    let bytes = BASE64URL_NOPAD.decode(id.as_str().as_bytes()).ok()?;
    bytes.try_into().ok().map(RequestId)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_called_so_is_found_by_it() {
        let (whose, which) = (PersonId([0xfb; 16]), MethodId([0x3f; 16]));
        assert_eq!(read_method(&method(whose, which)), Some((whose, which)));
        assert_eq!(read_request(&request(RequestId([0xff; 16]))), Some(RequestId([0xff; 16])));
        assert_eq!(read_method(&person(whose)), None, "a person is no method");
        assert_eq!(read_request(&method(whose, which)), None);
    }
}
