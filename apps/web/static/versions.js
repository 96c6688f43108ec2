// One version of the app at a time, in all windows. Looks for new ones, moves every window at once, and says so where two are open.

const BUILD = document.documentElement.dataset.build;
const HOUR = 60 * 60 * 1000;
const SCOPE = "/app/";
// Some private windows have none; then what the server gives is the version.
const container = navigator.serviceWorker;
let registration;
let told = () => {};
let leaving = false;

// Asks a service worker; null when it does not answer.
export function ask(worker, type, patience = 3000) {
  if (!worker) return Promise.resolve(null);
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => resolve(event.data);
    worker.postMessage({ type }, [port2]);
    setTimeout(() => resolve(null), patience);
  });
}

// Calls back when a new version waits.
export function onUpdate(callback) {
  told = callback;
  found();
}

// Moves all windows to the version that waits.
export function applyUpdate() {
  if (registration?.waiting) registration.waiting.postMessage({ type: "apply" });
  else leave();
}

// Before the app starts. A version that waits is taken at once where no other window runs the old one: "load the page again" does
// what it says. False: this page is about to be replaced.
export async function settle() {
  container?.addEventListener("controllerchange", follow);
  const waiting = (await container?.getRegistration(SCOPE).catch(() => undefined))?.waiting;
  const about = await ask(waiting, "about", 1000);
  if (about?.windows !== 1) return true;
  const changed = new Promise((resolve) => container.addEventListener("controllerchange", () => resolve(true), { once: true }));
  // The version that runs is not left before everything it serves is taken, and the page has begun to load the program.
  const begun = document.querySelector("link[rel=preload][as=fetch]")?.href;
  if (begun) await Promise.race([fetch(begun).then((answer) => answer.arrayBuffer()).catch(() => {}), late(2000)]);
  waiting.postMessage({ type: "apply" });
  if (!(await Promise.race([changed, late(2000)])) || about.build === BUILD) return true;
  leave();
  return false;
}

// Keeps the app for offline use, and looks for new versions.
export async function keep() {
  if (!container) return;
  registration = await register();
  const watch = () => registration.installing?.addEventListener("statechange", found);
  registration.addEventListener("updatefound", watch);
  watch();
  found();
  const { active } = await container.ready;
  active.postMessage({ type: "complete" });
  let looked = Date.now();
  const look = () => {
    looked = Date.now();
    registration.update().catch(() => {});
  };
  setInterval(look, HOUR);
  // A page that was loaded past the service worker did not make the browser look.
  if (!container.controller) look();
  // Timers stand still while a phone sleeps.
  addEventListener("visibilitychange", () => { if (!document.hidden && Date.now() - looked > HOUR) look(); });
}

// Calls back when another window runs another version: this one must not start, or go on. When the other one is gone, it begins anew.
export function meet(callback) {
  const channel = new BroadcastChannel("regain-version");
  const say = (type) => channel.postMessage({ type, build: BUILD });
  let met = 0;
  channel.onmessage = async ({ data: { type, build } }) => {
    if (build === BUILD || leaving) return;
    if (type === "reload") leave();
    if (type === "hello" && !(await follow())) say("here");
    if (type !== "here") return;
    if (met === 0) {
      callback();
      setInterval(() => { if (Date.now() - met > 2500) leave(); else say("hello"); }, 1000);
    }
    met = Date.now();
  };
  say("hello");
  return async () => {
    const found = await register().then((one) => one.update()).catch(() => undefined);
    const arriving = found?.waiting ?? found?.installing;
    if (!arriving) return say("reload");
    const apply = () => { if (arriving.state === "installed") arriving.postMessage({ type: "apply" }); };
    arriving.addEventListener("statechange", apply);
    apply();
  };
}

function register() {
  if (!container) return Promise.reject(new Error("no service worker"));
  return container.register(`${SCOPE}sw.js`, { scope: SCOPE, updateViaCache: "none" });
}

async function found() {
  const { waiting, active } = registration ?? {};
  // The first version of all is no update.
  if (!waiting || !active) return;
  const about = await ask(waiting, "about");
  if (about?.build !== BUILD) told();
  // A page that was loaded past the service worker has it already.
  else if (about.windows === 1) applyUpdate();
}

// The version that has the windows now is the version of this one, or this one is loaded anew. True: it is.
async function follow() {
  const about = await ask(container?.controller, "about");
  if (!about || about.build === BUILD) return false;
  leave();
  return true;
}

function leave() {
  if (leaving) return;
  leaving = true;
  // A load that is asked for while versions change may never come to an end: it is asked for again, ever later, since a slow line
  // looks the same.
  const load = (patience) => {
    location.reload();
    setTimeout(() => load(patience * 3), patience);
  };
  load(3000);
}

function late(ms) {
  return new Promise((resolve) => setTimeout(() => resolve(false), ms));
}
