// SPDX-License-Identifier: LGPL-2.1-or-later
import biweekly.component.VEvent;
import java.nio.file.Files;
import java.nio.file.Path;

/** What biweekly reads of each feed: a line an event, file, UID, start, end and summary, apart by tabs. */
public class Biweekly {
  public static void main(String[] paths) throws Exception {
    for (String path : paths) {
      String content = Files.readString(Path.of(path));
      for (VEvent event : biweekly.Biweekly.parse(content).first().getEvents()) {
        System.out.println(String.join("\t", path, event.getUid().getValue(),
            Long.toString(event.getDateStart().getValue().getTime() / 1000),
            Long.toString(event.getDateEnd().getValue().getTime() / 1000), event.getSummary().getValue()));
      }
    }
  }
}
