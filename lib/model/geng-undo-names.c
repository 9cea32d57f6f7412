/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-undo-private.h"

#include "geng-date.h"
#include "geng-json-text.h"
#include "geng-list-private.h"
#include "geng-roster-private.h"
#include "geng-station-private.h"
#include "geng-written.h"

#include <string.h>

/* How a written step names lists and things, so that another process finds them again: a list of
 * the station by its name, the rules of a contract as `contracts/full-time/rules`, a roster or a
 * list of the journal as it was called when it was added; whom a roster sets aside as that name
 * with `/set-aside`. */

gpointer
geng_undo_rules_of (GObject *thing)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (thing), "rules");
  g_autoptr (GObject) rules = NULL;

  if (pspec == NULL || !g_type_is_a (pspec->value_type, G_TYPE_LIST_MODEL))
    return NULL;
  g_object_get (thing, "rules", &rules, NULL);
  /* The thing keeps its reference. */
  return GENG_IS_LIST (rules) ? rules : NULL;
}

static char *
name_of_rules (GengUndo *self, gpointer list)
{
  GengStation *station = geng_undo_get_station (self);
  gpointer owner = geng_change_get_owner (list);
  GengList *table;
  guint position;

  if (station == NULL || !GENG_IS_ENTITY (owner) || owner == station)
    return NULL;
  table = geng_station_list_of (station, owner, &position);
  return table == NULL ? NULL
                       : g_strdup_printf ("%s/%s/rules", geng_written_list_name (station, table),
                                          geng_entity_get_id (owner));
}

#define SET_ASIDE "/set-aside"

/* (nullable): the list of a roster that is heard. */
static gpointer
aside_of (const GengUndoList *one)
{
  return GENG_IS_ROSTER (one->list) ? geng_roster_get_aside (GENG_ROSTER (one->list)) : NULL;
}

char *
geng_undo_name_of_list (GengUndo *self, gpointer list)
{
  GengStation *station = geng_undo_get_station (self);
  GPtrArray *lists = geng_undo_peek_lists (self);

  for (guint i = 0; list != NULL && i < lists->len; i++)
    {
      const GengUndoList *one = lists->pdata[i];

      if (one->list == list)
        return g_strdup (one->name);
      if (aside_of (one) == list)
        return g_strconcat (one->name, SET_ASIDE, NULL);
    }
  if (station != NULL && geng_written_list_name (station, list) != NULL)
    return g_strdup (geng_written_list_name (station, list));
  return name_of_rules (self, list);
}

static gpointer
rules_called (GengStation *station, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", 3);
  gpointer table, thing;

  if (g_strv_length (parts) != 3 || !g_str_equal (parts[2], "rules")
      || (table = geng_written_find_list (station, parts[0])) == NULL
      || !g_type_is_a (g_list_model_get_item_type (table), GENG_TYPE_ENTITY))
    return NULL;
  thing = geng_list_lookup (table, parts[1]);
  return thing != NULL ? geng_undo_rules_of (thing) : NULL;
}

gpointer
geng_undo_list_called (GengUndo *self, const char *name)
{
  GengStation *station = geng_undo_get_station (self);
  GPtrArray *lists = geng_undo_peek_lists (self);
  gpointer found;

  for (guint i = 0; i < lists->len; i++)
    {
      const GengUndoList *one = lists->pdata[i];
      gsize length = strlen (one->name);

      if (g_str_equal (one->name, name))
        return one->list;
      if (aside_of (one) != NULL && g_str_has_prefix (name, one->name)
          && g_str_equal (name + length, SET_ASIDE))
        return aside_of (one);
    }
  if (station == NULL)
    return NULL;
  found = geng_written_find_list (station, name);
  return found != NULL ? found : rules_called (station, name);
}

GVariant *
geng_undo_write_thing (GObject *thing)
{
  return g_variant_ref_sink (geng_written_station_thing (thing));
}

char *
geng_undo_print_thing (GObject *thing)
{
  g_autoptr (GVariant) written = geng_undo_write_thing (thing);

  return geng_json_print (written);
}

char *
geng_undo_key_of (GObject *thing)
{
  g_autofree char *date = NULL;

  if (GENG_IS_ENTITY (thing))
    return g_strdup (geng_entity_get_id (GENG_ENTITY (thing)));
  if (!GENG_IS_DUTY (thing))
    return NULL;
  date = geng_date_to_string (geng_duty_get_date (GENG_DUTY (thing)));
  return g_strdup_printf (
      "%s/%s", geng_entity_get_id (GENG_ENTITY (geng_duty_get_member (GENG_DUTY (thing)))), date);
}
