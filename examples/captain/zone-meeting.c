/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng report --meeting on a zone: one document over all stations. */
#include "office.h"
#include "zone.h"

/* own: nobody of it is planned with others */
static gboolean
add_station (GengZoneMeeting *meeting, Desk *desk, const GDate *date, gboolean own)
{
  GDate month = *date, before, next;
  g_autoptr (GengRoster) reviewed = NULL;
  g_autoptr (GengJournal) journal = NULL;
  g_autoptr (GengAdvice) advice = NULL;
  gboolean failed = FALSE, official = FALSE;

  g_date_set_day (&month, 1);
  next = month;
  g_date_add_months (&next, 1);
  g_date_subtract_months (&month, 1);
  before = month;
  g_date_subtract_months (&before, 1);
  reviewed = desk_load_official (desk, &month, &month, &failed);
  journal = failed ? NULL : desk_load_journal (desk, &before, date);
  if (journal == NULL || !desk_load_next (desk, &next, &official))
    return FALSE;
  geng_zone_meeting_add (meeting, desk->station, reviewed, journal);
  geng_zone_meeting_add_next (meeting, desk->station, desk->roster, desk->judgement, official);
  if (own && (advice = desk_advise_next (desk)) != NULL)
    geng_zone_meeting_add_advice (meeting, desk->station, advice);
  return TRUE;
}

/* Where stations share people, what would fill the open places is looked for over all of them: one
 * alone may be short of somebody whom another can spare. */
static void
add_remedies (GengZoneMeeting *meeting, GengZone *zone, const GDate *date)
{
  GDate next = *date;
  g_autoptr (GengStation) joined = NULL;
  g_autoptr (GengAdvice) advice = NULL;

  g_date_set_day (&next, 1);
  g_date_add_months (&next, 1);
  advice = zone_advise (zone, &next, &joined);
  if (advice != NULL)
    geng_zone_meeting_add_advice (meeting, joined, advice);
}

static Status
write_document (GengZone *zone, const GDate *date, const char *language)
{
  g_autoptr (GengZoneMeeting) meeting = geng_zone_meeting_new (geng_zone_get_name (zone), date);
  g_autoptr (GengDocument) document = NULL;
  g_autofree char *day = desk_date_text (date), *name = g_strdup_printf ("meeting-%s", day);
  gboolean shares = zone_shares_people (zone);
  Status status = STATUS_FINE;

  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    {
      g_auto (Desk) desk = { .store = g_object_ref (geng_zone_get_store (zone, i)) };

      g_set_object (&desk.station, geng_zone_get_station (zone, i));

      if (desk.station != NULL && add_station (meeting, &desk, date, !shares))
        continue;
      if (desk.station == NULL)
        say_error ("%s: %s", geng_zone_get_id (zone, i), geng_zone_get_failure (zone, i));
      geng_zone_meeting_add_failed (meeting, geng_zone_get_id (zone, i));
      status = STATUS_BAD;
    }
  if (shares)
    add_remedies (meeting, zone, date);
  document = geng_zone_meeting_to_document (meeting, language);
  return folder_write_document (geng_zone_get_path (zone), name, document) ? status : STATUS_BAD;
}

Status
zone_meeting (int argc, char **argv)
{
  g_autofree char *language = NULL;
  gboolean meeting = FALSE;
  const GOptionEntry entries[]
      = { { "meeting", 0, 0, G_OPTION_ARG_NONE, &meeting, N_ ("The document for the meeting"),
            NULL },
          { "language", 0, 0, G_OPTION_ARG_STRING, &language,
            N_ ("Of the pages: zh or en (default: the station's)"), N_ ("LANGUAGE") },
          { NULL } };
  g_auto (Options) options = { 0 };
  g_autoptr (GengZone) zone = NULL;
  Desk desk = { 0 };
  GDate date;

  if (!options_parse (&options, "report", _ ("[DATE] --meeting"),
                      _ ("The document for a zone's monthly meeting: by station, by department, "
                         "and the campaigns."),
                      entries, argc, argv))
    return STATUS_BAD;
  zone = zone_load (options.folder != NULL ? options.folder : ".");
  if (zone == NULL || !zone_lend_desk (zone, &desk)
      || !desk_parse_meeting (&desk, options_take (&options, 0), &date))
    return STATUS_BAD;
  return write_document (zone, &date, language);
}
