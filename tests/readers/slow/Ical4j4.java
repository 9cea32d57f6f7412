// SPDX-License-Identifier: LGPL-2.1-or-later
import java.io.FileInputStream;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DateProperty;

/** What ical4j 4 reads of each feed: a line an event, file, UID, start, end and summary, apart by tabs. */
public class Ical4j4 {
  private static String seconds(VEvent event, String name) {
    Temporal time = ((DateProperty<?>) event.getRequiredProperty(name)).getDate();
    return Long.toString(time.getLong(ChronoField.INSTANT_SECONDS));
  }

  private static String text(VEvent event, String name) {
    return ((Property) event.getRequiredProperty(name)).getValue();
  }

  public static void main(String[] paths) throws Exception {
    for (String path : paths) {
      try (FileInputStream in = new FileInputStream(path)) {
        for (Object one : new CalendarBuilder().build(in).getComponents(Component.VEVENT)) {
          VEvent event = (VEvent) one;
          System.out.println(String.join("\t", path, text(event, "UID"), seconds(event, "DTSTART"),
              seconds(event, "DTEND"), text(event, "SUMMARY")));
        }
      }
    }
  }
}
