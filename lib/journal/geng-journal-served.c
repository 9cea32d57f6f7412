/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What of a published roster is past: nobody can change it any more, only tell how it went. */

#include "geng-journal-private.h"
#include "geng-roster-private.h"

#include "geng-gettext.h"

static gboolean
began (GengDuty *duty, GengStation *station, GDateTime *since)
{
  g_autoptr (GDateTime) start = geng_duty_get_start (duty, station);

  return g_date_time_compare (start, since) < 0;
}

/**
 * geng_journal_extract_served:
 * @self: a #GengJournal
 * @official: a published roster of the same station
 * @since: (nullable): the moment from which duties may change; %NULL where none is said
 * @error: return location for an error
 *
 * The duties of @official that are served (已下勤): those that began before @since, and those that
 * the journal has confirmed, as served or as missed.  They are as they were published, not as they
 * went; for that see [method@Journal.apply].
 *
 * Returns: (transfer full): a roster over the days of @official with these duties alone; %NULL with
 * %GENG_ERROR_UNKNOWN for a roster of another station
 */
GengRoster *
geng_journal_extract_served (GengJournal *self,
                             GengRoster *official,
                             GDateTime *since,
                             GError **error)
{
  GengRoster *served;
  g_autoptr (GPtrArray) duties = NULL;

  g_return_val_if_fail (GENG_IS_JOURNAL (self) && GENG_IS_ROSTER (official), NULL);
  if (geng_journal_get_station (self) == NULL
      || geng_journal_get_station (self) != geng_roster_get_station (official))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
                   _ ("journal and roster are of different stations"));
      return NULL;
    }
  served = g_object_new (GENG_TYPE_ROSTER, "station", geng_roster_get_station (official), "first",
                         geng_roster_get_first (official), "last", geng_roster_get_last (official),
                         NULL);
  duties = geng_roster_list_duties (official);
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = duties->pdata[i];

      if (geng_journal_is_confirmed (self, duty)
          || (since != NULL && began (duty, geng_roster_get_station (official), since)))
        {
          g_autoptr (GengDuty) copy = geng_duty_copy (duty);

          geng_roster_put_in (served, copy);
        }
    }
  return served;
}
