/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-advise.h"

#include <string.h>

#include "geng-attempt.h"
#include "geng-cover-private.h"
#include "geng-gettext.h"
#include "geng-place.h"
#include "geng-relax.h"
#include "geng-remedy-private.h"
#include "geng-repair.h"

/*
 * What would fill the places that stay open?  First the station is planned for gaps alone, which
 * mostly proves how many nobody can fill.  Then single changes are tried, the likely ones first: a
 * leave on a day with a gap, the limit that keeps most people away, a crew smaller by those who are
 * missing, people from elsewhere.  Each is a plan of its own on a copy, so that nothing is promised
 * that another rule forbids.  All of it is counted work, about ten seconds for a village.
 */

#define EFFORT_OF_ALL G_GUINT64_CONSTANT (10000000000)
/* How many are tried of each kind, and how many people at most may come. */
#define MOST_LEAVES 8
#define MOST_LIMITS 8
#define MOST_PEOPLE 6
/* Of each kind that many are told. */
#define MOST_TOLD 3
/* Trials of single duties that find the limits in the way: about a second. */
#define MOST_TRIALS 5000

typedef struct
{
  GengAttempts attempts;
  GengStation *station;
  GengRoster *roster; /* of the best plan */
  GPtrArray *gaps;    /* (element-type GengGap): its gaps */
  GArray *days;       /* (element-type guint32): on which they are, Julian, ascending */
  GPtrArray *roles;   /* (element-type utf8): that are missing in them, ended by NULL */
  char *title;        /* (nullable): what the roles are called */
  gint64 open;
  gint64 bound;
  gboolean around_shared; /* what is proven leaves the guests where they are */
  GPtrArray *remedies;
} Advising;

static void
advising_clear (Advising *self)
{
  g_clear_object (&self->roster);
  g_clear_pointer (&self->gaps, g_ptr_array_unref);
  g_clear_pointer (&self->days, g_array_unref);
  g_clear_pointer (&self->roles, g_ptr_array_unref);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->remedies, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Advising, advising_clear)

/* -- days -- */

static gboolean
has_day (GArray *days, guint32 julian)
{
  for (guint i = 0; i < days->len; i++)
    if (g_array_index (days, guint32, i) == julian)
      return TRUE;
  return FALSE;
}

static void
add_day (GArray *days, const GDate *date)
{
  guint32 julian = g_date_get_julian (date);
  guint at = 0;

  if (has_day (days, julian))
    return;
  while (at < days->len && g_array_index (days, guint32, at) < julian)
    at++;
  g_array_insert_val (days, at, julian);
}

static GArray *
new_days (void)
{
  return g_array_new (FALSE, FALSE, sizeof (guint32));
}

/* Adds leave for the stretches of first..last that @days does not have. */
static void
add_rest (GengStation *station,
          GengMember *member,
          guint32 first,
          guint32 last,
          GArray *days,
          GengRequest *like)
{
  for (guint32 from = first; from <= last; from++)
    {
      guint32 to = from;
      GDate begin, end;
      g_autoptr (GengRequest) request = NULL;

      if (has_day (days, from))
        continue;
      while (to < last && !has_day (days, to + 1))
        to++;
      g_date_clear (&begin, 1);
      g_date_clear (&end, 1);
      g_date_set_julian (&begin, from);
      g_date_set_julian (&end, to);
      request = geng_request_new (GENG_REQUEST_KIND_LEAVE, member, &begin, &end);
      if (like != NULL && geng_request_get_timed (like))
        geng_request_set_times (request, geng_request_get_start_minute (like),
                                geng_request_get_end_minute (like));
      geng_station_add_request (station, request, NULL);
      from = to;
    }
}

static void
keep (Advising *self, GengRemedyFacts *facts)
{
  if (facts->gaps < self->open)
    g_ptr_array_add (self->remedies, geng_remedy_make (facts));
}

/* -- people who come -- */

typedef struct
{
  int number;
  const Advising *advising;
  GengContract *contract; /* (nullable) */
  GArray *days;           /* (nullable): the only days of those who are lent */
} People;

