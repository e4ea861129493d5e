// What is being written: text, files, an answer, a correction.

import { act, readFile } from "./api.js";
import { gist } from "./bubble.js";
import { el } from "./dom.js";

const OTHERS = [
  ["语音", "voice", true], ["视频", "video", true], ["贴纸", "sticker", true],
  ["位置", "location"], ["名片", "contact"], ["投票", "poll"], ["骰子", "dice"],
];
const TALLEST = 120; // pixels, as in page.css
const DUMMY = { name: "sample.bin", mime: "application/octet-stream", data: "AAAA" };

export class Composer {
  constructor(phone) {
    Object.assign(this, { phone, answered: null, edited: null });
    this.text = el("textarea", { rows: 1, "aria-label": "写消息", placeholder: "写消息…" });
    this.text.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.send();
    });
    this.text.addEventListener("input", () => this.fit());
    this.file = el("input", { type: "file", multiple: true, hidden: true, "aria-label": "选文件", onchange: () => this.sendFiles() });
    this.plain = el("input", { type: "checkbox" });
    this.about = el("div", { class: "about", hidden: true });
    this.menu = el("div", { class: "menu", hidden: true },
      el("button", { type: "button", onclick: () => this.file.click() }, "📎 照片或文件（可多选）"),
      el("label", {}, this.plain, "照片当作文件发，不压缩"),
      el("button", { type: "button", onclick: () => this.scan() }, "▦ 扫码进来（填二维码里的字）"),
      el("div", { class: "others" }, ...OTHERS.map(([name, kind, file]) =>
        el("button", { type: "button", onclick: () => this.other(kind, file) }, name))));
    this.start = el("button", { type: "button", class: "start", hidden: true, onclick: () => this.begin("") }, "开始");
    this.line = el("div", { class: "line" },
      el("button", { type: "button", class: "round", "aria-label": "发照片、文件和别的", onclick: () => { this.menu.hidden = !this.menu.hidden; } }, "＋"),
      this.text,
      el("button", { type: "button", class: "round go", "aria-label": "发送", onclick: () => this.send() }, "➤"));
    this.node = el("div", { class: "composer" }, this.menu, this.about, this.start, this.line, this.file);
    this.node.addEventListener("dragover", (event) => event.preventDefault());
    this.node.addEventListener("drop", (event) => { event.preventDefault(); this.sendFiles(event.dataTransfer.files); });
    this.text.addEventListener("paste", (event) => { if (event.clipboardData.files.length) this.sendFiles(event.clipboardData.files); });
  }

  get topic() { return this.phone.topic || null; }

  fit() {
    this.text.style.height = "auto";
    const borders = this.text.offsetHeight - this.text.clientHeight;
    const high = this.text.scrollHeight + borders;
    if (this.text.scrollHeight) this.text.style.height = `${Math.min(high, TALLEST)}px`;
    this.text.classList.toggle("tall", high > TALLEST);
  }

  invite(empty) { this.start.hidden = !empty; }

  reset() {
    Object.assign(this, { answered: null, edited: null });
    this.text.value = "";
    this.menu.hidden = this.about.hidden = true;
    this.fit();
  }

  show(title, words) {
    this.about.hidden = false;
    this.about.replaceChildren(el("span", {}, el("b", {}, title), words),
      el("button", { type: "button", "aria-label": "取消", onclick: () => this.reset() }, "✕"));
    this.text.focus();
  }

  replyTo(message) {
    this.reset();
    this.answered = message.id;
    this.show(`回复 ${message.from.name}`, gist(message).slice(0, 60));
  }

  edit(message) {
    this.reset();
    this.edited = message.id;
    this.text.value = message.text;
    this.show("编辑", message.text.slice(0, 60));
    this.fit();
  }

  async send() {
    const text = this.text.value.trim();
    if (!text) return;
    const done = this.edited
      ? await this.phone.run("edit", { message_id: this.edited, text })
      : await this.phone.run("say", { text, topic: this.topic, reply_to: this.answered });
    if (done) this.reset();
  }

  async sendFiles(list = this.file.files) {
    const files = [...list];
    this.menu.hidden = true;
    const kind = (file) => (!this.plain.checked && /^image\/(jpeg|png|webp)$/.test(file.type) ? "photo" : "document");
    const parts = await Promise.all(files.map(async (file) => ({ kind: kind(file), file: await readFile(file) })));
    this.file.value = "";
    const caption = this.text.value.trim();
    const photos = parts.filter((part) => part.kind === "photo");
    const rest = parts.filter((part) => part.kind !== "photo");
    let first = true;
    for (const group of [photos, rest]) {
      for (let at = 0; at < group.length; at += 10) {
        const some = group.slice(at, at + 10);
        const words = first ? caption : "";
        first = false;
        if (some.length === 1) await this.phone.run("send", { ...some[0], caption: words, topic: this.topic, reply_to: this.answered });
        else await this.phone.run("album", { parts: [{ ...some[0], caption: words }, ...some.slice(1)], topic: this.topic });
      }
    }
    this.reset();
  }

  async other(kind, file) {
    this.menu.hidden = true;
    await this.phone.run("send", { kind, ...(file ? { file: DUMMY } : { facts: {} }), topic: this.topic });
  }

  scan() {
    this.menu.hidden = true;
    const field = el("input", { "aria-label": "二维码里的字", placeholder: "二维码里 start= 后面的字" });
    const go = () => this.begin(field.value.trim());
    field.addEventListener("keydown", (event) => event.key === "Enter" && go());
    this.about.hidden = false;
    this.about.replaceChildren(field, el("button", { type: "button", onclick: go }, "进入"));
    field.focus();
  }

  async begin(payload) {
    this.reset();
    this.text.focus();
    try { await act("start", { by: this.phone.person, bot: this.phone.place, payload }); } catch (error) { this.phone.say(error.message); }
  }
}
