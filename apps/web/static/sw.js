// Keeps one version of the app whole, for offline use. The names below are filled in when the app is built.

const BUILD = "BUILD_HASH";
const AT_ONCE = ["PRECACHE"];
const LATER = ["LATER"];
const CACHE = `regain-app-${BUILD}`;
const SCOPE = new URL("./", location.href);

// What was shared with the app, for the page that opens next. Only in memory: it may be a secret.
let shared = null;

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => {
  const { type } = event.data ?? {};
  if (type === "apply") skipWaiting();
  if (type === "complete") event.waitUntil(complete());
  if (type === "about") event.waitUntil(about(event.ports[0]));
  if (type === "shared") {
    event.ports[0].postMessage(shared);
    shared = null;
  }
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== SCOPE.origin || !url.pathname.startsWith(SCOPE.pathname)) return;
  if (request.method === "POST" && url.pathname === `${SCOPE.pathname}share`) {
    event.respondWith(share(request));
  } else if (request.method === "GET") {
    event.respondWith(request.mode === "navigate" ? page(request) : kept(request));
  }
});

async function install() {
  const cache = await caches.open(CACHE);
  const page = await fetch(SCOPE, { cache: "reload" });
  // The server may be changing versions at this very moment: a page of another one would never find its files here.
  if (!page.ok || !(await page.clone().text()).includes(`data-build="${BUILD}"`)) throw new Error("a page of another version");
  await cache.put(SCOPE, page);
  await cache.addAll(AT_ONCE.map((name) => new URL(name, SCOPE)));
}

async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith("regain-app-") && name !== CACHE) await caches.delete(name);
  }
  await clients.claim();
}

// Which version this is, and how many windows are open, of whatever version.
async function about(port) {
  const all = await clients.matchAll({ type: "window", includeUncontrolled: true });
  port.postMessage({ build: BUILD, windows: all.filter((one) => one.url.startsWith(SCOPE.href)).length });
}

// What the first code does not need.
async function complete() {
  const cache = await caches.open(CACHE);
  for (const name of LATER) {
    const url = new URL(name, SCOPE);
    if (!(await cache.match(url))) await cache.add(url);
  }
}

async function page(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(SCOPE)) ?? fetch(request);
}

async function kept(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}

async function share(request) {
  const form = await request.formData();
  const texts = ["title", "text", "url"].map((name) => form.get(name)).filter((text) => typeof text === "string" && text !== "");
  const pictures = form.getAll("picture").filter((picture) => picture instanceof Blob);
  shared = { texts, pictures };
  return Response.redirect(new URL("./#/add/shared", SCOPE), 303);
}