static void
give_roles (GengMember *member, const GengCopy *copy, GPtrArray *roles)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) own = NULL;

  for (guint i = 0; roles->pdata[i] != NULL; i++)
    {
      const char *role = roles->pdata[i];

      if (g_str_has_prefix (role, "org:"))
        geng_member_set_organisation (
            member, geng_station_lookup_organisation (copy->station, role + strlen ("org:")));
      else
        g_strv_builder_add (builder, role);
    }
  own = g_strv_builder_end (builder);
  geng_member_set_roles (member, (const char *const *) own);
}

static GengMember *
new_member (const GengCopy *copy)
{
  g_autofree char *id = NULL;
  guint n = 0;

  do
    {
      g_free (id);
      id = g_strdup_printf ("more-%u", ++n);
    }
  while (geng_station_lookup_member (copy->station, id) != NULL);
  return geng_member_new (id, id);
}

static gboolean
add_people (const GengCopy *copy, gconstpointer data)
{
  const People *people = data;

  for (int i = 0; i < people->number; i++)
    {
      g_autoptr (GengMember) member = new_member (copy);

      give_roles (member, copy, people->advising->roles);
      if (people->contract != NULL)
        geng_member_set_contract (member, g_hash_table_lookup (copy->there, people->contract));
      if (!geng_station_add_member (copy->station, member, NULL))
        return FALSE;
      if (people->days != NULL)
        add_rest (copy->station, member,
                  g_date_get_julian (geng_roster_get_first (people->advising->roster)),
                  g_date_get_julian (geng_roster_get_last (people->advising->roster)), people->days,
                  NULL);
    }
  return TRUE;
}

/* The contract that most members have. */
static GengContract *
usual_contract (GengStation *station)
{
  GListModel *members = geng_station_get_members (station);
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GengContract *usual = NULL;
  guint most = 0;

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      GengContract *contract = geng_member_get_contract (member);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, contract)) + 1;

      g_hash_table_insert (counts, contract, GUINT_TO_POINTER (n));
      if (n <= most)
        continue;
      most = n;
      usual = contract;
    }
  return usual;
}

/* The fewest people who fill all, or after whom more people help no more. */
static void
try_people (Advising *self, GengRemedyKind kind)
{
  gboolean lent = kind == GENG_REMEDY_KIND_LEND;
  People people
      = { 0, self, lent ? NULL : usual_contract (self->station), lent ? self->days : NULL };
  gboolean several = self->roles->len > 1;
  GengRemedyFacts facts = { .kind = kind,
                            .roles = several ? (const char *const *) self->roles->pdata : NULL,
                            .title = self->title,
                            .days = people.days,
                            .gaps = self->open };
  gint64 before = self->bound;

  while (facts.gaps > 0 && people.number < MOST_PEOPLE)
    {
      GengAttempt attempt;

      people.number++;
      if (!geng_attempts_try (&self->attempts, add_people, &people, &attempt))
        break;
      if (attempt.gaps >= facts.gaps)
        break;
      facts.number = people.number;
      facts.gaps = attempt.gaps;
      facts.least = !self->around_shared && before > attempt.gaps;
      before = attempt.bound;
    }
  keep (self, &facts);
}

/* -- a leave that is not taken -- */

typedef struct
{
  GengRequest *request;
  GArray *days;
  guint places;
} Leave;

static void
leave_clear (gpointer data)
{
  g_array_unref (((Leave *) data)->days);
}

/* Chinese anywhere, English where a word begins: "ill" is not in "village". */
static gboolean
says (const char *text, const char *word)
{
  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    if (!g_ascii_isalpha (word[0]) || at == text || !g_ascii_isalpha (at[-1]))
      return TRUE;
  return FALSE;
}

/* Sickness, marriage, birth and mourning are never asked back: the leave's kind says so, and where
 * it has none, what was written beside it. */
