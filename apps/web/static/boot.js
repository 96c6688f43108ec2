// Starts the app: what it needs of the page's scripts, its workers, and the service worker that keeps it for offline use.

import init from "./app.js";
import { enrolment, receive, shared } from "./handover.js";
import { applyUpdate, keep, meet, onUpdate, settle } from "./versions.js";

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

let engine;

globalThis.regain = {
  build: document.documentElement.dataset.build,
  engine: () => (engine = worker(new URL("./engine-worker.js", import.meta.url))),
  scan: () => worker(new URL("./scan-worker.js", import.meta.url)),
  strength: () => worker(new URL("./strength-worker.js", import.meta.url)),
  enrolment,
  shared,
  // Whether the browser promises to keep what is stored here; it is asked to.
  keep: async () => (await navigator.storage?.persisted?.()) || Boolean(await navigator.storage?.persist?.()),
  onUpdate,
  applyUpdate,
};

const shell = document.getElementById("shell");

// The shell goes when the app has painted something.
function uncover() {
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

// Two versions would take the accounts from each other: this one stops.
let stopped = false;
function otherVersion() {
  stopped = true;
  engine?.terminate();
  document.body.replaceChildren(shell);
  unable("two-versions");
}

async function start() {
  uncover();
  const isHanded = receive();
  document.getElementById("two-versions-go").onclick = meet(otherVersion);
  // What was handed over is in the memory of the version that runs: that one stays.
  if (!isHanded && !(await settle()) || stopped) return;
  await init();
  if (!stopped) keep().catch(() => {});
}

const able = typeof WebAssembly === "object" && typeof Worker === "function" && typeof BroadcastChannel === "function"
  && Boolean(globalThis.crypto?.subtle);

if (able && !globalThis.indexedDB) {
  unable("unable-store");
} else if (able) {
  start().catch((error) => {
    if (shell.isConnected) unable("unable-load");
    throw error;
  });
} else {
  unable("unable-old");
}
