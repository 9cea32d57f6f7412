/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-colour.h"
#include "geng-date.h"
#include "geng-demand-private.h"
#include "geng-gettext.h"
#include "geng-part.h"
#include "geng-station-private.h"
#include "geng-text.h"

/* What is wrong with a station's data: each entity alone, then the whole. */

#define LAST_MINUTE (2 * GENG_DAY_MINUTES)

static const char *
id_of (gpointer entity)
{
  return geng_entity_get_id (GENG_ENTITY (entity));
}

static char *
check_times (const char *what, const char *id, int from, int to)
{
  if (from < 0 || to <= from || to - from > GENG_DAY_MINUTES || to > LAST_MINUTE)
    return g_strdup_printf (_ ("%s %s: from minute %d to %d is no stretch of a duty day; "
                               "give minutes from 00:00 of its date, at most 24 hours"),
                            what, id, from, to);
  return NULL;
}

char *
geng_station_check_window (GengWindow *window)
{
  return check_times (_ ("window"), id_of (window), geng_window_get_start_minute (window),
                      geng_window_get_end_minute (window));
}

char *
geng_station_check_shift (GengShift *shift)
{
  return check_times (_ ("shift"), id_of (shift), geng_shift_get_start_minute (shift),
                      geng_shift_get_end_minute (shift));
}

static char *
check_role_limit (GengDemand *demand, const GengRoleLimit *limit)
{
  if (limit->min < 0 || limit->max < limit->min)
    return g_strdup_printf (_ ("demand %s: the range of the role %s is upside down; "
                               "write 1.. or 1..2"),
                            id_of (demand), limit->role);
  if (limit->weight < 0)
    return g_strdup_printf (_ ("demand %s: the weight of the role %s is below 0"), id_of (demand),
                            limit->role);
  return NULL;
}

char *
geng_station_check_demand (GengDemand *demand)
{
  int min = geng_demand_get_min (demand);
  int wanted = geng_demand_get_wanted (demand);
  int max = geng_demand_get_max (demand);
  GPtrArray *limits = geng_demand_peek_role_limits (demand);

  if (!geng_demand_get_shift (demand) == !geng_demand_get_window (demand))
    return g_strdup_printf (_ ("demand %s: it needs a shift or a window, and not both"),
                            id_of (demand));
  if (min < 0 || wanted < min || max < wanted)
    return g_strdup_printf (_ ("demand %s: the crew %d..%d with %d wanted is no range; "
                               "0 ≤ least ≤ wanted ≤ most"),
                            id_of (demand), min, max, wanted);
  if (geng_demand_get_under (demand) < 0 || geng_demand_get_over (demand) < 0)
    return g_strdup_printf (_ ("demand %s: a price is below 0"), id_of (demand));
  for (guint i = 0; i < limits->len; i++)
    {
      char *message = check_role_limit (demand, limits->pdata[i]);

      if (message)
        return message;
    }
  return NULL;
}

/* The whole. */

static void
add_fault (GPtrArray *faults, char *message)
{
  if (message)
    g_ptr_array_add (faults, geng_fault_new (NULL, 0, 0, message));
  g_free (message);
}

static int
compare_windows (gconstpointer a, gconstpointer b)
{
  return geng_window_get_start_minute (*(GengWindow *const *) a)
         - geng_window_get_start_minute (*(GengWindow *const *) b);
}

/* Those of one part of a zone's planning station. */
static GPtrArray *
sort_windows (GengStation *self, const char *part)
{
  GListModel *list = geng_station_get_windows (self);
  GPtrArray *windows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GengEntity) window = g_list_model_get_item (list, i);

      if (geng_part_has (part, window))
        g_ptr_array_add (windows, g_steal_pointer (&window));
    }
  g_ptr_array_sort (windows, compare_windows);
  return windows;
}

static char *
hole (int from, int to)
{
  g_autofree char *first = geng_minutes_to_string (from);
  g_autofree char *last = geng_minutes_to_string (to);

  return g_strdup_printf (
      _ ("windows: nothing covers %s to %s; the windows must fill the duty day"), first, last);
}

static char *
overlap (int from, int to, GengWindow *before, GengWindow *window)
{
  g_autofree char *first = geng_minutes_to_string (from);
  g_autofree char *last = geng_minutes_to_string (to);

  if (!before)
    return g_strdup_printf (_ ("window %s: %s to %s is before the duty day begins, "
                               "or after it ends"),
                            id_of (window), first, last);
  return g_strdup_printf (_ ("windows %s and %s overlap from %s to %s"), id_of (before),
                          id_of (window), first, last);
}

