//! The contract that every storage backend must pass.
