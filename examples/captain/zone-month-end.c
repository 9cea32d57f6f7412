/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng report --month-end of a zone: the sheets of all stations in one document, an organisation a
 * sheet. */
#include "office.h"
#include "zone.h"

/* Of the stations that could be read, in their order. */
typedef struct
{
  GPtrArray *attendance, *pay; /* of GengDocument */
  Status status;
} Sheets;

static void
sheets_clear (Sheets *self)
{
  g_ptr_array_unref (self->attendance);
  g_ptr_array_unref (self->pay);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sheets, sheets_clear)

static void
add_station (Sheets *self, GengZone *zone, guint index, const char *month, const char *language)
{
  g_auto (Desk) desk = { .store = g_object_ref (geng_zone_get_store (zone, index)) };
  GengDocument *attendance, *pay;

  g_set_object (&desk.station, geng_zone_get_station (zone, index));
  if (desk.station == NULL)
    say_error ("%s: %s", geng_zone_get_id (zone, index), geng_zone_get_failure (zone, index));
  else if (desk_set_month (&desk, month)
           && desk_make_month_end (&desk, zone, index, language, &attendance, &pay))
    {
      g_ptr_array_add (self->attendance, attendance);
      g_ptr_array_add (self->pay, pay);
      return;
    }
  else
    say_hint (_ ("%s is left out."), geng_zone_get_id (zone, index));
  self->status = STATUS_BAD;
}

/* What the pool's people are paid for all that they served, at whichever station. */
static GengDocument *
make_pool (GengZone *zone, guint index, const Desk *desk, const char *language, GError **error)
{
  g_autoptr (GengStation) view = geng_zone_view_pool (zone, index, error);
  g_autoptr (GengRoster) official = NULL;
  g_autoptr (GengJournal) journal = NULL;
  g_autoptr (GPtrArray) unread = NULL;
  GDate first;

  if (view == NULL)
    return NULL;
  geng_report_pay_reach (view, &desk->first, &first);
  journal = geng_zone_load_pool_journal (zone, index, view, &first, &desk->last, &unread);
  if (unread->len > 0)
    {
      g_set_error_literal (error, GENG_ERROR, GENG_ERROR_FAULTY, unread->pdata[0]);
      return NULL;
    }
  official = geng_zone_load_pool_month (zone, index, view, g_date_get_year (&desk->first),
                                        g_date_get_month (&desk->first), error);
  return official != NULL ? geng_report_pay (view, &desk->first, official, journal, language)
                          : NULL;
}

static void
add_pool (Sheets *self, GengZone *zone, guint index, const Desk *desk, const char *language)
{
  g_autoptr (GError) error = NULL;
  GengDocument *pay = make_pool (zone, index, desk, language, &error);

  if (pay != NULL)
    {
      g_ptr_array_add (self->pay, pay);
      return;
    }
  if (error != NULL)
    say_failure (error);
  say_hint (_ ("%s is left out."), geng_zone_get_pool_id (zone, index));
  self->status = STATUS_BAD;
}

/* All sheets are in one language, the first station's where none is asked for: so are the zone's
 * other documents. */
static const char *
language_of (GengZone *zone)
{
  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    if (geng_zone_get_station (zone, i) != NULL)
      return geng_station_get_language (geng_zone_get_station (zone, i));
  return desk_language ();
}

static Status
write_sheets (const Sheets *self, GengZone *zone, const GDate *month, const char *language)
{
  gboolean chinese = g_str_has_prefix (language, "zh");
  const char *name = geng_zone_get_name (zone);
  g_autofree char *title = g_strdup_printf (chinese ? "%s考勤表" : "%s: attendance", name);
  g_autofree char *pay_title = g_strdup_printf (chinese ? "%s补贴发放表" : "%s: allowances", name);
  g_autoptr (GengDocument) attendance = NULL;
  g_autoptr (GengDocument) pay = NULL;

  if (self->attendance->len == 0)
    return STATUS_BAD;
  attendance = geng_document_gather (title, self->attendance);
  pay = geng_document_gather (pay_title, self->pay);
  return folder_write_month_end (geng_zone_get_path (zone), month, attendance, pay) ? self->status
                                                                                    : STATUS_BAD;
}

Status
zone_month_end (int argc, char **argv)
{
  g_autofree char *language = NULL;
  gboolean month_end = FALSE;
  const GOptionEntry entries[]
      = { { "month-end", 0, 0, G_OPTION_ARG_NONE, &month_end,
            N_ ("Attendance and allowances of the month"), NULL },
          { "language", 0, 0, G_OPTION_ARG_STRING, &language,
            N_ ("Of the pages: zh or en (default: the station's)"), N_ ("LANGUAGE") },
          { NULL } };
  g_auto (Options) options = { 0 };
  g_autoptr (GengZone) zone = NULL;
  g_auto (Sheets) sheets = { g_ptr_array_new_with_free_func (g_object_unref),
                             g_ptr_array_new_with_free_func (g_object_unref), STATUS_FINE };
  Desk desk = { 0 };
  const char *month;

  if (!options_parse (&options, "report", _ ("MONTH --month-end"),
                      _ ("Attendance and allowances of all stations of a zone, a sheet for each "
                         "organisation."),
                      entries, argc, argv))
    return STATUS_BAD;
  month = options_take (&options, 0);
  zone = desk_set_month (&desk, month) ? zone_load (options.folder != NULL ? options.folder : ".")
                                       : NULL;
  if (zone == NULL)
    return STATUS_BAD;
  if (language == NULL)
    language = g_strdup (language_of (zone));
  for (guint i = 0; i < geng_zone_get_n_stations (zone); i++)
    add_station (&sheets, zone, i, month, language);
  for (guint i = 0; i < geng_zone_get_n_pools (zone); i++)
    add_pool (&sheets, zone, i, &desk, language);
  return write_sheets (&sheets, zone, &desk.first, language);
}