static gboolean
may_be_moved (GengStation *station, GengRequest *request)
{
  const char *id = geng_request_get_leave_kind (request);
  GengLeaveKind *kind = id != NULL ? geng_station_lookup_leave_kind (station, id) : NULL;
  static const char *const never[]
      = { "病",  "医",    "伤",    "婚",      "产",     "孕",     "哺乳",  "丧",      "sick",
          "ill", "injur", "marri", "wedding", "matern", "patern", "birth", "funeral", "bereave" };
  const char *reason = geng_request_get_reason (request);
  g_autofree char *low = reason != NULL ? g_utf8_strdown (reason, -1) : g_strdup ("");

  if (kind != NULL && !geng_leave_kind_get_may_be_moved (kind))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (never); i++)
    if (says (low, never[i]))
      return FALSE;
  return TRUE;
}

static gboolean
could_help (GengMember *member, GengGap *gap)
{
  const char *role = geng_gap_get_role (gap);

  return role == NULL || geng_crew_has_role (member, role);
}

static void
add_leave (Advising *self, GengRequest *request, GArray *leaves)
{
  Leave leave = { request, NULL, 0 };

  if (geng_request_get_kind (request) != GENG_REQUEST_KIND_LEAVE
      || !may_be_moved (self->station, request))
    return;
  leave.days = new_days ();
  for (guint i = 0; i < self->gaps->len; i++)
    {
      GengGap *gap = self->gaps->pdata[i];
      const GDate *date = geng_gap_get_date (gap);

      if (g_date_compare (geng_request_get_first (request), date) > 0
          || g_date_compare (date, geng_request_get_last (request)) > 0
          || !could_help (geng_request_get_member (request), gap))
        continue;
      add_day (leave.days, date);
      leave.places += (guint) geng_gap_get_places (gap);
    }
  if (leave.places > 0)
    g_array_append_val (leaves, leave);
  else
    leave_clear (&leave);
}

/* Stable, so that equal ones stay in the station's order. */
static int
compare_leaves (gconstpointer a, gconstpointer b)
{
  const Leave *left = a, *right = b;

  return left->places > right->places ? -1 : left->places < right->places;
}

static gboolean
cancel_leave (const GengCopy *copy, gconstpointer data)
{
  const Leave *leave = data;
  GengRequest *twin = g_hash_table_lookup (copy->there, leave->request);
  g_autoptr (GengRequest) held = g_object_ref (twin);
  gboolean removed = geng_station_remove (copy->station, G_OBJECT (twin), NULL);

  /* Nothing names a request. */
  g_assert (removed);
  add_rest (copy->station, geng_request_get_member (held),
            g_date_get_julian (geng_request_get_first (held)),
            g_date_get_julian (geng_request_get_last (held)), leave->days, held);
  return TRUE;
}

static void
try_leaves (Advising *self)
{
  GListModel *requests = geng_station_get_requests (self->station);
  g_autoptr (GArray) leaves = g_array_new (FALSE, FALSE, sizeof (Leave));

  g_array_set_clear_func (leaves, leave_clear);
  for (guint i = 0; i < g_list_model_get_n_items (requests); i++)
    {
      g_autoptr (GengRequest) request = g_list_model_get_item (requests, i);

      add_leave (self, request, leaves);
    }
  g_array_sort (leaves, compare_leaves);
  for (guint i = 0; i < MIN (leaves->len, MOST_LEAVES); i++)
    {
      const Leave *leave = &g_array_index (leaves, Leave, i);
      GengRemedyFacts facts = { .kind = GENG_REMEDY_KIND_LEAVE,
                                .member = geng_request_get_member (leave->request),
                                .request = leave->request,
                                .days = leave->days };
      GengAttempt attempt;

      if (!geng_attempts_try (&self->attempts, cancel_leave, leave, &attempt))
        continue;
      facts.gaps = attempt.gaps;
      keep (self, &facts);
    }
}

/* -- a limit -- */

typedef struct
{
  GengMember *member;
  char *rule;
  char *claim;
  int step; /* minutes of the duty */
  guint count;
  GengRelaxed *relaxed;
} Limit;

