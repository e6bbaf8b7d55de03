// node replay.mjs: compiled rules, asked over standard input, a line of JSON each:
//   {"load": [[module, path], …]}                    modules to ask, as files; replaces what was loaded
//   {"keep": name, "value": …}                       a value that cases name instead of repeating it
//   {"id", "module", "function", "args", "want"}     one case; want is {"value": …} or {"error": true}
//   {"report": true}                                 answers with one line: what was unequal since
// An argument {"$kept": name} is the kept value, with "pick" only those items of it. Everything
// handed to a rule is frozen: a rule that changed its arguments would throw.
import { pathToFileURL } from "node:url";

let modules = {};
let unequal = [];
const kept = {};

function frozen(value) {
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

function argument(value) {
  if (value === null || typeof value !== "object" || !Object.hasOwn(value, "$kept")) return frozen(value);
  const whole = kept[value.$kept];
  return value.pick === undefined ? whole : frozen(value.pick.map((index) => whole[index]));
}

function answer(request) {
  try {
    return { value: modules[request.module][request.function](...request.args.map(argument)) };
  } catch (error) {
    // Only what the runtime throws on purpose stands for an error of Python's.
    return String(error.message).startsWith("rules: ") ? { error: true } : { strange: String(error.stack) };
  }
}

/** The lines of standard input. (readline would also break a line at U+2028.) */
async function* lines() {
  let rest = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop();
    yield* parts;
  }
}

for await (const line of lines()) {
  const request = JSON.parse(line);
  if (request.load) {
    modules = {};
    for (const [name, path] of request.load) modules[name] = await import(pathToFileURL(path));
  } else if (request.keep) {
    kept[request.keep] = frozen(request.value);
  } else if (request.report) {
    process.stdout.write(JSON.stringify(unequal) + "\n");
    unequal = [];
  } else {
    const got = answer(request);
    if (!same(got, request.want)) unequal.push({ id: request.id, got });
  }
}
