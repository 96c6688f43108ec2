//! QR codes as pictures, and as films that a browser takes for its camera.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use image::{GrayImage, Luma, RgbImage};
use qrcode::QrCode;

const WIDTH: u32 = 640;
const HEIGHT: u32 = 480;

/// Corners of the code in the picture, from the upper left one clockwise.
pub type Corners = [(f64, f64); 4];

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
    let full = f64::from(side + 8);
    let back = inverse(corners);
    GrayImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let (u, v) = back(f64::from(x) + 0.5, f64::from(y) + 0.5);
        if !(0.0..1.0).contains(&u) || !(0.0..1.0).contains(&v) {
            return Luma([120]);
        }
        #[expect(clippy::cast_possible_truncation, reason = "0 to 185: a code has 177 modules at most")]
        let module = |at: f64| (at * full).floor() as i64 - 4;
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

/// A picture file of several codes beside each other.
pub fn side_by_side(texts: &[&str], path: &Path) {
    let codes: Vec<GrayImage> = texts.iter().map(|text| photograph(text, &STRAIGHT)).collect();
    let row = RgbImage::from_fn(WIDTH * u32::try_from(codes.len()).unwrap(), HEIGHT, |x, y| {
        image::Rgb([codes[(x / WIDTH) as usize].get_pixel(x % WIDTH, y).0[0]; 3])
    });
    row.save(path).unwrap();
}

/// A film of codes, one after the other, half a second each: the browser plays it again and again.
pub fn film(texts: &[&str], corners: &Corners, path: &Path) {
    let mut header = String::new();
    writeln!(header, "YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg").unwrap();
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
fn inverse(corners: &Corners) -> impl Fn(f64, f64) -> (f64, f64) + use<> {
    let [p0, p1, p2, p3] = *corners;
    let sum = (p0.0 - p1.0 + p2.0 - p3.0, p0.1 - p1.1 + p2.1 - p3.1);
    let (right, below) = ((p1.0 - p2.0, p1.1 - p2.1), (p3.0 - p2.0, p3.1 - p2.1));
    let area = right.0 * below.1 - below.0 * right.1;
    let lean = ((sum.0 * below.1 - below.0 * sum.1) / area, (right.0 * sum.1 - sum.0 * right.1) / area);
    let m = [
        [p1.0 - p0.0 + lean.0 * p1.0, p3.0 - p0.0 + lean.1 * p3.0, p0.0],
        [p1.1 - p0.1 + lean.0 * p1.1, p3.1 - p0.1 + lean.1 * p3.1, p0.1],
        [lean.0, lean.1, 1.0],
    ];
    let minor = |row: usize, column: usize| {
        let (r, c) = ([(row + 1) % 3, (row + 2) % 3], [(column + 1) % 3, (column + 2) % 3]);
        m[r[0]][c[0]] * m[r[1]][c[1]] - m[r[0]][c[1]] * m[r[1]][c[0]]
    };
    let back: [[f64; 3]; 3] = std::array::from_fn(|row| std::array::from_fn(|column| minor(column, row)));
    move |x, y| {
        let [u, v, w] = back.map(|line| line[0] * x + line[1] * y + line[2]);
        (u / w, v / w)
    }
}

/// A film of a picture, as of a camera held before a screen that shows it: the browser plays it again and again.
pub fn film_of_screen(png: &[u8], path: &Path) {
    let shown = image::load_from_memory(png).unwrap().to_luma8();
    let side = HEIGHT - 80;
    let shown = image::imageops::resize(&shown, side, side, image::imageops::FilterType::Triangle);
    let mut frame = GrayImage::from_pixel(WIDTH, HEIGHT, Luma([120]));
    image::imageops::overlay(&mut frame, &shown, i64::from((WIDTH - side) / 2), 40);
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    writeln!(file, "YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg").unwrap();
    let grey = vec![128; (WIDTH * HEIGHT / 2) as usize];
    for _ in 0..5 {
        file.write_all(b"FRAME\n").unwrap();
        file.write_all(frame.as_raw()).unwrap();
        file.write_all(&grey).unwrap();
    }
    file.flush().unwrap();
}
