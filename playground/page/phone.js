// One phone: who holds it, which chat is open, what is shown, what is being written.

import { act } from "./api.js";
import { bubble, gist } from "./bubble.js";
import { Composer } from "./composer.js";
import { avatar, el } from "./dom.js";
import { refill, replace } from "./focus.js";
import { standing, topicIcon, topicRow } from "./topics.js";

export class Phone {
  // role: "employee" sees the bots that stay out of groups first, "contact" the other bot,
  // "reviewer" the groups. `onNews` hears of each new message on the screen.
  constructor(root, role, title) {
    Object.assign(this, { root, role, person: null, place: null, topic: null, view: null, onNews: () => {} });
    this.opened = new Set();
    this.seen = new Map();
    this.shown = new Map();
    this.who = el("select", { "aria-label": "谁在用这部手机", onchange: () => this.hold(Number(this.who.value)) });
    this.tabs = el("nav", { class: "tabs", "aria-label": "聊天" });
    this.head = el("div", { class: "head" });
    this.pin = el("button", { class: "pin", type: "button", hidden: true });
    this.list = el("div", { class: "list", role: "log", "aria-label": "消息", tabindex: "0" });
    this.atEnd = true;
    this.list.addEventListener("scroll", () => {
      this.atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 60;
    });
    new ResizeObserver(() => this.toEnd()).observe(this.list);
    this.toast = el("div", { class: "toast", role: "status" });
    this.composer = new Composer(this);
    const newcomer = role === "employee"
      ? el("button", { type: "button", class: "small", onclick: () => this.newcomer() }, "换个新员工") : null;
    root.append(
      el("div", { class: "bar" }, el("strong", {}, title), this.who, newcomer),
      this.tabs, this.head, this.pin, el("div", { class: "toasts" }, this.toast), this.list, this.composer.node);
  }

  get inGroup() { return typeof this.place === "number"; }
  get topicListHidden() { return !this.composer.node.hidden; }
  get isAdmin() {
    const me = this.view?.chat.members?.find((member) => member.id === this.person);
    return Boolean(me && ["creator", "administrator"].includes(me.status));
  }

  update(world) {
    this.world = world;
    const inside = (who) => world.groups.some((group) => group.members.some((m) => m.id === who.id));
    const people = world.people.filter((who) => (inside(who) ? "reviewer" : who.role) === this.role);
    const choices = people.map((who) => `${who.id}${who.first_name}`).join();
    if (choices !== this.choices) {
      this.choices = choices;
      this.who.replaceChildren(...people.map((who) => el("option", { value: who.id }, who.first_name)));
    }
    if (!people.some((who) => who.id === this.person)) this.person = people[0]?.id ?? null;
    this.who.value = this.person ?? "";
    const places = this.places();
    if (!places.some((place) => place.id === this.place)) [this.place, this.topic] = [places[0]?.id ?? null, null];
    const tabs = JSON.stringify([places, this.place]);
    if (tabs !== this.tabsShown) {
      this.tabsShown = tabs;
      refill(this.tabs, places.map((place) => el("button", {
        type: "button", "aria-current": place.id === this.place ? "page" : undefined,
        onclick: () => this.go(place.id, null),
      }, place.title)));
    }
    return this.refresh();
  }

  places() {
    const { groups, bots } = this.world;
    const mine = groups.filter((g) => !g.upgraded_to && g.members.some((m) => m.id === this.person))
      .map((g) => ({ id: g.id, title: `👥 ${g.title}` }));
    const talk = bots.map((bot) => ({ id: bot.username, title: `🤖 ${bot.first_name}`, joins: bot.can_join_groups }));
    if (this.role === "employee") return [...talk.sort((a, b) => a.joins - b.joins), ...mine];
    return [...mine, ...talk.sort((a, b) => b.joins - a.joins)];
  }

  go(place, topic) {
    [this.place, this.topic, this.view] = [place, topic, null];
    this.shown.clear();
    this.drawn = "";
    replace(this.list, []);
    this.composer.reset();
    return this.update(this.world);
  }

  hold(person) { this.person = person; return this.go(this.places()[0]?.id ?? null, null); }

  async newcomer() {
    const made = await act("new_person", { name: `员工 ${this.who.length + 1}` });
    this.world = await act("everything");
    await this.hold(made.id);
  }

  async refresh() {
    if (this.person === null || this.place === null) {
      this.list.replaceChildren(el("p", { class: "empty" }, this.role === "employee" ? "还没有员工。点“换个新员工”。" : "还没有审核群。"));
      return;
    }
    const asked = [this.person, this.place, this.topic].join();
    const view = await act("look", { by: this.person, chat: this.place }).catch(() => null);
    if (!view || asked !== [this.person, this.place, this.topic].join()) return;
    this.view = view;
    if (this.topic && !view.topics.some((topic) => topic.id === this.topic)) this.topic = null;
    this.draw();
  }

  // The code of the case whose topic is open, as the topic's name ends with it.
  caseCode() {
    const topic = this.view?.topics.find((found) => found.id === this.topic);
    return topic ? topic.name.split(" ").at(-1) : "";
  }

  // A message that was not there when this screen was looked at last; none on the first look.
  tellNews(messages) {
    const [screen, last] = [`${this.person}:${this.place}`, messages.at(-1)?.id || 0];
    if (screen === this.newsOf && last > this.newest && !messages.at(-1).mine) this.onNews();
    [this.newsOf, this.newest] = [screen, last];
  }

