/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Random legal rosters: what the judge says of the station, what the
 * lines and cells compiled from it say, and what an independent reading of the competition says,
 * both as a problem of its own and of the written roster, must be one figure.
 *
 * The independent reading is a command that is called as
 *   COMMAND problem FOLDER NAME HISTORY WEEKS             a problem as text; “constant N” on stderr
 *   COMMAND official FOLDER NAME HISTORY WEEKS SOLUTIONS  “cost N hard M”, M: places that are open
 *
 * Called as “text FOLDER NAME HISTORY WEEKS” it prints the compiled problem as text, and on stderr
 * the cost that is left out of it.
 */
#include <stdio.h>
#include <stdlib.h>

#include "geng-compile.h"
#include "geng-problem.h"
#include "geng-random.h"
#include "geng-rule-def.h"
#include "inrc2.h"

typedef struct
{
  const Inrc2 *instance;
  const Inrc2Station *self;
  char **words; /* COMMAND FOLDER NAME HISTORY WEEKS */
  GengScene *scene;
  GengLowering *lowering;
  GengProblem *theirs;
  gint64 constant; /* their problem leaves out */
  char *folder;    /* for solutions */
} Agreement;

typedef struct
{
  gint64 gaps, cost;
} Figure;

#define OFF (-1)
/* Of the walk, for each nurse and day: between two rosters, and until the first is legal. */
#define STEPS 4
#define MOST_STEPS 4000

/* -- random rosters -- */

/* A walk over rosters: nurse by nurse and day by day something else, as long as no place that must
 * be filled loses somebody.  It goes on from roster to roster. */
typedef struct
{
  const Inrc2 *instance;
  GengRandom random;
  int *shift, *skill; /* [nurse × n_days + day] */
  int *crew;          /* [(day × n_shifts + shift) × n_skills + skill] */
  int open;           /* places that must be filled and are not */
} Draft;

static int *
slot (const Draft *draft, int *table, guint nurse, guint day)
{
  return &table[nurse * draft->instance->n_days + day];
}

static gboolean
may_follow (const Draft *draft, int shift, int next)
{
  return shift == OFF || next == OFF
         || !draft->instance
                 ->forbidden[(guint) shift * draft->instance->shifts->len + (guint) next];
}

static gboolean
may_serve (const Draft *draft, guint nurse, guint day, int shift)
{
  const Inrc2 *instance = draft->instance;
  int eve = day == 0 ? g_array_index (instance->nurses, Inrc2Nurse, nurse).last
                     : *slot (draft, draft->shift, nurse, day - 1);
  int morrow = day + 1 == instance->n_days ? OFF : *slot (draft, draft->shift, nurse, day + 1);

  return may_follow (draft, eve, shift) && may_follow (draft, shift, morrow);
}

/* By how many the open places change where the crew does by @change. */
static int
change_crew (Draft *draft, guint day, int shift, int skill, int change)
{
  const Inrc2 *instance = draft->instance;
  int least, *crew, before;

  if (shift == OFF)
    return 0;
  least = inrc2_cover (instance, day, (guint) shift, (guint) skill)->min;
  crew = &draft->crew[(day * instance->shifts->len + (guint) shift) * instance->skills->len
                      + (guint) skill];
  before = MAX (least - *crew, 0);
  *crew += change;
  return MAX (least - *crew, 0) - before;
}

static void
put (Draft *draft, guint nurse, guint day, int shift, int skill)
{
  int *old_shift = slot (draft, draft->shift, nurse, day);
  int *old_skill = slot (draft, draft->skill, nurse, day);
  int change = change_crew (draft, day, *old_shift, *old_skill, -1)
               + change_crew (draft, day, shift, skill, 1);

  if (change > 0)
    {
      change_crew (draft, day, shift, skill, -1);
      change_crew (draft, day, *old_shift, *old_skill, 1);
      return;
    }
  draft->open += change;
  *old_shift = shift;
  *old_skill = skill;
}

