# SPDX-License-Identifier: LGPL-2.1-or-later
# What ruby-icalendar reads of each feed: a line an event, file, UID, start, end and summary, apart by tabs.
require 'stringio'
require 'icalendar'

ARGV.each do |path|
  Icalendar::Calendar.parse(File.read(path, encoding: 'UTF-8')).each do |calendar|
    calendar.events.each do |event|
      puts [path, event.uid, event.dtstart.to_time.to_i, event.dtend.to_time.to_i, event.summary].join("\t")
    end
  end
end
