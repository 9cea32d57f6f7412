/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "inrc2.h"

#include <string.h>

/* Far above any instance. */
#define MAX_NUMBER 100000
#define MAX_WEEKS 52

#define N_WEEK_DAYS 7

typedef struct
{
  Inrc2 *instance;
  char *path;
  guint line;
  guint first_day; /* of the week that is being read */
} Reader;

typedef gboolean (*ReadRecord) (Reader *reader, char **words, guint n, GError **error);

static gboolean
refuse (const Reader *reader, GError **error, const char *wanted)
{
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, "%s:%u: expected %s", reader->path,
               reader->line, wanted);
  return FALSE;
}

static gboolean
read_numbers (const Reader *reader, char **words, guint n, int *numbers, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      gint64 number;

      if (words[i] == NULL
          || !g_ascii_string_to_signed (words[i], 10, 0, MAX_NUMBER, &number, NULL))
        return refuse (reader, error, "a number from 0 to 100000");
      numbers[i] = (int) number;
    }
  return TRUE;
}

static gboolean
find (const Reader *reader, GPtrArray *names, const char *name, guint *index, GError **error)
{
  g_autofree char *wanted = NULL;

  if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, index))
    return TRUE;
  wanted = g_strdup_printf ("a name that was defined, not “%s”", name);
  return refuse (reader, error, wanted);
}

static gboolean
read_skill (Reader *reader, char **words, guint n, GError **error)
{
  g_ptr_array_add (reader->instance->skills, g_strdup (words[0]));
  return TRUE;
}

static gboolean
read_shift (Reader *reader, char **words, guint n, GError **error)
{
  Inrc2 *self = reader->instance;
  Inrc2Range run;
  int number[2];

  if (!read_numbers (reader, words + 1, 2, number, error))
    return FALSE;
  run = (Inrc2Range){ number[0], number[1] };
  g_ptr_array_add (self->shifts, g_strdup (words[0]));
  g_array_append_val (self->shift_runs, run);
  return TRUE;
}

static gboolean
read_succession (Reader *reader, char **words, guint n, GError **error)
{
  Inrc2 *self = reader->instance;
  guint shift, next;

  if (self->forbidden == NULL)
    self->forbidden = g_new0 (guint8, self->shifts->len * self->shifts->len);
  if (!find (reader, self->shifts, words[0], &shift, error))
    return FALSE;
  for (guint i = 2; i < n; i++)
    {
      if (!find (reader, self->shifts, words[i], &next, error))
        return FALSE;
      self->forbidden[shift * self->shifts->len + next] = TRUE;
    }
  return TRUE;
}

static gboolean
read_contract (Reader *reader, char **words, guint n, GError **error)
{
  Inrc2 *self = reader->instance;
  Inrc2Contract contract;
  int v[8];

  if (!read_numbers (reader, words + 1, G_N_ELEMENTS (v), v, error))
    return FALSE;
  contract = (Inrc2Contract){ { v[0], v[1] }, { v[2], v[3] }, { v[4], v[5] }, v[6], v[7] != 0 };
  g_ptr_array_add (self->contract_names, g_strdup (words[0]));
  g_array_append_val (self->contracts, contract);
  return TRUE;
}

static gboolean
read_nurse (Reader *reader, char **words, guint n, GError **error)
{
  Inrc2 *self = reader->instance;
  Inrc2Nurse nurse = { .last = -1 };

  if (n < 4)
    return refuse (reader, error, "a nurse's name, contract, number of skills, skills");
  if (!find (reader, self->contract_names, words[1], &nurse.contract, error))
    return FALSE;
  nurse.skills = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (self->names, g_strdup (words[0]));
  g_array_append_val (self->nurses, nurse);
  for (guint i = 3; i < n; i++)
    {
      guint skill;

      if (!find (reader, self->skills, words[i], &skill, error))
        return FALSE;
      g_array_append_val (nurse.skills, skill);
    }
  return TRUE;
}

