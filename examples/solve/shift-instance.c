/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdlib.h>
#include <string.h>

#include "shift-instance.h"

/* Trusts the numbers of its input, for it is for measuring published instances only; but some other
 * file is told apart from one. */

typedef struct
{
  GHashTable *sections; /* name -> GPtrArray of string vectors */
  GengProblem *problem;
  GHashTable *members, *shifts;
} Reader;

static GPtrArray *
section (Reader *reader, const char *name)
{
  GPtrArray *rows = g_hash_table_lookup (reader->sections, name);

  if (rows == NULL)
    {
      rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
      g_hash_table_insert (reader->sections, g_strdup (name), rows);
    }
  return rows;
}

static void
split (Reader *reader, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GPtrArray *rows = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);

      if (*line == '\0' || *line == '#')
        continue;
      if (g_str_has_prefix (line, "SECTION_"))
        rows = section (reader, line + strlen ("SECTION_"));
      else if (rows != NULL)
        g_ptr_array_add (rows, g_strsplit (line, ",", -1));
    }
}

static guint
index_of (GHashTable *names, const char *name)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (names, name));
}

static void
add_sum (Reader *reader, guint member, gint32 *per_code, gint groups, gint32 lo, gint32 hi)
{
  GengProblem *problem = reader->problem;
  g_autofree gint32 *weights = g_new0 (gint32, problem->n_days * problem->n_codes);
  GengRange range = { lo, hi, GENG_FORBIDDEN, GENG_FORBIDDEN, FALSE };

  for (guint i = 0; i < problem->n_days * problem->n_codes; i++)
    weights[i] = per_code[i % problem->n_codes];
  geng_problem_add_counter (problem, member, geng_problem_add_weights (problem, weights), groups, 0,
                            &range, 1);
}

static void
add_shift_limits (Reader *reader, guint member, char *limits)
{
  g_auto (GStrv) parts = g_strsplit (limits, "|", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');
      gint32 per_code[GENG_MAX_CODES] = { 0 };
      guint code;

      if (equals == NULL)
        continue;
      *equals = '\0';
      code = index_of (reader->shifts, parts[i]);
      per_code[code] = 1;
      if (atoi (equals + 1) == 0)
        for (guint d = 0; d < reader->problem->n_days; d++)
          geng_problem_forbid (reader->problem, member, d, code);
      else
        add_sum (reader, member, per_code, -1, G_MININT32, atoi (equals + 1));
    }
}

static void
add_runs (Reader *reader, guint member, char **row)
{
  GengProblem *problem = reader->problem;
  guint8 work[GENG_MAX_CODES], off[GENG_MAX_CODES];
  GengRunLimit run
      = { member, 0, atoi (row[5]), atoi (row[4]), GENG_FORBIDDEN, GENG_FORBIDDEN, 0, FALSE };

  for (guint c = 0; c < problem->n_codes; c++)
    {
      work[c] = c != GENG_OFF;
      off[c] = c == GENG_OFF;
    }
  run.code_set = geng_problem_add_code_set (problem, work);
  geng_problem_add_run_limit (problem, &run);
  run.code_set = geng_problem_add_code_set (problem, off);
  run.min = atoi (row[6]);
  run.max = (gint32) problem->n_days;
  geng_problem_add_run_limit (problem, &run);
}

static void
add_member (Reader *reader, guint member, char **row)
{
  GengProblem *problem = reader->problem;
  GPtrArray *shifts = section (reader, "SHIFTS");
  gint32 minutes[GENG_MAX_CODES] = { 0 }, any[GENG_MAX_CODES];
  g_autofree gint32 *weekends = g_new (gint32, problem->n_days);

  add_shift_limits (reader, member, row[1]);
  add_runs (reader, member, row);
  for (guint s = 0; s < shifts->len; s++)
    {
      char **shift = shifts->pdata[s];
      g_auto (GStrv) forbidden = g_strsplit (shift[2] != NULL ? shift[2] : "", "|", -1);

      minutes[s + 1] = atoi (shift[1]);
      for (guint i = 0; forbidden[i] != NULL; i++)
        for (guint d = 0; *forbidden[i] != '\0' && d + 1 < problem->n_days; d++)
          geng_problem_forbid_succession (problem, member, d, s + 1,
                                          index_of (reader->shifts, forbidden[i]));
    }
  for (guint c = 0; c < problem->n_codes; c++)
    any[c] = c != GENG_OFF;
  for (guint d = 0; d < problem->n_days; d++)
    weekends[d] = d % 7 >= 5 ? (gint32) d / 7 : -1;
  add_sum (reader, member, minutes, -1, atoi (row[3]), atoi (row[2]));
  add_sum (reader, member, any, (gint) geng_problem_add_groups (problem, weekends), G_MININT32,
           atoi (row[7]));
}

