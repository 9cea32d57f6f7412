/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-gettext.h"
#include "geng-station-private.h"
#include "geng-written.h"

/* A station as a{sv}: its own values, and a list a table. */

/* In the order of reading: what is named comes before what names it. */
static const struct
{
  const char *name;
  GengTableKind table;
} tables[] = {
  { "organisations", GENG_TABLE_ORGANISATIONS },
  { "roles", GENG_TABLE_ROLES },
  { "laws", GENG_TABLE_LAWS },
  { "contracts", GENG_TABLE_CONTRACTS },
  { "cycles", GENG_TABLE_CYCLES },
  { "leave-kinds", GENG_TABLE_LEAVE_KINDS },
  { "teams", GENG_TABLE_TEAMS },
  { "pieces", GENG_TABLE_PIECES },
  { "windows", GENG_TABLE_WINDOWS },
  { "posts", GENG_TABLE_POSTS },
  { "shifts", GENG_TABLE_SHIFTS },
  { "members", GENG_TABLE_MEMBERS },
  { "demands", GENG_TABLE_DEMANDS },
  { "items", GENG_TABLE_ITEMS },
};

/* The windows of a shift beyond the first, each with the post where it is served, if another one.
 * */
#define FURTHER "further-windows"

static void
add_windows (GVariantBuilder *builder, GengShift *shift)
{
  GListModel *windows = geng_shift_get_windows (shift);
  GVariantBuilder list;

  if (g_list_model_get_n_items (windows) < 2)
    return;
  g_variant_builder_init (&list, G_VARIANT_TYPE ("av"));
  for (guint i = 1; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GengWindow) window = g_list_model_get_item (windows, i);
      GengPost *post = geng_shift_get_post (shift, window);
      GVariantBuilder one;

      g_variant_builder_init (&one, G_VARIANT_TYPE_VARDICT);
      geng_written_add_text (&one, "window", geng_entity_get_id (GENG_ENTITY (window)));
      if (post != NULL)
        geng_written_add_text (&one, "post", geng_entity_get_id (GENG_ENTITY (post)));
      g_variant_builder_add (&list, "v", g_variant_builder_end (&one));
    }
  g_variant_builder_add (builder, "{sv}", FURTHER, g_variant_builder_end (&list));
}

static gboolean
read_windows (GengStation *self, GengShift *shift, GVariant *value, GError **error)
{
  static const char *const names[] = { "window", "post", NULL };
  g_autoptr (GVariant) array = geng_written_get_array (value, FURTHER, error);

  for (gsize i = 0; array != NULL && i < g_variant_n_children (array); i++)
    {
      g_autoptr (GVariant) child = geng_written_nth (array, i);
      g_autofree char *window = NULL;
      g_autofree char *post = NULL;

      if (!geng_written_check_names (child, names, FURTHER, error)
          || !geng_written_get_text (child, "window", &window, error)
          || !geng_written_get_text (child, "post", &post, error))
        return FALSE;
      if (geng_station_lookup_window (self, window) == NULL
          || (post != NULL && geng_station_lookup_post (self, post) == NULL))
        {
          g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN, _ ("%s.%s: there is no %s"), FURTHER,
                       post != NULL ? "post" : "window", post != NULL ? post : window);
          return FALSE;
        }
      geng_shift_add_window (shift, geng_station_lookup_window (self, window),
                             geng_station_lookup_post (self, post));
    }
  return array != NULL;
}

GVariant *
geng_written_station_thing (GObject *thing)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  geng_written_add_values (&builder, thing);
  if (GENG_IS_SHIFT (thing))
    add_windows (&builder, GENG_SHIFT (thing));
  return g_variant_builder_end (&builder);
}

static void
add_list (GVariantBuilder *builder, const char *name, GengList *list)
{
  GVariantBuilder things;

  if (geng_list_size (list) == 0)
    return;
  g_variant_builder_init (&things, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < geng_list_size (list); i++)
    g_variant_builder_add (&things, "v", geng_written_station_thing (geng_list_peek (list, i)));
  g_variant_builder_add (builder, "{sv}", name, g_variant_builder_end (&things));
}

