//! A message as data.

/// One message of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// As in the file: `backup-details`.
    pub id: String,
    /// What it says.
    pub pieces: Vec<Piece>,
}

/// A part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Fixed words.
    Text(String),
    /// A value.
    Variable(String),
    /// Words that depend on a number. Both languages have the categories `one` and `other` (CLDR: `one` is exactly 1), and exact
    /// numbers may have words of their own.
    Select { variable: String, exact: Vec<(u64, Vec<Piece>)>, one: Option<Vec<Piece>>, other: Vec<Piece> },
}

/// A variable, and whether it is a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// A number: somewhere the words depend on it.
    pub is_number: bool,
}

impl Message {
    /// Its variables in the order in which they first appear.
    pub fn variables(&self) -> Vec<Variable> {
        let mut found = Vec::new();
        collect(&self.pieces, &mut found);
        found
    }
}

fn collect(pieces: &[Piece], found: &mut Vec<Variable>) {
    for piece in pieces {
        match piece {
            Piece::Text(_) => {}
            Piece::Variable(name) => note(found, name, false),
            Piece::Select { variable, exact, one, other } => {
                note(found, variable, true);
                for pieces in exact.iter().map(|(_, pieces)| pieces).chain(one) {
                    collect(pieces, found);
                }
                collect(other, found);
            }
        }
    }
}

fn note(found: &mut Vec<Variable>, name: &str, is_number: bool) {
    match found.iter_mut().find(|variable| variable.name == name) {
        Some(variable) => variable.is_number |= is_number,
        None => found.push(Variable { name: name.to_owned(), is_number }),
    }
}
