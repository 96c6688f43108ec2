//! Reads QR codes in the pixels of a picture or a camera. Pure: pixels in, texts out.

use rqrr::PreparedImage;

/// What a picture holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The texts of all codes that could be read, each once.
    pub texts: Vec<String>,
    /// Something that looks like a code was found, read or not.
    pub located: bool,
}

/// Reads pixels: red, green, blue, opacity, row by row.
pub fn read(width: usize, height: usize, rgba: &[u8]) -> Seen {
    if width == 0 || rgba.len() / 4 < width.saturating_mul(height) {
        return Seen::default();
    }
    let mut seen = look(width, height, |x, y| luma(rgba, width, x, y));
    // A code on a dark screen is light on dark.
    if seen.texts.is_empty() {
        let inverted = look(width, height, |x, y| 255 - luma(rgba, width, x, y));
        seen.located |= inverted.located;
        seen.texts = inverted.texts;
    }
    seen
}

fn look(width: usize, height: usize, luma: impl Fn(usize, usize) -> u8) -> Seen {
    let mut prepared = PreparedImage::prepare_from_greyscale(width, height, luma);
    let grids = prepared.detect_grids();
    let mut seen = Seen { located: !grids.is_empty(), texts: Vec::new() };
    for grid in grids {
        if let Ok((_, text)) = grid.decode()
            && !seen.texts.contains(&text)
        {
            seen.texts.push(text);
        }
    }
    seen
}

/// Brightness (ITU-R BT.601) on white: a transparent pixel is paper.
fn luma(rgba: &[u8], width: usize, x: usize, y: usize) -> u8 {
    let at = (y * width + x) * 4;
    let [red, green, blue, opacity] = [0, 1, 2, 3].map(|part| u32::from(rgba[at + part]));
    let grey = (299 * red + 587 * green + 114 * blue) / 1000;
    u8::try_from((grey * opacity + 255 * (255 - opacity)) / 255).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_that_are_not_there_are_no_panic() {
        assert_eq!(read(100, 100, &[0; 16]), Seen::default());
        assert_eq!(read(0, 5, &[]), Seen::default());
        assert_eq!(read(4, 4, &[255; 64]), Seen::default());
    }
}
