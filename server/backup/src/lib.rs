//! The backup service: use cases and their HTTP API.
