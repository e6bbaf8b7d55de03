// The one script of every page. Each page works without it.

import { areas } from "./areas.js";
import { here } from "./here.js";
import { idling, leaving } from "./leaving.js";
import { placing } from "./placing.js";
import { staying } from "./staying.js";

leaving();
staying();
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).then(areas, () => {});
  placing();
  here();
  idling();
}
