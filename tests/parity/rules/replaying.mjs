// What is done with a case, in Node (replay.mjs) and in Chromium's worker (tests/browser/rules_worker.py).

/** The value, all of it frozen: a rule that changed its arguments would throw. */
export function frozen(value) {
  if (value !== null && typeof value === "object") Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

/** Deep and exact: no field more or less, an array is no object, true is not 1. (0 is -0: JSON has one.) */
function same(a, b) {
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a)) return a.length === b.length && a.every((x, i) => same(x, b[i]));
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((k) => Object.hasOwn(b, k) && same(a[k], b[k]));
}

function argument(value, kept) {
  if (value === null || typeof value !== "object" || !Object.hasOwn(value, "$kept")) return frozen(value);
  const whole = kept[value.$kept];
  return value.pick === undefined ? whole : frozen(value.pick.map((index) => whole[index]));
}

function answer({ module, function: name, args }, modules, kept) {
  try {
    return { value: modules[module][name](...args.map((value) => argument(value, kept))) };
  } catch (error) {
    // Only what the runtime throws on purpose stands for an error of Python's.
    return String(error.message).startsWith("rules: ") ? { error: true } : { strange: String(error.stack) };
  }
}

/** The case's id and what it came to, where that is not what was wanted; else null. */
export function differing(request, modules, kept) {
  const got = answer(request, modules, kept);
  return same(got, request.want) ? null : { id: request.id, got };
}
