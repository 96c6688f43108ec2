//! A QR code, drawn.

use std::fmt::Write as _;

use leptos::prelude::*;
use regain_screen::message::Qr;

/// As one path, with the quiet zone of four modules that readers need.
pub fn qr(code: &Qr, label: impl Into<String>) -> AnyView {
    let label = label.into();
    let side = code.side as usize;
    let mut path = String::new();
    for (index, _) in code.modules.iter().enumerate().filter(|(_, dark)| **dark) {
        if side > 0 {
            let _ = write!(path, "M{} {}h1v1h-1z", index % side + 4, index / side + 4);
        }
    }
    let size = side + 8;
    view! {
        <svg class="qr" viewBox=format!("0 0 {size} {size}") role="img" aria-label=label shape-rendering="crispEdges">
            <rect width=size.to_string() height=size.to_string() fill="#fff"></rect>
            <path d=path fill="#000"></path>
        </svg>
    }
    .into_any()
}
