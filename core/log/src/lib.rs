//! The backup's log: entry codec, hash chain, signatures, and who may sign what. No secret opens anything here.
