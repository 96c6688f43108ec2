//! `regain-server`.

use std::process::ExitCode;

fn main() -> ExitCode {
    regain_server::command::main()
}
