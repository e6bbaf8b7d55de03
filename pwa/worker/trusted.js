// What comes from outside is taken only if it proves itself: `current.json` by its signature and version,
// every other file by the SHA-256 that names it (contract.md, The published edition). The one key that counts
// comes with the worker, so a new worker brings a new key (docs/decisions/0009, Trust).

import { BUILT } from "./built.js";

const KEY = { name: "ECDSA", namedCurve: "P-256" };
const SIGNED = { name: "ECDSA", hash: "SHA-256" };
/** Milliseconds in which something has to come. */
const STALL = 20000;

/** Why something was not taken: the end of a key `failed-…` of the catalogue, or `more`: it would be more
 * than `bytes` allow. */
export class Refused {
  constructor(why, bytes) {
    this.why = why;
    this.bytes = bytes;
  }
}

/** JSON with sorted keys and no spaces, as the signature was made over. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const fields = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${fields.join(",")}}`;
}

function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** A response of our own server, whole, or Refused: also where nothing comes any more. Nothing of the person
 * goes with it. */
async function fetched(path, cache) {
  const stop = new AbortController();
  const wait = () => setTimeout(() => stop.abort(), STALL);
  let timer = wait();
  try {
    const { signal } = stop;
    const response = await fetch(path, { cache, credentials: "omit", referrerPolicy: "no-referrer", signal });
    if (!response.ok) throw new Refused(response.status === 404 ? "damaged" : "offline");
    const reader = response.body.getReader();
    const parts = [];
    let read = await reader.read();
    while (!read.done) {
      clearTimeout(timer);
      timer = wait();
      parts.push(read.value);
      read = await reader.read();
    }
    return new Response(new Blob(parts));
  } catch (error) {
    throw error instanceof Refused ? error : new Refused("offline");
  } finally {
    clearTimeout(timer);
  }
}

async function signedByUs({ signature, ...rest }) {
  const key = await crypto.subtle.importKey("raw", bytesOf(BUILT.key), KEY, false, ["verify"]);
  const text = new TextEncoder().encode(canonical(rest));
  return crypto.subtle.verify(SIGNED, key, bytesOf(signature), text);
}

/** The newest `current.json`, signed by us. `pointer`: what is saved, null for nothing; where an area is,
 * nothing older is taken. Throws Refused. */
export async function newest(pointer) {
  const response = await fetched("/editions/current.json", "no-cache");
  let document;
  try {
    document = await response.json();
  } catch {
    throw new Refused("damaged");
  }
  if (!(await signedByUs(document).catch(() => false))) throw new Refused("untrusted");
  if (pointer !== null && Object.keys(pointer.areas).length > 0) {
    const { version, newest } = pointer;
    if (document.version < version || (document.version === version && document.edition !== newest)) {
      throw new Refused("older");
    }
  }
  return document;
}

/** Whether a date or moment has passed, taken as UTC: an hour more or less is no matter in 90 days. */
export function past(text) {
  return Date.parse(text.length > 10 ? `${text}Z` : `${text}T23:59Z`) < Date.now();
}

/** The SHA-256 of bytes, in hexadecimal. */
export async function sha_of(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The bytes of a file, whose SHA-256 is its name. Throws Refused. */
export async function bytes(path, sha) {
  const found = await (await fetched(path, "no-store")).arrayBuffer();
  if ((await sha_of(found)) !== sha) throw new Refused("damaged");
  return found;
}
