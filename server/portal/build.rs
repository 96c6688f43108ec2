//! Makes `words.rs` from the Fluent files.

fn main() -> Result<(), String> {
    regain_words::compile()
}
