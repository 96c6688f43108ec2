//! Pictures of screens, to be looked at: `target/screens`.

use std::path::PathBuf;

use data_encoding::BASE64;

use super::browser::{Browser, DESKTOP, PHONE};

/// The narrowest phone, and what 400 % zoom leaves of a window on a desk (WCAG 2.2, 1.4.10).
const NARROW: (u32, u32) = (320, 640);

const FITS: &str = include_str!("fits.js");

impl Browser {
    /// What does not fit on the narrowest phone: overflow, controls that a finger misses, headings out of order.
    pub fn misfits(&self) -> Vec<String> {
        self.look(NARROW, true, false);
        self.settle();
        let found = self.run(FITS);
        found.as_array().into_iter().flatten().map(ToString::to_string).collect()
    }

    /// A state on the way through a flow: as narrow as can be, on a phone, and on a desk in the dark. Gives what does not fit.
    pub fn keep_state(&self, name: &str, language: &str) -> Vec<String> {
        let found = self.misfits();
        self.keep_picture(&format!("{name}-narrow-light-{language}"));
        for (size, phone, kind) in [(DESKTOP, false, "desktop-dark"), (PHONE, true, "phone-light")] {
            self.look(size, phone, !phone);
            self.settle();
            self.keep_picture(&format!("{name}-{kind}-{language}"));
        }
        found.into_iter().map(|what| format!("{name}, {language}: {what}")).collect()
    }

    /// The same screen on a phone and on a desk, light and dark.
    pub fn keep_pictures(&self, name: &str, language: &str) {
        for (size, phone, kind) in [(PHONE, true, "phone"), (DESKTOP, false, "desktop")] {
            for (dark, scheme) in [(false, "light"), (true, "dark")] {
                self.look(size, phone, dark);
                self.settle();
                self.keep_picture(&format!("{name}-{kind}-{scheme}-{language}"));
            }
        }
        self.look(PHONE, true, false);
    }

    /// One picture of what is to be seen now.
    pub fn keep_picture(&self, name: &str) -> PathBuf {
        let path = folder().join(format!("{name}.png"));
        if let Ok(picture) = self.session().get("/screenshot") {
            let picture = BASE64.decode(picture.as_str().unwrap_or_default().as_bytes()).unwrap_or_default();
            std::fs::write(&path, picture).unwrap();
        }
        path
    }

    /// Two frames are drawn, so that a new size or scheme is.
    fn settle(&self) {
        let frames = "await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));";
        drop(self.session().run_async(frames, &[]));
    }
}

fn folder() -> PathBuf {
    // target/PROFILE/deps/TEST
    let test = std::env::current_exe().unwrap();
    let folder = test.ancestors().nth(3).unwrap().join("screens");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
