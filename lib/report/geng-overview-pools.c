/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* People whom stations share, in an overview: over all stations, and who of them is away. */

#include "geng-overview-private.h"

#include "geng-document-private.h"
#include "geng-report-columns.h"
#include "geng-report-words.h"

#define say geng_document_say

/* Where there is no roster to count. */
#define UNKNOWN "–"

void
geng_overview_pool_free (gpointer data)
{
  GengOverviewPool *pool = data;

  g_free (pool->id);
  g_free (pool->name);
  g_ptr_array_unref (pool->away);
  g_free (pool);
}

static gboolean
is_there (GengMember *member, const GDate *today)
{
  const GDate *since = geng_member_get_since (member), *until = geng_member_get_until (member);

  return (since == NULL || g_date_compare (since, today) <= 0)
         && (until == NULL || g_date_compare (until, today) >= 0);
}

/* On some leave, for a part of the day as well. */
static gboolean
is_away (GengStation *people, GengMember *member, const GDate *today)
{
  GListModel *requests = geng_station_get_requests (people);

  for (guint i = 0; i < g_list_model_get_n_items (requests); i++)
    {
      g_autoptr (GengRequest) request = g_list_model_get_item (requests, i);

      if (geng_request_get_kind (request) == GENG_REQUEST_KIND_LEAVE
          && geng_request_get_member (request) == member
          && g_date_compare (geng_request_get_first (request), today) <= 0
          && g_date_compare (geng_request_get_last (request), today) >= 0)
        return TRUE;
    }
  return FALSE;
}

static void
count_duties (GengOverviewPool *pool, GengStation *people, GengRoster *roster)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (roster);

  pool->planned = TRUE;
  for (guint i = 0; i < duties->len; i++)
    {
      GengShift *shift = geng_duty_get_shift (duties->pdata[i]);

      if (!geng_station_is_at_work (people, duties->pdata[i]))
        continue;
      pool->duties++;
      pool->minutes += geng_station_elapsed_minutes (people, geng_duty_get_date (duties->pdata[i]),
                                                     geng_shift_get_start_minute (shift),
                                                     geng_shift_get_end_minute (shift));
    }
}

/**
 * geng_overview_add_pool:
 * @self: an overview
 * @id: of a pool of the zone
 * @people: the pool, as [method@Geng.Zone.view_pool] makes it
 * @roster: (nullable): what its people serve in the month of the moment, at all stations; %NULL
 *   where nothing is planned
 *
 * Adds people whom the stations share: how many they are, their duties and hours in the month, and
 * who is away on the day.
 */
void
geng_overview_add_pool (GengOverview *self, const char *id, GengStation *people, GengRoster *roster)
{
  GListModel *members;
  GengOverviewPool *pool;
  GDate today;

  g_return_if_fail (GENG_IS_OVERVIEW (self) && self->at != NULL && id != NULL);
  g_return_if_fail (GENG_IS_STATION (people));
  g_return_if_fail (roster == NULL || geng_roster_get_station (roster) == people);
  pool = g_new0 (GengOverviewPool, 1);
  pool->id = g_strdup (id);
  pool->name = g_strdup (geng_entity_get_name (GENG_ENTITY (people)));
  pool->away = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->pools, pool);
  geng_station_duty_date (people, self->at, &today);
  members = geng_station_get_members (people);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      if (!is_there (member, &today))
        continue;
      pool->people++;
      if (is_away (people, member, &today))
        g_ptr_array_add (pool->away, g_steal_pointer (&member));
    }
  if (roster != NULL)
    count_duties (pool, people, roster);
}

/* -- as data -- */

static void
add_known (GVariantBuilder *builder, const char *name, gint64 number, gboolean known)
{
  GVariant *value
      = known ? g_variant_new_int64 (number) : g_variant_new_maybe (G_VARIANT_TYPE_INT64, NULL);

  g_variant_builder_add (builder, "{sv}", name, value);
}

