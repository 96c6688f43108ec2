//! QR codes as pictures, and as films that a browser takes for its camera.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use image::{GrayImage, Luma, RgbImage};
use qrcode::QrCode;

const WIDTH: u32 = 640;
const HEIGHT: u32 = 480;

/// Corners of the code in the picture, from the upper left one clockwise.
pub type Corners = [(f32, f32); 4];

/// As held straight before the camera.
pub const STRAIGHT: Corners = [(140.0, 60.0), (500.0, 60.0), (500.0, 420.0), (140.0, 420.0)];
/// As a monitor photographed from the side.
pub const TILTED: Corners = [(170.0, 90.0), (470.0, 50.0), (455.0, 435.0), (150.0, 375.0)];

/// A camera's picture of a code, on a grey desk.
pub fn photograph(text: &str, corners: &Corners) -> GrayImage {
    let code = QrCode::new(text).unwrap();
    let side = u32::try_from(code.width()).unwrap();
    let colors = code.to_colors();
    // Four modules of quiet zone on every side.
    let full = (side + 8) as f32;
    let back = inverse(corners);
    GrayImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let (u, v) = back(x as f32 + 0.5, y as f32 + 0.5);
        if !(0.0..1.0).contains(&u) || !(0.0..1.0).contains(&v) {
            return Luma([120]);
        }
        let module = |at: f32| (at * full).floor() as i64 - 4;
        let (column, row) = (module(u), module(v));
        let inside = (0..i64::from(side)).contains(&column) && (0..i64::from(side)).contains(&row);
        let dark = inside && {
            let index = usize::try_from(row * i64::from(side) + column).unwrap();
            colors[index] == qrcode::Color::Dark
        };
        Luma([if dark { 25 } else { 235 }])
    })
}

/// A picture file of it.
pub fn picture(text: &str, corners: &Corners, path: &Path) {
    let grey = photograph(text, corners);
    let colour = RgbImage::from_fn(WIDTH, HEIGHT, |x, y| image::Rgb([grey.get_pixel(x, y).0[0]; 3]));
    colour.save(path).unwrap();
}

/// A film of codes, one after the other, half a second each: the browser plays it again and again.
pub fn film(texts: &[&str], corners: &Corners, path: &Path) {
    let mut header = String::new();
    write!(header, "YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n").unwrap();
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    file.write_all(header.as_bytes()).unwrap();
    let grey = vec![128; (WIDTH * HEIGHT / 2) as usize];
    for text in texts {
        let frame = photograph(text, corners);
        for _ in 0..5 {
            file.write_all(b"FRAME\n").unwrap();
            file.write_all(frame.as_raw()).unwrap();
            file.write_all(&grey).unwrap();
        }
    }
    file.flush().unwrap();
}

/// The projective map from the picture back to the unit square (Heckbert 1989, 2.2.3), inverted by its adjugate.
fn inverse(corners: &Corners) -> impl Fn(f32, f32) -> (f32, f32) + use<> {
    let [(x0, y0), (x1, y1), (x2, y2), (x3, y3)] = *corners;
    let (sx, sy) = (x0 - x1 + x2 - x3, y0 - y1 + y2 - y3);
    let (dx1, dx2, dy1, dy2) = (x1 - x2, x3 - x2, y1 - y2, y3 - y2);
    let area = dx1 * dy2 - dx2 * dy1;
    let (g, h) = ((sx * dy2 - dx2 * sy) / area, (dx1 * sy - sx * dy1) / area);
    let (a, b, c) = (x1 - x0 + g * x1, x3 - x0 + h * x3, x0);
    let (d, e, f) = (y1 - y0 + g * y1, y3 - y0 + h * y3, y0);
    move |x, y| {
        let u = (e - f * h) * x + (c * h - b) * y + (b * f - c * e);
        let v = (f * g - d) * x + (a - c * g) * y + (c * d - a * f);
        let w = (d * h - e * g) * x + (b * g - a * h) * y + (a * e - b * d);
        (u / w, v / w)
    }
}
