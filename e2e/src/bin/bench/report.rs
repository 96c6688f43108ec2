//! Figures as people read them.

use std::time::Duration;

/// A heading over a group of figures.
pub fn heading(text: &str) {
    println!("\n{text}");
}

/// One figure and what it is held against.
pub fn line(figure: &str, value: &str, against: &str) {
    println!("  {figure:<46} {value:>16}   {against}");
}

/// Milliseconds with one digit after the point.
pub fn ms(duration: Duration) -> String {
    format!("{:.1} ms", duration.as_secs_f64() * 1000.0)
}

/// The middle of several measurements.
pub fn median<T: PartialOrd + Copy>(mut values: Vec<T>) -> T {
    values.sort_by(|a, b| a.partial_cmp(b).expect("measurements compare"));
    values[values.len() / 2]
}