static void
add_requests (Reader *reader)
{
  GengProblem *problem = reader->problem;
  GPtrArray *on = section (reader, "SHIFT_ON_REQUESTS");
  GPtrArray *off = section (reader, "SHIFT_OFF_REQUESTS");
  GPtrArray *days_off = section (reader, "DAYS_OFF");

  for (guint i = 0; i < on->len; i++)
    {
      char **row = on->pdata[i];

      for (guint c = 0; c < problem->n_codes; c++)
        if (c != index_of (reader->shifts, row[2]))
          geng_problem_add_cost (problem, index_of (reader->members, row[0]), (guint) atoi (row[1]),
                                 c, atoi (row[3]));
    }
  for (guint i = 0; i < off->len; i++)
    {
      char **row = off->pdata[i];

      geng_problem_add_cost (problem, index_of (reader->members, row[0]), (guint) atoi (row[1]),
                             index_of (reader->shifts, row[2]), atoi (row[3]));
    }
  for (guint i = 0; i < days_off->len; i++)
    for (char **row = days_off->pdata[i], **day = row + 1; *day != NULL; day++)
      for (guint c = 1; c < problem->n_codes; c++)
        geng_problem_forbid (problem, index_of (reader->members, row[0]), (guint) atoi (*day), c);
}

static void
add_cover (Reader *reader)
{
  GPtrArray *cover = section (reader, "COVER");

  for (guint i = 0; i < cover->len; i++)
    {
      char **row = cover->pdata[i];
      GengRange range = { atoi (row[2]), atoi (row[2]), atoi (row[3]), atoi (row[4]), FALSE };
      guint cell = geng_problem_add_cell (reader->problem, &range, 1);

      for (guint m = 0; m < reader->problem->n_members; m++)
        geng_problem_feed (reader->problem, cell, m, (guint) atoi (row[0]),
                           index_of (reader->shifts, row[1]), 1);
    }
}

static void
number_names (GHashTable *numbers, GPtrArray *rows, guint first)
{
  for (guint i = 0; i < rows->len; i++)
    g_hash_table_insert (numbers, ((char **) rows->pdata[i])[0], GUINT_TO_POINTER (first + i));
}

/* Of days off a row may name somebody alone. */
static const struct
{
  const char *name;
  guint n_cells;
} sections[] = { { "HORIZON", 1 },
                 { "SHIFTS", 2 },
                 { "STAFF", 8 },
                 { "DAYS_OFF", 1 },
                 { "SHIFT_ON_REQUESTS", 4 },
                 { "SHIFT_OFF_REQUESTS", 4 },
                 { "COVER", 5 } };

/* Each row has the cells that are read of it. */
static gboolean
check_rows (Reader *reader, GError **error)
{
  for (guint s = 0; s < G_N_ELEMENTS (sections); s++)
    {
      GPtrArray *rows = section (reader, sections[s].name);

      for (guint i = 0; i < rows->len; i++)
        if (g_strv_length (rows->pdata[i]) < sections[s].n_cells)
          {
            g_set_error (error, GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_INVALID,
                         "SECTION_%s: row %u has less than %u cells", sections[s].name, i + 1,
                         sections[s].n_cells);
            return FALSE;
          }
    }
  return TRUE;
}

GengProblem *
shift_instance_read (const char *text, char ***shifts, GError **error)
{
  Reader reader = { 0 };
  GPtrArray *staff, *shift_rows;

  reader.sections
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  reader.members = g_hash_table_new (g_str_hash, g_str_equal);
  reader.shifts = g_hash_table_new (g_str_hash, g_str_equal);
  split (&reader, text);
  staff = section (&reader, "STAFF");
  shift_rows = section (&reader, "SHIFTS");
  if (section (&reader, "HORIZON")->len == 0)
    g_set_error_literal (error, GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_INVALID, "no instance");
  else if (check_rows (&reader, error))
    {
      char **horizon = section (&reader, "HORIZON")->pdata[0];

      number_names (reader.members, staff, 0);
      number_names (reader.shifts, shift_rows, 1);
      reader.problem
          = geng_problem_new (staff->len, (guint) atoi (horizon[0]), shift_rows->len + 1, error);
    }
  if (reader.problem != NULL)
    {
      *shifts = g_new0 (char *, shift_rows->len + 1);
      for (guint s = 0; s < shift_rows->len; s++)
        (*shifts)[s] = g_strdup (((char **) shift_rows->pdata[s])[0]);
      for (guint m = 0; m < staff->len; m++)
        add_member (&reader, m, staff->pdata[m]);
      add_requests (&reader);
      add_cover (&reader);
      if (!geng_problem_seal (reader.problem, error))
        g_clear_pointer (&reader.problem, geng_problem_free);
    }
  g_hash_table_unref (reader.sections);
  g_hash_table_unref (reader.members);
  g_hash_table_unref (reader.shifts);
  return reader.problem;
}
