//! Accounts from pictures of QR codes.

use std::path::Path;

use image::{GrayImage, ImageFormat, Luma, imageops};
use qrcode::QrCode;

use super::home::Home;

fn qr(text: &str) -> GrayImage {
    QrCode::new(text).expect("it fits").render::<Luma<u8>>().module_dimensions(6, 6).build()
}

fn save(picture: &GrayImage, path: &Path, format: ImageFormat) {
    let picture = image::DynamicImage::ImageLuma8(picture.clone());
    let picture =
        if format == ImageFormat::Jpeg { picture } else { image::DynamicImage::ImageRgb8(picture.to_rgb8()) };
    picture.save_with_format(path, format).expect("a scratch file");
}

#[test]
fn codes_are_read_from_every_kind_of_picture_and_several_from_one() {
    let home = Home::new();
    let one = qr("otpauth://totp/Pic:one?secret=JBSWY3DPEHPK3PXP");
    let two = qr("otpauth://totp/Pic:two?secret=JBSWY3DPEHPK3PXA");
    let mut both = GrayImage::from_pixel(one.width() * 2 + 60, one.height() + 40, Luma([255]));
    imageops::replace(&mut both, &one, 10, 20);
    imageops::replace(&mut both, &two, i64::from(one.width()) + 50, 20);
    let mut dark = one.clone();
    imageops::invert(&mut dark);
    let pictures = [
        ("a.png", ImageFormat::Png, &both, 2),
        ("a.jpg", ImageFormat::Jpeg, &one, 1),
        ("a.webp", ImageFormat::WebP, &one, 1),
        ("a.bmp", ImageFormat::Bmp, &one, 1),
        ("a.gif", ImageFormat::Gif, &one, 1),
        ("dark.png", ImageFormat::Png, &dark, 1),
    ];
    for (name, format, picture, count) in pictures {
        let path = home.dir.path().join(name);
        save(picture, &path, format);
        let added = home.run(["add", "--qr", path.to_str().expect("UTF-8"), "--json"]).ok().json();
        assert_eq!(added.as_array().map(Vec::len), Some(count), "{name}");
        assert_eq!(added[0]["label"], "one", "{name}: in reading order");
    }
}

#[test]
fn a_picture_that_can_not_be_used_says_why() {
    let home = Home::bare();
    let save = |name: &str, picture: &GrayImage| {
        let path = home.dir.path().join(name);
        save(picture, &path, ImageFormat::Png);
        path.to_str().expect("UTF-8").to_owned()
    };
    let add = |path: &str| home.run(["add", "--qr", path]);
    add(&save("white.png", &GrayImage::from_pixel(300, 300, Luma([255]))))
        .fails(1, &["no QR code was found"]);
    add(&save("web.png", &qr("https://example.org/"))).fails(1, &["web.png: this is no otpauth:// address"]);
    let text = home.file("text.png", "not a picture");
    add(text.to_str().expect("UTF-8")).fails(1, &["no picture of a kind", "PNG, JPEG"]);
    add("/no/such/file.png").fails(1, &["/no/such/file.png can't be read"]);
    add(&save("huge.png", &GrayImage::from_pixel(20_000, 10, Luma([255]))))
        .fails(1, &["is too large", "16384"]);
    let mut cut =
        std::fs::read(save("cut.png", &qr("otpauth://totp/a?secret=JBSWY3DP"))).expect("it was written");
    cut.truncate(cut.len() / 2);
    let cut = home.file("cut2.png", cut);
    add(cut.to_str().expect("UTF-8")).fails(1, &["cut2.png can't be read"]);
}
