//! A slot's id names its OPRF key, and the answer to a registration under it is an evaluation of that key. For an id that is in
//! use such an answer would be a guess that no budget counts: whoever holds a device of the backup knows the id.

use regain_log::MemberId;

use crate::fault::Fault;
use crate::state::Service;

impl Service {
    /// Refuses an id that a passphrase has, in force or staged, in whichever backup. A client makes a new random one.
    pub(crate) async fn require_fresh_slot(&self, slot: MemberId) -> Result<(), Fault> {
        if self.storage.has_passphrase_slot(slot).await? {
            Err(Fault::malformed("slot: this id is in use; make a new random one"))
        } else {
            Ok(())
        }
    }
}
