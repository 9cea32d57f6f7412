// SPDX-License-Identifier: LGPL-2.1-or-later
// read.mjs MODULES MODULE FEED...: of each feed [uid, start, end, summary], instants in seconds since 1970, as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, module, ...paths] = process.argv.slice(2);
const require = createRequire(pathToFileURL(join(resolve(modules), "any.js")));
const seconds = (date) => Math.round(date.getTime() / 1000);

const readers = {
  "ical.js": async () => {
    const { default: ICAL } = await import(pathToFileURL(require.resolve("ical.js")));
    return (text) => {
      const calendar = new ICAL.Component(ICAL.parse(text));
      for (const zone of calendar.getAllSubcomponents("vtimezone"))
        ICAL.TimezoneService.register(zone);
      return calendar.getAllSubcomponents("vevent").map((component) => {
        const event = new ICAL.Event(component);
        return [event.uid, seconds(event.startDate.toJSDate()), seconds(event.endDate.toJSDate()), event.summary];
      });
    };
  },
  "node-ical": async () => {
    const ical = require("node-ical");
    return (text) => Object.values(ical.sync.parseICS(text))
      .filter((part) => part.type === "VEVENT")
      .map((event) => [event.uid, seconds(event.start), seconds(event.end), event.summary]);
  },
  "ts-ics": async () => {
    const { convertIcsCalendar } = await import(pathToFileURL(require.resolve("ts-ics")));
    return (text) => convertIcsCalendar(undefined, text).events
      .map((event) => [event.uid, seconds(event.start.date), seconds(event.end.date), event.summary]);
  },
};

const read = await readers[module]();
console.log(JSON.stringify(Object.fromEntries(paths.map((path) => [basename(path), read(readFileSync(path, "utf8"))]))));
