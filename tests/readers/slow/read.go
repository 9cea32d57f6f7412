// SPDX-License-Identifier: LGPL-2.1-or-later

// What golang-ical reads of each feed: a line an event, file, UID, start, end and summary, apart by tabs.
package main

import (
	"fmt"
	"os"

	ics "github.com/arran4/golang-ical"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	for _, path := range os.Args[1:] {
		file, err := os.Open(path)
		check(err)
		calendar, err := ics.ParseCalendar(file)
		check(err)
		for _, event := range calendar.Events() {
			start, err := event.GetStartAt()
			check(err)
			end, err := event.GetEndAt()
			check(err)
			fmt.Printf("%s\t%s\t%d\t%d\t%s\n", path, event.Id(), start.Unix(), end.Unix(),
				event.GetProperty(ics.ComponentPropertySummary).Value)
		}
	}
}