/* Windows tile the duty day: from its start, 24 hours, no hole and no overlap. */
static void
check_part_tiling (GengStation *self, const char *part, GPtrArray *faults)
{
  g_autoptr (GPtrArray) windows = sort_windows (self, part);
  GengWindow *before = NULL;
  int reached = self->day_start;
  int end = self->day_start + GENG_DAY_MINUTES;

  if (windows->len == 0)
    {
      add_fault (faults,
                 g_strdup (_ ("station: there is no window; the windows must fill the duty day")));
      return;
    }
  for (guint i = 0; i < windows->len; i++)
    {
      GengWindow *window = windows->pdata[i];
      int from = geng_window_get_start_minute (window);
      int to = geng_window_get_end_minute (window);

      if (from > reached)
        add_fault (faults, hole (reached, MIN (from, end)));
      if (from < reached)
        add_fault (faults, overlap (from, MIN (to, reached), before, window));
      if (to > end)
        add_fault (faults, overlap (MAX (from, end), to, NULL, window));
      if (to > reached)
        before = window;
      reached = MAX (reached, to);
    }
  if (reached < end)
    add_fault (faults, hole (reached, end));
}

static void
check_tiling (GengStation *self, GPtrArray *faults)
{
  GengList *windows = self->tables[GENG_TABLE_WINDOWS];
  g_autoptr (GHashTable) parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (geng_list_size (windows) == 0)
    check_part_tiling (self, NULL, faults);
  for (guint i = 0; i < geng_list_size (windows); i++)
    {
      g_autofree char *part = geng_part_of (geng_list_peek (windows, i));

      if (g_hash_table_add (parts, g_strdup (part != NULL ? part : "")))
        check_part_tiling (self, part, faults);
    }
}

/* Where the shift's windows are not one after the other, or it goes beyond them, from which minute
 * on; -1 where all is well. */
static int
beyond_windows (GengShift *shift)
{
  GListModel *windows = geng_shift_get_windows (shift);
  int start = geng_shift_get_start_minute (shift), end = geng_shift_get_end_minute (shift);
  int reached = -1;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GengWindow) window = g_list_model_get_item (windows, i);
      int from = geng_window_get_start_minute (window), to = geng_window_get_end_minute (window);

      if (start >= to || end <= from || (i > 0 && from != reached))
        return i > 0 ? from : start;
      if (i == 0 && start < from)
        return start;
      reached = to;
    }
  return end > reached ? reached : -1;
}

static char *
window_names (GengShift *shift)
{
  GListModel *windows = geng_shift_get_windows (shift);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GengWindow) window = g_list_model_get_item (windows, i);
      g_autofree char *start = geng_minutes_to_string (geng_window_get_start_minute (window));
      g_autofree char *end = geng_minutes_to_string (geng_window_get_end_minute (window));

      g_string_append_printf (text, "%s%s %s–%s", i > 0 ? "; " : "", id_of (window), start, end);
    }
  return g_string_free (text, FALSE);
}

static char *
check_within (GengShift *shift)
{
  int minute = beyond_windows (shift);
  g_autofree char *where = geng_minutes_to_string (MAX (minute, 0));
  g_autofree char *windows = window_names (shift);

  if (minute < 0)
    return NULL;
  return g_strdup_printf (_ ("shift %s: at %s it leaves its windows (%s); "
                             "name all that it spans, in the order of time"),
                          id_of (shift), where, windows);
}

/* Every text names something of the table; nothing listed is fine. */
static void
check_names (GengStation *self,
             GPtrArray *faults,
             gpointer owner,
             const char *const *names,
             GengTableKind kind,
             const char *what)
{
  for (guint i = 0; names && names[i]; i++)
    {
      g_autofree char *quoted = NULL;

      if (geng_table_lookup (self->tables[kind], names[i]))
        continue;
      quoted = geng_text_quote (names[i]);
      /* Translators: who names it, the word for the kind of thing, its name */
      add_fault (faults,
                 g_strdup_printf (_ ("%s: there is no %s %s"), id_of (owner), what, quoted));
    }
}

static void
check_entity (GengStation *self,
              GPtrArray *faults,
              gpointer owner,
              gpointer entity,
              GengTableKind kind,
              const char *what)
{
  const char *names[] = { entity ? id_of (entity) : NULL, NULL };

  if (entity && !geng_table_has (self->tables[kind], entity))
    check_names (self, faults, owner, names, kind, what);
}