static void
step (Draft *draft, guint percent)
{
  const Inrc2 *instance = draft->instance;
  guint nurse = (guint) geng_random_below (&draft->random, instance->nurses->len);
  guint day = (guint) geng_random_below (&draft->random, instance->n_days);
  GArray *skills = g_array_index (instance->nurses, Inrc2Nurse, nurse).skills;
  int shift = OFF, skill = OFF;

  if (geng_random_below (&draft->random, 100) < percent)
    {
      shift = (int) geng_random_below (&draft->random, instance->shifts->len);
      skill = (int) g_array_index (skills, guint, geng_random_below (&draft->random, skills->len));
    }
  if (may_serve (draft, nurse, day, shift))
    put (draft, nurse, day, shift, skill);
}

static void
draft_init (Draft *draft, const Inrc2 *instance)
{
  guint n = instance->nurses->len * instance->n_days;
  guint n_cells = instance->n_days * instance->shifts->len * instance->skills->len;

  *draft = (Draft){ .instance = instance,
                    .shift = g_new (int, n),
                    .skill = g_new (int, n),
                    .crew = g_new0 (int, n_cells) };
  geng_random_init (&draft->random, 1, 0);
  for (guint i = 0; i < n; i++)
    draft->shift[i] = draft->skill[i] = OFF;
  for (guint i = 0; i < n_cells; i++)
    draft->open += instance->cover[i].min;
}

static void
draft_clear (Draft *draft)
{
  g_free (draft->shift);
  g_free (draft->skill);
  g_free (draft->crew);
}

/* The next roster, from what must be there alone to nearly everybody; FALSE if none is legal. */
static gboolean
walk_on (Draft *draft, guint number)
{
  guint n = draft->instance->nurses->len * draft->instance->n_days;

  for (guint i = 0; i < STEPS * n; i++)
    step (draft, 10 + number % 8 * 10);
  for (guint i = 0; i < MOST_STEPS * n && draft->open > 0; i++)
    step (draft, 50);
  return draft->open == 0;
}

static GengRoster *
to_roster (const Agreement *agreement, const Draft *draft, GError **error)
{
  const Inrc2 *instance = draft->instance;
  const Inrc2Station *self = agreement->self;
  g_autoptr (GengRoster) roster = geng_roster_new (self->station, &self->first, &self->last, error);

  for (guint i = 0; i < instance->nurses->len; i++)
    for (guint d = 0; d < instance->n_days; d++)
      {
        int shift = *slot (draft, draft->shift, i, d), skill = *slot (draft, draft->skill, i, d);
        GDate date = self->first;

        g_date_add_days (&date, d);
        if (shift != OFF
            && geng_roster_assign (
                   roster, geng_station_lookup_member (self->station, instance->names->pdata[i]),
                   &date, geng_station_lookup_shift (self->station, instance->shifts->pdata[shift]),
                   geng_station_lookup_post (self->station, instance->skills->pdata[skill]), error)
                   == NULL)
          return NULL;
      }
  return g_steal_pointer (&roster);
}

/* -- four figures -- */

static gboolean
judged (const Agreement *agreement, GengRoster *roster, Figure *figure, GError **error)
{
  g_autoptr (GengJudgement) judgement
      = geng_judgement_new (roster, agreement->self->past, NULL, error);
  const GengScore *score;

  if (judgement == NULL)
    return FALSE;
  score = geng_judgement_get_score (judgement);
  *figure = (Figure){ score->gaps, score->cost / GENG_POINT };
  if (score->broken == 0)
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, "the judge finds a legal roster broken");
  return FALSE;
}

static gboolean
compiled (const Agreement *agreement, GengRoster *roster, Figure *figure, GError **error)
{
  const GengProblem *problem = agreement->lowering->problem;
  g_autofree guint8 *codes = g_new0 (guint8, problem->n_members * problem->n_days);
  GengValue value;

  if (geng_encode (agreement->lowering, roster, codes))
    {
      value = geng_problem_evaluate (problem, codes);
      *figure = (Figure){ value.gaps, value.cost * problem->unit / GENG_POINT };
      if (value.forbidden == 0)
        return TRUE;
    }
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, "the model forbids a legal roster");
  return FALSE;
}

