/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A plan runs on a thread of its own and on copies, so that one goes on painting meanwhile.  What
 * it finds is shown beside the month, and taken whole or cell by cell; what was painted or pinned
 * since it began stays. */
#include "desk-server.h"
#include "../captain/json.h"
#include "../captain/official.h"

struct _DeskPlan
{
  GCancellable *cancellable; /* while it runs */
  GengRoster *start;         /* the month when it began */
  GengPlan *plan;            /* (nullable): what it found */
  char *month;
  char *error; /* (nullable) */
  char *phase;
  gint64 gaps, cost, bound, elapsed;
  guint64 disproofs; /* of the board, when it began */
};

DeskPlan *
desk_plan_new (void)
{
  return g_new0 (DeskPlan, 1);
}

static void
forget (DeskPlan *self)
{
  g_clear_object (&self->start);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->month, g_free);
  g_clear_pointer (&self->error, g_free);
  g_clear_pointer (&self->phase, g_free);
  self->gaps = self->cost = self->bound = -1;
  self->elapsed = 0;
}

void
desk_plan_free (DeskPlan *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  forget (self);
  g_free (self);
}

static void
on_progress (GengPlanner *planner, GengProgress *progress, gpointer data)
{
  DeskPlan *self = data;
  g_autoptr (GEnumClass) phases = g_type_class_ref (GENG_TYPE_PHASE);

  g_free (self->phase);
  self->phase
      = g_strdup (g_enum_get_value (phases, geng_progress_get_phase (progress))->value_nick);
  self->gaps = geng_progress_get_gaps (progress);
  self->cost = geng_progress_get_cost (progress);
  self->bound = geng_progress_get_bound_cost (progress);
  self->elapsed = (gint64) (geng_progress_get_elapsed_seconds (progress) * G_USEC_PER_SEC);
}

static void
on_planned (GObject *source, GAsyncResult *result, gpointer data)
{
  DeskPlan *self = data;
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->cancellable);
  self->plan = geng_planner_plan_finish (GENG_PLANNER (source), result, &error);
  if (self->plan == NULL)
    self->error = g_strdup (error->message);
}

/* -- what it begins with -- */

/* Pinned duties, and those that were served. */
static GengRoster *
make_base (Board *board, const Official *official, GError **error)
{
  g_autoptr (GengRoster) base = geng_roster_copy (board->desk.roster);
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (base);

  for (guint i = 0; i < duties->len; i++)
    if (!geng_duty_get_pinned (duties->pdata[i]))
      geng_roster_remove (base, duties->pdata[i]);
  return official_restore (official, base, NULL, error) ? g_steal_pointer (&base) : NULL;
}

/* How hard to look: as the page says, or else normally. */
static GengEffort
read_effort (JsonObject *asked)
{
  const char *text = json_read_text (asked, "effort");

  if (g_strcmp0 (text, "quick") == 0)
    return GENG_EFFORT_QUICK;
  return g_strcmp0 (text, "thorough") == 0 ? GENG_EFFORT_THOROUGH : GENG_EFFORT_NORMAL;
}

/* (nullable): from when on a published month may change */
static GDateTime *
read_from (Board *board, JsonObject *asked)
{
  const char *text = json_read_text (asked, "from");

  if (text == NULL || text[0] == '\0' || board->desk.published == NULL)
    return NULL;
  return desk_parse_from (&board->desk, text);
}

static GengPlanner *
make_planner (DeskPlan *self, Board *board, JsonObject *asked, GError **error)
{
  Desk *desk = &board->desk;
  g_auto (Official) official = { 0 };
  g_autoptr (GDateTime) from = read_from (board, asked);
  g_autoptr (GengRoster) base = NULL;
  g_autoptr (GengPlanner) planner = NULL;

  if (desk->published != NULL && from == NULL)
    {
      g_set_error_literal (error, BOARD_ERROR, BOARD_ERROR_REFUSED,
                           _ ("This month is official: from when on may it change?"));
      return NULL;
    }
  if (!official_load (&official, desk, from)
      || (base = make_base (board, &official, error)) == NULL)
    return NULL;
  planner = geng_planner_new (desk->station, &desk->first, &desk->last, error);
  if (planner == NULL)
    return NULL;
  geng_planner_set_history (planner, desk->history);
  geng_planner_set_effort (planner, read_effort (asked));
  geng_planner_set_base (planner, base);
  geng_planner_set_change_from (planner, official.from);
  geng_planner_set_served (planner, official.served);
  g_signal_connect (planner, "progress", G_CALLBACK (on_progress), self);
  return g_steal_pointer (&planner);
}

