//! From a Fluent file to messages. Only what the screens need is allowed; everything else is an error, not a surprise on a screen.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};

use crate::message::{Message, Piece};

/// The messages of a file, in its order.
pub fn messages(text: &str) -> Result<Vec<Message>, String> {
    let resource = fluent_syntax::parser::parse(text).map_err(|(_, errors)| format!("{errors:?}"))?;
    let mut messages = Vec::new();
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                let id = message.id.name;
                if !message.attributes.is_empty() {
                    return Err(format!("{id}: attributes are not used here"));
                }
                let value = message.value.ok_or_else(|| format!("{id} says nothing"))?;
                let pieces = pieces(&value).map_err(|error| format!("{id}: {error}"))?;
                messages.push(Message { id: id.to_owned(), pieces });
            }
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            Entry::Term(term) => return Err(format!("-{}: terms are not used here", term.id.name)),
            Entry::Junk { content } => return Err(format!("not Fluent: {content}")),
        }
    }
    Ok(messages)
}

fn pieces(pattern: &Pattern<&str>) -> Result<Vec<Piece>, String> {
    pattern.elements.iter().map(piece).collect()
}

fn piece(element: &PatternElement<&str>) -> Result<Piece, String> {
    match element {
        PatternElement::TextElement { value } => Ok(Piece::Text((*value).to_owned())),
        PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
            InlineExpression::VariableReference { id } => Ok(Piece::Variable(id.name.to_owned())),
            InlineExpression::StringLiteral { value } => Ok(Piece::Text((*value).to_owned())),
            _ => Err("only variables and texts may stand in braces".to_owned()),
        },
        PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
            let InlineExpression::VariableReference { id } = selector else {
                return Err("only a variable can select".to_owned());
            };
            select(id.name, variants)
        }
    }
}

fn select(variable: &str, variants: &[Variant<&str>]) -> Result<Piece, String> {
    let (mut exact, mut one, mut other) = (Vec::new(), None, None);
    for variant in variants {
        let words = pieces(&variant.value)?;
        match &variant.key {
            VariantKey::NumberLiteral { value } => {
                exact.push((value.parse().map_err(|_| format!("{value} is no whole number"))?, words));
            }
            VariantKey::Identifier { name: "one" } => one = Some(words),
            VariantKey::Identifier { name: "other" } => other = Some(words),
            VariantKey::Identifier { name } => {
                return Err(format!("{name} is no category of English or German"));
            }
        }
    }
    let other = other.ok_or_else(|| format!("${variable} has no words for `other`"))?;
    Ok(Piece::Select { variable: variable.to_owned(), exact, one, other })
}
