//! What the services need kept, as traits of whole atomic operations.
