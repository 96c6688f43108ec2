// What another app shared with this one: {texts, pictures}. It may be a secret, so it is in memory only, and given out once.
//
// Links are not taken this way: browsers hand an app no `otpauth:`, and what they do hand over (`web+…`) stands in the address, which
// they keep in their history.

import { ask } from "./versions.js";

const SCREEN = "#/add/shared";
const ACCOUNT = /\botpauth(?:-migration)?:\/\/[^\s"'<>]+|\bhttps?:\/\/[^\s"'<>]+\/enrol#regain-[^\s"'<>]+/gi;
let waiting = Promise.resolve(null);

// An organisation's page opens the app with the enrolment link behind this. It lives ten minutes, and is taken out of the address and of
// the history at once.
const ENROL = "#regain-enrol=";
let link;

function takeLink() {
  if (!location.hash.startsWith(ENROL)) return false;
  const text = location.hash.slice(ENROL.length);
  try {
    link = decodeURIComponent(text);
  } catch {
    link = text;
  }
  history.replaceState(null, "", `${location.pathname}#/enrol`);
  return true;
}

export function enrolment() {
  const given = link;
  link = undefined;
  return given;
}

// Before the app starts: it may ask only after somebody has unlocked it, and the service worker's memory does not last that long.
// True: there may be something.
export function receive() {
  addEventListener("hashchange", takeLink);
  if (takeLink()) return true;
  if (location.hash !== SCREEN) return false;
  waiting = ask(navigator.serviceWorker?.controller, "shared");
  return true;
}

export async function shared() {
  const given = waiting;
  waiting = Promise.resolve(null);
  const handed = await given;
  if (!handed) return null;
  // Mail and chats put words around a link, and a page's title beside it.
  const links = handed.texts.flatMap((text) => text.match(ACCOUNT) ?? []);
  return links.length > 0 || handed.pictures.length > 0 ? { ...handed, texts: links } : handed;
}