/* Their codes: 0 off, then 1 + shift × skills + skill. */
static gboolean
in_their_problem (const Agreement *agreement, const Draft *draft, Figure *figure, GError **error)
{
  const GengProblem *problem = agreement->theirs;
  guint n = problem->n_members * problem->n_days;
  g_autofree guint8 *codes = g_new0 (guint8, n);
  GengValue value;

  for (guint i = 0; i < n; i++)
    if (draft->shift[i] != OFF)
      codes[i] = (guint8) (1 + (guint) draft->shift[i] * draft->instance->skills->len
                           + (guint) draft->skill[i]);
  value = geng_problem_evaluate (problem, codes);
  *figure = (Figure){ value.gaps, value.cost * problem->unit + agreement->constant };
  if (value.forbidden == 0)
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, "their problem forbids a legal roster");
  return FALSE;
}

static gboolean
call (const Agreement *agreement, const char *mode, char **out, char **err, GError **error)
{
  g_auto (GStrv) command = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  int n, status;

  if (!g_shell_parse_argv (agreement->words[0], &n, &command, error))
    return FALSE;
  for (int i = 0; i < n; i++)
    g_ptr_array_add (argv, command[i]);
  g_ptr_array_add (argv, (char *) mode);
  for (guint i = 1; i < 5; i++)
    g_ptr_array_add (argv, agreement->words[i]);
  if (!g_str_equal (mode, "problem"))
    g_ptr_array_add (argv, agreement->folder);
  g_ptr_array_add (argv, NULL);
  return g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, out, err,
                       &status, error)
         && g_spawn_check_wait_status (status, error);
}

static gboolean
official (const Agreement *agreement, GengRoster *roster, Figure *figure, GError **error)
{
  g_autofree char *out = NULL, *err = NULL;
  long long cost, hard;

  if (!inrc2_write_roster (agreement->instance, agreement->self, roster, agreement->words[2],
                           agreement->folder, error)
      || !call (agreement, "official", &out, &err, error))
    return FALSE;
  if (sscanf (out, "cost %lld hard %lld", &cost, &hard) == 2)
    {
      *figure = (Figure){ hard, cost };
      return TRUE;
    }
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, "expected “cost N hard M”, not “%s”", out);
  return FALSE;
}

static gboolean
compare (const Agreement *agreement, const Draft *draft, guint number, GError **error)
{
  g_autoptr (GengRoster) roster = to_roster (agreement, draft, error);
  Figure figure[4];

  if (roster == NULL || !judged (agreement, roster, &figure[0], error)
      || !compiled (agreement, roster, &figure[1], error)
      || !in_their_problem (agreement, draft, &figure[2], error)
      || !official (agreement, roster, &figure[3], error))
    return FALSE;
  figure[0].cost += agreement->self->already;
  figure[1].cost += agreement->self->already;
  for (guint i = 0; i < G_N_ELEMENTS (figure); i++)
    if (figure[i].gaps != 0 || figure[i].cost != figure[0].cost)
      {
        g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                     "roster %u: gaps and cost are %d, %d judged; %d, %d compiled; %d, %d in their "
                     "problem; %d, %d in their reading",
                     number, (int) figure[0].gaps, (int) figure[0].cost, (int) figure[1].gaps,
                     (int) figure[1].cost, (int) figure[2].gaps, (int) figure[2].cost,
                     (int) figure[3].gaps, (int) figure[3].cost);
        return FALSE;
      }
  return TRUE;
}

static gboolean
compare_all (const Agreement *agreement, Draft *draft, guint n_rosters, GError **error)
{
  for (guint number = 0; number < n_rosters; number++)
    {
      if (!walk_on (draft, number))
        {
          g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, "no legal roster was found");
          return FALSE;
        }
      if (!compare (agreement, draft, number, error))
        return FALSE;
    }
  printf ("%s %s %s: four readings agree on %u legal rosters\n", agreement->words[2],
          agreement->words[3], agreement->words[4], n_rosters);
  return TRUE;
}

