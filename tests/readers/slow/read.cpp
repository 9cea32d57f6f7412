// SPDX-License-Identifier: LGPL-2.1-or-later
// What KDE's calendar library reads of each feed: a line an event, file, UID, start, end and summary, apart by tabs.
#include <KCalendarCore/ICalFormat>
#include <KCalendarCore/MemoryCalendar>
#include <QTextStream>
#include <QTimeZone>

int
main (int argc, char **argv)
{
  QTextStream out (stdout);
  out.setCodec ("UTF-8");
  for (int i = 1; i < argc; i++)
    {
      KCalendarCore::MemoryCalendar::Ptr calendar (new KCalendarCore::MemoryCalendar (QTimeZone::systemTimeZone ()));
      KCalendarCore::ICalFormat format;
      if (!format.load (calendar, QString::fromLocal8Bit (argv[i])))
        return 1;
      for (const auto &event : calendar->rawEvents ())
        out << argv[i] << '\t' << event->uid () << '\t' << event->dtStart ().toSecsSinceEpoch () << '\t'
            << event->dtEnd ().toSecsSinceEpoch () << '\t' << event->summary () << '\n';
    }
}
