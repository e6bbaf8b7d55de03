// "Remember this place": on a tap alone, on this phone alone, the place alone; the same tap forgets it.

import { ask } from "./asking.js";
import { BUILT } from "./built.js";
import { pressing } from "./pressing.js";

const words = BUILT.words;

/** Put the button beside the box for a place, and where /areas says that one is remembered. */
export function placing() {
  const held = document.querySelector("[data-placed]");
  const box = document.getElementById("near");
  const byPhone = document.documentElement.dataset.madeBy === "phone";
  if (!byPhone || (box ?? held) === null) return;
  let kept = held !== null;
  const { button, said } = pressing(box ?? held, "");
  const show = () => {
    button.textContent = kept ? words.unplace : words.place;
    said.textContent = words["place-why"];
  };
  show();
  button.addEventListener("click", async () => {
    const near = kept ? "" : box.value.trim();
    if (!kept && ["", words["near-me"]].includes(near)) return box.focus();
    const { failed } = await ask({ do: "place", near });
    if (failed !== undefined) return (said.textContent = words.failed);
    if (box === null) return location.reload();
    kept = !kept;
    show();
  });
}
