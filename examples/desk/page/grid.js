/* SPDX-License-Identifier: LGPL-2.1-or-later */
"use strict";
/* Names down, dates across, and below how many serve where. Only the rows that are seen are drawn, and of those only
   what is another than before. */
/* In pixels, as in the style. Up to so many rows of places stay in sight below. */
const ROW = 25, HEAD = 38, NAME = 96, CELL = 26, LOAD = 116, SPARE = 8, STICKY = 8;
/* Bars beside a person, their room, and how far along it the fair share is. */
const BARS = 3, TRACK = 46, SHARE_AT = 0.6;

const Grid = {
  rows: new Map(), /* member → row */
  places: new Map(), /* demand → row */
  focus: { member: 0, day: 0 },
  corner: null,    /* the other end of what is chosen */
  drag: null,
  proposed: null,  /* "member day" → a cell that a plan has otherwise */

  start() {
    this.scroll = document.getElementById("scroll");
    this.body = document.getElementById("body");
    this.scroll.addEventListener("scroll", () => {
      if (!this.asked) this.asked = requestAnimationFrame(() => { this.asked = 0; this.draw(); });
    });
    new ResizeObserver(() => Month.data && this.draw()).observe(this.scroll);
    this.body.addEventListener("pointerdown", (event) => this.down(event));
    this.body.addEventListener("pointerover", (event) => this.over(event));
    document.addEventListener("pointerup", (event) => this.up(event));
    this.body.addEventListener("focusin", (event) => this.focused(event));
    document.getElementById("grid").addEventListener("keydown", (event) => Keys.press(event));
    document.addEventListener("keydown", (event) => Keys.turn(event));
    document.addEventListener("copy", (event) => Keys.copy(event, false));
    document.addEventListener("cut", (event) => Keys.copy(event, true));
    document.addEventListener("paste", (event) => Keys.paste(event));
  },

  show() {
    const { members, days } = Month.data;
    const grid = document.getElementById("grid");
    const sorted = Month.order(this.by || "");
    this.order = sorted.order;
    this.group = sorted.group;
    this.place = new Map(this.order.map((member, i) => [member, i]));
    grid.setAttribute("aria-label", Month.data.station + " " + Month.data.month);
    grid.setAttribute("aria-rowcount", members.length + 1 + Month.data.demands.length);
    grid.setAttribute("aria-colcount", days.length + 2);
    this.focus = { member: Math.min(this.focus.member, members.length - 1), day: Math.min(this.focus.day, days.length - 1) };
    grid.style.width = NAME + CELL * days.length + LOAD + "px";
    this.head();
    this.rows.clear();
    this.places.clear();
    this.begin(this.body);
    this.begin(document.getElementById("foot"));
    this.draw();
  },

  /* Before and after the rows that are drawn there is room for the others. */
  begin(body) {
    const spacer = () => el("tr", { "aria-hidden": "true" }, el("td", { class: "spacer" }));
    body.textContent = "";
    body.above = spacer();
    body.below = spacer();
    body.append(body.above, body.below);
  },

  head() {
    const week = say("week").split(" ");
    this.heads = [];
    const row = el("tr", { role: "row", "aria-rowindex": 1 },
      el("th", { class: "name", scope: "col", role: "columnheader" }, say("member")));
    for (const day of Month.data.days) {
      const kind = day.kind === "workday" || day.kind === "make-up" ? "" : day.kind === "holiday" ? "holiday weekend" : "weekend";
      const name = el("th", { class: kind, scope: "col", role: "columnheader" },
        String(Number(day.date.slice(8))), el("br"), day.kind === "make-up" ? "班" : day.kind === "holiday" ? "节" : week[day.weekday - 1]);
      name.kind = kind;
      this.heads.push(name);
      row.append(name);
    }
    this.fillHeads();
    row.append(el("th", { class: "load", scope: "col", role: "columnheader" }, say("load")));
    put(document.getElementById("head"), row);
  },

  /* What is broken on a day, or open, is said at its head. */
  fillHeads() {
    Month.data.days.forEach((day, i) => {
      this.mark(this.heads[i], [this.heads[i].kind, Month.heads[i]].filter(Boolean).join(" "),
        [day.holiday || day.date, ...Month.told[i]].join("\n"));
    });
  },

  /* One that says so already is left alone. */
  mark(head, classes, title) {
    if (head.className !== classes) head.className = classes;
    if (head.title !== title) head.title = title;
  },

  /* Of rows that begin at a height, those that are seen; the end is not among them. */
  range(begin, count) {
    const top = this.scroll.scrollTop - begin, first = Math.floor(top / ROW) - SPARE;
    const last = Math.ceil((top + this.scroll.clientHeight) / ROW) + SPARE;
    return [Math.max(0, Math.min(count, first)), Math.max(0, Math.min(count, last))];
  },

  draw() {
    const { order } = this, demands = Month.data.demands.map((_, i) => i), foot = document.getElementById("foot");
    const seen = demands.length <= STICKY ? [0, demands.length] : this.range(HEAD + order.length * ROW, demands.length);
    this.drawRows(this.body, this.rows, order, this.range(HEAD, order.length), (member, i, free) => this.row(member, i, free.pop()));
    this.drawRows(foot, this.places, demands, seen, (demand) => this.placeRow(demand));
  },

  drawRows(body, rows, order, [first, last], make) {
    /* A row that went out of sight may serve for one that came: to make it anew would take most of a frame.  The one
     * that has the focus takes it away with it. */
    const wanted = new Set(order.slice(first, last)), free = [];
    for (const [one, row] of rows)
      if (!wanted.has(one)) {
        if (row.contains(document.activeElement)) row.remove();
        else free.push(row);
        rows.delete(one);
      }
    let at = body.above;
    for (let i = first; i < last; i++) {
      if (!rows.has(order[i])) {
        const row = make(order[i], i, free);
        rows.set(order[i], row);
        at.after(row);
      }
      at = rows.get(order[i]);
    }
    for (const row of free) row.remove();
    this.pad(body.above, first * ROW);
    this.pad(body.below, (order.length - last) * ROW);
  },

  pad(row, height) {
    row.style.display = height ? "" : "none";
    row.firstChild.style.height = height + "px";
  },

  blankRow() {
    const row = el("tr", { role: "row" });
    row.append(el("th", { scope: "row", role: "rowheader" }));
    for (let day = 0; day < Month.data.days.length; day++) row.append(el("td", { role: "gridcell", tabindex: -1 }));
    row.append(el("td", { role: "gridcell", class: "load" }));
    return row;
  },

  row(member, position, old) {
    const row = old && old.children.length === Month.data.days.length + 2 ? old : this.blankRow();
    if (old && row !== old) old.remove();
    row.setAttribute("aria-rowindex", position + 2);
    /* Where a group begins there is a line, and its name is told. */
    row.className = this.by && position > 0 && this.group[member] !== this.group[this.order[position - 1]] ? "begins" : "";
    row.firstChild.textContent = Month.data.members[member].name;
    for (let day = 0; day < Month.data.days.length; day++) row.children[day + 1].place = { member, day };
    this.fill(row, member);
    return row;
  },

  fill(row, member) {
    const { team, organisation } = Month.data.members[member], broken = Month.persons[member];
    this.mark(row.firstChild, broken.length ? "hard" : "",
      [[this.by ? this.group[member] : "", team, organisation].filter(Boolean).join(" · "), ...broken].join("\n"));
    for (let day = 0; day < Month.data.days.length; day++) this.paint(row.children[day + 1], member, day);
    this.load(row.lastChild, member);
  },

  paint(cell, member, day) {
    const proposed = this.proposed && this.proposed.get(member + " " + day);
    const { shift, flags } = proposed || Month.cell(member, day);
    const kind = Month.data.days[day].kind, leave = Month.leave[member][day];
    const classes = ["cell"];
    if (shift >= 0) classes.push("s" + shift % 6);
    else if (kind === "weekend" || kind === "holiday") classes.push("weekend");
    if (leave) classes.push("leave");
    if (Month.marks[member][day]) classes.push(Month.marks[member][day]);
    if (proposed) classes.push("proposed");
    if (flags & PINNED) classes.push("pinned");
    if (flags & SERVED) classes.push("served");
    if (flags & CHANGED) classes.push("changed");
    if (this.isChosen(member, day)) classes.push("chosen");
    this.say(cell, classes.join(" "), shift >= 0 ? Month.markOf(shift) : leave ? (LANGUAGE ? "假" : "–") : "", Month.spoken(member, day) + (proposed ? " → " + Month.duty(proposed) : ""));
    const tab = member === this.focus.member && day === this.focus.day ? 0 : -1;
    if (cell.tabIndex !== tab) cell.tabIndex = tab;
  },

  /* A cell that says so already is left alone: each word that is set anew is laid out anew. */
  say(cell, classes, text, spoken) {
    const said = [classes, text, spoken].join("\n");
    if (cell.said === said) return;
    cell.said = said;
    cell.className = classes;
    cell.textContent = text;
    if (spoken) cell.setAttribute("aria-label", spoken);
  },

  /* Each burden is a bar, and everybody's fair share of it is at the same place, so that one sees at once who is off it. */
  load(cell, member) {
    const [, minutes, nights, off, shares] = Month.data.loads[member], dot = LANGUAGE ? "；" : "; ";
    const amount = (value, long) => long ? Math.round(value / 60) + " " + say("hours") : String(value);
    const parts = shares.map(([what, had, least, most, long]) => say("loadShare").replace("%w", what).replace("%h", amount(had, long))
      .replace("%s", least === most ? amount(most, long) : amount(least, long) + "–" + amount(most, long)));
    const text = [say("loadTitle").replace("%h", Math.round(minutes / 60)).replace("%n", nights).replace("%o", off), ...parts].join(dot);
    if (cell.said === text) return;
    cell.said = text;
    const track = el("span", { class: "track" }, ...shares.slice(0, BARS).map(([, had, least, most]) => {
      const bar = el("span", { class: had > most ? "bar over" : had < least ? "bar under" : "bar" });
      bar.style.width = Math.round(Math.min(1, SHARE_AT * had / Math.max(1, most)) * TRACK) + "px";
      return bar;
    }));
    if (shares.length) track.append(el("span", { class: "share" }));
    cell.textContent = "";
    cell.title = text;
    cell.setAttribute("aria-label", text);
    cell.append(track, `${Math.round(minutes / 60)} ${say("hours")} ${nights} ${say("nights")}`);
  },

  placeRow(index) {
    const demand = Month.data.demands[index], name = demand.name || Month.nameOfPost(demand.post), sticky = Month.data.demands.length <= STICKY;
    const row = el("tr", { role: "row", "aria-rowindex": Month.data.members.length + 2 + index });
    row.append(el("th", { scope: "row", role: "rowheader", title: Month.nameOfPost(demand.post) + " " + say("wanted") + " " + this.wanted(demand) }, name));
    demand.people.forEach((_, day) => row.append(el("td", { role: "gridcell",
      onclick: () => demand.people[day] !== null && demand.people[day] < demand.least && Panel.gap(demand, day) })));
    row.append(el("td", { role: "gridcell", class: "load" }, say("wanted") + " " + this.wanted(demand)));
    if (sticky) for (const cell of row.children) cell.style.bottom = (Month.data.demands.length - 1 - index) * ROW + "px";
    this.fillPlaces(row, demand);
    return row;
  },

  fillPlaces(row, demand) {
    demand.people.forEach((people, day) => {
      const few = people !== null && people < demand.least, many = people !== null && people > demand.most;
      this.say(row.children[day + 1], few ? "few" : many ? "many" : "", people === null ? "" : String(people), people === null ? ""
        : `${demand.name} ${Month.data.days[day].date.slice(5)} ${people} (${say("wanted")} ${this.wanted(demand)})`);
    });
  },

  wanted(demand) {
    return demand.least === demand.most ? String(demand.least) : demand.least + "–" + demand.most;
  },

  /* The month as a plan would have it; cells: as the server tells them, or nothing */
  propose(cells) {
    if (!cells && !this.proposed) return;
    this.proposed = cells ? new Map(cells.map(([member, day, , now]) => [member + " " + day, Month.read(now)])) : null;
    this.refresh();
  },

  refresh() {
    this.fillHeads();
    for (const [member, row] of this.rows) this.fill(row, member);
    for (const [index, row] of this.places) this.fillPlaces(row, Month.data.demands[index]);
  },

  /* -- what is chosen -- */

  box() {
    const a = this.focus, b = this.corner || this.focus;
    const rows = [this.place.get(a.member), this.place.get(b.member)], days = [a.day, b.day];
    return { top: Math.min(...rows), bottom: Math.max(...rows), left: Math.min(...days), right: Math.max(...days) };
  },

  isChosen(member, day) {
    if (!this.corner) return false;
    const box = this.box(), row = this.place.get(member);
    return row >= box.top && row <= box.bottom && day >= box.left && day <= box.right;
  },

  chosen() {
    const box = this.box(), cells = [];
    for (let row = box.top; row <= box.bottom; row++)
      for (let day = box.left; day <= box.right; day++) cells.push({ member: this.order[row], day });
    return cells;
  },

  at(member, day) {
    const row = this.rows.get(member);
    return row ? row.children[day + 1] : null;
  },

  go(member, day, extend) {
    const old = this.focus, marked = this.corner || extend;
    if (extend) this.corner = this.corner || { ...this.focus };
    else this.corner = null;
    this.focus = { member, day };
    const top = this.place.get(member) * ROW, scroll = this.scroll;
    if (top < scroll.scrollTop) scroll.scrollTop = top;
    else if (top + ROW > scroll.scrollTop + scroll.clientHeight - 70) scroll.scrollTop = top + ROW - scroll.clientHeight + 70;
    this.draw();
    if (marked) for (const [one, row] of this.rows) this.fill(row, one);
    const cell = this.at(member, day), left = this.at(old.member, old.day);
    if (left) left.tabIndex = -1;
    if (cell) cell.tabIndex = 0;
    if (cell) cell.focus({ preventScroll: false });
    Panel.cell();
  },

  focused(event) {
    const place = event.target.place;
    if (!place || (place.member === this.focus.member && place.day === this.focus.day)) return;
    const old = this.at(this.focus.member, this.focus.day);
    if (old) old.tabIndex = -1;
    this.focus = { ...place };
    event.target.tabIndex = 0;
    Panel.cell();
  },

  /* -- the mouse -- */

  down(event) {
    const cell = event.target.closest("td"), place = cell && cell.place;
    if (!place || event.button !== 0) return;
    if (event.shiftKey) { event.preventDefault(); this.go(place.member, place.day, true); return; }
    this.corner = null;
    this.drag = { from: place, cells: new Map(), moved: false };
    if (Desk.brush) {
      event.preventDefault();
      this.brushTo(place);
    }
    this.go(place.member, place.day, false);
    if (cell.hasPointerCapture && cell.hasPointerCapture(event.pointerId)) cell.releasePointerCapture(event.pointerId);
  },

  /* A fast mouse leaves cells out: the brush goes straight to where it is. */
  brushTo(place) {
    const from = this.drag.last || place, row = this.place.get(from.member);
    const down = this.place.get(place.member) - row, across = place.day - from.day;
    const steps = Math.max(1, Math.abs(down), Math.abs(across));
    for (let i = 0; i <= steps; i++)
      this.brushOver({ member: this.order[row + Math.round(down * i / steps)], day: from.day + Math.round(across * i / steps) });
    this.drag.last = place;
  },

  brushOver(place) {
    const key = place.member + " " + place.day;
    if (this.drag.cells.has(key)) return;
    this.drag.cells.set(key, place);
    const cell = this.at(place.member, place.day);
    if (!cell) return;
    cell.classList.add("chosen");
    cell.said = null;
  },

  over(event) {
    const cell = event.target.closest("td"), place = cell && cell.place;
    if (!this.drag || !place) return;
    const { from } = this.drag;
    if (place.member === from.member && place.day === from.day && !this.drag.moved) return;
    this.drag.moved = true;
    if (Desk.brush) { this.brushTo(place); return; }
    if (Month.cell(from.member, from.day).shift >= 0) {
      for (const old of this.body.querySelectorAll(".drop")) old.classList.remove("drop");
      cell.classList.add("drop");
      this.drag.to = place;
      return;
    }
    this.corner = { ...from };
    this.focus = { ...place };
    for (const [member, row] of this.rows) this.fill(row, member);
  },

  up() {
    const drag = this.drag;
    this.drag = null;
    if (!drag) return;
    for (const old of this.body.querySelectorAll(".drop")) old.classList.remove("drop");
    if (Desk.brush) Desk.paint([...drag.cells.values()].map((place) => Desk.brushed(place)));
    else if (drag.to) Desk.move(drag.from, drag.to);
  },
};