/**
 * geng_station_to_variant:
 * @self: a #GengStation
 *
 * Returns: (transfer full): the station as `a{sv}`: each property that has not its default, and a
 *   list `members`, `shifts`, … of each kind of thing
 */
GVariant *
geng_station_to_variant (GengStation *self)
{
  GVariantBuilder builder;

  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  geng_written_add_values (&builder, G_OBJECT (self));
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    add_list (&builder, tables[i].name, self->tables[tables[i].table]);
  add_list (&builder, "requests", self->requests);
  add_list (&builder, "holidays", self->holidays);
  add_list (&builder, "rules", self->rules);
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/* Through the checks that a program's own calls go through. */
static gboolean
add_thing (GengStation *self, GObject *thing, GError **error)
{
  if (GENG_IS_ORGANISATION (thing))
    return geng_station_add_organisation (self, GENG_ORGANISATION (thing), error);
  if (GENG_IS_ROLE (thing))
    return geng_station_add_role (self, GENG_ROLE (thing), error);
  if (GENG_IS_CONTRACT (thing))
    return geng_station_add_contract (self, GENG_CONTRACT (thing), error);
  if (GENG_IS_LAW (thing))
    return geng_station_add_law (self, GENG_LAW (thing), error);
  if (GENG_IS_LEAVE_KIND (thing))
    return geng_station_add_leave_kind (self, GENG_LEAVE_KIND (thing), error);
  if (GENG_IS_CYCLE (thing))
    return geng_station_add_cycle (self, GENG_CYCLE (thing), error);
  if (GENG_IS_TEAM (thing))
    return geng_station_add_team (self, GENG_TEAM (thing), error);
  if (GENG_IS_PIECE (thing))
    return geng_station_add_piece (self, GENG_PIECE (thing), error);
  if (GENG_IS_WINDOW (thing))
    return geng_station_add_window (self, GENG_WINDOW (thing), error);
  if (GENG_IS_SHIFT (thing))
    return geng_station_add_shift (self, GENG_SHIFT (thing), error);
  if (GENG_IS_POST (thing))
    return geng_station_add_post (self, GENG_POST (thing), error);
  if (GENG_IS_MEMBER (thing))
    return geng_station_add_member (self, GENG_MEMBER (thing), error);
  if (GENG_IS_DEMAND (thing))
    return geng_station_add_demand (self, GENG_DEMAND (thing), error);
  if (GENG_IS_ITEM (thing))
    return geng_station_add_item (self, GENG_ITEM (thing), error);
  if (GENG_IS_REQUEST (thing))
    return geng_station_add_request (self, GENG_REQUEST (thing), error);
  if (GENG_IS_HOLIDAY (thing))
    return geng_station_add_holiday (self, GENG_HOLIDAY (thing), error);
  geng_station_add_rule (self, GENG_RULE (thing));
  return TRUE;
}

/* What its constructor would have refused. */
static gboolean
check_thing (GObject *thing, const char *where, GError **error)
{
  gboolean fine = TRUE;

  if (GENG_IS_REQUEST (thing))
    fine = geng_request_get_member (GENG_REQUEST (thing))
           && geng_request_get_first (GENG_REQUEST (thing))
           && geng_request_get_last (GENG_REQUEST (thing));
  else if (GENG_IS_HOLIDAY (thing))
    fine = geng_holiday_get_date (GENG_HOLIDAY (thing)) != NULL;
  else if (GENG_IS_SHIFT (thing))
    fine = g_list_model_get_n_items (geng_shift_get_windows (GENG_SHIFT (thing))) > 0
           && geng_shift_get_start_minute (GENG_SHIFT (thing)) >= 0;
  else if (GENG_IS_DEMAND (thing))
    fine = geng_demand_get_post (GENG_DEMAND (thing)) != NULL;
  else if (GENG_IS_ITEM (thing))
    fine = geng_item_get_piece (GENG_ITEM (thing)) != NULL;
  else if (GENG_IS_RULE (thing))
    fine = geng_rule_get_kind (GENG_RULE (thing)) && geng_rule_get_text (GENG_RULE (thing));
  if (!fine)
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                 _ ("%s: it does not say all that it is about"), where);
  return fine;
}