static void
limit_clear (gpointer data)
{
  Limit *self = data;

  g_free (self->rule);
  g_free (self->claim);
  g_clear_pointer (&self->relaxed, geng_relaxed_free);
}

/* Rest, order and leave protect people, so that they are not for sale; how much and how long is. */
static gboolean
may_be_relaxed (GengCover *cover)
{
  const char *rule = geng_cover_get_rule (cover);

  return rule != NULL && geng_cover_get_claim (cover) != NULL
         && (g_str_equal (rule, "limit") || g_str_equal (rule, "run"));
}

static void
count_limit (GArray *limits, GengCover *cover)
{
  GengShift *shift = geng_cover_get_shift (cover);
  Limit fresh = { .member = geng_cover_get_member (cover), .count = 1 };

  for (guint i = 0; i < limits->len; i++)
    {
      Limit *limit = &g_array_index (limits, Limit, i);

      if (limit->member != fresh.member
          || g_strcmp0 (limit->claim, geng_cover_get_claim (cover)) != 0)
        continue;
      limit->count++;
      return;
    }
  fresh.rule = g_strdup (geng_cover_get_rule (cover));
  fresh.claim = g_strdup (geng_cover_get_claim (cover));
  fresh.step = geng_shift_get_end_minute (shift) - geng_shift_get_start_minute (shift);
  g_array_append_val (limits, fresh);
}

static void
find_limits (Advising *self, GArray *limits)
{
  guint n_members = g_list_model_get_n_items (geng_station_get_members (self->station));
  guint n = MIN (self->gaps->len, MAX (MOST_TRIALS / MAX (n_members, 1), 1));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) covers = geng_cover_list_for_gap (
          self->roster, self->attempts.question->history, self->gaps->pdata[i], NULL);

      for (guint c = 0; covers != NULL && c < covers->len; c++)
        if (may_be_relaxed (covers->pdata[c]))
          count_limit (limits, covers->pdata[c]);
    }
}

static int
compare_limits (gconstpointer a, gconstpointer b)
{
  const Limit *left = a, *right = b;

  return left->count > right->count ? -1 : left->count < right->count;
}

static gboolean
relax_limit (const GengCopy *copy, gconstpointer data)
{
  const Limit *limit = data;
  g_autoptr (GengRule) rule = geng_rule_new (limit->relaxed->kind, limit->relaxed->text);

  geng_member_add_rule (g_hash_table_lookup (copy->there, limit->member), rule);
  return TRUE;
}

static void
try_limit (Advising *self, const GengRuleBook *book, Limit *limit)
{
  GengRemedyFacts facts = { .kind = GENG_REMEDY_KIND_LIMIT, .member = limit->member };
  GengAttempt attempt;

  limit->relaxed
      = geng_relax (self->station, book, limit->member, limit->rule, limit->claim, limit->step);
  if (limit->relaxed == NULL || !geng_attempts_try (&self->attempts, relax_limit, limit, &attempt))
    return;
  facts.rule = limit->relaxed->kind;
  facts.rule_text = limit->relaxed->text;
  facts.rule_sentence = limit->relaxed->sentence;
  facts.gaps = attempt.gaps;
  keep (self, &facts);
}

static void
try_limits (Advising *self)
{
  g_autoptr (GArray) limits = g_array_new (FALSE, FALSE, sizeof (Limit));
  g_autoptr (GengRuleBook) book = geng_rule_book_new (self->station, NULL, NULL);

  g_array_set_clear_func (limits, limit_clear);
  find_limits (self, limits);
  g_array_sort (limits, compare_limits);
  for (guint i = 0; i < MIN (limits->len, MOST_LIMITS); i++)
    try_limit (self, book, &g_array_index (limits, Limit, i));
}

/* -- a smaller crew -- */

typedef struct
{
  GengDemand *demand;
  GArray *days;
  int missing; /* most on one day */
} Crew;

