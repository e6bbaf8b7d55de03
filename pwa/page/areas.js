// The buttons of /areas, and of the offer that stands in for an answer.

import { ask } from "./asking.js";
import { BUILT } from "./built.js";

const words = BUILT.words;

function one(selector) {
  return document.querySelector(selector);
}

function say(text) {
  one("[data-said]").textContent = text;
}

function kilobytes(bytes) {
  return Math.ceil(bytes / 1000);
}

function progress(done, total) {
  let bar = one("progress");
  if (bar === null) {
    bar = document.createElement("progress");
    bar.setAttribute("aria-label", words.saving);
    one("[data-said]").after(bar);
  }
  bar.value = total === 0 ? 1 : done / total;
  say(`${words.saving} ${kilobytes(done)} / ${kilobytes(total)} ${words.unit}`);
}

function enable(on) {
  for (const button of document.querySelectorAll("[data-save-area],[data-remove-area],[data-look]")) {
    button.disabled = !on;
  }
}

/** Do one thing with the areas, then show this page as the worker makes it now. */
async function change(message, first) {
  enable(false);
  say(first);
  const { failed, stopped, edition, before } = await ask(message, progress);
  enable(true);
  if (stopped !== undefined) return say(stopped);
  if (failed !== undefined) return say(`${failed} ${words.kept}`);
  if (message.do === "renew" && edition === before) return say(words.same);
  location.replace(location.href.split("#")[0]);
}

/** Wake the buttons up. They are asleep where there is no worker. */
export function areas() {
  if (one("[data-said]") === null) return;
  enable(true);
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button === null) return;
    const { saveArea, removeArea, look } = button.dataset;
    if (saveArea !== undefined) {
      navigator.storage?.persist?.();
      change({ do: "save", area: saveArea }, words.saving);
    } else if (removeArea !== undefined) {
      change({ do: "remove", area: removeArea }, words.removing);
    } else if (look !== undefined) {
      change({ do: "renew" }, words.looking);
    }
  });
}
