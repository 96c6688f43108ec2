//! Passkeys: added, used, and refused wherever one thing about them is wrong.

mod answers;
mod registrations;
mod stories;