GVariant *
geng_overview_pools_to_variant (const GengOverview *self)
{
  GVariantBuilder list;

  g_variant_builder_init (&list, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < self->pools->len; i++)
    {
      const GengOverviewPool *pool = self->pools->pdata[i];
      GVariantBuilder one, away;

      g_variant_builder_init (&one, G_VARIANT_TYPE_VARDICT);
      g_variant_builder_init (&away, G_VARIANT_TYPE ("av"));
      for (guint k = 0; k < pool->away->len; k++)
        g_variant_builder_add (&away, "v",
                               g_variant_new_string (geng_entity_get_id (pool->away->pdata[k])));
      g_variant_builder_add (&one, "{sv}", "id", g_variant_new_string (pool->id));
      add_known (&one, "people", pool->people, TRUE);
      add_known (&one, "duties", pool->duties, pool->planned);
      add_known (&one, "minutes", pool->minutes, pool->planned);
      g_variant_builder_add (&one, "{sv}", "away", g_variant_builder_end (&away));
      g_variant_builder_add (&list, "v", g_variant_builder_end (&one));
    }
  return g_variant_builder_end (&list);
}

/* -- as text -- */

/* (transfer full): their names; a dash for nobody */
static char *
away_text (const GengOverviewPool *pool, const char *language)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < pool->away->len; i++)
    g_string_append_printf (names, "%s%s",
                            i == 0                              ? ""
                            : g_str_has_prefix (language, "zh") ? "、"
                                                                : ", ",
                            geng_entity_get_name (pool->away->pdata[i]));
  return g_strdup (names->len > 0 ? names->str : UNKNOWN);
}

char *
geng_overview_pools_to_text (const GengOverview *self, const char *language)
{
  static const char *const english[]
      = { "shared this month", "people", "duties", "hours", "away today" };
  static const char *const chinese[] = { "本月共用人员", "人数", "班次数", "时数", "今日不在" };
  g_autoptr (GengColumns) table = geng_columns_new (G_N_ELEMENTS (english));

  if (self->pools->len == 0)
    return g_strdup ("");
  for (guint i = 0; i < G_N_ELEMENTS (english); i++)
    geng_columns_add (table, g_str_has_prefix (language, "zh") ? chinese[i] : english[i]);
  for (guint i = 0; i < self->pools->len; i++)
    {
      const GengOverviewPool *pool = self->pools->pdata[i];

      geng_columns_add (table, pool->name);
      geng_columns_take (table, g_strdup_printf ("%u", pool->people));
      geng_columns_take (table,
                         pool->planned ? g_strdup_printf ("%u", pool->duties) : g_strdup (UNKNOWN));
      geng_columns_take (table, pool->planned ? geng_report_hours ((int) pool->minutes)
                                              : g_strdup (UNKNOWN));
      geng_columns_take (table, away_text (pool, language));
    }
  return geng_columns_print (table, 0);
}

/* -- as a page -- */

static void
write_pool (GengDocument *document, GengGrid *grid, const GengOverviewPool *pool)
{
  g_autofree char *hours = geng_report_hours ((int) pool->minutes);
  g_autofree char *away = away_text (pool, document->language);

  geng_grid_row (grid);
  geng_grid_text (grid, GENG_LOOK_TEXT, pool->name);
  geng_grid_number (grid, pool->people);
  if (pool->planned)
    {
      geng_grid_number (grid, pool->duties);
      geng_grid_figure (grid, (double) pool->minutes / 60, hours);
    }
  else
    {
      geng_grid_text (grid, GENG_LOOK_PLAIN, UNKNOWN);
      geng_grid_text (grid, GENG_LOOK_PLAIN, UNKNOWN);
    }
  geng_grid_text (grid, GENG_LOOK_TEXT, away);
}

void
geng_overview_write_pools (GengDocument *document, const GengOverview *self)
{
  GengGrid *grid;

  if (self->pools->len == 0)
    return;
  geng_document_sheet (document, say (document, "Shared people", "共用人员"));
  geng_document_heading (document, say (document, "5. Shared people", "五、共用人员（本月）"));
  grid = geng_document_grid (document);
  geng_grid_column (grid, say (document, "People of", "共用人员"), 16);
  geng_grid_column (grid, say (document, "People", "人数"), 7);
  geng_grid_column (grid, say (document, "Duties", "班次数"), 8);
  geng_grid_column (grid, say (document, "Hours", "时数"), 9);
  geng_grid_column (grid, say (document, "Away today", "今日不在"), 30);
  for (guint i = 0; i < self->pools->len; i++)
    write_pool (document, grid, self->pools->pdata[i]);
}
