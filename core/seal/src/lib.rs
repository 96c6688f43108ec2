//! Keys, key stretching, envelopes, the recovery kit and OPAQUE's client half.