GObject *
geng_written_read_station_thing (GengStation *station,
                                 GType type,
                                 GVariant *value,
                                 const char *where,
                                 GError **error)
{
  static const char *const further[] = { FURTHER, NULL };
  const char *const *more = type == GENG_TYPE_SHIFT ? further : NULL;
  g_autoptr (GObject) thing = geng_written_read_thing (type, value, station, more, where, error);

  if (thing == NULL || !check_thing (thing, where, error)
      || (GENG_IS_SHIFT (thing) && !read_windows (station, GENG_SHIFT (thing), value, error)))
    return NULL;
  return g_steal_pointer (&thing);
}

static gboolean
read_list (GengStation *self, GVariant *value, const char *name, GType type, GError **error)
{
  g_autoptr (GVariant) array = geng_written_get_array (value, name, error);

  if (array == NULL)
    return FALSE;
  for (gsize i = 0; i < g_variant_n_children (array); i++)
    {
      g_autoptr (GVariant) child = geng_written_nth (array, i);
      g_autofree char *where = g_strdup_printf ("%s[%u]", name, (guint) i);
      g_autoptr (GObject) thing = geng_written_read_station_thing (self, type, child, where, error);

      if (thing == NULL)
        return FALSE;
      if (!add_thing (self, thing, error))
        {
          g_prefix_error (error, "%s: ", where);
          return FALSE;
        }
    }
  return TRUE;
}

const char *
geng_written_nth_table (guint position)
{
  return position < G_N_ELEMENTS (tables) ? tables[position].name : NULL;
}

const char *
geng_written_list_name (GengStation *station, gpointer list)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (station->tables[tables[i].table] == list)
      return tables[i].name;
  if (list == station->requests)
    return "requests";
  if (list == station->holidays)
    return "holidays";
  return list == station->rules ? "rules" : NULL;
}

gpointer
geng_written_find_list (GengStation *station, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_str_equal (tables[i].name, name))
      return station->tables[tables[i].table];
  if (g_str_equal (name, "requests"))
    return station->requests;
  if (g_str_equal (name, "holidays"))
    return station->holidays;
  return g_str_equal (name, "rules") ? station->rules : NULL;
}

static gboolean
read_lists (GengStation *self, GVariant *value, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      GListModel *list = G_LIST_MODEL (self->tables[tables[i].table]);

      if (!read_list (self, value, tables[i].name, g_list_model_get_item_type (list), error))
        return FALSE;
    }
  return read_list (self, value, "requests", GENG_TYPE_REQUEST, error)
         && read_list (self, value, "holidays", GENG_TYPE_HOLIDAY, error)
         && read_list (self, value, "rules", GENG_TYPE_RULE, error);
}

/**
 * geng_station_new_from_variant:
 * @value: what geng_station_to_variant() makes
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_INVALID for what is out of form, %GENG_ERROR_UNKNOWN for an id that is not
 * there, and %GENG_ERROR_DUPLICATE for one that is there twice; the message says where.  Like a
 * station that is built by calls, it may still have faults that geng_station_validate() finds.
 *
 * Returns: (transfer full): the station
 */
GengStation *
geng_station_new_from_variant (GVariant *value, GError **error)
{
  const char *more[G_N_ELEMENTS (tables) + 4] = { NULL };
  g_autoptr (GObject) station = NULL;
  const char *id;

  g_return_val_if_fail (value != NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    more[i] = tables[i].name;
  more[G_N_ELEMENTS (tables)] = "requests";
  more[G_N_ELEMENTS (tables) + 1] = "holidays";
  more[G_N_ELEMENTS (tables) + 2] = "rules";
  station = geng_written_read_thing (GENG_TYPE_STATION, value, NULL, more, "station", error);
  if (station == NULL)
    return NULL;
  id = geng_entity_get_id (GENG_ENTITY (station));
  if (id == NULL || !GENG_STATION (station)->zone_known)
    {
      g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID,
                           _ ("station: it needs an id and the name of a time zone, like "
                              "Asia/Shanghai"));
      return NULL;
    }
  return read_lists (GENG_STATION (station), value, error)
             ? GENG_STATION (g_steal_pointer (&station))
             : NULL;
}
