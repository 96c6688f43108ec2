//! The server: configuration, telemetry, lifecycle, wiring, and the commands of its host.