static gboolean
read_history (Reader *reader, char **words, guint n, GError **error)
{
  Inrc2 *self = reader->instance;
  Inrc2Nurse *nurse;
  guint index, shift;
  int run[3], so_far[2];

  if (n != 7)
    return refuse (reader, error, "a nurse and six fields of history");
  if (!find (reader, self->names, words[0], &index, error)
      || !read_numbers (reader, words + 1, 2, so_far, error)
      || !read_numbers (reader, words + 4, 3, run, error))
    return FALSE;
  nurse = &g_array_index (self->nurses, Inrc2Nurse, index);
  if (!g_str_equal (words[3], "None"))
    {
      if (!find (reader, self->shifts, words[3], &shift, error))
        return FALSE;
      nurse->last = (int) shift;
    }
  nurse->total = so_far[0];
  nurse->weekends = so_far[1];
  nurse->shift_run = run[0];
  nurse->work_run = run[1];
  nurse->off_run = run[2];
  return TRUE;
}

static Inrc2Range *
cover_at (const Inrc2 *self, guint day, guint shift, guint skill)
{
  return &self->cover[(day * self->shifts->len + shift) * self->skills->len + skill];
}

const Inrc2Range *
inrc2_cover (const Inrc2 *self, guint day, guint shift, guint skill)
{
  return cover_at (self, day, shift, skill);
}

static gboolean
read_requirement (Reader *reader, char **words, guint n, GError **error)
{
  Inrc2 *self = reader->instance;
  int number[2 * N_WEEK_DAYS];
  guint shift, skill;

  if (n != 2 + G_N_ELEMENTS (number))
    return refuse (reader, error, "a shift, a skill and (least,best) of seven days");
  if (!find (reader, self->shifts, words[0], &shift, error)
      || !find (reader, self->skills, words[1], &skill, error)
      || !read_numbers (reader, words + 2, G_N_ELEMENTS (number), number, error))
    return FALSE;
  for (guint d = 0; d < N_WEEK_DAYS; d++)
    *cover_at (self, reader->first_day + d, shift, skill)
        = (Inrc2Range){ number[2 * d], number[2 * d + 1] };
  return TRUE;
}

static gboolean
read_request (Reader *reader, char **words, guint n, GError **error)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  Inrc2 *self = reader->instance;
  Inrc2Request request = { .shift = -1 };
  guint shift, day = 0;

  if (n != 3)
    return refuse (reader, error, "a nurse, a shift or Any, a day");
  if (!find (reader, self->names, words[0], &request.nurse, error))
    return FALSE;
  while (day < N_WEEK_DAYS && !g_str_equal (days[day], words[2]))
    day++;
  if (day == N_WEEK_DAYS)
    return refuse (reader, error, "Mon, Tue, Wed, Thu, Fri, Sat or Sun");
  request.day = reader->first_day + day;
  if (!g_str_equal (words[1], "Any"))
    {
      if (!find (reader, self->shifts, words[1], &shift, error))
        return FALSE;
      request.shift = (int) shift;
    }
  g_array_append_val (self->requests, request);
  return TRUE;
}

static gboolean
read_nothing (Reader *reader, char **words, guint n, GError **error)
{
  return TRUE;
}

static const struct
{
  const char *name;
  ReadRecord read;
} sections[] = {
  { "SCENARIO", read_nothing },
  { "WEEKS", read_nothing },
  { "SKILLS", read_skill },
  { "SHIFT_TYPES", read_shift },
  { "FORBIDDEN_SHIFT_TYPES_SUCCESSIONS", read_succession },
  { "CONTRACTS", read_contract },
  { "NURSES", read_nurse },
  { "HISTORY", read_nothing },
  { "NURSE_HISTORY", read_history },
  { "WEEK_DATA", read_nothing },
  { "REQUIREMENTS", read_requirement },
  { "SHIFT_OFF_REQUESTS", read_request },
};

