// The worker's own code in a page: what a service worker has and a page has not, and somebody who asks it.
// Throttling slows a page's thread down and never a worker's (docs/decisions/0011-slow-phone.md).

"use strict";

self.clients = { claim: async () => {} };

/** What events were given to do beside their answers, and may still be at: no answer waits for it. */
const work = [];

/** Raise an event; gives what it was answered with, as soon as it is. */
function raised(name, more = {}) {
  const event = new Event(name);
  let answer;
  Object.assign(event, more, {
    respondWith: (promise) => (answer = promise),
    waitUntil: (promise) => work.push(promise),
  });
  self.dispatchEvent(event);
  return answer;
}

/** Once all that events were given to do is done. */
async function rested() {
  while (work.length > 0) await Promise.all(work.splice(0));
}

/** Tell the worker something, as the page script does; gives its last answer. */
function told(data) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => data.total === undefined && resolve(data);
    raised("message", { data, ports: [port2] });
  });
}

/** A page as the browser asks for one: by GET, or by POST with `fields`; what is sent on is followed. */
async function asked(path, fields) {
  const posted = { method: "POST", body: new URLSearchParams(fields ?? []) };
  const request = new Request(path, fields === null ? {} : posted);
  Object.defineProperty(request, "mode", { value: "navigate" });
  const response = await raised("fetch", { request });
  if (response.status === 303) return asked(response.headers.get("Location"), null);
  return response.text();
}

/** How long a page took, told when nothing goes on any more. */
async function done(start, html) {
  const taken = performance.now() - start;
  await rested();
  return { taken, html };
}

const stand = {
  /** Install the worker and save an area. Gives what the worker says of it. */
  async saved(script, area) {
    (0, eval)(script);
    raised("install");
    await rested();
    raised("activate");
    await rested();
    return told({ do: "save", area });
  },

  /** From a script that was never parsed to the page of a question: milliseconds, and the page. */
  async first(script, path, fields) {
    const start = performance.now();
    (0, eval)(script);
    const html = await asked(path, fields);
    return done(start, html);
  },

  /** The next question of the same person: milliseconds, and the page. */
  async next(path, fields) {
    const start = performance.now();
    const html = await asked(path, fields);
    return done(start, html);
  },
};
