//! A line of the log, for people.

use regain_storage::portal::AuditRow;
use serde_json::{Map, Value};

use crate::acts::Act;
use crate::fault::Fault;
use crate::page::When;
use crate::pages::admin::said::Names;
use crate::state::Portal;
use crate::words::Words;

/// A line.
pub struct Line {
    /// Its place.
    pub number: u64,
    /// When.
    pub at: When,
    /// What, the word in the log.
    pub action: String,
    /// What, as the person it happened to is told.
    pub said: &'static str,
    /// Who did it; `None`: the host, or nobody who signed in.
    pub actor: Option<String>,
    /// To whom, when it is somebody else.
    pub target: Option<String>,
    /// From where.
    pub origin: String,
    /// With which evidence.
    pub evidence: String,
    /// Anything else: names and what they are.
    pub details: Vec<(String, String)>,
}

/// Lines with the names of people as they are now.
pub async fn lines(portal: &Portal, rows: Vec<AuditRow>, w: Words) -> Result<Vec<Line>, Fault> {
    let (mut names, mut lines) = (Names::default(), Vec::new());
    for AuditRow { number, line, .. } in rows {
        let actor = match line.actor {
            Some(id) => Some(names.of(portal, id).await?),
            None => None,
        };
        let target = match line.target.filter(|target| Some(*target) != line.actor) {
            Some(id) => Some(names.of(portal, id).await?),
            None => None,
        };
        let details: Map<String, Value> = serde_json::from_str(&line.details).unwrap_or_default();
        lines.push(Line {
            number,
            at: When::at(line.at),
            said: Act::of_code(&line.action).map_or("", |act| act.said(w)),
            action: line.action,
            actor,
            target,
            origin: line.origin,
            evidence: line.evidence,
            details: details.into_iter().map(|(name, value)| (name, plain(&value))).collect(),
        });
    }
    Ok(lines)
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
