// Leaving quickly, and the end of a visit that nobody is at any more.

import { ask } from "./asking.js";

const IDLE = 15 * 60 * 1000;
const SIGNS = ["pointerdown", "keydown", "scroll"];

function forget() {
  if (navigator.serviceWorker?.controller) ask({ do: "forget" });
}

/** "Leave" takes this page's place in the history, so that Back does not come to it. Nothing else of the
 * history is touched. The worker forgets when it is asked for /leave; the message is for when it is slow. */
export function leaving() {
  document.addEventListener("click", (event) => {
    if (event.target.closest?.('a[href="/leave"]') === null) return;
    event.preventDefault();
    forget();
    location.replace("/leave");
  });
}

/** After 15 minutes in which nobody touched a page that shows what was said, the first page takes its place.
 * A page out of the back cache is asked for again: what it shows may be forgotten. */
export function idling() {
  if (!new URLSearchParams(location.search).has("v")) return;
  let last = Date.now();
  const check = () => {
    if (Date.now() - last < IDLE) return;
    forget();
    location.replace("/");
  };
  for (const sign of SIGNS) addEventListener(sign, () => (last = Date.now()), { passive: true });
  setInterval(check, 30000);
  document.addEventListener("visibilitychange", check);
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
}
