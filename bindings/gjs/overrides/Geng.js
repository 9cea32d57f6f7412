// SPDX-License-Identifier: LGPL-2.1-or-later
// What JavaScript users expect of libgeng, on top of introspection:
// - `await planner.plan_async()`, `await store.load_async(null)`, and so on
// - `for (const duty of roster)`, `for (const member of station.members)`
// - `station.members`, `judgement.score`: an attribute for each `get_…()` and `list_…()`, also where there is no property
// - a Date for an instant, wherever the library wants or gives one as GLib.DateTime: Geng.toInstant(), Geng.fromInstant()
// - Geng.day(2027, 8, 1) for a day, months from 1 to 12

/* exported _init, describeAll */

const {Gio, GIRepository, GLib} = imports.gi;

function day(year, month, dayOfMonth) {
    if (month < 1 || month > 12 || !GLib.Date.valid_dmy(dayOfMonth, month, year))
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

// get_x() without arguments reads as .x, and set_x() writes it; a property that is an array is beyond gjs.
function describe(prototype, info) {
    for (let index = 0; index < GIRepository.object_info_get_n_methods(info); index++) {
        const method = GIRepository.object_info_get_method(info, index);
        const name = method.get_name();
        const attribute = name.slice(name.indexOf('_') + 1);
        const result = GIRepository.type_info_get_tag(GIRepository.callable_info_get_return_type(method));
        if (!/^(get|list)_/.test(name) || GIRepository.callable_info_get_n_args(method))
            continue;
        if (!(attribute in prototype) || result === GIRepository.TypeTag.ARRAY) {
            Object.defineProperty(prototype, attribute,
                {get: prototype[name], set: prototype[`set_${attribute}`], configurable: true});
        }
    }
}

// All classes of a library.
function describeAll(library, name) {
    const repository = GIRepository.Repository.get_default();
    for (let index = 0; index < repository.get_n_infos(name); index++) {
        const info = repository.get_info(name, index);
        if (info.get_type() === GIRepository.InfoType.OBJECT)
            describe(library[info.get_name()].prototype, info);
    }
}

function _init() {
    const Geng = this;

    Object.assign(Geng, {day, toInstant, fromInstant});
    describeAll(Geng, 'Geng');
    Gio._promisify(Geng.Planner.prototype, 'plan_async', 'plan_finish');
    for (const name of ['load', 'load_draft', 'load_record', 'load_history', 'save', 'save_draft'])
        Gio._promisify(Geng.Store.prototype, `${name}_async`, `${name}_finish`);
    const planAsync = Geng.Planner.prototype.plan_async;
    Geng.Planner.prototype.plan_async = function (cancellable = null, ...callback) {
        return planAsync.call(this, cancellable, ...callback);
    };
    Geng.Roster.prototype[Symbol.iterator] = function () {
        return this.list_duties()[Symbol.iterator]();
    };
    Geng.List.prototype[Symbol.iterator] = items;
    if (!(Symbol.iterator in Gio.ListStore.prototype))
        Gio.ListStore.prototype[Symbol.iterator] = items;
}
