//! First contact: is this a Regain service, of our version, and is a clock wrong?

use regain_sync::flow::contact::{self, Contact, SKEW_WORTH_SAYING_MS};

use super::Client;
use crate::Context;
use crate::error::Result;

/// Asks the service what it is, and says at once when a clock is wrong: the most frequent false alarm of all.
pub fn make(context: &Context, client: &Client) -> Result<Contact> {
    let answer = client.send(&contact::start())?;
    let contact = contact::answer(&answer, context.now())?;
    say_skew(context, contact.skew_ms);
    Ok(contact)
}

/// Says that the clocks differ, where codes would go wrong.
pub fn say_skew(context: &Context, skew_ms: i64) {
    if let Some(text) = skew_text(skew_ms) {
        context.out.warn(format!("warning: {text}"));
        context.out.warn("next: set this machine's clock; where that can't be done, `regain doctor --use-service-clock` corrects the codes");
    }
}

/// The sentence about a wrong clock; `None` where codes forgive the difference. Local clock minus the service's, ms.
pub fn skew_text(skew_ms: i64) -> Option<String> {
    let off = skew_ms.unsigned_abs();
    if off <= SKEW_WORTH_SAYING_MS {
        return None;
    }
    let direction = if skew_ms > 0 { "ahead of" } else { "behind" };
    let amount = match off / 1000 {
        seconds @ 0..=119 => format!("{seconds} seconds"),
        seconds @ 120..=7199 => format!("{} minutes", seconds / 60),
        seconds => format!("{} hours", seconds / 3600),
    };
    Some(format!(
        "this machine's clock is {amount} {direction} the service's. One of the two is wrong; if it is this one, codes are \
         refused until it is set right"
    ))
}

#[cfg(test)]
mod tests {
    use super::skew_text;

    #[test]
    fn a_wrong_clock_is_said_with_its_direction() {
        assert_eq!(skew_text(30_000), None);
        assert!(skew_text(90_000).is_some_and(|text| text.contains("90 seconds ahead of")));
        assert!(skew_text(-600_000).is_some_and(|text| text.contains("10 minutes behind")));
        assert!(skew_text(i64::MIN).is_some_and(|text| text.contains("hours behind")));
    }
}
