//! The keys of accounts bound to a device, in its store.

use minicbor::{Decoder, Encoder};
use regain_log::cbor::{Read, Written, fixed, length, malformed};
use regain_protocol::portal::PublicKey;
use regain_seal::ApprovalKey;
use regain_vault::RecordId;
use zeroize::Zeroizing;

use crate::replica::{Binding, HeldKey, Holding};

const HERE: u8 = 1;
const PLATFORM: u8 = 2;

/// Bytes that hold them, with some to spare.
pub(super) fn room(holdings: &[Holding]) -> usize {
    let texts = |holding: &Holding| {
        holding.binding.portal.as_str().len()
            + holding.binding.method.as_str().len()
            + holding.person.as_str().len()
            + holding.name.as_str().len()
            + holding.organisation.as_str().len()
    };
    holdings.iter().map(|holding| texts(holding) + 160).sum()
}

pub(super) fn write(holdings: &[Holding], e: &mut Encoder<&mut Vec<u8>>) -> Written {
    e.array(holdings.len() as u64)?;
    for holding in holdings {
        e.array(8)?.str(holding.binding.portal.as_str())?.str(holding.binding.method.as_str())?;
        e.str(holding.person.as_str())?.str(holding.name.as_str())?.str(holding.organisation.as_str())?;
        e.bytes(&holding.record.0)?.array(2)?;
        match &holding.key {
            HeldKey::Here(key) => e.u8(HERE)?.bytes(key.expose_bytes().as_slice())?,
            HeldKey::Platform(public) => e.u8(PLATFORM)?.bytes(public.as_bytes())?,
        };
        e.bool(holding.is_usable)?;
    }
    Ok(())
}

pub(super) fn read(d: &mut Decoder<'_>) -> Read<Vec<Holding>> {
    (0..length(d)?).map(|_| read_one(d)).collect()
}

fn read_one(d: &mut Decoder<'_>) -> Read<Holding> {
    length(d)?;
    let portal = d.str()?.parse().map_err(|_| malformed("a portal's address"))?;
    let method = d.str()?.parse().map_err(|_| malformed("a method's id"))?;
    let person = d.str()?.parse().map_err(|_| malformed("a person's id"))?;
    let (name, organisation) = (d.str()?.into(), d.str()?.into());
    let record = RecordId(fixed(d)?);
    length(d)?;
    let key = match d.u8()? {
        HERE => {
            let bytes = Zeroizing::new(fixed(d)?);
            HeldKey::Here(ApprovalKey::from_bytes(&bytes).map_err(|_| malformed("an approval key"))?)
        }
        PLATFORM => {
            let public = PublicKey::from_bytes(d.bytes()?).map_err(|_| malformed("a public key"))?;
            HeldKey::Platform(public)
        }
        _ => return Err(malformed("an unknown place of a key")),
    };
    let is_usable = d.bool()?;
    Ok(Holding { binding: Binding { portal, method }, person, name, organisation, record, key, is_usable })
}
