// Where the keyboard is, while what is on the screen is drawn anew.

// Puts `nodes` into `list`. Whoever was on one that is gone is led to the newest message's buttons,
// or waits in the list for the next message; whoever only reads is left alone.
export function replace(list, nodes) {
  const focused = document.activeElement;
  const waiting = list.dataset.waiting && focused === list;
  const within = list.contains(focused) && focused !== list;
  const id = focused?.closest?.("[data-id]")?.dataset.id;
  settle(list, nodes);
  if (!within && !waiting) delete list.dataset.waiting;
  if ((!within && !waiting) || (within && list.contains(focused))) return;
  const same = id && list.querySelector(`[data-id="${id}"]`);
  const found = [same, ...[...list.children].reverse()].map(goal).find(Boolean);
  if (found) delete list.dataset.waiting;
  else list.dataset.waiting = "yes";
  (found || list).focus({ preventScroll: true });
}

// What stays is not moved, so that only what is new arrives.
function settle(list, nodes) {
  for (const child of [...list.children]) if (!nodes.includes(child)) child.remove();
  nodes.forEach((node, at) => {
    if (list.children[at] !== node) list.insertBefore(node, list.children[at] || null);
  });
}

// What of a row can be pressed: the row itself, or the first key under a message.
function goal(row) {
  return row?.matches("button") ? row : row?.querySelector(".key");
}

// The same for a row of tabs or a head: whoever was in it stays in it.
export function refill(root, nodes) {
  const within = root.contains(document.activeElement);
  root.replaceChildren(...nodes);
  if (within) (root.querySelector("[aria-current]") || root.querySelector("button"))?.focus();
}
