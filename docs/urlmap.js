// SPDX-License-Identifier: LGPL-2.1-or-later
// Where the links to what is GLib's lead, and those of the second library's manual to the first one's.
baseURLs = [
  ['GLib', 'https://docs.gtk.org/glib/'],
  ['GObject', 'https://docs.gtk.org/gobject/'],
  ['Gio', 'https://docs.gtk.org/gio/'],
  ['Geng', '../geng-1.0/'],
];
