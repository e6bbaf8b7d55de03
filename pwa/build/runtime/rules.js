// The few Python operations that no operator of JavaScript equals. Every one of them throws where
// Python raises; none of them guesses. Nothing here is exported to pages: it is for compiled code.

/** raise ValueError(why) */
export function $raise(why) {
  throw new Error(`rules: ${why}`);
}

/** a == b: deep; True is 1 and not "1"; no prototype is consulted. */
export function $eq(a, b) {
  if (typeof a === "boolean" && typeof b === "number") return Number(a) === b;
  if (typeof b === "boolean" && typeof a === "number") return a === Number(b);
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a)) return a.length === b.length && a.every((x, i) => $eq(x, b[i]));
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((k) => Object.hasOwn(b, k) && $eq(a[k], b[k]));
}

/** Python's order, below, at or above 0: numbers, text by code point, lists item by item. */
export function $cmp(a, b) {
  if (typeof a === "number" && typeof b === "number") return a < b ? -1 : a > b ? 1 : a === b ? 0 : NaN;
  if (typeof a === "string" && typeof b === "string") return $text(a, b);
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let i = 0; i < a.length && i < b.length; i++) {
      const x = a[i];
      const y = b[i];
      if (x === y) continue;
      if (typeof x === "number" && typeof y === "number") return x < y ? -1 : x > y ? 1 : NaN;
      if (typeof x === "string" || !$eq(x, y)) return $cmp(x, y);
    }
    return a.length - b.length;
  }
  if (typeof a === "boolean") return $cmp(Number(a), b);
  if (typeof b === "boolean") return $cmp(a, Number(b));
  return $raise(`cannot order ${typeof a} and ${typeof b}`);
}

/** Two texts by code point. The halves of an astral letter stand below U+E000 and mean more. */
function $text(a, b) {
  const end = Math.min(a.length, b.length);
  for (let i = 0; i < end; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return $rank(x) - $rank(y);
  }
  return a.length - b.length;
}
function $rank(unit) {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** sorted(items, key=key): stable, each key worked out once. */
export function $sorted(items, key) {
  if (key === undefined) return [...items].sort($cmp);
  const keyed = items.map((item) => [key(item), item]);
  return keyed.sort((a, b) => $cmp(a[0], b[0])).map((pair) => pair[1]);
}

/** x in items, of a list or of the keys of a dict. */
export function $in(x, items) {
  if (Array.isArray(items)) return typeof x === "string" ? items.includes(x) : items.some((y) => $eq(x, y));
  if (items !== null && typeof items === "object" && typeof x === "string") return Object.hasOwn(items, x);
  return $raise("'in' needs a list or a dict");
}

/** dict[key] */
export function $key(dict, key) {
  return Object.hasOwn(dict, key) ? dict[key] : $raise(`no key ${key}`);
}

/** dict.get(key) */
export function $get(dict, key) {
  const found = dict[key];
  return found !== undefined && Object.hasOwn(dict, key) ? found : null;
}

/** list[i], from the end where i is below 0. */
export function $at(list, i) {
  const at = i < 0 ? list.length + i : i;
  return at >= 0 && at < list.length ? list[at] : $raise(`no item ${i}`);
}

/** The place in a list that list[i] = … means. */
export function $slot(list, i) {
  const at = i < 0 ? list.length + i : i;
  return at >= 0 && at < list.length ? at : $raise(`no item ${i}`);
}

/** What is walked: a list, and nothing that only looks like one. */
export function $list(x) {
  return Array.isArray(x) ? x : $raise("not a list");
}

/** len(text), in code points. */
export function $len(text) {
  return /[\ud800-\udbff][\udc00-\udfff]/.test(text) ? [...text].length : text.length;
}

/** findall(wanted, text) */
export function $findall(wanted, text) {
  return text.match(wanted) ?? [];
}

/** lowered(text): A to Z alone. */
export function $lowered(text) {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** range(a, b) as a list. */
export function $range(a, b) {
  const found = [];
  for (let i = a; i < b; i++) found.push(i);
  return found;
}

/** a % b of whole numbers: of the sign of b. */
export function $mod(a, b) {
  if (b === 0) $raise("modulo by zero");
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest + 0;
}

/** a / b */
export function $div(a, b) {
  return b === 0 ? $raise("division by zero") : a / b;
}
export function $floor(x) {
  return Number.isFinite(x) ? Math.floor(x) + 0 : $raise(`floor of ${x}`);
}
export function $sqrt(x) {
  return x < 0 ? $raise(`root of ${x}`) : Math.sqrt(x);
}

/** max and min of two floats: the first, where neither is more. */
export function $max(a, b) {
  return b > a ? b : a;
}
export function $min(a, b) {
  return b < a ? b : a;
}

/** isinstance(x, int) */
export function $int(x) {
  return typeof x === "boolean" || Number.isInteger(x);
}

/** f"{n:02d}" for a width of 2; the sign counts. */
export function $pad(n, width) {
  return n < 0 ? `-${String(-n).padStart(width - 1, "0")}` : String(n).padStart(width, "0");
}
