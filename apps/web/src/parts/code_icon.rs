//! An account's icon: initials on a colour of its own, drawn here; nothing is asked of anybody.

use leptos::prelude::*;

/// Of an issuer and a label; `title` is what it is good for.
pub fn icon(issuer: &str, label: &str, title: Option<&'static str>) -> AnyView {
    let name = if issuer.is_empty() { label } else { issuer };
    let letters: String = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter_map(|word| word.chars().next())
        .take(2)
        .flat_map(char::to_uppercase)
        .collect();
    let hash = name.bytes().fold(5381_u32, |hash, byte| hash.wrapping_mul(33) ^ u32::from(byte));
    let class = format!("account-icon hue-{}", hash % 8);
    view! { <span class=class title=title aria-hidden="true">{letters}</span> }.into_any()
}
