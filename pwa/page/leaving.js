// Leaving quickly, and the end of a visit that nobody is at any more.

import { ask, registered } from "./asking.js";

const IDLE = 15 * 60 * 1000;
const SIGNS = ["pointerdown", "keydown", "scroll"];

function forget() {
  if (navigator.serviceWorker?.controller) ask({ do: "forget" });
}

/** "Leave" takes this page's place in the history, so that Back does not come to it. Nothing else of the
 * history is touched. The worker forgets when it is asked for /leave; the message is for when it is slow. */
export function leaving() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="/leave"]');
    if (!link) return;
    event.preventDefault();
    forget();
    location.replace(link.href);
  });
}

/** Whether the visit is over. The worker knows: other tabs may be in use. Where it is gone, so is the visit. */
async function over(touching) {
  if (!(await registered())) return true;
  return !(await ask({ do: "tidy", touching })).left;
}

/** A page that shows what was said tells of being touched. Once the visit is over, 15 minutes after anybody
 * touched any such page, the first page takes its place.
 * A page out of the back cache is asked for again: what it shows may be forgotten. */
export function idling() {
  if (!new URLSearchParams(location.search).has("v")) return;
  let last = Date.now();
  let told = last;
  const check = async () => {
    const now = Date.now();
    const touching = last > told;
    if (!touching && now - last < IDLE) return;
    told = now;
    if (await over(touching)) location.replace("/");
  };
  for (const sign of SIGNS) addEventListener(sign, () => (last = Date.now()), { passive: true });
  setInterval(check, 30000);
  document.addEventListener("visibilitychange", check);
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
}
