//! What both services share on axum: problems, sessions, limits, client address, request log.
