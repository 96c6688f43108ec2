//! The client's engine as a state machine: events in, effects out.
