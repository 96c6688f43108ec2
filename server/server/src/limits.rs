//! Limits of the process.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// No core dumps: memory holds session tokens on their way and the OPAQUE secrets, and a dump would put them on the disk.
pub fn disable_core_dumps() {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    if let Err(error) = setrlimit(Resource::Core, none) {
        tracing::warn!(%error, "core dumps could not be disabled; a crash may write secrets to the disk");
    }
}

/// As many open files as this process may have: a waiting device takes one.
pub fn raise_open_files() {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    if let Err(error) = setrlimit(Resource::Nofile, raised) {
        tracing::warn!(%error, "the number of open files could not be raised; many waiting devices may be refused");
    }
}
