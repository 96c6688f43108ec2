//! What a browser keeps of the app for offline use, and which version runs.

use serde_json::json;

use super::browser::Browser;

impl Browser {
    /// Waits until the service worker has everything it needs for a start without a network.
    #[track_caller]
    pub fn kept_for_offline(&self) {
        self.until("the app is kept for offline use", || {
            let script = "const ready = await Promise.race([navigator.serviceWorker.ready, new Promise(no => setTimeout(no, 300))]);\
                if (ready?.active?.state !== 'activated') return false;\
                const wanted = ['theme', 'boot', 'app', 'engine', 'versions', 'handover', 'scan_bg', 'strength_bg'];\
                const names = await caches.keys();\
                const kept = (await Promise.all(names.map(async name => (await (await caches.open(name)).keys()).map(one => one.url)))).flat();\
                return wanted.every(name => kept.some(url => url.includes('/assets/' + name)));";
            let kept = self.session().run_async(script, &[]).unwrap_or_default();
            (kept == json!(true)).then_some(())
        });
    }

    /// The build this window runs.
    pub fn build(&self) -> String {
        let build = self.session().run("return document.documentElement.dataset.build", &[]);
        build.unwrap_or_default().as_str().unwrap_or_default().to_owned()
    }

    /// Waits until a new version waits behind the one that runs.
    #[track_caller]
    pub fn update_waits(&self) {
        self.until("a new version waits", || {
            let script = "return Boolean((await navigator.serviceWorker.getRegistration())?.waiting)";
            (self.session().run_async(script, &[]).ok()? == json!(true)).then_some(())
        });
    }

    /// Everything this window has loaded is of its own page's version, and no other version is kept. What is fetched when it is needed
    /// is kept a moment later.
    #[track_caller]
    pub fn is_of_one_version(&self) {
        let script = "const names = (await caches.keys()).filter(name => name.startsWith('regain-app-'));\
            const cache = await caches.open(`regain-app-${document.documentElement.dataset.build}`);\
            const own = new Set((await cache.keys()).map(one => one.url));\
            const loaded = performance.getEntriesByType('resource').map(one => one.name).filter(name => name.includes('/assets/'));\
            return [...names.slice(1), ...loaded.filter(name => !own.has(name))];";
        self.until("only files of one version", || {
            let foreign = self.session().run_async(script, &[]).ok()?;
            foreign.as_array()?.is_empty().then_some(())
        });
    }
}
