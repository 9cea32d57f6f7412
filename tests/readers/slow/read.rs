// SPDX-License-Identifier: LGPL-2.1-or-later
//! What the icalendar crate reads of each feed: a line an event, file, UID, start, end and summary, apart by tabs.

use icalendar::{Calendar, CalendarComponent, Component, DatePerhapsTime};

fn seconds(time: Option<DatePerhapsTime>) -> i64 {
    match time {
        Some(DatePerhapsTime::DateTime(moment)) => moment
            .try_into_utc()
            .expect("a time in a zone")
            .timestamp(),
        other => panic!("no time: {:?}", other),
    }
}

fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).expect("a file");
        let calendar: Calendar = text.parse().expect("a calendar");
        for component in &calendar.components {
            if let CalendarComponent::Event(event) = component {
                println!(
                    "{}\t{}\t{}\t{}\t{}",
                    path,
                    event.get_uid().unwrap_or(""),
                    seconds(event.get_start()),
                    seconds(event.get_end()),
                    event.get_summary().unwrap_or("")
                );
            }
        }
    }
}
