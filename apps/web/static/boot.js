// Starts the app: what it needs of the page's scripts, its workers, and the service worker that keeps it for offline use.

import init from "./app.js";

const root = document.documentElement;
const hadController = Boolean(navigator.serviceWorker?.controller);

// The only policy the Content Security Policy admits. Templates of the screens are HTML without anything that runs; scripts come
// from this app's own folder; there is no text that becomes a script.
globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (html) => {
    if (/<(script|iframe|object|embed|base|link|meta)\b|\son\w+\s*=|javascript:/i.test(html)) throw new TypeError("not a template");
    return html;
  },
  createScriptURL: (text) => {
    const url = new URL(text, location.href);
    const own = url.origin === location.origin && /^\/app\/(assets\/[\w.-]+|sw\.js)$/.test(url.pathname);
    if (!own) throw new TypeError("not a script of this app");
    return text;
  },
});

const worker = (url) => new Worker(url, { type: "module" });

let waiting;
let told = () => {};

const found = (registration) => {
  // The first version of all is no update.
  if (!registration.waiting || !registration.active) return;
  waiting = registration.waiting;
  told();
};

// What another app or a link handed over, from the service worker's memory: {texts, pictures}, or null.
const shared = location.hash.startsWith("#/add/shared") ? askForShared() : Promise.resolve(null);

function askForShared() {
  const controller = navigator.serviceWorker?.controller;
  if (!controller) return Promise.resolve(null);
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => resolve(event.data);
    controller.postMessage({ type: "shared" }, [port2]);
    setTimeout(() => resolve(null), 3000);
  });
}

globalThis.regain = {
  build: root.dataset.build,
  engine: () => worker(new URL("./engine-worker.js", import.meta.url)),
  scan: () => worker(new URL("./scan-worker.js", import.meta.url)),
  strength: () => worker(new URL("./strength-worker.js", import.meta.url)),
  shared: () => shared,
  // Whether the browser promises to keep what is stored here; it is asked to.
  keep: async () => (await navigator.storage?.persisted?.()) || Boolean(await navigator.storage?.persist?.()),
  onUpdate: (callback) => {
    told = callback;
    if (waiting) callback();
  },
  applyUpdate: () => (waiting ? waiting.postMessage({ type: "apply" }) : location.reload()),
};

async function keepForOffline() {
  if (!navigator.serviceWorker) return;
  const registration = await navigator.serviceWorker.register("/app/sw.js", { scope: "/app/", updateViaCache: "none" });
  found(registration);
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", () => found(registration));
  });
  // Two versions never run side by side: whichever window takes the new one, all do.
  let reloading = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (!hadController || reloading) return;
    reloading = true;
    location.reload();
  });
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ type: "complete" });
  const look = () => registration.update().catch(() => {});
  setInterval(look, 60 * 60 * 1000);
}

// The shell goes when the app has painted something.
function uncover() {
  const shell = document.getElementById("shell");
  const app = document.getElementById("app");
  const watcher = new MutationObserver(() => {
    if (!app.firstElementChild && !document.querySelector("body > :not(#shell, #app, script)")) return;
    watcher.disconnect();
    shell.remove();
  });
  watcher.observe(document.body, { childList: true, subtree: true });
}

function unable(id) {
  document.getElementById("shell-rows").hidden = true;
  document.getElementById(id).hidden = false;
}

const able = typeof WebAssembly === "object" && typeof Worker === "function" && typeof BroadcastChannel === "function"
  && Boolean(globalThis.crypto?.subtle);

if (able && !globalThis.indexedDB) {
  unable("unable-store");
} else if (able) {
  uncover();
  try {
    await init();
    keepForOffline().catch(() => {});
  } catch (error) {
    if (document.getElementById("shell")) unable("unable-load");
    throw error;
  }
} else {
  unable("unable-old");
}