void
desk_plan_start (DeskPlan *self, DeskRequest *request)
{
  g_autoptr (GengPlanner) planner = NULL;
  g_autoptr (GError) error = NULL;

  if (self->cancellable != NULL)
    g_set_error_literal (&error, BOARD_ERROR, BOARD_ERROR_REFUSED,
                         _ ("A plan is running already."));
  else if ((planner = make_planner (self, request->board, request->asked, &error)) != NULL)
    {
      forget (self);
      self->cancellable = g_cancellable_new ();
      self->start = geng_roster_copy (request->board->desk.roster);
      self->month = desk_month_text (&request->board->desk.first);
      self->disproofs = request->board->disproofs;
      geng_planner_plan_async (planner, self->cancellable, on_planned, self);
      desk_plan_tell (self, request);
      return;
    }
  if (error == NULL)
    g_set_error_literal (&error, BOARD_ERROR, BOARD_ERROR_FOLDER,
                         _ ("What is official of the month cannot be read."));
  desk_answer_error (request->message, error);
}

/* -- what it says -- */

/* What was found belongs to the station that was planned; reading the folder anew makes another. */
static gboolean
has_found (DeskPlan *self, Board *board)
{
  return self->plan != NULL
         && geng_roster_get_station (geng_plan_get_roster (self->plan)) == board->desk.station;
}

/* What was painted since it began is as it is now. */
static void
keep_painted (Board *board, guint member, guint day, GengDuty *from, GengDuty *to, gpointer data)
{
  GengRoster *found = data;
  g_autoptr (GengMember) who
      = g_list_model_get_item (geng_station_get_members (board->desk.station), member);
  GDate date = board->desk.first;

  g_date_add_days (&date, day);
  board_put (found, who, &date, to, NULL);
}

static GengRoster *
proposal (DeskPlan *self, Board *board)
{
  GengRoster *found = geng_roster_copy (geng_plan_get_roster (self->plan));

  board_each_difference (board, self->start, board->desk.roster, keep_painted, found);
  return found;
}

static void
add_plan (DeskPlan *self, Board *board, JsonBuilder *builder)
{
  const GengScore *score = geng_judgement_get_score (geng_plan_get_judgement (self->plan));
  g_autoptr (GengRoster) found = proposal (self, board);

  json_builder_set_member_name (builder, "plan");
  json_builder_begin_object (builder);
  add_number (builder, "gaps", score->gaps);
  add_number (builder, "cost", score->cost);
  add_number (builder, "bound-gaps", geng_plan_get_bound_gaps (self->plan));
  add_number (builder, "bound-cost", geng_plan_get_bound_cost (self->plan));
  json_builder_set_member_name (builder, "optimal");
  json_builder_add_boolean_value (builder, geng_plan_get_optimal (self->plan));
  json_builder_set_member_name (builder, "truncated");
  json_builder_add_boolean_value (builder, geng_plan_get_truncated (self->plan));
  board_add_difference (board, board->desk.roster, found, builder);
  json_builder_end_object (builder);
}

void
desk_plan_tell (DeskPlan *self, DeskRequest *request)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "running");
  json_builder_add_boolean_value (builder, self->cancellable != NULL);
  add_text (builder, "month", self->month);
  add_text (builder, "phase", self->phase);
  add_number (builder, "gaps", self->gaps);
  add_number (builder, "cost", self->cost);
  add_number (builder, "bound", self->bound);
  add_number (builder, "elapsed", self->elapsed);
  add_text (builder, "error", self->error);
  if (self->cancellable == NULL && has_found (self, request->board))
    add_plan (self, request->board, builder);
  json_builder_end_object (builder);
  desk_answer (request->message, SOUP_STATUS_OK, builder);
}

void
desk_plan_cancel (DeskPlan *self, DeskRequest *request)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  desk_plan_tell (self, request);
}

/* -- taking it -- */

/* What was proven holds with the pins of the start, and of a month that was planned as a whole. */
static void
take_bound (DeskPlan *self, Board *board)
{
  if (board->disproofs != self->disproofs || board->desk.published != NULL)
    return;
  board->planned_generation = (gint64) geng_plan_get_generation (self->plan);
  board->bound_gaps = geng_plan_get_bound_gaps (self->plan);
  board->bound_cost = geng_plan_get_bound_cost (self->plan);
}

void
desk_plan_take (DeskPlan *self, DeskRequest *request)
{
  Board *board = request->board;
  JsonNode *only = json_object_get_member (request->asked, "only");
  g_autoptr (GengRoster) found = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;

  if (self->cancellable != NULL || !has_found (self, board))
    g_set_error_literal (&error, BOARD_ERROR, BOARD_ERROR_REFUSED,
                         _ ("There is no plan of this month to take."));
  else
    {
      found = proposal (self, board);
      if (board_take (board, found,
                      only != NULL && JSON_NODE_HOLDS_ARRAY (only) ? json_node_get_array (only)
                                                                   : NULL,
                      &error))
        {
          take_bound (self, board);
          json_builder_begin_object (builder);
          board_add_step (board, builder);
          json_builder_end_object (builder);
          desk_answer (request->message, SOUP_STATUS_OK, builder);
          return;
        }
    }
  desk_answer_error (request->message, error);
}
