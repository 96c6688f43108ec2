//! Columns that line up.

use super::{Style, clean};
use zeroize::Zeroizing;

/// A table; columns are two spaces apart, the last one is not padded.
pub struct Table {
    rows: Vec<Vec<(Style, Zeroizing<String>)>>,
}

impl Table {
    /// A table with headings.
    pub fn new(headings: &[&str]) -> Self {
        let mut table = Self { rows: Vec::new() };
        table.row(headings.iter().map(|heading| (Style::Heading, *heading)));
        table
    }

    /// A table without headings, for name and value pairs.
    pub fn plain() -> Self {
        Self { rows: Vec::new() }
    }

    /// Adds a row. What would steer the terminal is replaced.
    pub fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = (Style, T)>) {
        let cells = cells.into_iter().map(|(style, text)| (style, Zeroizing::new(clean(text.as_ref()))));
        self.rows.push(cells.collect());
    }

    /// Adds a name and its value.
    pub fn pair(&mut self, name: &str, value: impl AsRef<str>) {
        self.row([(Style::Dim, name), (Style::Plain, value.as_ref())]);
    }

    /// The lines, each with its line break. Wiped when dropped: cells may hold codes.
    pub fn render(&self, colour: bool) -> Zeroizing<String> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            self.rows
                .iter()
                .filter_map(|row| row.get(column))
                .map(|(_, text)| columns_of(text))
                .max()
                .unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let mut out = Zeroizing::new(String::with_capacity(self.rows.len() * 160));
        for row in &self.rows {
            for (column, (style, text)) in row.iter().enumerate() {
                out.push_str(&style.apply(text, colour && !text.is_empty()));
                if column + 1 < row.len() {
                    let gap = widths[column] - columns_of(text) + 2;
                    out.extend(std::iter::repeat_n(' ', gap));
                }
            }
            let end = out.trim_end_matches(' ').len();
            out.truncate(end);
            out.push('\n');
        }
        out
    }
}

/// Columns on a terminal: wide characters of East Asian scripts and emoji take two, combining marks none. An estimate by ranges;
/// a wrong one only shifts a column.
pub fn columns_of(text: &str) -> usize {
    let columns = |c: char| match u32::from(c) {
        0x300..=0x36f | 0x200b..=0x200d | 0xfe00..=0xfe0f => 0,
        0x1100..=0x115f
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0x1f300..=0x1faff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    };
    text.chars().map(columns).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_whatever_the_script() {
        let mut table = Table::new(&["ISSUER", "LABEL"]);
        table.row([(Style::Plain, "東京"), (Style::Plain, "a")]);
        table.row([(Style::Plain, "Zu\u{308}rich"), (Style::Plain, "")]);
        assert_eq!(*table.render(false), "ISSUER  LABEL\n東京    a\nZu\u{308}rich\n");
    }
}
