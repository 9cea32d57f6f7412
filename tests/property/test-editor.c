/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Somebody who edits at random: a station, its roster, undo, redo, copies.  After each step all of
 * it is written down, with the objects themselves; going back and forth must come to the same text
 * and to the same objects, what fails must change nothing, and a copy is a thing of its own.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "random-station.h"

#define ROUND 500 /* of them on one station */
#define LIMIT 60  /* steps that are kept */

/* How many rounds of doing, undoing or redoing; an argument asks for others. */
static guint64 n_operations = 10000;

/* What there is at one moment. */
typedef struct
{
  char *text;
  GPtrArray *things; /* everything of the station and of the roster, in order */
} State;

typedef struct
{
  RandomCase *random_case;
  GengStation *station;
  GengRoster *roster;
  GengUndo *undo;
  GengRandom random;
  GPtrArray *states; /* of State: what undoing and redoing come to */
  guint now;         /* index of the present one */
  guint n_tried;     /* steps that were begun: their names */
  guint n_made;      /* those that changed something */
} Editor;

typedef GListModel *(*GetList) (GengStation *station);

static const GetList lists[]
    = { geng_station_get_members,       geng_station_get_posts,     geng_station_get_shifts,
        geng_station_get_windows,       geng_station_get_demands,   geng_station_get_requests,
        geng_station_get_items,         geng_station_get_pieces,    geng_station_get_roles,
        geng_station_get_organisations, geng_station_get_contracts, geng_station_get_teams,
        geng_station_get_holidays };

static void
state_free (gpointer data)
{
  State *self = data;

  g_free (self->text);
  g_ptr_array_unref (self->things);
  g_free (self);
}

static void
add_all (GPtrArray *things, GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    g_ptr_array_add (things, g_list_model_get_item (list, i));
}

static State *
look (Editor *self)
{
  State *state = g_new0 (State, 1);
  g_autofree char *station = geng_station_to_json (self->station);
  g_autofree char *roster = geng_roster_to_json (self->roster);

  state->text = g_strconcat (station, "\n", roster, NULL);
  state->things = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    add_all (state->things, lists[i](self->station));
  add_all (state->things, G_LIST_MODEL (self->roster));
  return state;
}

/* Shows where the two begin to differ. */
static void
assert_text (const char *found, const char *wanted, const char *what)
{
  gsize i = 0;

  while (found[i] != '\0' && found[i] == wanted[i])
    i++;
  ck_assert_msg (strcmp (found, wanted) == 0, "%s: …%.120s… should be …%.120s…", what,
                 found + i - MIN (i, 30), wanted + i - MIN (i, 30));
}

static void
assert_same (const State *found, const State *wanted, const char *what)
{
  assert_text (found->text, wanted->text, what);
  ck_assert_msg (found->things->len == wanted->things->len, "%s: other things", what);
  for (guint n = 0; n < found->things->len; n++)
    ck_assert_msg (found->things->pdata[n] == wanted->things->pdata[n],
                   "%s: another object in the place of %s", what,
                   G_OBJECT_TYPE_NAME (wanted->things->pdata[n]));
}

static void
assert_is (Editor *self, guint index, const char *what)
{
  State *found = look (self);

  assert_same (found, self->states->pdata[index], what);
  state_free (found);
}

/* -- what holds always -- */

static void
check_ids (GListModel *list)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) thing = g_list_model_get_item (list, i);

      if (GENG_IS_ENTITY (thing))
        ck_assert (g_hash_table_add (seen, g_strdup (geng_entity_get_id (GENG_ENTITY (thing)))));
    }
}

/* By day, and by the start of the shift. */
static gint64
place_of (GengDuty *duty)
{
  gint64 day = g_date_get_julian (geng_duty_get_date (duty));

  return day * 100000 + geng_shift_get_start_minute (geng_duty_get_shift (duty));
}

static void
check_roster (Editor *self)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (self->roster);

  ck_assert_uint_eq (duties->len, g_list_model_get_n_items (G_LIST_MODEL (self->roster)));
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = duties->pdata[i];

      ck_assert_ptr_eq (
          geng_roster_lookup (self->roster, geng_duty_get_member (duty), geng_duty_get_date (duty)),
          duty);
      if (i > 0)
        ck_assert_msg (place_of (duties->pdata[i - 1]) <= place_of (duty), "the order of duties");
    }
}

static void
check_station (Editor *self)
{
  GListModel *members = geng_station_get_members (self->station);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    check_ids (lists[i](self->station));
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengEntity) member = g_list_model_get_item (members, i);

      ck_assert_ptr_eq (geng_station_lookup_member (self->station, geng_entity_get_id (member)),
                        member);
    }
}

