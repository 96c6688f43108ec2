//! QR codes in a picture.

use std::fs::File;
use std::io::{Cursor, Read as _};
use std::path::Path;

use image::{GrayImage, ImageReader, Limits, imageops};
use zeroize::Zeroizing;

use crate::error::{Exit, Failure, Result};

/// The largest file, in bytes.
const MAX_FILE: u64 = 64 << 20;
/// The longest side of a picture that is decoded.
const MAX_SIDE: u32 = 16_384;
/// Memory a decoder may take, in bytes.
const MAX_ALLOC: u64 = 512 << 20;
/// The longest side that is searched; larger pictures are made smaller.
const SEARCHED_SIDE: u32 = 2_500;
/// White around the picture, in pixels: a code cut out without its margin is found too.
const MARGIN: u32 = 32;

/// The texts of all QR codes in the picture, in reading order; at least one.
pub(in crate::command) fn codes(path: &Path) -> Result<Vec<Zeroizing<String>>> {
    let picture = read(path)?;
    let mut damaged = false;
    for attempt in attempts(&picture) {
        let found = search(&attempt, &mut damaged);
        if !found.is_empty() {
            return Ok(found);
        }
    }
    let (code, message) = if damaged {
        (
            "unreadable-qr",
            "there is a QR code in this picture, but it can't be read: it is cut off, blurred or damaged",
        )
    } else {
        ("no-qr", "no QR code was found in this picture")
    };
    Err(Failure::new(Exit::Failure, code, message)
        .while_doing(path.display())
        .next("take the picture again, straight, sharp and with a white margin; or copy the address and use `regain add -`"))
}

fn read(path: &Path) -> Result<GrayImage> {
    let unreadable = |why: String| {
        Failure::new(Exit::Failure, "unreadable-picture", format!("{} can't be read: {why}", path.display()))
            .next("give a picture as PNG, JPEG, WebP, BMP or GIF")
    };
    let too_large = |what: String| {
        Failure::new(Exit::Failure, "picture-too-large", format!("{} is too large: {what}", path.display()))
            .next("cut out the QR code, or make the picture smaller")
    };
    let file = File::open(path).map_err(|error| unreadable(error.to_string()))?;
    let mut bytes = Zeroizing::new(Vec::new());
    file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(|error| unreadable(error.to_string()))?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(too_large(format!("more than {} MiB", MAX_FILE >> 20)));
    }
    let mut reader = ImageReader::new(Cursor::new(&*bytes))
        .with_guessed_format()
        .map_err(|error| unreadable(error.to_string()))?;
    if reader.format().is_none() {
        return Err(unreadable("it is no picture of a kind this program knows".to_owned()));
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_ALLOC);
    reader.limits(limits);
    match reader.decode() {
        Ok(picture) => Ok(picture.into_luma8()),
        Err(image::ImageError::Limits(error)) => {
            Err(too_large(format!("{error}; at most {MAX_SIDE} × {MAX_SIDE} pixels are read")))
        }
        Err(error) => Err(unreadable(error.to_string())),
    }
}

/// The picture as it is, smaller, and with black and white swapped: dark themes show codes that way.
fn attempts(picture: &GrayImage) -> Vec<GrayImage> {
    let side = picture.width().max(picture.height());
    let mut attempts = vec![framed(&scaled(picture, side.min(SEARCHED_SIDE)))];
    if side > 1_000 {
        attempts.push(framed(&scaled(picture, 1_000)));
    }
    let mut inverted = scaled(picture, side.min(SEARCHED_SIDE));
    imageops::invert(&mut inverted);
    attempts.push(framed(&inverted));
    attempts
}

fn scaled(picture: &GrayImage, side: u32) -> GrayImage {
    let longest = picture.width().max(picture.height()).max(1);
    if side >= longest {
        return picture.clone();
    }
    let part = |length: u32| {
        let length = u64::from(length) * u64::from(side) / u64::from(longest);
        u32::try_from(length).unwrap_or(side).max(1)
    };
    imageops::resize(picture, part(picture.width()), part(picture.height()), imageops::FilterType::Triangle)
}

fn framed(picture: &GrayImage) -> GrayImage {
    let (width, height) = (picture.width() + 2 * MARGIN, picture.height() + 2 * MARGIN);
    let mut frame = GrayImage::from_pixel(width, height, image::Luma([255]));
    imageops::replace(&mut frame, picture, MARGIN.into(), MARGIN.into());
    frame
}

fn search(picture: &GrayImage, damaged: &mut bool) -> Vec<Zeroizing<String>> {
    let mut prepared = rqrr::PreparedImage::prepare(picture.clone());
    let mut found: Vec<((i32, i32), Zeroizing<String>)> = Vec::new();
    for grid in prepared.detect_grids() {
        match grid.decode() {
            Ok((_, text)) => {
                let corner = grid.bounds[0];
                found.push(((corner.y, corner.x), Zeroizing::new(text)));
            }
            Err(_) => *damaged = true,
        }
    }
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, text)| text).collect()
}
