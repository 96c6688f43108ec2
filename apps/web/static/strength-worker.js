// Says how hard a passphrase is to guess. In: {id, text, known}. Out: {ready: true} once, then {id, bits, enough, why}.

import init, { strength } from "./strength.js";

const ready = init().then(() => postMessage({ ready: true }));

onmessage = async ({ data: { id, text, known } }) => {
  await ready;
  const measured = strength(text, known);
  const { bits, enough, why } = measured;
  measured.free();
  postMessage({ id, bits, enough, why });
};
