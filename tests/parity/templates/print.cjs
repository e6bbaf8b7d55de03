// One process that prints pages from compiled scripts: a JSON object a line in, one a line out.
// Started with --disallow-code-generation-from-strings, as a Content-Security-Policy has it.
const readline = require("node:readline");
const vm = require("node:vm");

const renders = [];
const kept = [];

function printed(render, name, context) {
  try {
    return { page: render(name, context) };
  } catch (error) {
    return { error: `${error.name}: ${error.message}` };
  }
}

function answer(asked) {
  if ("load" in asked) {
    try {
      return { script: renders.push(vm.runInNewContext(`${asked.load}\nrender;`)) - 1 };
    } catch (error) {
      return { error: `${error.name}: ${error.message}` };
    }
  }
  const render = renders[asked.script];
  if ("keep" in asked) return { kept: kept.push([asked.name, asked.context, asked.keep]) };
  if ("name" in asked) return printed(render, asked.name, asked.context);
  // The kept page that came out wrong last is tried first: faults are planted from top to bottom.
  const at = kept.findIndex(([name, context, page]) => printed(render, name, context).page !== page);
  if (at > 0) kept.unshift(...kept.splice(at, 1));
  return { differs: at >= 0 };
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
});