static gboolean
compile (Agreement *agreement, GError **error)
{
  const Inrc2Station *self = agreement->self;
  g_autoptr (GPtrArray) clauses = NULL;

  agreement->scene
      = geng_scene_new (self->station, &self->first, &self->last, NULL, self->past, NULL, error);
  clauses = agreement->scene == NULL ? NULL : geng_clauses_new (agreement->scene, error);
  agreement->lowering = clauses == NULL ? NULL : geng_compile (agreement->scene, clauses, error);
  return agreement->lowering != NULL;
}

static gboolean
print_text (Agreement *agreement, GError **error)
{
  g_autofree char *text = NULL;

  if (!compile (agreement, error))
    return FALSE;
  text = geng_problem_to_string (agreement->lowering->problem);
  fputs (text, stdout);
  fprintf (stderr, "constant %" G_GINT64_FORMAT "\n", agreement->self->already);
  return TRUE;
}

static gboolean
prepare (Agreement *agreement, GError **error)
{
  g_autofree char *out = NULL, *err = NULL;

  agreement->folder = g_dir_make_tmp ("bench-inrc2-XXXXXX", error);
  if (agreement->folder == NULL || !call (agreement, "problem", &out, &err, error))
    return FALSE;
  if (sscanf (err, "constant %" G_GINT64_FORMAT, &agreement->constant) != 1)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, "expected “constant N”, not “%s”", err);
      return FALSE;
    }
  agreement->theirs = geng_problem_from_text (out, -1, error);
  if (agreement->theirs == NULL)
    return FALSE;
  return compile (agreement, error);
}

static void
clear (Agreement *agreement)
{
  for (guint week = 0; agreement->folder != NULL && 7 * week < agreement->instance->n_days; week++)
    {
      g_autofree char *path = g_strdup_printf ("%s/sol-week%u.txt", agreement->folder, week);

      remove (path);
    }
  if (agreement->folder != NULL)
    remove (agreement->folder);
  g_clear_pointer (&agreement->lowering, geng_lowering_free);
  g_clear_pointer (&agreement->scene, geng_scene_free);
  g_clear_pointer (&agreement->theirs, geng_problem_free);
  g_free (agreement->folder);
}

static gboolean
agree (Agreement *agreement, const char *rosters, GError **error)
{
  Draft draft;
  gboolean fine;

  if (!prepare (agreement, error))
    return FALSE;
  draft_init (&draft, agreement->instance);
  fine = compare_all (agreement, &draft, (guint) MAX (atoi (rosters), 1), error);
  draft_clear (&draft);
  return fine;
}

int
main (int argc, char **argv)
{
  g_autoptr (Inrc2) instance = NULL;
  g_autoptr (Inrc2Station) self = NULL;
  g_autoptr (GError) error = NULL;
  Agreement agreement;
  gboolean text = argc == 6 && g_str_equal (argv[1], "text");
  gboolean fine;
  char **words;

  if (argc != 7 && !text)
    {
      g_printerr ("usage: bench-inrc2-agree ROSTERS COMMAND FOLDER NAME HISTORY WEEKS\n"
                  "       bench-inrc2-agree text FOLDER NAME HISTORY WEEKS\n");
      return EXIT_FAILURE;
    }
  words = argv + argc - 4;
  instance = inrc2_read (words[0], words[1], words[2], words[3], &error);
  self = instance == NULL ? NULL : inrc2_station_new (instance, &error);
  agreement = (Agreement){ .instance = instance, .self = self, .words = argv + 2 };
  fine = self != NULL
         && (text ? print_text (&agreement, &error) : agree (&agreement, argv[1], &error));
  if (instance != NULL)
    clear (&agreement);
  if (!fine)
    g_printerr ("bench-inrc2-agree: %s\n", error->message);
  return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
