/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-change.h"
#include "geng-demand-private.h"
#include "geng-gettext.h"
#include "geng-station-private.h"
#include "geng-text.h"

/*
 * Taking things out of a station and putting its lists in order.  Nothing may be left that names
 * what is gone: a property that holds it, a list of ids that has its id, a rule whose words name
 * it.
 */

/* -- who names a thing -- */

static gboolean
holds (GObject *holder, GObject *thing)
{
  guint n;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (holder), &n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      if (!(pspecs[i]->flags & G_PARAM_READABLE) || !G_IS_PARAM_SPEC_OBJECT (pspecs[i]))
        continue;
      g_object_get_property (holder, pspecs[i]->name, &value);
      if (g_value_get_object (&value) == thing)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_id (const char *const *ids, gpointer thing)
{
  return ids != NULL && g_strv_contains (ids, geng_entity_get_id (thing));
}

static gboolean
limits_role (GengDemand *demand, gpointer thing)
{
  GPtrArray *limits = geng_demand_peek_role_limits (demand);
  const char *id = geng_entity_get_id (thing);

  for (guint i = 0; i < limits->len; i++)
    {
      const char *role = ((const GengRoleLimit *) limits->pdata[i])->role;
      gboolean org = g_str_has_prefix (role, "org:");

      if (org == GENG_IS_ORGANISATION (thing) && g_str_equal (org ? role + 4 : role, id))
        return TRUE;
    }
  return FALSE;
}

/* Its windows beyond the first, and the posts where it is served in them. */
static gboolean
spans (GengShift *shift, GObject *thing)
{
  GListModel *windows = geng_shift_get_windows (shift);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GengWindow) window = g_list_model_get_item (windows, i);

      if ((gpointer) thing == window || (gpointer) thing == geng_shift_get_post (shift, window))
        return TRUE;
    }
  return FALSE;
}

/* By its id, where a list of ids stands for the things themselves. */
static gboolean
lists (GObject *holder, GObject *thing)
{
  if (GENG_IS_MEMBER (holder))
    return (GENG_IS_ROLE (thing) && has_id (geng_member_get_roles (GENG_MEMBER (holder)), thing))
           || (GENG_IS_POST (thing) && has_id (geng_member_get_posts (GENG_MEMBER (holder)), thing))
           || (GENG_IS_SHIFT (thing)
               && has_id (geng_member_get_shifts (GENG_MEMBER (holder)), thing))
           || (GENG_IS_LAW (thing) && has_id (geng_member_get_laws (GENG_MEMBER (holder)), thing));
  if (GENG_IS_WINDOW (holder))
    return GENG_IS_PIECE (thing) && has_id (geng_window_get_kit (GENG_WINDOW (holder)), thing);
  if (GENG_IS_POST (holder))
    return GENG_IS_PIECE (thing) && has_id (geng_post_get_kit (GENG_POST (holder)), thing);
  if (GENG_IS_CONTRACT (holder))
    return GENG_IS_LAW (thing) && has_id (geng_contract_get_laws (GENG_CONTRACT (holder)), thing);
  if (GENG_IS_REQUEST (holder))
    return GENG_IS_LEAVE_KIND (thing)
           && g_strcmp0 (geng_request_get_leave_kind (GENG_REQUEST (holder)),
                         geng_entity_get_id (GENG_ENTITY (thing)))
                  == 0;
  if (GENG_IS_SHIFT (holder))
    return spans (GENG_SHIFT (holder), thing);
  if (GENG_IS_DEMAND (holder))
    return ((GENG_IS_ROLE (thing) || GENG_IS_ORGANISATION (thing))
            && limits_role (GENG_DEMAND (holder), thing))
           || (GENG_IS_MEMBER (thing)
               && has_id (geng_demand_get_candidates (GENG_DEMAND (holder)), thing));
  return FALSE;
}

static gboolean
ends_word (const char *text)
{
  gunichar c = g_utf8_get_char (text);

  return *text == '\0' || !(g_unichar_isalnum (c) || c == '-' || c == '_');
}

/* As a word of its own: m1 is not in m12. */
static gboolean
has_word (const char *text, const char *word)
{
  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    if ((at == text || ends_word (g_utf8_find_prev_char (text, at)))
        && ends_word (at + strlen (word)))
      return TRUE;
  return FALSE;
}

static gboolean
is_said (GengRule *rule, GObject *thing)
{
  const char *text = geng_rule_get_text (rule);

  return text != NULL && GENG_IS_ENTITY (thing)
         && (has_word (text, geng_entity_get_id (GENG_ENTITY (thing)))
             || has_word (text, geng_entity_get_name (GENG_ENTITY (thing))));
}

/* -- how to call who names it -- */

static char *
call_holder (GObject *holder)
{
  if (GENG_IS_ENTITY (holder))
    return g_strdup (geng_entity_get_id (GENG_ENTITY (holder)));
  if (GENG_IS_REQUEST (holder))
    {
      GengMember *member = geng_request_get_member (GENG_REQUEST (holder));

      return g_strdup_printf (_ ("a request of %s"), geng_entity_get_id (GENG_ENTITY (member)));
    }
  return g_strdup_printf (_ ("the rule %s = %s"), geng_rule_get_kind (GENG_RULE (holder)),
                          geng_rule_get_text (GENG_RULE (holder)));
}

static void
ask_rules (GListModel *rules, GObject *thing, GPtrArray *names)
{
  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GObject) rule = g_list_model_get_item (rules, i);

      if (is_said (GENG_RULE (rule), thing))
        g_ptr_array_add (names, call_holder (rule));
    }
}

