// Reads QR codes in pictures. In: {id, width, height, rgba}. Out: {ready: true} once, then {id, texts, seen}.

import init, { scan } from "./scan.js";

const ready = init().then(() => postMessage({ ready: true }));

// A browser's own reader finds codes that ours does not, and the other way round: where there is one, both look.
async function detector() {
  const formats = await globalThis.BarcodeDetector?.getSupportedFormats();
  return formats?.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : undefined;
}
const own = detector().catch(() => undefined);

async function byBrowser(image) {
  const found = await (await own)?.detect(image).catch(() => []);
  // Of other bytes than ASCII it may make another text than ours, and one code would be two.
  return (found ?? []).map((one) => one.rawValue).filter((text) => /^[ -~]+$/.test(text));
}

onmessage = async ({ data: { id, width, height, rgba } }) => {
  await ready;
  const pixels = new Uint8ClampedArray(rgba);
  const [seen, ...texts] = scan(width, height, new Uint8Array(rgba));
  const all = new Set([...texts, ...await byBrowser(new ImageData(pixels, width, height))]);
  postMessage({ id, texts: [...all], seen: seen === "1" });
};
