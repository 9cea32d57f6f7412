/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* members.csv, leave.csv, items.csv, holidays.csv out */

#include "geng-date.h"
#include "geng-own-rules.h"
#include "geng-part.h"
#include "geng-words.h"
#include "geng-writer.h"

/* Tables are written in the station's language. */
gboolean
geng_write_chinese (GengStation *station)
{
  const char *language = geng_station_get_language (station);

  return language != NULL && g_str_has_prefix (language, "zh");
}

static void
date_field (GString *table, const GDate *date)
{
  g_autofree char *text = date != NULL ? geng_date_to_string (date) : NULL;

  geng_csv_field (table, text);
}

static void
ids_field (GString *table, const char *const *ids)
{
  g_autofree char *text = ids != NULL ? g_strjoinv ("; ", (char **) ids) : NULL;

  geng_csv_field (table, text);
}

static void
id_field (GString *table, gpointer entity)
{
  geng_csv_field (table, entity != NULL ? geng_entity_get_id (entity) : NULL);
}

static void
number_field (GString *table, int number)
{
  g_autofree char *text = g_strdup_printf ("%d", number);

  geng_csv_field (table, text);
}

static void
minute_field (GString *table, gboolean timed, int minute)
{
  g_autofree char *text = timed ? geng_words_write_minute (minute) : NULL;

  geng_csv_field (table, text);
}

static void
own_rule_field (GString *table, GengOwnRule own, GengMember *member)
{
  g_autoptr (GengRule) rule = geng_own_rule_find (own, member);
  g_autofree char *cell = rule != NULL ? geng_own_rule_cell (own, geng_rule_get_text (rule)) : NULL;

  geng_csv_field (table, cell);
}

static void
member_row (GString *table, gpointer object, gboolean chinese)
{
  GengMember *member = object;

  id_field (table, member);
  geng_csv_field (table, geng_entity_get_name (GENG_ENTITY (member)));
  id_field (table, geng_member_get_organisation (member));
  id_field (table, geng_member_get_team (member));
  id_field (table, geng_member_get_contract (member));
  ids_field (table, geng_member_get_roles (member));
  ids_field (table, geng_member_get_posts (member));
  ids_field (table, geng_member_get_shifts (member));
  geng_csv_field (table, geng_member_get_phone (member));
  date_field (table, geng_member_get_since (member));
  date_field (table, geng_member_get_until (member));
  own_rule_field (table, GENG_OWN_AVAILABLE, member);
  own_rule_field (table, GENG_OWN_ROUNDS, member);
}

/* In Chinese the usual ones by their names; a station's own by its id, which is its own word. */
static void
leave_kind_field (GString *table, GengRequest *request, gboolean chinese)
{
  g_autoptr (GPtrArray) usual = geng_leave_kind_list_shipped ();
  const char *id = geng_request_get_leave_kind (request);

  for (guint i = 0; chinese && id != NULL && i < usual->len; i++)
    if (g_str_equal (geng_entity_get_id (usual->pdata[i]), id))
      {
        geng_csv_field (table, geng_entity_get_name (usual->pdata[i]));
        return;
      }
  geng_csv_field (table, id);
}

/* As terse as people write it: what a reader assumes anyway stays empty. */
void
geng_write_leave_row (GString *table, gpointer object, gboolean chinese)
{
  GengRequest *request = object;
  gboolean timed = geng_request_get_timed (request);
  const GDate *first = geng_request_get_first (request), *last = geng_request_get_last (request);
  int weight = geng_request_get_weight (request);

  id_field (table, geng_request_get_member (request));
  geng_csv_field (table,
                  geng_words_text (geng_words_request, geng_request_get_kind (request), chinese));
  date_field (table, first);
  date_field (table, g_date_compare (first, last) < 0 ? last : NULL);
  minute_field (table, timed, geng_request_get_start_minute (request));
  minute_field (table, timed, geng_request_get_end_minute (request));
  id_field (table, geng_request_get_shift (request));
  id_field (table, geng_request_get_post (request));
  if (weight != 1)
    number_field (table, weight);
  else
    geng_csv_field (table, NULL);
  leave_kind_field (table, request, chinese);
  geng_csv_field (table, geng_request_get_reason (request));
  geng_csv_field (table, geng_request_get_source (request));
}

static void
item_row (GString *table, gpointer object, gboolean chinese)
{
  GengItem *item = object;
  const char *id = geng_entity_get_id (object), *name = geng_entity_get_name (object);

  geng_csv_field (table, id);
  geng_csv_field (table, g_strcmp0 (id, name) != 0 ? name : NULL);
  id_field (table, geng_item_get_piece (item));
  geng_csv_field (table, geng_item_get_kit_set (item));
  geng_csv_field (table,
                  geng_words_text (geng_words_item_state, geng_item_get_state (item), chinese));
  date_field (table, geng_item_get_expires (item));
  if (geng_item_get_recharge_minutes (item) >= 0)
    number_field (table, geng_item_get_recharge_minutes (item));
  else
    geng_csv_field (table, NULL);
}

static void
holiday_row (GString *table, gpointer object, gboolean chinese)
{
  GengHoliday *holiday = object;

  date_field (table, geng_holiday_get_date (holiday));
  geng_csv_field (table, geng_holiday_get_name (holiday));
  geng_csv_field (table,
                  geng_words_text (geng_words_holiday, geng_holiday_get_kind (holiday), chinese));
}

/* What belongs to a pool of the zone stands in the pool's folder. */
static gboolean
is_own (gpointer object)
{
  if (GENG_IS_REQUEST (object))
    return geng_part_has (NULL, geng_request_get_member (object));
  return !GENG_IS_ENTITY (object) || geng_part_has (NULL, object);
}

static GBytes *
write_table (GengStation *station,
             const GengColumn *columns,
             GListModel *list,
             void (*write) (GString *, gpointer, gboolean))
{
  gboolean chinese = geng_write_chinese (station);
  GString *table = geng_csv_begin (columns, chinese);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) object = g_list_model_get_item (list, i);

      if (!is_own (object))
        continue;
      write (table, object, chinese);
      geng_csv_end_row (table);
    }
  return geng_csv_finish (table);
}

GBytes *
geng_write_members (GengStation *station)
{
  return write_table (station, geng_columns_members, geng_station_get_members (station),
                      member_row);
}

GBytes *
geng_write_leave (GengStation *station)
{
  return write_table (station, geng_columns_leave, geng_station_get_requests (station),
                      geng_write_leave_row);
}

GBytes *
geng_write_items (GengStation *station)
{
  return write_table (station, geng_columns_items, geng_station_get_items (station), item_row);
}

GBytes *
geng_write_holidays (GengStation *station)
{
  return write_table (station, geng_columns_holidays, geng_station_get_holidays (station),
                      holiday_row);
}
