// A tour of five steps; each names the phone to look at and what to do there.

import { el } from "./dom.js";

const STEPS = [
  ["employee", "员工反映一件事", "在“员工”手机里直接打一句话，比如“塔吊限位坏了半个月”，按“是，接着写”，选单位，提交。屏上的三行查询码，记下来，再按“抄好了，清空”。"],
  ["reviewer", "审核员接过来", "在“审核员”手机里打开新出现的话题，看卡片：有内容，没有是谁。按“受理，我来办”，再按“问举报人”，写一句，发出。"],
  ["employee", "员工来看答复", "按上面的“+1 分钟”，过了能撤回的时间。在“员工”手机里把查询码发过去：信箱里有进度，也有问的那句话，可以回信。"],
  ["contact", "联系人交周报", "按上面的“到周五 9:00”。“联系人”手机里来了提醒：按“填报”，发 3 2 0 0 0，看一遍，提交。这周不再有人催。"],
  ["reviewer", "看看库里有什么", "打开一件案件的话题，按上面的“库里有什么”：内容都封着，没有一列记着是谁。"],
];

export class Guide {
  constructor(root, button, show) {
    Object.assign(this, { root, button, show, at: 0 });
    button.addEventListener("click", () => this.go(0));
    root.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  go(step) {
    this.at = step;
    const [role, title, words] = STEPS[step];
    const last = step === STEPS.length - 1;
    this.show(role);
    for (const phone of document.querySelectorAll(".phone")) phone.classList.toggle("lit", phone.id === role);
    this.root.hidden = false;
    document.body.classList.add("touring");
    this.root.replaceChildren(
      el("h2", {}, `${step + 1}／${STEPS.length}　${title}`),
      el("p", {}, words),
      el("div", { class: "row" },
        step ? el("button", { type: "button", class: "small", onclick: () => this.go(step - 1) }, "上一步") : null,
        el("button", { type: "button", class: "small strong", onclick: () => (last ? this.close() : this.go(step + 1)) }, last ? "走完了" : "下一步"),
        last ? null : el("button", { type: "button", class: "small", onclick: () => this.close() }, "不走了")));
    this.root.querySelector(".strong").focus();
  }

  close() {
    this.root.hidden = true;
    document.body.classList.remove("touring");
    for (const phone of document.querySelectorAll(".lit")) phone.classList.remove("lit");
    this.button.focus();
  }
}
