//! Another build of the app, as a change of one script makes it: new names for what holds the change and for what names it, a new build
//! in the page and in the service worker.

use regain_server::Site;
use sha2::{Digest as _, Sha256};

/// The build after the one inside of this program.
pub fn next() -> Site {
    let mut site = Site::embedded();
    // Windows of one build find each other by this script's name.
    let mut changed = vec![rename(&mut site, "engine-worker", |text| format!("{text}\n// changed\n"))];
    let (from, to) = changed[0].clone();
    changed.push(rename(&mut site, "boot", move |text| text.replace(&from, &to)));
    let page = text(&site, "index.html");
    let build = page.split("data-build=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    changed.push((build.clone(), fingerprint(build.as_bytes())));
    for path in ["index.html", "sw.js"] {
        let text = changed.iter().fold(text(&site, path), |text, (from, to)| text.replace(from, to));
        put(&mut site, path, &text);
    }
    site
}

/// Changes an asset, and gives its names, old and new.
fn rename(site: &mut Site, stem: &str, change: impl FnOnce(String) -> String) -> (String, String) {
    let prefix = format!("assets/{stem}.");
    let path = site.paths().find(|path| path.starts_with(&prefix)).unwrap().to_owned();
    let new = change(text(site, &path));
    site.take(&path);
    let to = format!("{stem}.{}.js", fingerprint(new.as_bytes()));
    put(site, &format!("assets/{to}"), &new);
    (path.trim_start_matches("assets/").to_owned(), to)
}

fn text(site: &Site, path: &str) -> String {
    String::from_utf8(site.file(path).unwrap().plain().unwrap().to_vec()).unwrap()
}

fn put(site: &mut Site, path: &str, text: &str) {
    site.put(path, text.as_bytes(), &Sha256::digest(text.as_bytes()));
}

fn fingerprint(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes)[..6])
}
