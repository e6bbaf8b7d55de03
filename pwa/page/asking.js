// Asking the worker for something that is no page: saving, removing, the position, forgetting.

import { BUILT } from "./built.js";

/** Milliseconds after which a worker that says nothing was stopped: it says something every 9 seconds. */
const SILENCE = 30000;

/** The worker of this site, ready to be told something. */
export async function worker() {
  return (await navigator.serviceWorker.ready).active;
}

/** Whether this site still has a worker: its data may have been cleared in another tab. A page that it made
 * would not hear of that, and goes on naming it as its controller. */
export async function registered() {
  const found = await navigator.serviceWorker.getRegistration().catch(() => undefined);
  return Boolean(found?.active);
}

/** Tell the worker something; gives its last answer. `told(done, total)` hears how far it is. */
export async function ask(message, told) {
  const active = await worker();
  const { lang } = document.documentElement;
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const end = (answer) => {
      clearTimeout(waiting);
      port1.close();
      resolve(answer);
    };
    const wait = () => setTimeout(() => end({ stopped: BUILT.words.stopped }), SILENCE);
    let waiting = wait();
    port1.onmessage = ({ data }) => {
      if (data.ok) return end(data);
      clearTimeout(waiting);
      waiting = wait();
      if (data.total !== undefined) told?.(data.done, data.total);
    };
    active.postMessage({ ...message, lang }, [port2]);
  });
}