static ReadRecord
find_section (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (g_str_equal (name, sections[i].name))
      return sections[i].read;
  return NULL;
}

/* The words of a line, without empty ones: “Early (2,5)” is Early, 2, 5. */
static GPtrArray *
split (char *line)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = NULL;

  parts = g_strsplit (g_strdelimit (line, "(),\t\r", ' '), " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  g_ptr_array_add (words, NULL);
  return words;
}

static gboolean
read_lines (Reader *reader, char **lines, GError **error)
{
  ReadRecord read = read_nothing;

  for (reader->line = 1; lines[reader->line - 1] != NULL; reader->line++)
    {
      g_autoptr (GPtrArray) words = split (lines[reader->line - 1]);
      ReadRecord next;

      if (words->len == 1)
        continue;
      next = find_section (words->pdata[0]);
      if (next != NULL)
        read = next;
      else if (!read (reader, (char **) words->pdata, words->len - 1, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_file (Inrc2 *self, char *path, guint first_day, GError **error)
{
  Reader reader = { self, path, 0, first_day };
  g_autofree char *owned = path, *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  lines = g_strsplit (text, "\n", -1);
  return read_lines (&reader, lines, error);
}

static gboolean
read_weeks (Inrc2 *self, const char *folder, const char *name, char **weeks, GError **error)
{
  guint n = g_strv_length (weeks);

  if (n < 1 || n > MAX_WEEKS)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, "weeks: expected one to %d, as 6-2-9-1",
                   MAX_WEEKS);
      return FALSE;
    }
  self->n_days = n * N_WEEK_DAYS;
  self->cover = g_new0 (Inrc2Range, self->n_days * self->shifts->len * self->skills->len + 1);
  for (guint w = 0; w < n; w++)
    if (!read_file (self, g_strdup_printf ("%s/WD-%s-%s.txt", folder, name, weeks[w]),
                    w * N_WEEK_DAYS, error))
      return FALSE;
  return TRUE;
}

static void
clear_nurse (gpointer nurse)
{
  g_array_unref (((Inrc2Nurse *) nurse)->skills);
}

Inrc2 *
inrc2_read (const char *folder,
            const char *name,
            const char *history,
            const char *weeks,
            GError **error)
{
  g_autoptr (Inrc2) self = g_new0 (Inrc2, 1);
  g_auto (GStrv) numbers = g_strsplit (weeks, "-", -1);

  self->skills = g_ptr_array_new_with_free_func (g_free);
  self->shifts = g_ptr_array_new_with_free_func (g_free);
  self->contract_names = g_ptr_array_new_with_free_func (g_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->shift_runs = g_array_new (FALSE, FALSE, sizeof (Inrc2Range));
  self->contracts = g_array_new (FALSE, FALSE, sizeof (Inrc2Contract));
  self->nurses = g_array_new (FALSE, FALSE, sizeof (Inrc2Nurse));
  self->requests = g_array_new (FALSE, FALSE, sizeof (Inrc2Request));
  g_array_set_clear_func (self->nurses, clear_nurse);
  if (!read_file (self, g_strdup_printf ("%s/Sc-%s.txt", folder, name), 0, error)
      || !read_file (self, g_strdup_printf ("%s/H0-%s-%s.txt", folder, name, history), 0, error)
      || !read_weeks (self, folder, name, numbers, error))
    return NULL;
  if (self->forbidden == NULL)
    self->forbidden = g_new0 (guint8, self->shifts->len * self->shifts->len + 1);
  return g_steal_pointer (&self);
}

void
inrc2_free (Inrc2 *self)
{
  g_ptr_array_unref (self->skills);
  g_ptr_array_unref (self->shifts);
  g_ptr_array_unref (self->contract_names);
  g_ptr_array_unref (self->names);
  g_array_unref (self->shift_runs);
  g_array_unref (self->contracts);
  g_array_unref (self->nurses);
  g_array_unref (self->requests);
  g_free (self->forbidden);
  g_free (self->cover);
  g_free (self);
}