  draw() {
    this.tellNews(this.view.messages);
    const { chat, topics, messages } = this.view;
    const listing = this.inGroup && chat.forum && this.topic === null;
    const topic = topics.find((found) => found.id === this.topic);
    const name = topic ? topic.name : this.topic === 0 ? "综合" : chat.title;
    const people = chat.members ? `${chat.members.length} 位成员` : "机器人";
    const back = this.inGroup && chat.forum && !listing
      ? el("button", { type: "button", class: "back", "aria-label": "回到话题列表", onclick: () => this.go(this.place, null) }, "‹") : null;
    const block = this.inGroup ? null : el("button", { type: "button", class: "small", onclick: () => this.toggleBlock() }, this.view.blocked ? "解除拉黑" : "拉黑");
    const said = topic?.closed ? "话题已关闭" : people;
    const head = JSON.stringify([this.person, this.place, listing, topic, said, this.view.blocked]);
    if (head !== this.headShown) {
      this.headShown = head;
      const face = topic ? topicIcon(topic) : avatar(chat.title, chat.id);
      refill(this.head, [back, face, el("div", {}, el("b", {}, name), el("small", {}, said)), block].filter(Boolean));
    }
    this.composer.node.hidden = listing;
    this.pin.hidden = true;
    if (listing) return this.drawTopics(topics, messages);
    const shown = messages.filter((m) => !(this.inGroup && chat.forum) || (m.topic || 0) === this.topic);
    if (this.inGroup) this.seen.set(`${this.place}:${this.topic}`, shown.at(-1)?.id || 0);
    this.drawPin(shown);
    this.drawMessages(shown);
    this.composer.invite(!this.inGroup && !shown.length);
  }

  drawTopics(topics, messages) {
    this.shown.clear();
    const rows = standing(topics, messages, (topic) => this.seen.get(`${this.place}:${topic}`) || 0);
    const drawn = JSON.stringify(rows);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    replace(this.list, rows.map(([topic, last, unread]) => topicRow(topic, last, unread, () => this.go(this.place, topic.id))));
  }

  drawPin(shown) {
    const pinned = shown.filter((m) => this.view.pinned.includes(m.id)).at(-1);
    if (!pinned) return;
    this.pin.hidden = false;
    this.pin.replaceChildren(el("b", {}, "置顶"), gist(pinned).split("\n")[0]);
    this.pin.onclick = () => this.jump(pinned.id);
  }

  drawMessages(shown) {
    const groups = [];
    for (const message of shown) {
      const last = groups.at(-1);
      if (message.album && last?.[0].album === message.album) last.push(message);
      else groups.push([message]);
    }
    if (!this.shown.size) this.atEnd = true;
    const atEnd = this.atEnd;
    const had = this.shown;
    this.shown = new Map();
    const nodes = groups.map((parts) => {
      const key = parts[0].id;
      const json = JSON.stringify([parts, this.isAdmin]);
      const old = had.get(key);
      const kept = old && old.json === json ? old : { json, node: bubble(parts, this) };
      if (old) kept.node.classList.add("stays");
      this.shown.set(key, kept);
      return kept.node;
    });
    const same = nodes.length === this.list.children.length && nodes.every((node, i) => node === this.list.children[i]);
    if (same) return;
    replace(this.list, nodes);
    this.atEnd = atEnd;
    this.toEnd();
    for (const image of this.list.querySelectorAll("img")) {
      if (!image.complete) image.addEventListener("load", () => this.toEnd(), { once: true });
    }
  }

  // Whoever has scrolled up to read is left where they are.
  toEnd() {
    if (this.atEnd && this.topicListHidden) this.list.scrollTop = this.list.scrollHeight;
  }

  jump(id) {
    const node = this.list.querySelector(`[data-id="${id}"]`);
    if (!node) return this.say("那条消息不在这里了");
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    node.classList.add("flash");
    setTimeout(() => node.classList.remove("flash"), 1200);
  }

  async run(name, args = {}) {
    try { return (await act(name, { by: this.person, chat: this.place, ...args })) ?? true; } catch (error) { this.say(error.message); return null; }
  }

  async press(message, button, node) {
    const asked = button.kind === "data" ? { data: button.data } : { text: button.text };
    const result = await this.run("press", { message_id: message.id, ...asked });
    if (!result) return;
    if (result.copied) return this.copy(result.copied);
    if (result.url) return this.open(result.url);
    node.classList.add("busy");
    try {
      const said = await act("answer", { press: result.press, seconds: 15 });
      if (!said.answered) this.say("机器人没有回应这个按钮");
      else if (said.text) this.say(said.text, said.alert);
    } finally { node.classList.remove("busy"); }
  }

  async copy(text) {
    try { await navigator.clipboard.writeText(text); this.say("已复制"); } catch { this.say(`要复制的是：${text}`); }
  }

  // A command is sent, a link to one of the bots is followed, any other address is only shown.
  async open(to) {
    if (to.startsWith("/")) return this.run("say", { text: to, topic: this.topic || null });
    const match = /^https?:\/\/t\.me\/(\w+)(?:\?start=([\w-]*))?$/.exec(to);
    const bot = match && this.world.bots.find((b) => b.username.toLowerCase() === match[1].toLowerCase());
    if (!bot) return this.say(`会打开：${to}`);
    if (match[2]) await act("start", { by: this.person, bot: bot.username, payload: match[2] });
    return this.go(bot.username, null);
  }

  async toggleBlock() {
    const name = this.view.blocked ? "unblock" : "block";
    try { await act(name, { by: this.person, bot: this.place }); } catch (error) { this.say(error.message); }
  }

  say(text, stay = false) {
    this.toast.textContent = text;
    this.toast.classList.add("on");
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => this.toast.classList.remove("on"), stay ? 8000 : 3500);
  }
}
