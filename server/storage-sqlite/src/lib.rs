//! The embedded database: SQLite, one writer that commits everyone waiting together.
