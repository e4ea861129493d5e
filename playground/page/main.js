import { act, listen } from "./api.js";
import { el } from "./dom.js";
import { Phone } from "./phone.js";

const phones = [
  new Phone(document.getElementById("left"), "employee"),
  new Phone(document.getElementById("right"), "reviewer"),
];
const link = document.getElementById("link");
const hints = document.getElementById("hints");
let running = false;
let again = false;

async function refresh() {
  if (running) { again = true; return; }
  running = true;
  do {
    again = false;
    try {
      const world = await act("everything");
      hints.hidden = !world.hints.length;
      const words = JSON.stringify(world.hints);
      if (hints.dataset.words !== words) {
        hints.dataset.words = words;
        hints.querySelector("ol").replaceChildren(...world.hints.map((line) => el("li", {}, line)));
      }
      await Promise.all(phones.map((phone) => phone.update(world)));
    } catch { link.textContent = "连不上演练场，正在重试"; }
  } while (again);
  running = false;
}

listen(refresh, (up) => { link.textContent = up ? "" : "连不上演练场，正在重试"; });
