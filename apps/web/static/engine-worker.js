// The engine's worker: what the browser has and Rust's bindings don't (or not yet under a stable name), each as one small
// function without decisions. Everything that decides is in the wasm module that is started at the end.

const DATABASE = "regain";
const STORE = "store";
const KEYS = "keys";
let open;

function database() {
  open ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(STORE);
      asked.result.createObjectStore(KEYS);
    };
    asked.onblocked = () => reject(new DOMException("another window holds the database", "BlockedError"));
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = () => {
      const forget = () => { open = undefined; };
      asked.result.onversionchange = () => { asked.result.close(); forget(); };
      asked.result.onclose = forget;
      resolve(asked.result);
    };
  }).catch((error) => {
    open = undefined;
    // Switched off, as in some private windows: nothing was damaged.
    const own = ["BlockedError", "VersionError", "QuotaExceededError"].includes(error.name);
    throw own ? error : new DOMException(`${error.name}: ${error.message}`, "NoStoreError");
  });
  return open;
}

// One transaction, durable when the promise resolves: old state or new, nothing between.
async function transact(stores, mode, act) {
  const transaction = (await database()).transaction(stores, mode, { durability: "strict" });
  let result;
  act(transaction, (value) => { result = value; });
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
    transaction.onerror = () => {};
  });
}

function get(store, key) {
  return transact([store], "readonly", (transaction, give) => {
    const asked = transaction.objectStore(store).get(key);
    asked.onsuccess = () => give(asked.result);
  });
}

const streams = new Set();
let channel;

// Who leads has drawn a number and put it beside the store. A tab that was frozen while another took over must never write what it
// remembers over what is newer: without its number in place it writes nothing.
let own;
let takeOver;
let outrun;
const LEADER = "leader";

function draw() {
  own = crypto.randomUUID();
  return transact([STORE], "readwrite", (transaction) => { transaction.objectStore(STORE).put(own, LEADER); });
}

// Acts only as the leader; otherwise the transaction ends without a trace.
function asLeader(stores, act) {
  let outrun = false;
  return transact(stores, "readwrite", (transaction) => {
    const asked = transaction.objectStore(STORE).get(LEADER);
    asked.onsuccess = () => {
      outrun = asked.result !== own;
      if (outrun) transaction.abort(); else act(transaction);
    };
  }).catch((error) => {
    throw outrun ? new DOMException("another window leads", "OutrunError") : error;
  });
}

