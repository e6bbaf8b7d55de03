// Asking the worker for something that is no page: saving, removing, the position, forgetting.

/** The worker of this site, ready to be told something. */
export async function worker() {
  return (await navigator.serviceWorker.ready).active;
}

/** Tell the worker something; gives its last answer. `told(done, total)` hears how far it is. */
export async function ask(message, told) {
  const active = await worker();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      if (data.total !== undefined) return told?.(data.done, data.total);
      port1.close();
      resolve(data);
    };
    active.postMessage(message, [port2]);
  });
}
