/* SPDX-License-Identifier: LGPL-2.1-or-later */
"use strict";
/* Beside the month: the chosen cell with what may be done there, and what the commands say. */
const Panel = {
  view: "cell",

  show(title, ...children) {
    const close = el("button", { onclick: () => this.back(this.view) }, say("close"));
    if (this.view !== "plan") Grid.propose(null);
    put(document.getElementById("panel"), close, el("h2", {}, title), ...children);
  },

  /* To the cell, unless something else is shown meanwhile. */
  back(view) {
    if (this.view !== view) return;
    this.view = "cell";
    this.cell();
  },

  findings(list) {
    if (!list.length) return el("p", { class: "good" }, "✓");
    return el("ul", {}, ...list.map((finding) => el("li",
      { class: finding.severity === "hard" ? "bad" : finding.severity === "gap" ? "gap" : "" },
      finding.severity === "served" ? "✎ " : "", finding.text, finding.severity === "served" ? say("wasServed") : "", finding.cost > 0 ? " (+" + Desk.points(finding.cost) + ")" : "")));
  },

  /* -- the cell -- */

  cell() {
    if (this.view !== "cell" || !Month.data || !Month.data.members.length) return;
    Grid.propose(null);
    const { member, day } = Grid.focus, person = Month.data.members[member], date = Month.data.days[day].date;
    const { shift, post, flags, was } = Month.cell(member, day), served = flags & SERVED;
    const parts = [el("h2", {}, person.name + " " + date.slice(5)), this.choice(member, day, shift, post, served)];
    if (served) parts.push(el("p", { class: "faint" }, say("served")));
    if (was) parts.push(el("p", {}, say("official") + " " + Month.duty(was) + " ", this.takeBack(member, day, was)));
    const gaps = Month.onDay(day);
    parts.push(this.findings([...Month.about(member, day), ...gaps.slice(0, 6)]));
    parts.push(shift >= 0 ? this.forDuty(member, day, flags) : null, this.forDay(member, day));
    parts.push(el("h2", {}, say("own")), this.own(member));
    put(document.getElementById("panel"), ...parts);
  },

  choice(member, day, shift, post, served) {
    const place = { member, day }, { shifts, posts } = Month.data;
    const shiftBox = el("select", { disabled: !!served, onchange: () => Desk.paint([Desk.named(place, { shift: shiftBox.value })]) },
      el("option", { value: "" }, say("off")), ...shifts.map((one) => el("option", { value: one.id }, one.name)));
    shiftBox.value = shift < 0 ? "" : shifts[shift].id;
    const postBox = el("select", { disabled: !!served || shift < 0,
      onchange: () => Desk.paint([Desk.named(place, { shift: shifts[shift].id, post: postBox.value })]) },
      ...(shift < 0 ? [el("option", { value: "" }, say("none"))] : []), ...posts.map((one) => el("option", { value: one.id }, one.name)));
    postBox.value = post < 0 ? "" : posts[post].id;
    const points = post < 0 ? [] : posts[post].checklist;
    return el("div", {}, el("label", {}, say("shift") + " ", shiftBox), el("label", {}, say("post") + " ", postBox),
      points.length ? el("p", { class: "faint" }, say("checklist") + (LANGUAGE ? "：" : ": ") + points.join(LANGUAGE ? "、" : ", ")) : null);
  },

  forDuty(member, day, flags) {
    const place = { member, day }, person = Month.data.members[member], date = Month.data.days[day].date;
    const others = this.others(member);
    if (flags & SERVED)
      return el("div", {}, el("button", { onclick: () => this.confirm(day, Month.cell(member, day).shift) }, say("confirm")),
        el("button", { onclick: () => this.correct(member, day) }, say("correct")));
    return el("div", {},
      el("button", { onclick: () => this.covers({ member: person.id, date }) }, say("cover")),
      el("button", { "aria-pressed": flags & PINNED ? "true" : "false",
        onclick: () => Desk.paint([Desk.named(place, { pinned: !(flags & PINNED) })]) }, say("pin")),
      el("label", {}, say("swap") + " ", others, " ",
        el("button", { onclick: () => others.value && Desk.run(["swap", person.id, others.value, date]) }, say("swapDo"))),
      Month.data.published ? el("button", { onclick: () => this.confirm(day, Month.cell(member, day).shift) }, say("confirm")) : null);
  },

  /* Whoever else there is; the names are listed once somebody looks, for they may be many. */
  others(member) {
    const box = el("select", { "aria-label": say("swap"), onfocus: () => {
      if (box.options.length <= 1)
        box.append(...Month.data.members.filter((_, i) => i !== member).map((one) => el("option", { value: one.id }, one.name)));
    } }, el("option", { value: "" }, "…"));
    return box;
  },

  forDay(member, day) {
    const person = Month.data.members[member], date = Month.data.days[day].date;
    const kinds = el("select", {}, ...Month.data["leave-kinds"].map((kind) => el("option", { value: kind.id }, kind.name)));
    const until = el("input", { type: "date", value: date, min: date });
    const gaps = Month.onDay(day).map((gap) => el("button", { onclick: () => this.covers({ demand: gap.demand, date }) },
      say("fill") + " " + gap.text));
    const changed = Month.data.published && Month.changed(day).length > 0;
    return el("details", { open: gaps.length > 0 || changed }, el("summary", {}, say("day") + " " + date.slice(5)), ...gaps,
      changed ? el("button", { onclick: () => this.publishOne(day) }, say("publishOne")) : null,
      el("label", {}, say("kind") + " ", kinds), el("label", {}, say("until") + " ", until),
      el("button", { onclick: () => Desk.run(["leave", person.id, date, until.value || date, "--kind", kinds.value]) }, say("leaveGive")),
      el("button", { onclick: () => Desk.run(["kit", date]) }, say("kit")),
      this.sheet(day));
  },

  /* Who serves that day, by shift and post. */
  sheet(day) {
    const rows = new Map();
    Month.data.members.forEach((person, member) => {
      const { shift, post } = Month.cell(member, day);
      if (shift < 0) return;
      const key = shift * 10000 + post;
      rows.set(key, [...rows.get(key) || [], person.name]);
    });
    return el("dl", {}, ...[...rows.keys()].sort((a, b) => a - b).map((key) => [
      el("dt", {}, Month.markOf(Math.floor(key / 10000)) + " " + Month.data.posts[key % 10000].name),
      el("dd", {}, rows.get(key).join(LANGUAGE ? "、" : ", "))]).reduce((all, pair) => all.concat(pair), []));
  },

  own(member) {
    const text = Month.data.days.map((day, i) => Month.cell(member, i).shift < 0 ? "" :
      Number(day.date.slice(8)) + Month.markOf(Month.cell(member, i).shift)).filter(Boolean).join(" ");
    const person = Month.ofPerson(member).filter((finding) => finding.severity !== "note");
    return el("div", {}, el("p", {}, text || say("none")), person.length ? this.findings(person.slice(0, 12)) : null);
  },

  /* -- who could -- */

  gap(demand, day) {
    this.covers({ demand: demand.id, date: Month.data.days[day].date });
  },

  async covers(about) {
    this.view = "covers";
    const answer = await Desk.get("covers?" + new URLSearchParams(about));
    if (!answer) { this.back("covers"); return; }
    const possible = answer.covers.filter((cover) => cover.possible), others = answer.covers.filter((cover) => !cover.possible);
    const name = (id) => Month.data.members[Month.index.get(id)].name;
    const give = (cover) => {
      const cells = [];
      if (about.member) {
        const place = { member: Month.index.get(about.member), day: Month.dates.get(about.date) };
        const { shift, post } = Month.cell(place.member, place.day);
        cells.push(Desk.named(place, { shift: "" }), Desk.named({ ...place, member: Month.index.get(cover.member) },
          { shift: Month.data.shifts[shift].id, post: Month.data.posts[post].id }));
      } else {
        const demand = Month.data.demands.find((one) => one.id === about.demand);
        cells.push(Desk.named({ member: Month.index.get(cover.member), day: Month.dates.get(about.date) },
          { shift: cover.shift, post: demand.post }));
      }
      this.view = "cell";
      Desk.paint(cells);
    };
    this.show(about.member ? say("cover") : say("fill"),
      possible.length ? el("ul", {}, ...possible.map((cover) => el("li", {}, name(cover.member) + " ",
        el("span", { class: "faint" }, (cover.cost >= 0 ? "+" : "") + Desk.points(cover.cost) + (cover.gaps > 0 ? " · " + say("gaps") + " +" + cover.gaps : "")),
        " ", el("button", { onclick: () => give(cover) }, say("give"))))) : el("p", { class: "gap" }, say("nobody")),
      about.member ? el("button", { onclick: () => this.ask(about) }, say("ask")) : null,
      el("details", {}, el("summary", {}, "✗ " + others.length),
        el("ul", {}, ...others.slice(0, 60).map((cover) => el("li", { class: "faint" }, name(cover.member) + (LANGUAGE ? "：" : ": ") + cover.obstacles)))));
  },

  async ask(about) {
    const answer = await Desk.command(["cover", about.member, about.date, "--ask", "--json"]);
    if (!answer) return;
    if (answer.status === 0) this.messages(say("ask"), JSON.parse(answer.text));
    else this.said(say("ask"), answer);
  },

  /* -- commands -- */

  said(title, answer, ...more) {
    this.view = "command";
    this.show(title, el("pre", { tabindex: 0 }, [answer.said, answer.text].filter((text) => text && text.trim()).join("\n").trim() || "✓"), ...more);
  },

  async why() {
    this.view = "why";
    this.show(say("why"), el("p", {}, say("whyWait")));
    const answer = await Desk.command(["why", Month.data.month, "--json"]);
    if (!answer) { this.back("why"); return; }
    if (answer.status !== 0 && answer.status !== 2 && answer.status !== 3) { this.said(say("why"), answer); return; }
    const found = JSON.parse(answer.text), { advice } = found;
    const gaps = found.findings.filter((finding) => finding.severity === "gap");
    if (!advice) { this.show(say("why"), el("p", { class: "good" }, say("whyNone"))); return; }
    this.show(say("why"), el("p", { id: "advice" }, advice.text),
      advice.gaps < found.gaps ? el("button", { class: "main", onclick: () => this.plan() }, say("planNow")) : null,
      el("ul", {}, ...advice.remedies.map((remedy) => el("li", { class: remedy.gaps ? "" : "good" }, remedy.text,
        remedy.gaps ? " · " + say("gaps") + " " + remedy.gaps : " ✓", " ",
        el("button", { onclick: () => this.remedy(remedy) }, say(remedy.consent ? "whyAskHim" : "whyAskAbove"))))),
      el("details", {}, el("summary", {}, say("gaps") + " " + found.gaps),
        el("ul", {}, ...gaps.map((gap) => el("li", { class: "gap" }, gap.text, gap.reason ? el("p", { class: "faint" }, gap.reason) : null)))));
  },

  /* Whom a remedy touches is asked first: the message is for the chat, and once he agrees a click does it. */
  remedy(remedy) {
    const person = remedy.member ? Month.data.members[Month.index.get(remedy.member)].name : "";
    const days = remedy.days.split(",").map((day) => day.slice(5)).join(LANGUAGE ? "、" : ", ");
    const text = say(remedy.kind === "leave" ? "whyMessageLeave" : person ? "whyMessageLimit" : "whyMessageAbove")
      .replace("%n", person).replace("%d", days).replace("%m", Month.data.month).replace("%t", remedy.text);
    this.view = "remedy";
    this.show(say("why"), el("p", {}, remedy.text), el("p", {}, say(person ? "whyConsent" : "whyAbove").replace("%n", person)),
      el("pre", { tabindex: 0, id: "message" }, text), this.copier(text),
      person ? el("button", { class: "main", id: "agreed", onclick: () => this.agreed(remedy, person) }, say("whyAgreed").replace("%n", person)) : null);
  },

  copier(text) {
    return el("button", { onclick: async () => { await navigator.clipboard.writeText(text); Desk.tell(say("copied")); } }, say("copy"));
  },

  /* Then the month is planned anew with it. */
  async agreed(remedy, person) {
    const because = ["--approved-by", person, "--why", remedy.text];
    const steps = remedy.kind === "limit" ? [["relax", remedy.member, remedy.rule, remedy["rule-text"], ...because]]
      : remedy.days.split(",").map((day) => ["leave", remedy.member, day, day, "--cancel", ...because]);
    for (const words of steps) {
      const answer = await Desk.command(words);
      if (!answer) return;
      if (answer.status !== 0) { await Desk.load(Month.data.month); this.said(say("why"), answer); return; }
    }
    await Desk.load(Month.data.month);
    if (this.view === "remedy") this.plan();
  },

  /* First what it would change and which messages go out; then, once that was read, it is done. */
  async publish(more) {
    this.view = "publish";
    const words = ["publish", Month.data.month, ...more];
    const answer = await Desk.command([...words, "--dry-run"]);
    if (!answer) { this.back("publish"); return; }
    this.said(say("publish"), answer,
      answer.status === 0 || answer.status === 2
        ? el("button", { class: "main", id: "sure", onclick: () => this.published(words) }, say("publishSure")) : null);
  },

  async published(words) {
    const answer = await Desk.command([...words, "--yes", "--json"]);
    if (!answer) return;
    await Desk.load(Month.data.month);
    if (answer.status !== 0 && answer.status !== 2) { this.said(say("publish"), answer); return; }
    const { messages } = JSON.parse(answer.text);
    this.messages(say("publish"), messages || [], el("p", { class: "good", role: "status" }, Month.data.state));
  },

  /* The draft against what is official, by day. */
  changes() {
    this.view = "changes";
    const parts = [];
    Month.data.days.forEach(({ date }, day) => {
      const changed = Month.changed(day);
      if (changed.length) parts.push(el("h3", {}, date.slice(5)), el("ul", {}, ...changed.map((member) => {
        const cell = Month.cell(member, day);
        return el("li", {}, `${Month.data.members[member].name}${LANGUAGE ? "：" : ": "}${Month.duty(cell.was)} → ${Month.duty(cell)} `,
          this.takeBack(member, day, cell.was));
      })), el("button", { onclick: () => this.publishOne(day) }, say("publishOne")));
    });
    this.show(say("changes"), ...(parts.length ? parts : [el("p", { class: "good" }, say("changesNone"))]));
  },

  /* The day becomes again what is published. */
  takeBack(member, day, { shift, post }) {
    const duty = shift < 0 ? { shift: "" } : { shift: Month.data.shifts[shift].id, post: Month.data.posts[post].id };
    return el("button", { onclick: async () => {
      await Desk.paint([Desk.named({ member, day }, duty)]);
      if (this.view === "changes") this.changes();
    } }, say("takeBack"));
  },

  /* Each to be pasted where it belongs. */
  messages(title, list, ...more) {
    const name = (id) => { const i = Month.index.get(id); return i === undefined ? say("toGroup") : Month.data.members[i].name; };
    this.view = "messages";
    this.show(title, ...more, ...list.reduce((all, { to, text }) => all.concat(
      el("h3", {}, name(to)), el("pre", { tabindex: 0 }, text), this.copier(text)), []));
  },

  /* Of what changed on a day, only what is marked goes out. */
  publishOne(day) {
    this.view = "publish";
    const changed = Month.changed(day), date = Month.data.days[day].date;
    const boxes = changed.map((one) => {
      const box = el("input", { type: "checkbox", checked: true });
      box.member = Month.data.members[one].id;
      return el("label", {}, box, ` ${Month.data.members[one].name} ${Month.markOf(Month.cell(one, day).shift) || say("off")}`);
    });
    const go = () => this.publish(["--only", date, ...boxes.filter((one) => one.firstChild.checked)
      .reduce((all, one) => all.concat("--of", one.firstChild.member), [])]);
    this.show(say("publishOne"), el("p", {}, date), ...boxes, el("button", { class: "main", id: "look", onclick: go }, say("publishLook")));
  },

  /* A command of the journal whose words people type: what is refused stands beside them, to be mended. */
  async tellJournal(words, again) {
    const answer = await Desk.command(words);
    if (!answer) return;
    if (answer.status !== 0) { again(answer.said.trim()); return; }
    await Desk.load(Month.data.month);
    this.said(say("command"), answer);
  },

  typed(id, name, like) {
    return el("label", {}, name, el("input", { id, type: "text", placeholder: like || "" }));
  },

  /* Two clicks where all went as planned; what did not is said in words. */
  confirm(day, shift) {
    this.view = "confirm";
    const date = Month.data.days[day].date, { id, name } = Month.data.shifts[shift];
    const crew = Month.data.members.filter((_, i) => Month.cell(i, day).shift === shift).map((one) => one.name);
    const told = el("p", { class: "bad", id: "told", role: "status" });
    const fields = [this.typed("otherwise", say("otherwise"), say("otherwiseLike")), this.typed("signed", say("signed")), this.typed("left", say("left"))];
    const go = () => {
      const [otherwise, signed, left] = fields.map((field) => field.querySelector("input").value.trim());
      this.tellJournal(["journal", "confirm", date, id, ...(otherwise ? [otherwise] : []),
        ...(signed ? ["--by", signed] : []), ...(left ? ["--open", left] : [])], (text) => { told.textContent = text; });
    };
    this.show(say("confirm"), el("p", {}, date + " " + name + (LANGUAGE ? "：" : ": ") + crew.join(LANGUAGE ? "、" : ", ")),
      ...fields, told, el("button", { class: "main", id: "sure", onclick: go }, say("confirmSure")));
  },

  /* What was confirmed of one duty is taken back, and what is right put in its place. */
  correct(member, day) {
    this.view = "correct";
    const date = Month.data.days[day].date, person = Month.data.members[member];
    const told = el("p", { class: "bad", id: "told", role: "status" });
    const words = this.typed("otherwise", say("correctWords"), say("correctLike")), signed = this.typed("signed", say("signed"));
    const go = () => {
      const [text, by] = [words, signed].map((field) => field.querySelector("input").value.trim());
      this.tellJournal(["journal", "correct", date, person.id, ...(text ? [text] : []), ...(by ? ["--by", by] : [])],
        (said) => { told.textContent = said; });
    };
    this.show(say("correct"), el("p", {}, person.name + " " + date), words, signed, told,
      el("button", { class: "main", id: "sure", onclick: go }, say("correctSure")));
  },

  async inbox() {
    this.view = "inbox";
    const answer = await Desk.command(["inbox", "--json"]);
    if (!answer) { this.back("inbox"); return; }
    if (answer.status !== 0) { this.said(say("inbox"), answer); return; }
    const asks = JSON.parse(answer.text);
    const name = (id) => { const i = Month.index.get(id); return i === undefined ? id : Month.data.members[i].name; };
    this.show(say("inbox"), asks.length ? null : el("p", {}, say("inboxNone")), ...asks.map((ask) => el("section", {},
      el("p", {}, el("b", {}, name(ask.member)), ` ${ask.kind} ${ask.first}${ask.last !== ask.first ? ".." + ask.last : ""} ${ask.shift}`,
        ask.with ? " ⇄ " + name(ask.with) : ""),
      el("p", { class: ask.allowed ? "good" : "bad" }, (ask.allowed ? "✓ " : "✗ ") + ask.judge),
      el("button", { disabled: !ask.allowed, onclick: () => Desk.run(["inbox", "accept", String(ask.number)]) }, say("inboxAccept")),
      el("button", { onclick: () => Desk.run(["inbox", "refuse", String(ask.number)]) }, say("inboxRefuse")))));
  },

  async log() {
    this.view = "log";
    const answer = await Desk.command(["log"]);
    if (answer) this.said(say("log"), answer, el("button", { onclick: () => this.takeBackStep(["undo"]) }, say("undoLog")));
    else this.back("log");
  },

  /* Which step it is, and whose official duties it would change; then, once that was read, it is taken back. */
  async takeBackStep(words) {
    const answer = await Desk.command([...words, "--dry-run"]);
    if (answer) this.said(say("undoLog"), answer, answer.status === 0
      ? el("button", { class: "main", id: "sure", onclick: () => Desk.run([...words, "--yes"]) }, say("undoSure")) : null);
  },

  all() {
    this.view = "findings";
    const order = { hard: 0, gap: 1, soft: 2, served: 3, note: 4 };
    const list = [...Month.findings.values()].sort((a, b) => order[a.severity] - order[b.severity] || b.cost - a.cost);
    this.show(say("findings"), this.findings(list.slice(0, 200)));
  },

  /* -- a plan -- */

  async plan() {
    this.view = "plan";
    const answer = await Desk.get("plan");
    if (!answer) this.back("plan");
    if (!answer || this.view !== "plan") return;
    const parts = [answer.error ? el("p", { class: "bad" }, answer.error) : null];
    const from = el("input", { type: "date", min: Month.data.days[0].date, value: Desk.tomorrow() });
    if (answer.running) {
      parts.push(el("p", { role: "status" }, say("planRunning") + ` ${(answer.elapsed / 1e6).toFixed(1)} s ` + (answer.gaps >= 0
        ? `${say("gaps")} ${answer.gaps}, ${say("cost")} ${Desk.points(answer.cost)}` : "")
        + (answer.bound >= 0 && answer.gaps >= 0 ? `, ${say("bound")} ${Desk.points(answer.bound)}` : "")));
      parts.push(el("button", { onclick: () => Desk.post("cancel", {}).then(() => this.plan()) }, say("cancel")));
      setTimeout(() => this.view === "plan" && this.plan(), 400);
    } else {
      const effort = el("select", {}, el("option", { value: "normal" }, say("effortNormal")),
        el("option", { value: "quick" }, say("effortQuick")), el("option", { value: "thorough" }, say("effortThorough")));
      parts.push(el("label", {}, say("effort") + " ", effort));
      effort.id = "effort";
      if (Month.data.published) parts.push(el("label", {}, say("from") + " ", from));
      parts.push(el("button", { class: answer.plan ? "" : "main", id: "plan-now", onclick: () =>
        Desk.post("start", { generation: Month.data.generation, from: from.value, effort: effort.value }).then(() => this.plan()) }, say("planNow")));
      if (answer.plan && answer.month === Month.data.month) parts.push(...this.found(answer.plan));
    }
    this.show(say("plan"), ...parts);
    Grid.propose(!answer.running && answer.plan && answer.month === Month.data.month ? answer.plan.cells : null);
  },

  found(plan) {
    const boxes = plan.cells.map(([member, day, was, now]) => {
      const mark = (cell) => Month.markOf(Month.read(cell).shift) || say("off");
      const box = el("input", { type: "checkbox", checked: true });
      box.key = Month.data.members[member].id + " " + Month.data.days[day].date;
      return el("label", {}, box, ` ${Month.data.members[member].name} ${Month.data.days[day].date.slice(5)} ${mark(was)} → ${mark(now)}`);
    });
    const take = (only) => { this.view = "cell"; return Desk.step("take", only ? { only } : {}); };
    return [
      el("p", {}, `${say("gaps")} ${plan.gaps}, ${say("cost")} ${Desk.points(plan.cost)}. `
        + (plan.optimal ? say("optimal") : plan["bound-cost"] > 0 ? `${say("bound")} ${Desk.points(plan["bound-cost"])}` : "")),
      boxes.length ? el("div", {}, el("button", { class: "main", id: "take", onclick: () => take(null) }, say("planTake")),
        el("button", { onclick: () => take(boxes.filter((one) => one.firstChild.checked).map((one) => one.firstChild.key)) }, say("planTakeSome")))
        : el("p", {}, say("planSame")),
      ...boxes];
  },
};
