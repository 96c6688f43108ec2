//! Both languages say the same things with the same values.

use std::collections::BTreeMap;

use crate::message::{Message, Variable};

/// Refuses a message that is missing in one language, there twice, or that uses other variables.
pub fn require_same(english: &[Message], german: &[Message]) -> Result<(), String> {
    let (english, german) = (by_id("en", english)?, by_id("de", german)?);
    for (id, message) in &english {
        let Some(other) = german.get(id) else {
            return Err(format!("{id} is missing in de"));
        };
        if sorted(message) != sorted(other) {
            return Err(format!("{id} uses other variables in de than in en"));
        }
    }
    match german.keys().find(|id| !english.contains_key(*id)) {
        Some(id) => Err(format!("{id} is missing in en")),
        None => Ok(()),
    }
}

fn by_id<'a>(language: &str, messages: &'a [Message]) -> Result<BTreeMap<&'a str, &'a Message>, String> {
    let mut map = BTreeMap::new();
    for message in messages {
        if map.insert(message.id.as_str(), message).is_some() {
            return Err(format!("{} stands twice in {language}", message.id));
        }
    }
    Ok(map)
}

/// The names only: whether one of them counts is decided by the language that has more to say about it.
fn sorted(message: &Message) -> Vec<String> {
    let mut names: Vec<String> = message.variables().into_iter().map(|Variable { name, .. }| name).collect();
    names.sort();
    names
}
