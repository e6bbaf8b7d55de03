// What a page of the phone says of its forms holds: they never reach the server (docs/decisions/0008).

import { registered } from "./asking.js";

/** Hold back each form of a page that the phone made until it is sure that the worker will get it. Without a
 * worker the first page takes its place: the server's, which says where its forms go. */
export function staying() {
  if (document.documentElement.dataset.madeBy !== "phone") return;
  const { serviceWorker } = navigator;
  let sure = false;
  const held = async (event) => {
    const { target, submitter } = event;
    const old = !target.requestSubmit && serviceWorker?.controller;
    if (sure || old) return;
    event.preventDefault();
    if (!serviceWorker || !(await registered())) return location.replace("/");
    sure = true;
    target.requestSubmit(submitter);
    sure = false;
  };
  addEventListener("submit", held, true);
}
