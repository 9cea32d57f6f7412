// SPDX-License-Identifier: LGPL-2.1-or-later
// The whole job and its errors from JavaScript.

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Geng from 'gi://Geng?version=1.0';
import GengOffice from 'gi://GengOffice?version=1.0';
import System from 'system';

function equal(found, expected) {
    if (JSON.stringify(found) !== JSON.stringify(expected))
        throw new Error(`${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
}

function refused(action, expected) {
    let error = null;
    try {
        action();
    } catch (caught) {
        error = caught;
    }
    if (!error || !expected(error))
        throw new Error(`${action} ends with ${error}`);
}

const day = number => Geng.day(2027, 2, number);

function makeStation() {
    const station = Geng.Station.new('desk', 'Desk', 'Asia/Shanghai');
    const window = Geng.Window.new('all', 'Whole day', 480, 1920);
    const post = Geng.Post.new('desk', 'Desk');
    station.add_window(window);
    station.add_post(post);
    for (const [id, from] of [['early', 480], ['late', 1200]]) {
        const shift = Geng.Shift.new(id, id, window, from, from + 720);
        const demand = Geng.Demand.new_for_shift(id, id, post, shift);
        station.add_shift(shift);
        demand.set_crew(1, 1, 1);
        station.add_demand(demand);
    }
    for (let number = 0; number < 6; number++)
        station.add_member(Geng.Member.new(`m${number}`, `Member ${number}`));
    return station;
}

function makePlanner(station = makeStation()) {
    const planner = Geng.Planner.new(station, day(1), day(7));
    planner.effort_limit = 2000000;
    return planner;
}

async function plans() {
    const station = makeStation();
    const planner = makePlanner(station);
    let steps = 0;
    planner.connect('progress', () => steps++);
    const {roster, judgement} = await planner.plan_async();
    equal(steps > 0, true);
    equal([...station.members].map(member => member.id), ['m0', 'm1', 'm2', 'm3', 'm4', 'm5']);
    equal([[...roster].length, roster.get_n_items(), roster.list_numbers().length], [14, 14, 4 * 14]);
    equal([judgement.gaps.length, judgement.score.broken], [0, 0]);
    const noon = Geng.toInstant(new Date('2027-02-03T12:00:00+08:00'));
    const [duty] = roster.on_duty_at(noon);
    equal([duty.shift.id, duty.date.get_day()], ['early', 3]);
    equal(Geng.fromInstant(duty.get_start(station)).toISOString(), '2027-02-03T00:00:00.000Z');
    duty.pinned = true;
    planner.base = roster;
    const again = await planner.plan_async(null);
    equal(again.roster.lookup(duty.member, duty.date).pinned, true);

    const publisher = GengOffice.Publisher.new(station);
    publisher.add_month(roster, null);
    publisher.render(GLib.DateTime.new_utc(2027, 1, 20, 8, 0, 0));
    equal(publisher.feeds.filter(feed => feed.scope === GengOffice.FeedScope.STATION).map(feed => feed.n_events), [14]);
}

async function badInput() {
    const station = makeStation(), other = makeStation();
    const roster = Geng.Roster.new(station, day(1), day(7));
    const [member] = station.members, [shift] = station.shifts, [post] = station.posts;
    const code = expected => error => error.matches?.(Geng.Error, expected);
    refused(() => roster.assign(member, day(8), shift, post), code(Geng.Error.PERIOD));
    refused(() => roster.assign(other.lookup_member('m0'), day(1), shift, post),
        code(Geng.Error.UNKNOWN));
    refused(() => Geng.Station.new('x', 'X', 'Asia/Nowhere'), code(Geng.Error.INVALID));
    refused(() => station.add_member(null), error => error instanceof Error);
    refused(() => station.add_member(post), error => error instanceof TypeError);
    refused(() => Geng.day(2027, 2, 30), error => error instanceof RangeError);
    refused(() => Geng.day(2027, 13, 1), error => error instanceof RangeError);
    refused(() => Geng.toInstant(new Date('never')), error => error instanceof RangeError);
    const foreign = makePlanner(other);
    foreign.base = roster;
    refused(() => foreign.plan(null), code(Geng.Error.INVALID));

    const cancellable = new Gio.Cancellable();
    cancellable.cancel();
    let error = null;
    await makePlanner().plan_async(cancellable).catch(caught => {
        error = caught;
    });
    equal(error?.matches(Gio.IOErrorEnum, Gio.IOErrorEnum.CANCELLED), true);
}

async function files() {
    const folder = GLib.Dir.make_tmp('geng-gjs-XXXXXX');
    const store = Geng.Store.create(`${folder}/village`, makeStation());
    const station = await store.load_async(null);
    const [first] = [...station.members];
    first.phone = '000-0000-0001';
    equal(await store.save_async(station, null), true);
    equal([...(await store.load_async(null)).members][0].phone, '000-0000-0001');
    GLib.spawn_command_line_sync(`rm -r ${folder}`);
}

const loop = new GLib.MainLoop(null, false);
let status = 1;
plans().then(files).then(badInput).then(() => {
    status = 0;
}).catch(error => printerr(error, error.stack)).finally(() => loop.quit());
loop.run();
System.exit(status);
