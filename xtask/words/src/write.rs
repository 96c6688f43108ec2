//! From messages to Rust.

use std::fmt::Write as _;

use crate::message::{Message, Piece, Variable};

/// Messages that are looked up by the code of a trouble.
const TROUBLE: &str = "trouble-";

/// The methods of `Words`, and the table of what is said about trouble, where there is any. Both languages have the same messages.
pub fn module(english: &[Message], german: &[Message]) -> String {
    let mut out = String::from("impl Words {\n");
    let mut troubles = Vec::new();
    for message in english {
        let other = german.iter().find(|other| other.id == message.id).unwrap_or(message);
        let variables = variables(message, other);
        let name = message.id.replace('-', "_");
        if variables.is_empty() {
            fixed(&mut out, &name, message, other);
            if let Some(code) = message.id.strip_prefix(TROUBLE) {
                troubles.push((code, plain(&message.pieces), plain(&other.pieces)));
            }
        } else {
            composed(&mut out, &name, &variables, message, other);
        }
    }
    out.push_str("}\n");
    if !troubles.is_empty() {
        troubles.sort();
        table(&mut out, &troubles);
    }
    out
}

/// Other messages are not in it: an app that fetches its parts when they are needed would have to fetch all their words at once.
fn table(out: &mut String, troubles: &[(&str, String, String)]) {
    let _ = write!(
        out,
        "\n/// Code, English, German; in the order of the codes.\npub(super) static TROUBLES: [(&str, [&str; 2]); {}] = [\n",
        troubles.len()
    );
    for (code, en, de) in troubles {
        let _ = writeln!(out, "    ({code:?}, [{en:?}, {de:?}]),");
    }
    out.push_str("];\n");
}

/// In the order of the English words; a number if either language counts it.
fn variables(english: &Message, german: &Message) -> Vec<Variable> {
    let counted = german.variables();
    let mut variables = english.variables();
    for variable in &mut variables {
        variable.is_number |= counted.iter().any(|other| other.name == variable.name && other.is_number);
    }
    variables
}

fn fixed(out: &mut String, name: &str, english: &Message, german: &Message) {
    let (en, de) = (plain(&english.pieces), plain(&german.pieces));
    let _ = write!(
        out,
        "    /// {doc}\n    pub fn {name}(self) -> &'static str {{\n        match self.0 {{\n            \
         Language::En => {en:?},\n            Language::De => {de:?},\n        }}\n    }}\n",
        doc = en.replace('\n', " ")
    );
}

fn plain(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| if let Piece::Text(text) = piece { text.as_str() } else { "" }).collect()
}

fn composed(out: &mut String, name: &str, variables: &[Variable], english: &Message, german: &Message) {
    let _ = write!(out, "    /// Words of `{}`.\n    pub fn {name}(self", english.id);
    for Variable { name, is_number } in variables {
        let _ = write!(out, ", {}: {}", rust_name(name), if *is_number { "u64" } else { "&str" });
    }
    out.push_str(") -> String {\n        let mut out = String::new();\n        match self.0 {\n");
    for (language, message) in [("En", english), ("De", german)] {
        let _ = writeln!(out, "            Language::{language} => {{");
        write_pieces(out, &message.pieces, variables);
        out.push_str("            }\n");
    }
    out.push_str("        }\n        out\n    }\n");
}

fn write_pieces(out: &mut String, pieces: &[Piece], variables: &[Variable]) {
    for piece in pieces {
        match piece {
            Piece::Text(text) => {
                let mut letters = text.chars();
                let _ = match (letters.next(), letters.next()) {
                    (Some(letter), None) => writeln!(out, "out.push({letter:?});"),
                    _ => writeln!(out, "out.push_str({text:?});"),
                };
            }
            Piece::Variable(name) => {
                let is_number = variables.iter().any(|variable| variable.name == *name && variable.is_number);
                let name = rust_name(name);
                let _ = if is_number {
                    writeln!(out, "out.push_str(&{name}.to_string());")
                } else {
                    writeln!(out, "out.push_str({name});")
                };
            }
            Piece::Select { variable, exact, one, other } => {
                let _ = writeln!(out, "match {} {{", rust_name(variable));
                for (number, words) in exact {
                    arm(out, &number.to_string(), words, variables);
                }
                if let Some(words) = one
                    && !exact.iter().any(|(number, _)| *number == 1)
                {
                    arm(out, "1", words, variables);
                }
                arm(out, "_", other, variables);
                out.push_str("}\n");
            }
        }
    }
}

fn arm(out: &mut String, pattern: &str, words: &[Piece], variables: &[Variable]) {
    let _ = writeln!(out, "{pattern} => {{");
    write_pieces(out, words, variables);
    out.push_str("}\n");
}

fn rust_name(variable: &str) -> String {
    variable.replace('-', "_")
}
