// The topics of a group: their icons, their last words, and how much in them is unread.

import { gist } from "./bubble.js";
import { el } from "./dom.js";

// A topic without an icon of its own shows its first letter on its colour, as Telegram does.
export function topicIcon(topic) {
  if (topic.icon) return el("span", { class: "icon", "aria-hidden": "true" }, topic.icon);
  const node = el("span", { class: "icon letter", "aria-hidden": "true" }, [...topic.name][0] || "?");
  node.style.background = `#${topic.color.toString(16).padStart(6, "0")}`;
  return node;
}

// Each topic, newest first, with its last message and how many of others came since it was looked
// at; `seen` gives the last message looked at.
export function standing(topics, messages, seen) {
  const all = [{ id: 0, name: "综合", icon: "＃", closed: false }, ...[...topics].sort((a, b) => b.last - a.last)];
  return all.map((topic) => {
    const within = messages.filter((m) => (m.topic || 0) === topic.id);
    const unread = within.filter((m) => m.id > seen(topic.id) && !m.mine && m.kind !== "service");
    return [topic, within.at(-1), unread.length];
  });
}

export function topicRow(topic, last, unread, open) {
  const who = last && last.kind !== "service" ? `${last.from.name}：` : "";
  const words = last ? who + gist(last) : "还没有消息";
  return el("button", { type: "button", class: `topic ${unread ? "fresh" : ""}`, "data-id": `topic${topic.id}`, onclick: open },
    topicIcon(topic),
    el("span", { class: "words" }, el("b", {}, `${topic.closed ? "🔒 " : ""}${topic.name}`), el("small", {}, words.slice(0, 60))),
    unread ? el("span", { class: "dot" }, `${unread}`, el("span", { class: "spoken" }, " 条未读")) : null);
}
