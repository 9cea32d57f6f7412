// SPDX-License-Identifier: LGPL-2.1-or-later
// What JavaScript users expect of libgeng, on top of introspection:
// - `await planner.plan_async(null)`
// - `for (const duty of roster)`, `for (const member of station.get_members())`
// - a Date for an instant, wherever the library wants or gives one as GLib.DateTime: Geng.toInstant(), Geng.fromInstant()
// - Geng.day(2027, 8, 1) for a day, months from 1 to 12

/* exported _init */

const {Gio, GLib} = imports.gi;

function day(year, month, dayOfMonth) {
    if (!GLib.Date.valid_dmy(dayOfMonth, month, year))
        throw new RangeError(`${year}-${month}-${dayOfMonth} is no day`);
    return GLib.Date.new_dmy(dayOfMonth, month, year);
}

function toInstant(date) {
    const milliseconds = date.getTime();
    if (Number.isNaN(milliseconds))
        throw new RangeError('no valid date');
    const whole = GLib.DateTime.new_from_unix_utc(Math.floor(milliseconds / 1000));
    return whole.add(((milliseconds % 1000 + 1000) % 1000) * 1000);
}

function fromInstant(instant) {
    return new Date(instant.to_unix() * 1000 + Math.floor(instant.get_microsecond() / 1000));
}

function* items() {
    const count = this.get_n_items();
    for (let index = 0; index < count; index++)
        yield this.get_item(index);
}

function _init() {
    const Geng = this;

    Object.assign(Geng, {day, toInstant, fromInstant});
    Gio._promisify(Geng.Planner.prototype, 'plan_async', 'plan_finish');
    Geng.Roster.prototype[Symbol.iterator] = function () {
        return this.get_duties()[Symbol.iterator]();
    };
    // Lists of a station are Gio.ListModels; some versions of gjs iterate them by themselves.
    if (!(Symbol.iterator in Gio.ListStore.prototype))
        Gio.ListStore.prototype[Symbol.iterator] = items;
}
