/* SPDX-License-Identifier: LGPL-2.1-or-later */
"use strict";
/* The month as the server tells it, kept true by the answers to each step. */
const PINNED = 1, SERVED = 2, CHANGED = 4;
/* A finding about more days than that is about the person, not about cells. */
const CELL_DAYS = 7;

const Month = {
  data: null,
  findings: new Map(),
  marks: [],   /* member → day → "hard", "soft" or nothing */
  persons: [], /* member → what is broken of his month, in words */
  told: [],    /* day → what is broken on it, or open, in words */
  heads: [],   /* day → "hard", "open" or nothing */
  broken: [],  /* member → day → what is broken, in words */
  index: new Map(),
  dates: new Map(),
  leave: [],   /* member → day → kind of leave */

  take(data) {
    this.data = data;
    this.index = new Map(data.members.map((member, i) => [member.id, i]));
    this.dates = new Map(data.days.map((day, i) => [day.date, i]));
    this.findings = new Map();
    for (const one of data.findings) this.find(one);
    this.leave = data.members.map(() => []);
    for (const [member, first, last, kind] of data.leave)
      for (let day = first; day <= last; day++)
        if (member >= 0) this.leave[member][day] = kind || say("leave");
    this.mark();
  },

  step(answer) {
    for (const [member, day, , now] of answer.cells || []) this.data.cells[member][day] = now;
    for (const [demand, day, people] of answer.people || []) this.data.demands[demand].people[day] = people;
    for (const load of answer.loads || []) this.data.loads[load[0]] = load;
    for (const number of answer.went || []) this.findings.delete(number);
    for (const one of answer.came || []) this.find(one);
    for (const name of ["generation", "undo", "redo", "score", "bound", "saved", "state"]) this.data[name] = answer[name];
    this.mark();
  },

  /* What was served and breaks a rule stays: nobody can mend it. */
  find({ number, finding, served }) {
    if (served) finding.severity = "served";
    this.findings.set(number, finding);
  },

  mark() {
    this.marks = this.data.members.map(() => []);
    this.broken = this.data.members.map(() => []);
    this.persons = this.data.members.map(() => []);
    this.told = this.data.days.map(() => []);
    this.heads = this.data.days.map(() => "");
    for (const finding of this.findings.values()) {
      if (finding.severity === "hard" || finding.severity === "gap") this.markDays(finding);
      if (finding.severity !== "hard" && finding.severity !== "soft") continue;
      const first = this.dates.has(finding.first) ? this.dates.get(finding.first) : 0;
      const last = this.dates.has(finding.last) ? this.dates.get(finding.last) : this.data.days.length - 1;
      for (const id of finding.members) {
        const member = this.index.get(id);
        if (member === undefined) continue;
        if (finding.severity === "hard") this.persons[member].push(finding.text);
        if (last - first >= CELL_DAYS) continue;
        for (let day = first; day <= last; day++) {
          if (this.marks[member][day] !== "hard") this.marks[member][day] = finding.severity;
          if (finding.severity === "hard") (this.broken[member][day] = this.broken[member][day] || []).push(finding.text);
        }
      }
    }
  },

  markDays(finding) {
    const first = this.dates.get(finding.first), last = this.dates.get(finding.last);
    if (first === undefined || last === undefined || last - first >= CELL_DAYS) return;
    for (let day = first; day <= last; day++) {
      this.told[day].push(finding.text);
      if (this.heads[day] !== "hard") this.heads[day] = finding.severity === "hard" ? "hard" : "open";
    }
  },

  cell(member, day) {
    const cell = this.data.cells[member][day];
    return this.read(cell);
  },

  /* was: what is published, where that differs */
  read(cell) {
    const [shift = -1, post = -1, flags = 0] = cell;
    return { shift, post, flags, was: cell.length > 3 ? { shift: cell[3], post: cell[4] } : null };
  },

  /* In words. */
  duty({ shift, post }) {
    return shift < 0 ? say("off") : this.data.shifts[shift].name + " " + this.data.posts[post].name;
  },

  nameOfPost(id) {
    return this.data.posts.find((post) => post.id === id).name;
  },

  markOf(shift) {
    return shift < 0 ? "" : this.data.shifts[shift].mark || this.data.shifts[shift].name[0];
  },

  /* Spoken in place of the mark. */
  spoken(member, day) {
    const { shift, post, flags, was } = this.cell(member, day);
    const words = [this.data.members[member].name, this.data.days[day].date.slice(5)];
    words.push(this.duty({ shift, post }));
    if (this.leave[member][day]) words.push(this.leave[member][day]);
    if (flags & PINNED) words.push(say("pinned"));
    if (flags & SERVED) words.push(say("served"));
    if (was) words.push(say("official") + " " + this.duty(was));
    words.push(...this.broken[member][day] || []);
    return words.join(LANGUAGE ? "，" : ", ");
  },

  /* Findings about a cell; severity: (optional) only those. */
  about(member, day, severity) {
    const id = this.data.members[member].id, date = this.data.days[day].date, found = [];
    for (const finding of this.findings.values())
      if ((!severity || finding.severity === severity) && finding.first <= date && date <= finding.last
          && finding.members.includes(id)) found.push(finding);
    return found;
  },

  /* The members whose day differs from what is published. */
  changed(day) {
    return this.data.members.map((_, member) => member).filter((member) => this.cell(member, day).flags & CHANGED);
  },

  /* The members in the order of the page; by: "", "team", "organisation" or "post", where most duties are. */
  order(by) {
    const { members, posts } = this.data;
    const most = (member) => {
      const counts = new Map();
      for (const cell of this.data.cells[member]) if (cell.length && cell[0] >= 0) counts.set(cell[1], (counts.get(cell[1]) || 0) + 1);
      const best = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0];
      return best ? posts[best[0]].name : "";
    };
    const group = members.map((member, i) => by === "post" ? most(i) : by ? member[by] : "");
    const rank = new Map();
    for (const name of group) if (!rank.has(name)) rank.set(name, name ? rank.size : 1e6);
    return { group, order: members.map((_, i) => i).sort((a, b) => rank.get(group[a]) - rank.get(group[b]) || a - b) };
  },

  onDay(day) {
    const date = this.data.days[day].date;
    return [...this.findings.values()].filter((finding) => finding.severity === "gap" && finding.first === date);
  },

  ofPerson(member) {
    const id = this.data.members[member].id;
    return [...this.findings.values()].filter((finding) => finding.members.includes(id));
  },
};

function el(name, attributes, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {}))
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value === true ? "" : value);
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/* The node holds these and nothing else. */
function put(node, ...children) {
  node.textContent = "";
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}
