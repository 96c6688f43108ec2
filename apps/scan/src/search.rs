//! Finds and reads the codes of a picture.

use crate::luma::Luma;

/// The longest side that is searched; larger pictures are made smaller.
const SEARCHED_SIDE: usize = 2_500;
/// Pictures with a longer side are searched once more at half their size.
const COARSE_SIDE: usize = 500;
/// White around the picture, in pixels: a code cut out without its margin is found too.
const MARGIN: usize = 32;

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// The texts of all codes, in reading order.
    pub texts: Vec<String>,
    /// Something that looks like a code is there, readable or not.
    pub seen: bool,
}

/// Searches the picture as it is, then smaller, then with black and white swapped, until something can be read.
pub fn search(picture: &Luma) -> Found {
    let side = picture.width().max(picture.height());
    let by = side.div_ceil(SEARCHED_SIDE).max(1);
    let mut seen = false;
    let mut look = |picture: &Luma| {
        let found = read(picture);
        seen |= found.seen;
        (!found.texts.is_empty()).then_some(found)
    };
    let fine = (by > 1).then(|| picture.smaller(by));
    let fine = fine.as_ref().unwrap_or(picture);
    let found = look(fine)
        .or_else(|| if side / by > COARSE_SIDE { look(&fine.smaller(2)) } else { None })
        .or_else(|| look(&fine.inverted()));
    found.unwrap_or(Found { texts: Vec::new(), seen })
}

fn read(picture: &Luma) -> Found {
    let (width, height) = (picture.width() + 2 * MARGIN, picture.height() + 2 * MARGIN);
    let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        // Left of the margin the subtraction wraps around, and everything outside is white.
        picture.at(x.wrapping_sub(MARGIN), y.wrapping_sub(MARGIN))
    });
    let mut seen = false;
    let mut found = Vec::new();
    for grid in prepared.detect_grids() {
        seen = true;
        if let Ok((_, text)) = grid.decode() {
            let corner = grid.bounds[0];
            found.push(((corner.y, corner.x), text));
        }
    }
    found.sort_by_key(|(place, _)| *place);
    Found { texts: found.into_iter().map(|(_, text)| text).collect(), seen }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use qrcode::{Color, QrCode};

    use super::*;

    const ADDRESS: &str = "otpauth://totp/Example:ada@example.org?secret=JBSWY3DPEHPK3PXP&issuer=Example";

    /// Draws codes side by side, each module `scale` pixels wide, without a margin at the outer sides.
    fn drawn(texts: &[&str], scale: usize, dark: u8, light: u8) -> Luma {
        let codes: Vec<QrCode> = texts.iter().map(|text| QrCode::new(text).unwrap()).collect();
        let side = codes.iter().map(QrCode::width).max().unwrap() + 8;
        let (width, height) = ((side * codes.len() - 8) * scale, (side - 8) * scale);
        let mut rgba = Vec::new();
        for y in 0..height {
            for x in 0..width {
                let (column, row) = (x / scale, y / scale);
                let code = &codes[column / side];
                let inside = column % side < code.width() && row < code.width();
                let is_dark = inside && code[(column % side, row)] == Color::Dark;
                let shade = if is_dark { dark } else { light };
                rgba.extend([shade, shade, shade, 255]);
            }
        }
        Luma::from_rgba(width, height, &rgba).unwrap()
    }

    #[test]
    fn several_codes_are_read_in_reading_order_and_without_a_margin() {
        let found = search(&drawn(&[ADDRESS, "second"], 4, 0, 255));
        assert_eq!(found.texts, [ADDRESS, "second"]);
        assert!(found.seen);
    }

    #[test]
    fn a_dark_theme_and_a_large_picture_are_read() {
        assert_eq!(search(&drawn(&[ADDRESS], 5, 230, 20)).texts, [ADDRESS]);
        assert_eq!(search(&drawn(&[ADDRESS], 70, 0, 255)).texts, [ADDRESS]);
    }

    #[test]
    fn a_damaged_code_is_seen_and_nothing_is_nothing() {
        let whole = drawn(&[ADDRESS], 6, 0, 255);
        let mut rgba = Vec::new();
        for y in 0..whole.height() {
            for x in 0..whole.width() {
                // A blot over the middle: the corners stay.
                let (across, down) = (x * 10 / whole.width(), y * 10 / whole.height());
                let shade =
                    if (3..7).contains(&across) && (3..7).contains(&down) { 255 } else { whole.at(x, y) };
                rgba.extend([shade, shade, shade, 255]);
            }
        }
        let damaged = search(&Luma::from_rgba(whole.width(), whole.height(), &rgba).unwrap());
        assert!(damaged.texts.is_empty() && damaged.seen);
        let white = search(&Luma::from_rgba(300, 300, &vec![255; 360_000]).unwrap());
        assert!(white.texts.is_empty() && !white.seen);
    }
}