/* A copy says the same, and what is done to it is done to it alone. */
static void
check_copy (Editor *self)
{
  g_autoptr (GengStation) copy = geng_station_copy (self->station);
  g_autofree char *here = geng_station_to_json (self->station);
  g_autofree char *there = geng_station_to_json (copy);
  g_autofree char *after = NULL;
  g_autoptr (GengEntity) first = g_list_model_get_item (geng_station_get_members (copy), 0);

  assert_text (there, here, "a copy");
  if (first != NULL)
    geng_entity_set_name (first, "somebody else");
  geng_entity_set_name (GENG_ENTITY (copy), "elsewhere");
  after = geng_station_to_json (self->station);
  assert_text (after, here, "beside a copy");
}

/* -- operations -- */

static guint
below (Editor *self, guint n)
{
  return geng_random_below (&self->random, n);
}

/* (nullable) (transfer full) */
static gpointer
pick (Editor *self, GListModel *list)
{
  guint n = g_list_model_get_n_items (list);

  return n > 0 ? g_list_model_get_item (list, below (self, n)) : NULL;
}

static gpointer
pick_thing (Editor *self)
{
  return pick (self, lists[below (self, G_N_ELEMENTS (lists))](self->station));
}

static gboolean
may_be_set (const GParamSpec *pspec)
{
  return (pspec->flags & G_PARAM_READWRITE) == G_PARAM_READWRITE
         && (pspec->flags & G_PARAM_CONSTRUCT_ONLY) == 0;
}

static void
draw_value (Editor *self, const GParamSpec *pspec, GValue *value)
{
  if (G_VALUE_HOLDS_INT (value))
    g_value_set_int (value, (int) below (self, 2000) - 100);
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, below (self, 2) == 1);
  else if (G_VALUE_HOLDS_STRING (value) && below (self, 2) == 0)
    g_value_take_string (value, g_strdup_printf ("text %u", below (self, 100)));
}

/* One of its properties becomes what another of its kind has, or something drawn. */
static void
set_property (Editor *self, GObject *thing, GObject *other)
{
  guint n;
  g_autofree GParamSpec **all = g_object_class_list_properties (G_OBJECT_GET_CLASS (thing), &n);
  GParamSpec *pspec = n > 0 ? all[below (self, n)] : NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  if (pspec == NULL || !may_be_set (pspec))
    return;
  g_value_init (&value, pspec->value_type);
  g_object_get_property (other, pspec->name, &value);
  draw_value (self, pspec, &value);
  g_param_value_validate (pspec, &value);
  g_object_set_property (thing, pspec->name, &value);
}

static void
edit_property (Editor *self)
{
  guint list = below (self, G_N_ELEMENTS (lists) + 1);
  GListModel *model
      = list < G_N_ELEMENTS (lists) ? lists[list](self->station) : G_LIST_MODEL (self->roster);
  g_autoptr (GObject) thing = pick (self, model);
  g_autoptr (GObject) other = pick (self, model);

  if (thing != NULL)
    set_property (self, thing, other);
}

/* Ids come again now and then, and are refused. */
static void
add_thing (Editor *self)
{
  g_autofree char *id = g_strdup_printf ("n%u", below (self, 40));
  g_autoptr (GengMember) member = NULL;
  g_autoptr (GengPost) post = NULL;
  g_autoptr (GengTeam) team = NULL;

  switch (below (self, 3))
    {
    case 0:
      member = geng_member_new (id, NULL);
      geng_station_add_member (self->station, member, NULL);
      break;
    case 1:
      post = geng_post_new (id, NULL);
      geng_station_add_post (self->station, post, NULL);
      break;
    default:
      team = geng_team_new (id, NULL);
      geng_station_add_team (self->station, team, NULL);
    }
}

static void
add_request (Editor *self)
{
  g_autoptr (GengMember) member = pick (self, geng_station_get_members (self->station));
  GDate day = self->random_case->first;
  g_autoptr (GengRequest) request = NULL;

  if (member == NULL)
    return;
  g_date_add_days (&day, below (self, 7));
  request = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, &day, &day);
  geng_station_add_request (self->station, request, NULL);
}

/* What others refer to is refused, and stays. */
static void
remove_thing (Editor *self)
{
  g_autoptr (GObject) thing = pick_thing (self);
  g_autoptr (GError) error = NULL;
  State *before, *after;

  if (thing == NULL)
    return;
  before = look (self);
  if (!geng_station_remove (self->station, thing, &error))
    {
      after = look (self);
      ck_assert_ptr_nonnull (error);
      assert_same (after, before, "a refused removal");
      state_free (after);
    }
  state_free (before);
}

static void
move_thing (Editor *self)
{
  g_autoptr (GObject) thing = pick_thing (self);

  if (thing != NULL)
    geng_station_move (self->station, thing, below (self, 5), NULL);
}

static void
pick_day (Editor *self, GDate *day)
{
  guint n = (guint) g_date_days_between (&self->random_case->first, &self->random_case->last) + 1;

  *day = self->random_case->first;
  g_date_add_days (day, below (self, n));
}

static void
assign (Editor *self)
{
  g_autoptr (GengMember) member = pick (self, geng_station_get_members (self->station));
  g_autoptr (GengShift) shift = pick (self, geng_station_get_shifts (self->station));
  g_autoptr (GengPost) post = pick (self, geng_station_get_posts (self->station));
  GDate day;

  pick_day (self, &day);
  if (member != NULL && shift != NULL && post != NULL)
    geng_roster_assign (self->roster, member, &day, shift, post, NULL);
}

