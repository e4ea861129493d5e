// One message, or one album, as a bubble.

import { avatar, clock, el, nameColor, size } from "./dom.js";
import { rich } from "./rich.js";

const FACTS = {
  contact: (f) => `👤 名片：${f.first_name} ${f.phone_number}`,
  location: (f) => `📍 位置：${f.latitude}, ${f.longitude}`,
  venue: (f) => `📍 ${f.title}，${f.address}`,
  poll: (f) => `📊 投票：${f.question}`,
  dice: (f) => `${f.emoji} ${f.value}`,
};
const KINDS = { voice: "🎤 语音", audio: "🎵 音频", video: "🎬 视频", video_note: "⏺ 圆视频", animation: "🎞 动图" };

// What a message says in one line, where there is no room for it.
export function gist(message) {
  const file = message.attachment;
  if (message.text) return message.text;
  if (!file) return "（附件）";
  return { photo: "🖼 照片", sticker: "贴纸" }[message.kind] || KINDS[message.kind] || `📄 ${file.name}`;
}

export function bubble(parts, phone) {
  const first = parts[0];
  if (first.kind === "service") return el("div", { class: "service", "data-id": first.id }, el("span", {}, first.text));
  const body = el("div", { class: "body" });
  if (phone.inGroup && !first.mine) {
    const name = el("div", { class: "name" }, first.from.name);
    name.style.setProperty("--own", nameColor(first.from.id));
    body.append(name);
  }
  if (first.forwarded_from) body.append(el("div", { class: "forwarded" }, `转发自 ${first.forwarded_from}`));
  if (first.reply_to) {
    const target = first.reply_to;
    body.append(
      el("button", { class: "reply", type: "button", onclick: () => phone.jump(target.id) },
        el("b", {}, target.name), target.text || "（附件）"));
  }
  const photos = parts.filter((part) => part.kind === "photo");
  if (photos.length) {
    body.append(el("div", { class: `photos n${Math.min(photos.length, 4)}` },
      ...photos.map((part) => el("a", { href: part.attachment.url, target: "_blank" },
        el("img", { src: part.attachment.url, alt: part.text || "照片", loading: "lazy" })))));
  }
  for (const part of parts) {
    if (part.attachment && part.kind === "sticker") body.append(el("div", { class: "sticker" }, "👍"));
    else if (part.attachment && part.kind !== "photo") body.append(fileRow(part));
    for (const [kind, fact] of Object.entries(part.facts)) body.append(el("div", {}, FACTS[kind](fact)));
    if (part.text) body.append(el("div", { class: "text" }, rich(part.text, part.entities, part.id, phone.opened, (to) => phone.open(to))));
  }
  const last = parts[parts.length - 1];
  body.append(meta(last), tools(parts, phone));
  const box = el("div", { class: "box" }, body, keyboard(last, phone));
  const row = el("div", { class: `message ${first.mine ? "mine" : ""} ${first.protected ? "protected" : ""}`, "data-id": first.id });
  if (phone.inGroup && !first.mine) row.append(avatar(first.from.name, first.from.id));
  row.append(box);
  return row;
}

function fileRow(part) {
  const file = part.attachment;
  return el("a", { class: "file", href: file.url, download: file.name },
    el("span", { class: "icon", "aria-hidden": "true" }, "📄"),
    el("span", {}, el("b", {}, KINDS[file.kind] || file.name), el("small", {}, size(file.size))));
}

function meta(message) {
  const marks = [];
  if (message.reactions.length) marks.push(message.reactions.join(""));
  if (message.protected) marks.push("🔒 不能转发、保存");
  if (message.edited) marks.push("已编辑");
  if (message.silent) marks.push("🔕");
  marks.push(clock(message.at));
  return el("div", { class: "meta" }, marks.join("　"));
}

function keyboard(message, phone) {
  if (!message.buttons.length) return null;
  return el("div", { class: "keyboard" },
    ...message.buttons.map((row) => el("div", { class: "keys" },
      ...row.map((button) => {
        const corner = { copy: "", url: "↗" }[button.kind];
        const node = el("button", { type: "button", class: "key" }, button.text, corner === undefined ? null : el("i", { class: button.kind, "aria-hidden": "true" }, corner));
        node.addEventListener("click", () => phone.press(message, button, node));
        return node;
      }))));
}

function tools(parts, phone) {
  const first = parts[0];
  const ids = parts.map((part) => part.id);
  const mayDelete = first.mine || !phone.inGroup || phone.isAdmin;
  return el("div", { class: "tools" },
    el("button", { type: "button", onclick: () => phone.composer.replyTo(first) }, "回复"),
    first.mine && first.text && first.kind !== "service" ? el("button", { type: "button", onclick: () => phone.composer.edit(first) }, "编辑") : null,
    mayDelete ? el("button", { type: "button", onclick: () => phone.run("delete", { message_ids: ids }) }, "删除") : null);
}
