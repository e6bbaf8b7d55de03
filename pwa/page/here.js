// "Use where I am": asked on a tap alone; the position goes to the worker by message and nowhere else.

import { ask } from "./asking.js";
import { BUILT } from "./built.js";
import { pressing } from "./pressing.js";

const words = BUILT.words;
const PATIENCE = { enableHighAccuracy: false, timeout: 20000, maximumAge: 300000 };

/** Put the button beside the box for a place. A page made by the server gets none: it could not answer. */
export function here() {
  const box = document.getElementById("near");
  const byPhone = document.documentElement.dataset.madeBy === "phone";
  if (box === null || !byPhone || !("geolocation" in navigator)) return;
  const { button, said } = pressing(box, words.here);
  button.addEventListener("click", () => {
    said.textContent = words["here-asking"];
    const refused = () => (said.textContent = words["here-refused"]);
    const found = async ({ coords }) => {
      const answer = await ask({ do: "here", lat: coords.latitude, lon: coords.longitude });
      if (!answer.ok || answer.failed !== undefined) return refused();
      box.value = words["near-me"];
      said.textContent = words["here-found"];
    };
    navigator.geolocation.getCurrentPosition(found, refused, PATIENCE);
  });
}
