// node replay.mjs: compiled rules, asked over standard input, a line of JSON each:
//   {"load": [[module, path], …]}                    modules to ask, as files; replaces what was loaded
//   {"keep": name, "value": …}                       a value that cases name instead of repeating it
//   {"id", "module", "function", "args", "want"}     one case; want is {"value": …} or {"error": true}
//   {"report": true}                                 answers with one line: what was unequal since
// An argument {"$kept": name} is the kept value, with "pick" only those items of it. Everything
// handed to a rule is frozen: a rule that changed its arguments would throw.
import { pathToFileURL } from "node:url";
import { differing, frozen } from "./replaying.mjs";

let modules = {};
let unequal = [];
const kept = {};

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
    const found = differing(request, modules, kept);
    if (found !== null) unequal.push(found);
  }
}
