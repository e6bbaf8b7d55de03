// The one script of every page. Each page works without it.

import { areas } from "./areas.js";
import { here } from "./here.js";
import { idling, leaving } from "./leaving.js";

leaving();
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).then(areas, () => {});
  here();
  idling();
}