static void
shuffle_duties (Editor *self)
{
  g_autoptr (GengDuty) one = pick (self, G_LIST_MODEL (self->roster));
  g_autoptr (GengDuty) other = pick (self, G_LIST_MODEL (self->roster));
  g_autoptr (GengMember) member = pick (self, geng_station_get_members (self->station));
  GDate day;

  pick_day (self, &day);
  if (one == NULL || member == NULL)
    return;
  switch (below (self, 3))
    {
    case 0:
      geng_roster_swap (self->roster, one, other, NULL);
      break;
    case 1:
      geng_roster_move (self->roster, one, member, &day, NULL);
      break;
    default:
      geng_roster_remove (self->roster, one);
    }
}

static void
operate (Editor *self)
{
  static void (*const operations[]) (Editor * self)
      = { edit_property, edit_property, edit_property, add_thing, add_request,
          remove_thing,  move_thing,    assign,        assign,    shuffle_duties };

  operations[below (self, G_N_ELEMENTS (operations))](self);
}

/* -- steps -- */

static void
remember (Editor *self, State *state)
{
  g_ptr_array_set_size (self->states, (int) self->now + 1);
  g_ptr_array_add (self->states, state);
  if (self->states->len > LIMIT + 1)
    g_ptr_array_remove_index (self->states, 0);
  self->now = self->states->len - 1;
  self->n_made++;
}

static void
do_step (Editor *self)
{
  g_autofree char *name = g_strdup_printf ("step %u", ++self->n_tried);
  guint n = below (self, 4) == 0 ? 3 : 1;
  const char *last;

  geng_undo_begin (self->undo, name);
  for (guint i = 0; i < n; i++)
    operate (self);
  geng_undo_end (self->undo);
  last = geng_undo_get_undo_name (self->undo);
  if (g_strcmp0 (last, name) == 0)
    remember (self, look (self));
  else
    assert_is (self, self->now, "nothing was done");
}

static void
go_back (Editor *self)
{
  ck_assert_int_eq (geng_undo_get_can_undo (self->undo), self->now > 0);
  if (self->now == 0)
    return;
  ck_assert (geng_undo_undo (self->undo));
  check_roster (self);
  assert_is (self, --self->now, "undo");
}

static void
go_forth (Editor *self)
{
  ck_assert_int_eq (geng_undo_get_can_redo (self->undo), self->now + 1 < self->states->len);
  if (self->now + 1 == self->states->len)
    return;
  ck_assert (geng_undo_redo (self->undo));
  check_roster (self);
  assert_is (self, ++self->now, "redo");
}

static Editor *
editor_new (guint64 seed)
{
  Editor *self = g_new0 (Editor, 1);

  geng_random_init (&self->random, seed, 3);
  self->random_case = random_case_new (seed);
  self->station = self->random_case->station;
  self->roster = random_roster (self->random_case, &self->random, 0.4);
  self->undo = geng_undo_new (self->station);
  geng_undo_set_limit (self->undo, LIMIT);
  ck_assert (geng_undo_add_roster (self->undo, self->roster, NULL));
  self->states = g_ptr_array_new_with_free_func (state_free);
  g_ptr_array_add (self->states, look (self));
  return self;
}

static void
editor_free (Editor *self)
{
  g_object_unref (self->undo);
  g_object_unref (self->roster);
  g_ptr_array_unref (self->states);
  random_case_free (self->random_case);
  g_free (self);
}

START_TEST (what_an_editor_does_can_be_undone)
{
  guint n_steps = 0;

  for (guint64 seed = 1; n_operations > (seed - 1) * ROUND; seed++)
    {
      Editor *self = editor_new (seed);

      for (guint i = 0; i < ROUND; i++)
        {
          guint chance = below (self, 10);

          if (chance < 2)
            go_back (self);
          else if (chance < 4)
            go_forth (self);
          else
            do_step (self);
          check_roster (self);
          check_station (self);
          if (i % 50 == 0)
            check_copy (self);
        }
      while (self->now > 0)
        go_back (self);
      while (self->now + 1 < self->states->len)
        go_forth (self);
      n_steps += self->n_made;
      editor_free (self);
    }
  /* Six in ten rounds try a step, and some of those find nothing to change. */
  ck_assert_uint_gt (n_steps, n_operations / 3);
}
END_TEST

int
main (int argc, char **argv)
{
  Suite *suite = suite_create ("editor");
  TCase *tcase = tcase_create ("editor");
  SRunner *runner;
  int failed;

  if (argc > 1)
    n_operations = strtoull (argv[1], NULL, 10);
  tcase_set_timeout (tcase, 0);
  tcase_add_test (tcase, what_an_editor_does_can_be_undone);
  suite_add_tcase (suite, tcase);
  runner = srunner_create (suite);
  srunner_run_all (runner, CK_ENV);
  failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? 0 : 1;
}
