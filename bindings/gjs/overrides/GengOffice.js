// SPDX-License-Identifier: LGPL-2.1-or-later
// What JavaScript users expect of libgeng-office, on top of introspection: attributes as those of Geng, and
// `await publisher.commit_async(null)`, `await GengOffice.Import.requests_async(…)`, and so on.

/* exported _init */

const {Gio} = imports.gi;
const {describeAll} = imports.overrides.Geng;

function _init() {
    const GengOffice = this;

    describeAll(GengOffice, 'GengOffice');
    for (const name of ['prepare', 'commit'])
        Gio._promisify(GengOffice.Publisher.prototype, `${name}_async`, `${name}_finish`);
    for (const name of ['requests', 'holidays'])
        Gio._promisify(GengOffice.Import, `${name}_async`, `${name}_finish`);
}