const Keys = {
  steps: { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], PageUp: [-10, 0], PageDown: [10, 0],
           Home: [0, -99], End: [0, 99] },

  /* Wherever one is, unless a text is being written, which has an undo of its own. */
  turn(event) {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || (key !== "z" && key !== "y")
        || /^(input|textarea)$/i.test(document.activeElement.tagName)) return;
    event.preventDefault();
    Desk.turn(key === "z" && !event.shiftKey);
  },

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !event.target.place) return;
    const step = this.steps[event.key];
    if (step) {
      const row = Math.max(0, Math.min(Grid.order.length - 1, Grid.place.get(Grid.focus.member) + step[0]));
      const day = Math.max(0, Math.min(Month.data.days.length - 1, Grid.focus.day + step[1]));
      event.preventDefault();
      Grid.go(Grid.order[row], day, event.shiftKey);
    } else if (event.key === "Escape") {
      Desk.choose(null);
      Grid.go(Grid.focus.member, Grid.focus.day, false);
    } else if (event.key === "Enter") {
      const first = document.querySelector("#panel button");
      if (first) first.focus();
      event.preventDefault();
    } else this.letter(event);
  },

  letter(event) {
    const key = event.key.toLowerCase();
    const cells = Grid.chosen();
    if (key === "p" || key === "固") {
      const pinned = !(Month.cell(Grid.focus.member, Grid.focus.day).flags & PINNED);
      event.preventDefault();
      Desk.paint(cells.filter((place) => Month.cell(place.member, place.day).shift >= 0)
        .map((place) => Desk.named(place, { pinned })));
    } else if (["0", "delete", "backspace", "x", "休"].includes(key)) {
      event.preventDefault();
      Desk.paint(cells.map((place) => Desk.named(place, { shift: "" })));
    } else {
      const shift = Desk.shiftOf(key);
      if (!shift) return;
      event.preventDefault();
      Desk.paint(cells.map((place) => Desk.named(place, { shift })));
    }
  },

  inText() {
    return /^(input|select|textarea)$/i.test(document.activeElement.tagName) || String(getSelection()).length > 0;
  },

  copy(event, cut) {
    if (this.inText() || !document.activeElement.place) return;
    const box = Grid.box(), rows = [];
    for (let row = box.top; row <= box.bottom; row++) {
      const marks = [];
      for (let day = box.left; day <= box.right; day++) marks.push(Month.markOf(Month.cell(Grid.order[row], day).shift));
      rows.push(marks);
    }
    event.clipboardData.setData("text/plain", rows.map((row) => row.join("\t")).join("\n"));
    event.preventDefault();
    Desk.tell(say("copied"));
    if (cut) Desk.paint(Grid.chosen().map((place) => Desk.named(place, { shift: "" })));
  },

  paste(event) {
    if (this.inText() || !document.activeElement.place) return;
    const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
    const rows = text.split("\n").map((line) => line.split("\t")), box = Grid.box(), cells = [], unknown = new Set();
    event.preventDefault();
    rows.forEach((row, i) => row.forEach((word, j) => {
      const member = Grid.order[box.top + i], day = box.left + j;
      if (member === undefined || day >= Month.data.days.length) return;
      const shift = Desk.shiftIn(word.trim());
      if (shift === null) unknown.add(word.trim());
      else cells.push(Desk.named({ member, day }, { shift }));
    }));
    if (unknown.size) Desk.complain(say("pasteUnknown") + [...unknown].join(" "));
    else Desk.paint(cells);
  },
};
