//! A new passphrase: generated, or one's own that is hard enough to guess.

use regain_seal::Passphrase;

use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::prompt::Twin;

/// A passphrase that was chosen, and whether it must be shown because nobody knows it yet.
pub(in crate::command) struct Chosen {
    /// The passphrase.
    pub passphrase: Passphrase,
    /// Made here.
    pub generated: bool,
}

impl Chosen {
    /// The text of a generated one, for JSON.
    pub(in crate::command) fn shown(&self) -> Option<&str> {
        self.generated.then(|| self.passphrase.expose_text())
    }

    /// Shows a generated one, once. Before anything is sent: whatever happens then, the person knows it.
    pub(in crate::command) fn show(&self, context: &Context) {
        if let Some(text) = self.shown() {
            context.out.line("The passphrase of the recovery account, six words. They are shown this once: write them down.");
            context.out.line(format!("\n    {text}\n"));
        }
    }
}

/// From the twin, by prompt (`own`), or six generated words. `known` are words a guesser would try first.
pub(in crate::command) fn choose(
    context: &Context,
    twin: Twin<'_>,
    own: bool,
    known: &[&str],
) -> Result<Chosen> {
    if twin.file.is_none() && !own {
        return Ok(Chosen { passphrase: Passphrase::generate(&mut context.rng()), generated: true });
    }
    let text = context.prompts.new_hidden("New passphrase of the recovery account", twin)?;
    let passphrase = Passphrase::choose(&text, known).map_err(|error| {
        Failure::of(Exit::Refused, "weak-passphrase", &error)
            .next(format!("leave {} out: then six words are generated", twin.flag))
    })?;
    Ok(Chosen { passphrase, generated: false })
}
