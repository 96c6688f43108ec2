//! The authenticator on the command line.
