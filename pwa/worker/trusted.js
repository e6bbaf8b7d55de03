// What comes from outside is taken only if it proves itself: `current.json` by its signature, version and
// expiry, every other file by the SHA-256 that names it (contract.md, The published edition).

const KEY = { name: "ECDSA", namedCurve: "P-256" };
const SIGNED = { name: "ECDSA", hash: "SHA-256" };

/** Why something was not taken: `offline`, `untrusted`, `older`, `expired` or `damaged`. */
export class Refused extends Error {
  constructor(why) {
    super(why);
    this.why = why;
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

/** A response of our own server, or Refused("offline"). Nothing of the person goes with it. */
async function fetched(path, cache) {
  let response;
  try {
    response = await fetch(path, { cache, credentials: "omit", referrerPolicy: "no-referrer" });
  } catch {
    throw new Refused("offline");
  }
  if (!response.ok) throw new Refused(response.status === 404 ? "damaged" : "offline");
  return response;
}

async function signedBy(jwk, document) {
  const { signature, ...rest } = document;
  const { kty, crv, x, y } = jwk;
  const key = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, KEY, false, ["verify"]);
  const text = new TextEncoder().encode(canonical(rest));
  return crypto.subtle.verify(SIGNED, key, bytesOf(signature), text);
}

/**
 * The newest `current.json` and the key that it holds under. `pointer`: what is saved, null for nothing;
 * its key is the only one that counts. `now`: milliseconds. Throws Refused.
 */
export async function newest(pointer, now) {
  const document = await json(await fetched("/editions/current.json", "no-cache"));
  const key = pointer === null ? await json(await fetched("/editions/key.json", "no-cache")) : pointer.key;
  let signed = false;
  try {
    signed = await signedBy(key, document);
  } catch {
    throw new Refused("untrusted");
  }
  if (!signed) throw new Refused("untrusted");
  if (pointer !== null && document.version < pointer.version) throw new Refused("older");
  if (pointer !== null && document.version === pointer.version && document.edition !== pointer.newest) {
    throw new Refused("older");
  }
  if (endOf(document.expires) < now) throw new Refused("expired");
  return { document, key };
}

/** The last millisecond of a date or moment, taken as UTC: an hour more or less is no matter in 90 days. */
function endOf(text) {
  return Date.parse(text.length > 10 ? `${text}Z` : `${text}T23:59Z`);
}

async function json(response) {
  try {
    return await response.json();
  } catch {
    throw new Refused("damaged");
  }
}

/** The bytes of a file, whose SHA-256 is its name. Throws Refused. */
export async function bytes(path, sha) {
  let found;
  try {
    found = await (await fetched(path, "no-store")).arrayBuffer();
  } catch (error) {
    throw error instanceof Refused ? error : new Refused("offline");
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", found));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== sha) throw new Refused("damaged");
  return found;
}