/* `weekdays; 2026-12-25` without some days: each alternative.  days: (nullable): all */
static GengDays *
without_days (GengDays *days, const char *list)
{
  g_autofree char *text = days != NULL ? geng_days_to_string (days) : g_strdup ("all");
  g_auto (GStrv) parts = g_strsplit (text, "; ", -1);
  g_autoptr (GString) rest = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    g_string_append_printf (rest, "%s%s not %s", i > 0 ? "; " : "", parts[i], list);
  return geng_days_parse (rest->str, NULL);
}

static GengDemand *
demand_like (GengDemand *demand, const char *id, int min)
{
  const char *name = geng_entity_get_name (GENG_ENTITY (demand));
  GengShift *shift = geng_demand_get_shift (demand);
  GengPost *post = geng_demand_get_post (demand);
  g_autoptr (GPtrArray) roles = geng_demand_list_role_limits (demand);
  GengDemand *like = shift != NULL ? geng_demand_new_for_shift (id, name, post, shift)
                                   : geng_demand_new_for_window (id, name, post,
                                                                 geng_demand_get_window (demand));

  geng_demand_set_crew (like, min, geng_demand_get_wanted (demand), geng_demand_get_max (demand));
  geng_demand_set_role_limits (like, roles);
  geng_demand_set_campaign (like, geng_demand_get_campaign (demand));
  return like;
}

/* The copy's demand leaves the days to one like it with fewer people. */
static gboolean
shrink_crew (const GengCopy *copy, gconstpointer data)
{
  const Crew *crew = data;
  GengDemand *twin = g_hash_table_lookup (copy->there, crew->demand);
  GengRemedyFacts facts = { .days = crew->days };
  g_autoptr (GengRemedy) dated = geng_remedy_make (&facts);
  g_autofree char *list = geng_remedy_dup_days (dated);
  g_autofree char *id = g_strdup_printf ("%s-fewer", geng_entity_get_id (GENG_ENTITY (twin)));
  g_autoptr (GengDemand) like = demand_like (twin, id, geng_demand_get_min (twin) - crew->missing);
  g_autoptr (GengDays) days = geng_days_parse (list, NULL);
  g_autoptr (GengDays) rest = without_days (geng_demand_get_days (twin), list);

  if (days == NULL || rest == NULL)
    return FALSE;
  geng_demand_set_days (like, days);
  geng_demand_set_days (twin, rest);
  return geng_station_add_demand (copy->station, like, NULL);
}

static int
missing_on (Advising *self, GengDemand *demand, const GDate *date)
{
  int most = 0;

  for (guint i = 0; i < self->gaps->len; i++)
    {
      GengGap *gap = self->gaps->pdata[i];

      if (geng_gap_get_demand (gap) == demand && geng_gap_get_role (gap) == NULL
          && g_date_compare (geng_gap_get_date (gap), date) == 0)
        most = MAX (most, geng_gap_get_places (gap));
    }
  return most;
}

static void
try_crew (Advising *self, GengDemand *demand)
{
  g_autoptr (GArray) days = new_days ();
  Crew crew = { demand, days, 0 };
  GengRemedyFacts facts = { .kind = GENG_REMEDY_KIND_CREW,
                            .demand = demand,
                            .days = days,
                            .before = geng_demand_get_min (demand) };
  GengAttempt attempt;

  for (guint i = 0; i < self->gaps->len; i++)
    {
      const GDate *date = geng_gap_get_date (self->gaps->pdata[i]);
      int missing = missing_on (self, demand, date);

      if (missing == 0)
        continue;
      add_day (days, date);
      crew.missing = MAX (crew.missing, missing);
    }
  facts.number = facts.before - crew.missing;
  /* Half a crew is none. */
  if (crew.missing == 0 || facts.number < 1 || 2 * facts.number < facts.before
      || !geng_attempts_try (&self->attempts, shrink_crew, &crew, &attempt))
    return;
  facts.gaps = attempt.gaps;
  keep (self, &facts);
}

static void
try_crews (Advising *self)
{
  GListModel *demands = geng_station_get_demands (self->station);

  for (guint i = 0; i < g_list_model_get_n_items (demands); i++)
    {
      g_autoptr (GengDemand) demand = g_list_model_get_item (demands, i);

      try_crew (self, demand);
    }
}

