// SPDX-License-Identifier: LGPL-2.1-or-later
// Plans August 2027 for a station's folder and says who is on duty on the 2nd at 21:00.
// gjs -m hello.js FOLDER

import GLib from 'gi://GLib';
import Geng from 'gi://Geng?version=1.0';
import System from 'system';

async function run(folder = '.') {
    const station = Geng.Store.open(folder).load();
    const planner = Geng.Planner.new(station, Geng.day(2027, 8, 1), Geng.day(2027, 8, 31));
    planner.effort = Geng.Effort.QUICK;
    const plan = await planner.plan_async();
    const evening = Geng.toInstant(new Date('2027-08-02T21:00:00+08:00'));
    for (const duty of plan.roster.on_duty_at(evening))
        print(duty.member.name);
    print(`${plan.judgement.gaps.length} gaps`);
}

const loop = new GLib.MainLoop(null, false);
let status = 0;
run(...ARGV).catch(error => {
    printerr(error.message);
    status = 1;
}).finally(() => loop.quit());
loop.run();
System.exit(status);
