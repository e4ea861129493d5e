// The office's time: shown as it goes on, and leapt ahead by a press.

import { act } from "./api.js";

const ZONE = "Asia/Shanghai";
const AHEAD = 8 * 3600e3; // Shanghai knows no summer time
const MINUTE = 60e3;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export class Clock {
  constructor(root) {
    Object.assign(this, { root, ahead: 0 });
    this.shown = root.querySelector("time");
    root.addEventListener("click", (event) => {
      const leap = event.target.dataset.leap;
      if (leap) this.leap(leap);
    });
    setInterval(() => this.draw(), 1000);
  }

  update(world) {
    this.root.hidden = !world.leaps;
    this.ahead = Date.parse(world.now) - Date.now();
    this.draw();
  }

  draw() {
    const now = new Date(Date.now() + this.ahead);
    const words = { timeZone: ZONE, month: "long", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    this.shown.textContent = now.toLocaleString("zh-CN", words);
    this.shown.dateTime = now.toISOString();
  }

  async leap(kind) {
    const by = {
      minute: MINUTE, hour: HOUR, day: DAY, evening: this.toEvening(), friday: this.toFriday(),
    }[kind];
    for (const button of this.root.querySelectorAll("button")) button.disabled = true;
    try { await act("forward_clock", { seconds: by / 1000 }); } finally {
      for (const button of this.root.querySelectorAll("button")) button.disabled = false;
    }
  }

  // Milliseconds to the next eight in the evening.
  toEvening() {
    const local = Date.now() + this.ahead + AHEAD;
    const evening = Math.floor(local / DAY) * DAY + 20 * HOUR;
    return (evening > local ? evening : evening + DAY) - local;
  }

  // Milliseconds to the next Friday at nine.
  toFriday() {
    const local = Date.now() + this.ahead + AHEAD;
    const monday = Math.floor((local / DAY + 3) / 7) * 7 * DAY - 3 * DAY;
    const friday = monday + 4 * DAY + 9 * HOUR;
    return (friday > local ? friday : friday + 7 * DAY) - local;
  }
}