globalThis.platform = {
  load: (key) => get(STORE, key),

  // Replaces the store. `extras`: [key, bytes or undefined] that belong to it, in the same transaction.
  replace: (bytes, keepPrevious, extras) =>
    asLeader([STORE], (transaction) => {
      const store = transaction.objectStore(STORE);
      for (const [key, value] of extras) {
        if (value === undefined) store.delete(key); else store.put(value, key);
      }
      if (!keepPrevious) {
        store.delete("previous");
        store.put(bytes, "store");
        return;
      }
      const asked = store.get("store");
      asked.onsuccess = () => {
        if (asked.result) store.put(asked.result, "previous");
        store.put(bytes, "store");
      };
    }),

  // Puts a store that can't be used aside, so that a new one can be made.
  setAside: () =>
    asLeader([STORE], (transaction) => {
      const store = transaction.objectStore(STORE);
      const asked = store.get("store");
      asked.onsuccess = () => {
        if (asked.result) store.put(asked.result, "damaged");
        for (const key of ["store", "previous", "passkey", "by-passphrase"]) store.delete(key);
      };
    }),

  // Everything, the leader's number too: nothing at all stays behind.
  erase: async () => {
    await asLeader([STORE, KEYS], (transaction) => {
      transaction.objectStore(STORE).clear();
      transaction.objectStore(KEYS).clear();
    });
    own = undefined;
  },

  // 32 bytes, wrapped by a key that this browser holds and never hands out.
  keepKey: async (id, bytes) => {
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes);
    await transact([KEYS], "readwrite", (transaction) => {
      transaction.objectStore(KEYS).put({ key, iv, sealed }, id);
    });
  },

  loadKey: async (id) => {
    const kept = await get(KEYS, id);
    if (!kept) return undefined;
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, kept.key, kept.sealed));
  },

  dropKeysBut: (id) =>
    transact([KEYS], "readwrite", (transaction) => {
      const keys = transaction.objectStore(KEYS);
      const asked = keys.getAllKeys();
      asked.onsuccess = () => asked.result.filter((key) => key !== id).forEach((key) => keys.delete(key));
    }),

  // Resolves when this tab leads. It does until it is closed, or until another takes over since this one does not answer.
  lead: () =>
    new Promise((lead) => {
      const led = () => draw().catch(() => {}).then(lead); // without a database it is said that there is none
      if (!navigator.locks) { led(); return; }
      const ask = (options) => {
        let lost;
        navigator.locks.request("regain-engine", options, () => {
          outrun = new Promise((resolve) => { lost = resolve; });
          takeOver = undefined;
          led();
          return new Promise(() => {});
        }).catch((error) => {
          // Where a page may store nothing, it gets no lock either: it leads alone, and says so.
          if (lost) lost(); else if (error.name !== "AbortError") led();
        });
      };
      const queue = new AbortController();
      takeOver = () => { takeOver = undefined; queue.abort(); ask({ steal: true }); };
      ask({ signal: queue.signal });
    }),
  // Resolves when another tab has taken over.
  outrun: () => outrun ?? new Promise(() => {}),
  // Leads at once, where this tab waits for it.
  takeOver: () => takeOver?.(),

  channel: (heard) => {
    // Only tabs of one build understand each other, and this script's name holds the build. One of another build does not answer, and
    // is taken over from.
    channel = new BroadcastChannel(`regain-engine ${location.pathname}`);
    channel.onmessage = (event) => heard(event.data);
  },
  relay: (bytes) => channel?.postMessage(bytes),

  tell: (bytes) => postMessage(bytes, [bytes.buffer]),
  hear: (heard) => { onmessage = (event) => heard(event.data); },

  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  online: () => navigator.onLine,
  agent: () => navigator.userAgent,
  origin: () => location.origin,

  // [protocol, origin, hostname, is bare], or undefined.
  url: (text) => {
    try {
      const url = new URL(text);
      const bare = !url.username && !url.password && url.pathname === "/" && !url.search && !url.hash;
      return [url.protocol, url.origin, url.hostname, bare];
    } catch {
      return undefined;
    }
  },

  // [status, content type, regain-head, body]. No cookies, no redirects, no cache.
  send: async (url, method, headers, body, timeout) => {
    const answer = await fetch(url, {
      method, headers, body, credentials: "omit", redirect: "error", cache: "no-store", referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(timeout),
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return [answer.status, answer.headers.get("content-type") ?? "", answer.headers.get("regain-head") ?? undefined, bytes];
  },

  // Reads lines until the stream ends, breaks, is silent for too long or is hushed. Resolves to the HTTP status.
  listen: async (url, headers, silence, line) => {
    const stream = new AbortController();
    const { signal } = stream;
    streams.add(stream);
    let timer;
    const alive = () => { clearTimeout(timer); timer = setTimeout(() => stream.abort(), silence); };
    alive();
    try {
      const answer = await fetch(url, { headers, credentials: "omit", redirect: "error", cache: "no-store", signal });
      if (!answer.ok) return answer.status;
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return answer.status;
        alive();
        const lines = (rest + value).split("\n");
        rest = lines.pop().slice(0, 4096);
        lines.forEach((one) => line(one));
      }
    } finally {
      clearTimeout(timer);
      streams.delete(stream);
    }
  },
  hush: () => streams.forEach((stream) => stream.abort()),
};

// A message that comes before the module has started waits for it.
const early = [];
onmessage = (event) => early.push(event.data);

const { default: start } = await import("./engine.js");
await start();
for (const data of early.splice(0)) onmessage({ data });
