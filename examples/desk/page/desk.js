/* SPDX-License-Identifier: LGPL-2.1-or-later */
"use strict";
/* What the page asks of the server, one step after the other, and what is around the month. */
const KEY = document.querySelector("meta[name=geng-key]").content;
/* Letters for the marks of shifts that a keyboard without an input method has. */
const LETTERS = { 白: "b", 早: "z", 中: "m", 夜: "y", 晚: "w", 守: "s", 备: "r", 班: "n" };

const Desk = {
  brush: null,          /* { shift, post }, or nothing: the mouse selects and drags */
  line: Promise.resolve(), /* steps go one after the other */
  turns: Promise.resolve(), /* and so does what is taken back and done again */

  /* -- asking -- */

  /* What was answered; null after a complaint. */
  async read(response) {
    let answer = null;
    try { answer = await response.json(); } catch (error) { answer = null; }
    if (response.ok) return answer;
    this.complain(answer && answer.error || response.status + " " + response.statusText);
    return null;
  },

  /* Where the folder moved on or the disk failed, the page shows what is there now. */
  async answer(response) {
    const answer = await this.read(response);
    if (!answer && (response.status === 409 || response.status >= 500)) await this.load(Month.data.month);
    return answer;
  },

  async get(what) {
    try {
      return await this.answer(await fetch(`/${Month.data.month}/${what}`, { cache: "no-store" }));
    } catch (error) { this.complain(say("lost")); return null; }
  },

  async send(path, body) {
    try {
      return await this.answer(await fetch(path, { method: "POST", body: JSON.stringify(body),
        headers: { "Content-Type": "application/json", "X-Geng-Key": KEY } }));
    } catch (error) { this.complain(say("lost")); return null; }
  },

  post(what, body) {
    return this.send(`/${Month.data.month}/${what}`, body);
  },

  /* The judge's answer is shown, and only once the step is on the disk the word that it is saved. */
  step(what, body) {
    this.line = this.line.then(async () => {
      const answer = await this.post(what, { generation: Month.data.generation, ...body });
      if (!answer) { Grid.refresh(); return; }
      this.delta(answer.score);
      Month.step(answer);
      this.around(say("saving"));
      Grid.refresh();
      Panel.cell();
      const saved = await this.post("save", {});
      if (!saved) return;
      Month.step(saved);
      this.around(say("saved"));
    });
    return this.line;
  },

  paint(cells) {
    return cells.length ? this.step("paint", { cells }) : this.line;
  },

  turn(back) {
    this.turns = this.turns.then(() => this.line).then(() => this.turnNow(back));
    return this.turns;
  },

  /* A stroke, of whatever month; or a command, which is taken back in the log. */
  async turnNow(back) {
    const next = Month.data[back ? "undo" : "redo"];
    if (!next) { if (back) Panel.log(); return; }
    if (next.step) { await this.turnCommand(next); return; }
    if (next.month !== Month.data.month) {
      location.hash = next.month;
      await this.load(next.month);
    }
    await this.step(back ? "undo" : "redo", {});
  },

  /* What is published is another once more only after that was read. */
  turnCommand({ step, official }) {
    const words = ["undo", String(step)];
    return official ? Panel.takeBackStep(words) : this.run(words);
  },

  async command(words) {
    await this.line;
    return this.send("/run", { words });
  },

  /* A command that changes the folder; the page shows what came of it. */
  async run(words) {
    const answer = await this.command(words);
    if (!answer) return;
    await this.load(Month.data.month);
    Panel.said(say("command"), answer);
  },

  /* -- cells -- */

  named(place, change) {
    return { member: Month.data.members[place.member].id, date: Month.data.days[place.day].date, ...change };
  },

  brushed(place) {
    return this.named(place, this.brush);
  },

  contents(place) {
    const { shift, post, flags } = Month.cell(place.member, place.day);
    return shift < 0 ? { shift: "" }
      : { shift: Month.data.shifts[shift].id, post: Month.data.posts[post].id, pinned: !!(flags & PINNED) };
  },

  /* A duty goes to another day or person; what is there comes back. */
  move(from, to) {
    return this.paint([this.named(from, this.contents(to)), this.named(to, this.contents(from))]);
  },

  /* By its number, its mark or the mark's letter. */
  shiftOf(key) {
    const { shifts } = Month.data, number = Number(key);
    if (number >= 1 && number <= shifts.length) return shifts[number - 1].id;
    const found = shifts.find((shift, i) => Month.markOf(i) === key || LETTERS[Month.markOf(i)] === key);
    return found ? found.id : null;
  },

  /* As a table writes it: the mark, the name or the id; empty or off; null for anything else. */
  shiftIn(word) {
    if (["", "休", "·", "–", "-", "假", "off", "0"].includes(word.toLowerCase())) return "";
    const found = Month.data.shifts.find((shift, i) => [Month.markOf(i), shift.name, shift.id].includes(word));
    return found ? found.id : null;
  },

  /* -- around the month -- */

  points(cost) {
    return (cost / 60).toFixed(1);
  },

  tomorrow() {
    const day = new Date(Date.now() + 864e5);
    return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;
  },

  delta(score) {
    const old = Month.data.score, parts = [];
    for (const name of ["broken", "gaps", "cost"])
      if (score[name] !== old[name]) {
        const change = score[name] - old[name];
        parts.push(say(name) + " " + (change > 0 ? "+" : "−") + (name === "cost" ? this.points(Math.abs(change)) : Math.abs(change)));
      }
    this.change = parts.join(LANGUAGE ? "，" : ", ");
  },

  around(saved) {
    const { score, bound } = Month.data;
    document.getElementById("title").textContent = Month.data.station;
    document.getElementById("state").textContent = Month.data.state;
    put(document.getElementById("score"),
      el("span", { class: score.broken ? "bad" : "good" }, el("b", {}, String(score.broken)), " " + say("broken")), " · ",
      el("span", { class: score.gaps ? "gap" : "good" }, el("b", {}, String(score.gaps)), " " + say("gaps")), " · ",
      say("cost") + " ", el("b", {}, this.points(score.cost)),
      bound && bound.gaps >= 0 ? ` (${say("bound")} ${this.points(Math.max(0, bound.cost))})` : "",
      this.change ? el("span", { class: "faint" }, "  " + this.change) : "");
    document.getElementById("saved").textContent = saved;
    document.getElementById("undo").disabled = false;
    document.getElementById("changes").hidden = !Month.data.published;
    document.getElementById("redo").disabled = !Month.data.redo;
    document.getElementById("undo").title = (Month.data.undo || { name: say("undoLog") }).name;
    document.getElementById("redo").title = (Month.data.redo || { name: "" }).name;
  },

  choose(brush, button) {
    this.brush = brush;
    for (const one of document.querySelectorAll("#tools [aria-pressed]")) one.setAttribute("aria-pressed", String(one === button));
    if (!button) document.getElementById("hand").setAttribute("aria-pressed", "true");
  },

  tools() {
    const tools = document.getElementById("tools"), { shifts } = Month.data;
    const tool = (text, brush, id) => {
      const button = el("button", { id, "aria-pressed": "false", onclick: () => this.choose(brush, button) }, text);
      return button;
    };
    const act = (name, action, id) => el("button", { id: id || name, onclick: action }, say(name));
    put(tools, tool(say("move"), null, "hand"),
      ...shifts.map((shift, i) => tool(`${Month.markOf(i)} ${shift.name} ${i + 1}`, { shift: shift.id }, "brush-" + shift.id)),
      tool(say("clear") + " 0", { shift: "" }, "brush-off"),
      el("button", { id: "undo", onclick: () => this.turn(true) }, say("undo")),
      el("button", { id: "redo", onclick: () => this.turn(false) }, say("redo")),
      act("findings", () => Panel.all()), act("why", () => Panel.why()), act("plan", () => Panel.plan()),
      act("changes", () => Panel.changes()), act("publish", () => Panel.publish([])), act("inbox", () => Panel.inbox()), act("log", () => Panel.log()),
      act("print", () => window.open(`/${Month.data.month}/wall`, "_blank", "noopener")));
    this.choose(null, null);
  },

  months(list) {
    const box = el("select", { id: "which", onchange: () => { location.hash = box.value; } }, ...list.months.map((month) => el("option", { value: month }, month)));
    const home = list.zone ? el("a", { id: "zone", href: list["zone-address"] }, "← " + list.zone) : null;
    const by = el("select", { id: "by", onchange: () => { Grid.by = by.value; Grid.show(); } },
      el("option", { value: "" }, say("groupNone")), el("option", { value: "team" }, say("groupTeam")),
      el("option", { value: "organisation" }, say("groupOrganisation")), el("option", { value: "post" }, say("groupPost")));
    put(document.getElementById("months"), home, el("label", {}, say("monthOf") + " ", box), el("label", {}, say("group") + " ", by));
  },

  async load(month) {
    let data = null;
    try {
      data = await this.read(await fetch(`/${month}/month`, { cache: "no-store" }));
    } catch (error) { this.complain(say("lost")); }
    if (!data) return;
    const first = !Month.data || Month.data.month !== month;
    Month.take(data);
    document.title = data.station + " " + month;
    document.getElementById("which").value = month;
    this.change = "";
    if (first) this.tools();
    this.around(data.saved ? say("saved") : "");
    Grid.show();
    if (first) Panel.view = "cell";
    Panel.cell();
  },

  tell(text) {
    document.getElementById("saved").textContent = text;
  },

  complain(text) {
    const line = el("p", {}, text, " ", el("button", { onclick: () => line.remove() }, "×"));
    document.getElementById("news").append(line);
    setTimeout(() => line.remove(), 20000);
  },

  async start() {
    document.getElementById("hint").textContent = say("hint");
    const list = await (await fetch("/months", { cache: "no-store" })).json();
    const here = () => /^#\d{4}-\d\d$/.test(location.hash) ? location.hash.slice(1) : list.current;
    this.months(list);
    Grid.start();
    addEventListener("hashchange", () => this.load(here()));
    await this.load(here());
  },
};

Desk.start();