static void
check_member (GengStation *self, GPtrArray *faults, gpointer member)
{
  const GDate *since = geng_member_get_since (member);
  const GDate *until = geng_member_get_until (member);

  check_entity (self, faults, member, geng_member_get_organisation (member),
                GENG_TABLE_ORGANISATIONS, _ ("organisation"));
  check_entity (self, faults, member, geng_member_get_team (member), GENG_TABLE_TEAMS, _ ("team"));
  check_entity (self, faults, member, geng_member_get_contract (member), GENG_TABLE_CONTRACTS,
                _ ("contract"));
  check_names (self, faults, member, geng_member_get_roles (member), GENG_TABLE_ROLES, _ ("role"));
  check_names (self, faults, member, geng_member_get_posts (member), GENG_TABLE_POSTS, _ ("post"));
  /* A guest serves shifts that this station may not have. */
  if (!geng_member_get_guest (member))
    check_names (self, faults, member, geng_member_get_shifts (member), GENG_TABLE_SHIFTS,
                 _ ("shift"));
  if (since && until && g_date_compare (since, until) > 0)
    add_fault (faults, g_strdup_printf (_ ("member %s: the membership ends before it begins"),
                                        id_of (member)));
}

/* Another demand for what should be the leader's alone. */
static char *
check_alone (GengDemand *leader, GengDemand *other)
{
  gboolean shift = geng_demand_get_shift (other) == geng_demand_get_shift (leader);

  if (other == leader || geng_demand_get_leader (other)
      || (!shift && geng_demand_get_post (other) != geng_demand_get_post (leader)
          && geng_demand_get_keeps (other) != geng_demand_get_post (leader)))
    return NULL;
  return g_strdup_printf (
      shift ? _ ("demand %s: the leader on call has a shift of his own; %s asks for it as well")
            : _ ("demand %s: the leader on call has a post of his own; %s asks for it as well"),
      id_of (leader), id_of (other));
}

static void
check_leader (GengStation *self, GPtrArray *faults, GengDemand *demand)
{
  GengList *demands = self->tables[GENG_TABLE_DEMANDS];

  if (geng_demand_get_candidates (demand) != NULL && !geng_demand_get_leader (demand))
    add_fault (faults, g_strdup_printf (_ ("demand %s: a list is for the leader on call; write "
                                           "leader = yes"),
                                        id_of (demand)));
  if (!geng_demand_get_leader (demand))
    return;
  if (geng_demand_get_shift (demand) == NULL)
    add_fault (faults, g_strdup_printf (_ ("demand %s: the leader on call needs a shift, not a "
                                           "window"),
                                        id_of (demand)));
  for (guint i = 0; i < geng_list_size (demands); i++)
    add_fault (faults, check_alone (demand, geng_list_peek (demands, i)));
}

/* A crew at the post of a reserve: nobody would know who waits and who serves. */
static char *
check_waiting (GengDemand *reserve, GengDemand *other)
{
  if (geng_demand_get_reserve (other)
      || (geng_demand_get_post (other) != geng_demand_get_post (reserve)
          && geng_demand_get_keeps (other) != geng_demand_get_post (reserve)))
    return NULL;
  return g_strdup_printf (_ ("demand %s: a reserve has a post of its own, where nobody serves; %s "
                             "asks for it as well"),
                          id_of (reserve), id_of (other));
}

static void
check_reserve (GengStation *self, GPtrArray *faults, GengDemand *demand)
{
  GengList *demands = self->tables[GENG_TABLE_DEMANDS];
  GengPost *post = geng_demand_get_post (demand);

  if (!geng_demand_get_reserve (demand))
    return;
  if (geng_demand_get_leader (demand))
    add_fault (faults, g_strdup_printf (_ ("demand %s: it is for a reserve or for the leader on "
                                           "call, not for both"),
                                        id_of (demand)));
  if (geng_demand_get_shift (demand) == NULL)
    add_fault (faults,
               g_strdup_printf (_ ("demand %s: a reserve needs a shift, not a window: it counts as "
                                   "that shift"),
                                id_of (demand)));
  if (post != NULL && geng_post_get_manned (post))
    add_fault (faults, g_strdup_printf (_ ("demand %s: nobody is at the post of a reserve; %s "
                                           "should not be manned = always"),
                                        id_of (demand), id_of (post)));
  for (guint i = 0; i < geng_list_size (demands); i++)
    add_fault (faults, check_waiting (demand, geng_list_peek (demands, i)));
}

static void
check_demand (GengStation *self, GPtrArray *faults, gpointer demand)
{
  GPtrArray *limits = geng_demand_peek_role_limits (demand);

  add_fault (faults, geng_station_check_demand (demand));
  check_leader (self, faults, demand);
  check_reserve (self, faults, demand);
  check_names (self, faults, demand, geng_demand_get_candidates (demand), GENG_TABLE_MEMBERS,
               _ ("member"));
  check_entity (self, faults, demand, geng_demand_get_keeps (demand), GENG_TABLE_POSTS, _ ("post"));
  for (guint i = 0; i < limits->len; i++)
    {
      const GengRoleLimit *limit = limits->pdata[i];
      gboolean org = g_str_has_prefix (limit->role, "org:");
      const char *names[] = { org ? limit->role + 4 : limit->role, NULL };

      check_names (self, faults, demand, names, org ? GENG_TABLE_ORGANISATIONS : GENG_TABLE_ROLES,
                   org ? _ ("organisation") : _ ("role"));
    }
}