/* -- the whole -- */

static void
add_role (Advising *self, const char *role)
{
  const char *name = role == NULL ? NULL : geng_crew_role_name (self->station, role);
  g_autofree char *before = self->title;

  if (role == NULL || g_ptr_array_find_with_equal_func (self->roles, role, g_str_equal, NULL))
    {
      self->title = g_steal_pointer (&before);
      return;
    }
  g_ptr_array_add (self->roles, g_strdup (role));
  /* Translators: somebody with both roles */
  self->title = before == NULL ? g_strdup (name) : g_strdup_printf (_ ("%s and %s"), before, name);
}

static void
look_at_gaps (Advising *self)
{
  self->days = new_days ();
  self->roles = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->gaps->len; i++)
    {
      add_day (self->days, geng_gap_get_date (self->gaps->pdata[i]));
      add_role (self, geng_gap_get_role (self->gaps->pdata[i]));
    }
  g_ptr_array_add (self->roles, NULL);
}

static int
compare_remedies (gconstpointer a, gconstpointer b)
{
  GengRemedy *left = *(GengRemedy *const *) a, *right = *(GengRemedy *const *) b;
  gint64 difference = geng_remedy_get_gaps (left) - geng_remedy_get_gaps (right);

  if (difference != 0)
    return difference < 0 ? -1 : 1;
  return (int) geng_remedy_get_kind (left) - (int) geng_remedy_get_kind (right);
}

/* Of a kind the best few. */
static void
cut_remedies (GPtrArray *remedies)
{
  guint told[GENG_REMEDY_KIND_LEND + 1] = { 0 };

  g_ptr_array_sort (remedies, compare_remedies);
  for (guint i = 0; i < remedies->len;)
    if (++told[geng_remedy_get_kind (remedies->pdata[i])] > MOST_TOLD)
      g_ptr_array_remove_index (remedies, i);
    else
      i++;
}

static gboolean
plan_as_it_is (Advising *self, GError **error)
{
  g_autoptr (GengPlan) plan = geng_attempts_plan (&self->attempts, error);

  if (plan == NULL)
    return FALSE;
  self->roster = g_object_ref (geng_plan_get_roster (plan));
  self->gaps = geng_judgement_list_gaps (geng_plan_get_judgement (plan));
  self->open = geng_judgement_get_score (geng_plan_get_judgement (plan))->gaps;
  self->bound = geng_plan_get_bound_gaps (plan);
  return TRUE;
}

static GengAdvice *
conclude (Advising *self, gint64 planned)
{
  gboolean reduced = !geng_attempts_go_on (&self->attempts);

  cut_remedies (self->remedies);
  return geng_advice_make (planned, self->open, self->bound == self->open, reduced,
                           self->around_shared, g_steal_pointer (&self->remedies));
}

GengAdvice *
geng_advise (const GengPlanning *question,
             GCancellable *cancellable,
             GengPlanningShow show,
             gpointer user_data,
             GError **error)
{
  g_auto (Advising) self = { .attempts = { question, EFFORT_OF_ALL, cancellable, show, user_data },
                             .station = question->station,
                             .around_shared = geng_repair_has_guests (question->station) };
  g_autoptr (GengJudgement) judgement = geng_judge (question->base, question->history, error);
  gint64 planned;

  if (judgement == NULL)
    return NULL;
  planned = geng_judgement_get_score (judgement)->gaps;
  self.remedies = g_ptr_array_new_with_free_func (g_object_unref);
  if (planned > 0 && !plan_as_it_is (&self, error))
    return NULL;
  if (self.open > 0)
    {
      look_at_gaps (&self);
      try_people (&self, GENG_REMEDY_KIND_JOIN);
      try_leaves (&self);
      try_limits (&self);
      try_crews (&self);
      try_people (&self, GENG_REMEDY_KIND_LEND);
    }
  return conclude (&self, planned);
}
