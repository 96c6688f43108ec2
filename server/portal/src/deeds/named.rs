//! Ids in addresses.

use data_encoding::HEXLOWER;

use crate::fault::Fault;

/// An id as it stands in addresses, forms and exports.
pub fn id_text(id: &[u8; 16]) -> String {
    HEXLOWER.encode(id)
}

/// The id; what is none leads to what nobody has.
pub fn read_id(text: &str) -> Result<[u8; 16], Fault> {
    let bytes = HEXLOWER.decode(text.as_bytes()).map_err(|_| Fault::NotFound)?;
    bytes.try_into().map_err(|_| Fault::NotFound)
}
