// What compiled templates call. Everything here is exact to Jinja2 and markupsafe, or throws.
// No error says a value: it may be what somebody told the phone about themselves.

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };

/** One character that may not stand in HTML as it is. Half of a surrogate pair has no bytes. */
function escape(character) {
  if (character in ESCAPES) return ESCAPES[character];
  throw new TypeError("half a character");
}

/** A value as a page prints it: text, escaped, or a whole number. */
function put(value) {
  if (typeof value === "string") return value.replace(/[&<>"'\ud800-\udfff]/gu, escape);
  if (Number.isSafeInteger(value)) return value;
  throw new TypeError("no text");
}

/** A value that was given: what is not there is nothing a page may test. */
function known(value) {
  if (value !== undefined && typeof value !== "function") return value;
  throw new TypeError("not given");
}

/** Whether Python takes a value for true: empty lists and objects are false. */
function truth(value) {
  if (typeof known(value) !== "object" || value === null) return Boolean(value);
  return Object.keys(value).length > 0;
}

/** A list to walk or to count. */
function list(value) {
  if (Array.isArray(value)) return value;
  throw new TypeError("no list");
}
