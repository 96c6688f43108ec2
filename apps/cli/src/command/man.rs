//! `regain man`: one page with every command.

use std::io::{self, Write as _};

use clap::CommandFactory as _;
use clap_mangen::Man;

use crate::args::Cli;
use crate::context::Context;
use crate::error::{EXIT_CODES, Exit, Failure, Result};

pub(super) fn run(context: &Context) -> Result<()> {
    let page = page().map_err(|error| Failure::of(Exit::Failure, "man", &error))?;
    context.out.bytes(&page);
    Ok(())
}

fn page() -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    let mut command = Cli::command();
    command.build();
    let man = Man::new(command.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    writeln!(page, ".SH COMMANDS")?;
    each(&command, &mut page)?;
    writeln!(page, ".SH EXIT STATUS")?;
    for (code, meaning) in EXIT_CODES.lines().filter_map(|line| line.split_once("  ")) {
        writeln!(page, ".TP\n{code}\n{meaning}")?;
    }
    writeln!(
        page,
        ".SH ENVIRONMENT\n.TP\nREGAIN_HOME\nFolder of the store, when \\-\\-home is not given.\n.TP\nNO_COLOR\nNo colours."
    )?;
    Ok(page)
}

fn each(command: &clap::Command, page: &mut Vec<u8>) -> io::Result<()> {
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let mut full = sub.clone();
        // Said once, at the top.
        for global in ["home", "json", "unlock_file", "yes", "offline", "quiet", "ca_file"] {
            full = full.mut_arg(global, |arg| arg.hide(true));
        }
        writeln!(page, ".SS {}", sub.get_bin_name().unwrap_or(sub.get_name()))?;
        let part = Man::new(full);
        let mut text = Vec::new();
        part.render_description_section(&mut text)?;
        part.render_synopsis_section(&mut text)?;
        part.render_options_section(&mut text)?;
        let text = String::from_utf8_lossy(&text);
        for line in text
            .lines()
            .filter(|line| !line.starts_with(".SH") && !line.starts_with(".ie") && !line.starts_with(".el"))
        {
            writeln!(page, "{line}")?;
        }
        each(sub, page)?;
    }
    Ok(())
}
