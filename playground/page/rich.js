// Text with Telegram's entities; JavaScript counts UTF-16 units as Telegram does.

import { el } from "./dom.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span", text_mention: "b",
};

// `opened` remembers which quotes and spoilers this phone has opened; `onLink` opens an address.
export function rich(text, entities, key, opened, onLink) {
  return build(text, 0, text.length, entities, key, opened, onLink);
}

function build(text, start, end, entities, key, opened, onLink) {
  const out = document.createDocumentFragment();
  let at = start;
  for (let i = 0; i < entities.length; i++) {
    const entity = entities[i];
    const last = entity.offset + entity.length;
    if (entity.offset < at || last > end) continue;
    out.append(text.slice(at, entity.offset));
    const inner = entities.slice(i + 1).filter((e) => e.offset >= entity.offset && e.offset + e.length <= last);
    const content = build(text, entity.offset, last, inner, key, opened, onLink);
    out.append(wrap(entity, content, text.slice(entity.offset, last), `${key}:${entity.offset}`, opened, onLink));
    at = last;
  }
  out.append(text.slice(at, end));
  return out;
}

function wrap(entity, content, words, key, opened, onLink) {
  if (entity.type === "text_link" || entity.type === "url") {
    const url = entity.url || words;
    return el("button", { class: "a", type: "button", title: url, onclick: () => onLink(url) }, content);
  }
  if (entity.type === "bot_command") {
    return el("button", { class: "a", type: "button", onclick: () => onLink(words) }, content);
  }
  const node = el(TAGS[entity.type] || "span", {}, content);
  if (entity.type === "expandable_blockquote" || entity.type === "spoiler") {
    node.className = entity.type === "spoiler" ? "spoiler" : "expandable";
    if (opened.has(key)) node.classList.add("open");
    node.tabIndex = 0;
    node.setAttribute("role", "button");
    node.setAttribute("aria-expanded", String(opened.has(key)));
    const toggle = () => {
      node.classList.toggle("open") ? opened.add(key) : opened.delete(key);
      node.setAttribute("aria-expanded", String(opened.has(key)));
    };
    node.addEventListener("click", toggle);
    node.addEventListener("keydown", (event) => event.key === "Enter" && toggle());
    if (entity.type === "expandable_blockquote") new ResizeObserver(() => fold(node)).observe(node);
  }
  return node;
}

// A quote that is shown whole has nothing to open.
function fold(node) {
  if (node.classList.contains("open")) return;
  const whole = node.scrollHeight <= node.clientHeight + 1;
  node.classList.toggle("whole", whole);
  node.tabIndex = whole ? -1 : 0;
  if (whole) node.removeAttribute("role");
  else node.setAttribute("role", "button");
  if (whole) node.removeAttribute("aria-expanded");
  else node.setAttribute("aria-expanded", "false");
}
