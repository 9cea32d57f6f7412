// SPDX-License-Identifier: LGPL-2.1-or-later
import java.io.FileInputStream;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.component.VEvent;

/** What ical4j 3 reads of each feed: a line an event, file, UID, start, end and summary, apart by tabs. */
public class Ical4j3 {
  public static void main(String[] paths) throws Exception {
    for (String path : paths) {
      try (FileInputStream in = new FileInputStream(path)) {
        for (Object one : new CalendarBuilder().build(in).getComponents(Component.VEVENT)) {
          VEvent event = (VEvent) one;
          System.out.println(String.join("\t", path, event.getUid().getValue(),
              Long.toString(event.getStartDate().getDate().getTime() / 1000),
              Long.toString(event.getEndDate().getDate().getTime() / 1000), event.getSummary().getValue()));
        }
      }
    }
  }
}
