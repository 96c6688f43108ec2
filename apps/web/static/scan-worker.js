// Reads QR codes in pictures. In: {id, width, height, rgba}. Out: {ready: true} once, then {id, texts, seen}.

import init, { scan } from "./scan.js";

const ready = init().then(() => postMessage({ ready: true }));

onmessage = async ({ data: { id, width, height, rgba } }) => {
  await ready;
  const [seen, ...texts] = scan(width, height, new Uint8Array(rgba));
  postMessage({ id, texts, seen: seen === "1" });
};
