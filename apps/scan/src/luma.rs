//! A picture in shades of grey.

use zeroize::Zeroizing;

/// A picture in shades of grey, one byte for each pixel. Wiped when dropped: it may show a secret.
pub struct Luma {
    width: usize,
    height: usize,
    pixels: Zeroizing<Vec<u8>>,
}

impl Luma {
    /// From four bytes for each pixel. What is transparent is white: a code on a transparent background is dark on nothing.
    /// `None` when bytes are missing, or nothing is there.
    pub fn from_rgba(width: usize, height: usize, rgba: &[u8]) -> Option<Self> {
        let bytes = width.checked_mul(height)?.checked_mul(4)?;
        let rgba = rgba.get(..bytes).filter(|rgba| !rgba.is_empty())?;
        let grey = |pixel: &[u8]| {
            let [red, green, blue, alpha] = [0, 1, 2, 3].map(|channel| u32::from(pixel[channel]));
            // The weights of BT.601, of 256.
            let grey = (77 * red + 150 * green + 29 * blue) >> 8;
            byte((grey * alpha + 255 * (255 - alpha)) / 255)
        };
        Some(Self { width, height, pixels: Zeroizing::new(rgba.chunks_exact(4).map(grey).collect()) })
    }

    /// Pixels from left to right.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Pixels from top to bottom.
    pub fn height(&self) -> usize {
        self.height
    }

    /// The shade at a place; white outside of the picture.
    pub fn at(&self, x: usize, y: usize) -> u8 {
        if x < self.width && y < self.height { self.pixels[y * self.width + x] } else { 255 }
    }

    /// Each `by` × `by` pixels as their mean. Also smooths away the pattern that a camera sees on a screen.
    pub fn smaller(&self, by: usize) -> Self {
        let (width, height) = ((self.width / by).max(1), (self.height / by).max(1));
        let mut pixels = Zeroizing::new(Vec::with_capacity(width * height));
        for y in 0..height {
            for x in 0..width {
                let mut sum = 0;
                for inner in 0..by * by {
                    sum += u32::from(self.at(x * by + inner % by, y * by + inner / by));
                }
                let pixels_in_one = u32::try_from(by * by).unwrap_or(u32::MAX);
                pixels.push(byte(sum / pixels_in_one));
            }
        }
        Self { width, height, pixels }
    }

    /// Black and white swapped: dark themes show codes that way.
    pub fn inverted(&self) -> Self {
        let pixels = Zeroizing::new(self.pixels.iter().map(|shade| 255 - shade).collect());
        Self { width: self.width, height: self.height, pixels }
    }
}

fn byte(shade: u32) -> u8 {
    u8::try_from(shade).unwrap_or(255)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_picture_with_missing_bytes_is_none() {
        assert!(Luma::from_rgba(2, 2, &[0; 15]).is_none());
        assert!(Luma::from_rgba(0, 0, &[]).is_none());
        assert!(Luma::from_rgba(usize::MAX, 2, &[0; 16]).is_none());
    }

    #[test]
    fn what_is_transparent_is_white() {
        let picture = Luma::from_rgba(2, 1, &[0, 0, 0, 0, 0, 0, 0, 255]).unwrap();
        assert_eq!((picture.at(0, 0), picture.at(1, 0), picture.at(2, 0)), (255, 0, 255));
    }

    #[test]
    fn a_smaller_one_is_the_mean() {
        let picture =
            Luma::from_rgba(2, 2, &[[0, 0, 0, 255], [255; 4], [255; 4], [0, 0, 0, 255]].concat()).unwrap();
        assert_eq!(picture.smaller(2).at(0, 0), 127);
        assert_eq!(picture.inverted().at(0, 0), 255);
    }
}