static void
check_shift (GengStation *self, GPtrArray *faults, gpointer shift)
{
  const char *colour = geng_shift_get_colour (shift);
  g_autofree char *quoted = geng_text_quote (colour);

  if (colour != NULL && !geng_colour_is_name (colour))
    add_fault (faults, g_strdup_printf (_ ("shift %s: %s is no colour; write a CSS name like navy"),
                                        id_of (shift), quoted));
  add_fault (faults, check_within (shift));
}

static void
check_window (GengStation *self, GPtrArray *faults, gpointer window)
{
  check_names (self, faults, window, geng_window_get_kit (window), GENG_TABLE_PIECES, _ ("piece"));
}

static void
check_post (GengStation *self, GPtrArray *faults, gpointer post)
{
  check_names (self, faults, post, geng_post_get_kit (post), GENG_TABLE_PIECES, _ ("piece"));
}

static void
check_recharge (GengStation *self, GPtrArray *faults, gpointer entity)
{
  gboolean item = GENG_IS_ITEM (entity);
  int minutes
      = item ? geng_item_get_recharge_minutes (entity) : geng_piece_get_recharge_minutes (entity);

  if (minutes < (item ? -1 : 0) || minutes > 7 * GENG_DAY_MINUTES)
    add_fault (faults, g_strdup_printf (_ ("%s: it cannot be out of use for %d minutes; 0 to %d"),
                                        id_of (entity), minutes, 7 * GENG_DAY_MINUTES));
}

static void
check_zone (GengStation *self, GPtrArray *faults)
{
  g_autofree char *quoted = geng_text_quote (self->timezone);

  if (self->timezone == NULL)
    add_fault (faults, g_strdup (_ ("station: it has no time zone; write a name like "
                                    "Asia/Shanghai")));
  else if (!self->zone_known)
    add_fault (faults, g_strdup_printf (_ ("station: the time zone %s is not known; write a name "
                                           "like Asia/Shanghai"),
                                        quoted));
}

/* What is published is written in one of these; %NULL is the language of the program. */
static void
check_language (GengStation *self, GPtrArray *faults)
{
  static const char *const known[] = { "zh", "en" };
  const char *language = self->language;
  g_autofree char *quoted = geng_text_quote (language);

  if (language == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_has_prefix (language, known[i]) && strchr ("_-.", language[strlen (known[i])]))
      return;
  add_fault (faults, g_strdup_printf (_ ("station: it cannot publish in the language %s; "
                                         "write zh_CN or en"),
                                      quoted));
}

/* Whatever stands between the digits. */
static char *
digits_of (const char *phone)
{
  GString *digits = g_string_new (NULL);

  for (const char *at = phone != NULL ? phone : ""; *at != '\0'; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (digits, *at);
  return g_string_free (digits, FALSE);
}

/* The station's telephone stands on every wall, and a member's own does not. */
static void
check_duty_phone (GengStation *self, GPtrArray *faults)
{
  g_autofree char *digits = digits_of (self->duty_phone);
  GengList *members = self->tables[GENG_TABLE_MEMBERS];

  for (guint i = 0; digits[0] != '\0' && i < geng_list_size (members); i++)
    {
      gpointer member = geng_list_peek (members, i);
      g_autofree char *own = digits_of (geng_member_get_phone (member));

      if (g_str_equal (digits, own))
        add_fault (faults,
                   g_strdup_printf (_ ("station: the duty phone is the phone of the member %s; it "
                                       "is shown to everybody, so write the station's own"),
                                    id_of (member)));
    }
}

typedef void (*CheckFunc) (GengStation *self, GPtrArray *faults, gpointer entity);

GPtrArray *
geng_station_check (GengStation *self)
{
  static const struct
  {
    GengTableKind table;
    CheckFunc check;
  } checks[] = {
    { GENG_TABLE_WINDOWS, check_window }, { GENG_TABLE_SHIFTS, check_shift },
    { GENG_TABLE_POSTS, check_post },     { GENG_TABLE_DEMANDS, check_demand },
    { GENG_TABLE_MEMBERS, check_member }, { GENG_TABLE_PIECES, check_recharge },
    { GENG_TABLE_ITEMS, check_recharge },
  };
  GPtrArray *faults = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_fault_free);
  check_zone (self, faults);
  check_language (self, faults);
  check_duty_phone (self, faults);
  check_tiling (self, faults);
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      GListModel *list = G_LIST_MODEL (self->tables[checks[i].table]);

      for (guint j = 0; j < g_list_model_get_n_items (list); j++)
        {
          g_autoptr (GObject) entity = g_list_model_get_item (list, j);

          checks[i].check (self, faults, entity);
        }
    }
  return faults;
}
