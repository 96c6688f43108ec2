//! System tests: real server, real command line, two devices, and a malicious service.
