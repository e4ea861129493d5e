import { act, listen } from "./api.js";
import { Clock } from "./clock.js";
import { el } from "./dom.js";
import { Drawer } from "./drawer.js";
import { Guide } from "./guide.js";
import { Phone } from "./phone.js";

const ROLES = { employee: "员工", contact: "联系人", reviewer: "审核员" };
const byId = (id) => document.getElementById(id);
const phones = Object.fromEntries(Object.keys(ROLES).map((role) => [role, new Phone(byId(role), role, ROLES[role])]));
const clock = new Clock(byId("clock"));
const drawer = new Drawer(byId("drawer"), byId("inside"), () => phones.reviewer.caseCode());
const guide = new Guide(byId("guide"), byId("tour"), show);
const hints = byId("hints");
hints.open = matchMedia("(min-width: 701px)").matches;
let running = false;
let again = false;

// One phone at a time where there is no room for three.
function show(role) {
  document.body.dataset.phone = role;
  for (const button of byId("roles").children) {
    button.setAttribute("aria-pressed", String(button.dataset.role === role));
    if (button.dataset.role === role) button.classList.remove("fresh");
  }
  phones[role].toEnd();
}

byId("roles").append(...Object.entries(ROLES).map(([role, name]) =>
  el("button", { type: "button", "data-role": role, onclick: () => show(role) }, name)));
for (const [role, phone] of Object.entries(phones)) {
  phone.onNews = () => {
    if (document.body.dataset.phone !== role) byId("roles").querySelector(`[data-role=${role}]`).classList.add("fresh");
  };
}
byId("theme").addEventListener("click", () => {
  const dark = getComputedStyle(document.documentElement).colorScheme === "dark"
    || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "light" : "dark";
});

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
      const contacts = world.people.some((who) => who.role === "contact");
      byId("contact").hidden = !contacts;
      byId("roles").querySelector("[data-role=contact]").hidden = !contacts;
      document.body.classList.toggle("three", contacts);
      byId("tour").hidden = !contacts;
      clock.update(world);
      await Promise.all(Object.values(phones).map((phone) => phone.update(world)));
      await drawer.update(world);
    } catch { byId("link").textContent = "连不上演练场，正在重试"; }
  } while (again);
  running = false;
}

show("employee");
listen(refresh, (up) => { byId("link").textContent = up ? "" : "连不上演练场，正在重试"; });