static void
ask (GObject *holder, GObject *thing, GPtrArray *names)
{
  if (holder == thing)
    return;
  if (holds (holder, thing) || lists (holder, thing))
    g_ptr_array_add (names, call_holder (holder));
  if (GENG_IS_CONTRACT (holder))
    ask_rules (geng_contract_get_rules (GENG_CONTRACT (holder)), thing, names);
  if (GENG_IS_MEMBER (holder))
    ask_rules (geng_member_get_rules (GENG_MEMBER (holder)), thing, names);
}

/* Returns: (transfer full) (element-type utf8): all that name the thing */
static GPtrArray *
list_holders (GengStation *self, GObject *thing)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint t = 0; t < GENG_N_TABLES; t++)
    for (guint i = 0; i < geng_list_size (self->tables[t]); i++)
      ask (geng_list_peek (self->tables[t], i), thing, names);
  for (guint i = 0; i < geng_list_size (self->requests); i++)
    ask (geng_list_peek (self->requests, i), thing, names);
  ask_rules (G_LIST_MODEL (self->rules), thing, names);
  return names;
}

/* -- the two edits -- */

/* More names than these help nobody. */
#define MOST_NAMES 5

static gboolean
is_replaced (GengStation *self, GObject *thing)
{
  for (guint i = 0; i < GENG_N_TABLES; i++)
    {
      GObject *other = NULL;

      if (g_list_model_get_item_type (G_LIST_MODEL (self->tables[i])) == G_OBJECT_TYPE (thing))
        other = geng_table_lookup (self->tables[i], geng_entity_get_id (GENG_ENTITY (thing)));
      if (other != NULL && other != thing)
        return TRUE;
    }
  return FALSE;
}

gboolean
geng_station_check_unnamed (GengStation *self, GObject *thing, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *list = NULL;
  guint n;

  if (!GENG_IS_ENTITY (thing) || is_replaced (self, thing))
    return TRUE;
  names = list_holders (self, thing);
  n = names->len;
  if (n == 0)
    return TRUE;
  g_ptr_array_set_size (names, (int) MIN (n, MOST_NAMES));
  if (n > MOST_NAMES)
    g_ptr_array_add (names, g_strdup ("…"));
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (", ", (char **) names->pdata);
  g_set_error (error, GENG_ERROR, GENG_ERROR_IN_USE, _ ("%s: it cannot go while it is named by %s"),
               geng_entity_get_id (GENG_ENTITY (thing)), list);
  return FALSE;
}

GengList *
geng_station_list_of (GengStation *self, GObject *thing, guint *position)
{
  for (guint i = 0; i < GENG_N_TABLES; i++)
    if (geng_list_find (self->tables[i], thing, position))
      return self->tables[i];
  if (geng_list_find (self->requests, thing, position))
    return self->requests;
  if (geng_list_find (self->holidays, thing, position))
    return self->holidays;
  return geng_list_find (self->rules, thing, position) ? self->rules : NULL;
}

static GengList *
find_list (GengStation *self, GObject *thing, guint *position, GError **error)
{
  GengList *list = geng_station_list_of (self, thing, position);

  if (list == NULL)
    g_set_error_literal (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
                         _ ("station: what is to be changed is not in one of its lists"));
  return list;
}

/**
 * geng_station_remove:
 * @self: a #GengStation
 * @thing: what to take out: a member, a shift, a post, a demand, a request, a rule of the station,
 * …
 * @error: return location for an error
 *
 * Takes something out of the station.  It keeps its values and may be added again, here or
 * elsewhere. Rules of a contract or a member are taken out there.
 *
 * Fails with %GENG_ERROR_UNKNOWN when it is not in the station, and with %GENG_ERROR_IN_USE while
 * something else names it: a demand its post, a request its member, a rule a shift by its id.  The
 * message says what.  Rosters keep their duties; the judge reports those whose member, shift or
 * post is no longer there.
 *
 * Returns: whether it was removed
 */
gboolean
geng_station_remove (GengStation *self, GObject *thing, GError **error)
{
  GengList *list;
  guint position;

  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (G_IS_OBJECT (thing), FALSE);
  list = find_list (self, thing, &position, error);
  if (list == NULL || !geng_station_check_unnamed (self, thing, error))
    return FALSE;
  geng_list_remove (list, position);
  return TRUE;
}

/**
 * geng_station_move:
 * @self: a #GengStation
 * @thing: something in one of its lists
 * @position: where it is to stand in its list; the end where that is beyond it
 * @error: return location for an error
 *
 * Puts something in another place of its list: the order in which people and shifts are shown.  The
 * order is part of the question, so that another order may give another roster as good.
 *
 * Fails with %GENG_ERROR_UNKNOWN when it is not in the station.
 *
 * Returns: whether it stands there now
 */
gboolean
geng_station_move (GengStation *self, GObject *thing, guint position, GError **error)
{
  GengList *list;
  guint from;

  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  g_return_val_if_fail (G_IS_OBJECT (thing), FALSE);
  list = find_list (self, thing, &from, error);
  if (list == NULL)
    return FALSE;
  geng_list_move (list, from, MIN (position, geng_list_size (list) - 1));
  return TRUE;
}

/**
 * geng_station_get_generation:
 * @self: a #GengStation
 *
 * Returns: a number that grows with each change of the station or of something that belongs to it;
 *   a plan, or anything else that was made of the station, is of today while it is the same
 */
guint64
geng_station_get_generation (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), 0);
  return self->generation;
}
