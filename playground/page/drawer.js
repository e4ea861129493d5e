// What rests in the product's database of the case on the reviewer's screen, and who sees what.

import { act } from "./api.js";
import { el } from "./dom.js";

const TABLES = { cases: "案件", letters: "来往信件", notes: "内部备注", attachments: "附件", journal: "留痕" };
const SAID = { True: "是", False: "否", "[]": "没有", "{}": "没有" };
const SEEN = [
  ["员工", "自己打的字；凭查询码看进度和信。"],
  ["审核员", "内容和清理过的照片。看不到是谁、什么账号、几点几分。"],
  ["联系人", "什么也看不到。"],
  ["管服务器的人", "下面这些：封着的打不开，没有一列记着是谁。"],
];

export class Drawer {
  constructor(root, button, code) {
    Object.assign(this, { root, button, code });
    button.addEventListener("click", () => this.toggle());
    root.addEventListener("keydown", (event) => event.key === "Escape" && this.toggle());
  }

  async toggle() {
    this.root.hidden = !this.root.hidden;
    this.button.setAttribute("aria-expanded", String(!this.root.hidden));
    await this.fill();
    (this.root.hidden ? this.button : this.root.querySelector("button")).focus();
  }

  async update(world) {
    this.button.hidden = !world.inside;
    await this.fill();
  }

  async fill() {
    if (this.root.hidden) return;
    const code = this.code();
    const rows = code ? await act("inside", { code }) : [];
    const parts = JSON.stringify([code, rows]);
    if (parts === this.parts) return;
    this.parts = parts;
    this.root.replaceChildren(
      el("header", {}, el("h2", {}, "数据库里有什么"),
        el("button", { type: "button", class: "small", onclick: () => this.toggle() }, "收起")),
      el("dl", {}, ...SEEN.flatMap(([who, what]) => [el("dt", {}, who), el("dd", {}, what)])),
      el("p", {}, code ? `案件 ${code}，此刻 ${rows.length} 行：` : "请在审核员的手机里打开一件案件的话题。"),
      ...rows.map((row) => this.row(row)));
  }

  row(row) {
    const cells = row.cells.filter((cell) => cell.words !== "");
    return el("details", { open: row.table === "cases" },
      el("summary", {}, TABLES[row.table] || row.table),
      el("table", {}, el("tbody", {}, ...cells.map((cell) => el("tr", {},
        el("th", { scope: "row" }, cell.column),
        el("td", { class: cell.sealed ? "sealed" : "" },
          cell.sealed ? `🔒 封着，${cell.sealed} 字节：${cell.words} …` : SAID[cell.words] || cell.words))))));
  }
}
