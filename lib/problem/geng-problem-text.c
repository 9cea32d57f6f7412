/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <string.h>

#include "geng-problem.h"

/*
 * The text form: a word and numbers a line, fields apart by a blank.
 *
 *   geng-problem 1 MEMBERS DAYS CODES GAP-PRICE UNIT
 *   cost MEMBER DAY PRICE…          a price a code; x: forbidden
 *   join TABLE A B                  code B after code A is forbidden
 *   line-profile PROFILE TABLE…     a table a join
 *   code-set 0|1…   day-set 0|1…   weights WEIGHT…   groups GROUP…
 *   run MEMBER SET MIN MAX UNDER OVER BEFORE KNOWN
 *   counter MEMBER WEIGHTS GROUPS BEFORE RANGES (LO HI UNDER OVER GAP)…
 *   pattern MEMBER DAY-SET BEGUN PRICE SETS SET…
 *   span MEMBER DAYS WEIGHTS KNOWN BEFORE… RANGES (LO HI UNDER OVER GAP)…
 *   cell RANGES (LO HI UNDER OVER GAP)…
 *   feed CELL-PROFILE CELL DAY CODE COEFFICIENT
 *   member MEMBER LINE-PROFILE CELL-PROFILE
 *   end
 *
 * Tables and profiles are numbered from 0 in the order of their lines; - and + stand for an open
 * side.
 */

/* -- writing -- */

static void
put_price (GString *text, gint32 price)
{
  if (price == GENG_FORBIDDEN)
    g_string_append (text, " x");
  else
    g_string_append_printf (text, " %d", price);
}

static void
put_ranges (GString *text, const GengProblem *problem, guint first, guint n)
{
  g_string_append_printf (text, " %u", n);
  for (guint i = first; i < first + n; i++)
    {
      const GengRange *range = GENG_PROBLEM_RANGE (problem, i);

      g_string_append_printf (text, range->lo == G_MININT32 ? " -" : " %d", range->lo);
      g_string_append_printf (text, range->hi == G_MAXINT32 ? " +" : " %d", range->hi);
      put_price (text, range->under);
      put_price (text, range->over);
      g_string_append_printf (text, " %d", range->gap ? 1 : 0);
    }
  g_string_append_c (text, '\n');
}

static void
put_costs (GString *text, const GengProblem *problem)
{
  for (guint m = 0; m < problem->n_members; m++)
    for (guint d = 0; d < problem->n_days; d++)
      {
        const gint32 *cost = GENG_PROBLEM_COST (problem, m, d);
        gboolean any = FALSE;

        for (guint c = 0; c < problem->n_codes; c++)
          any |= cost[c] != 0;
        if (!any)
          continue;
        g_string_append_printf (text, "cost %u %u", m, d);
        for (guint c = 0; c < problem->n_codes; c++)
          put_price (text, cost[c]);
        g_string_append_c (text, '\n');
      }
}

static void
put_joins (GString *text, const GengProblem *problem)
{
  guint n = problem->n_codes;

  for (guint t = 0; t < problem->n_successions; t++)
    for (guint i = 0; i < n * n; i++)
      if (problem->successions[(gsize) t * n * n + i])
        g_string_append_printf (text, "join %u %u %u\n", t, i / n, i % n);
  for (guint p = 0; p < problem->n_line_profiles; p++)
    {
      g_string_append_printf (text, "line-profile %u", p);
      for (guint d = 0; d + 1 < problem->n_days; d++)
        g_string_append_printf (text, " %u", problem->join[(gsize) p * (problem->n_days - 1) + d]);
      g_string_append_c (text, '\n');
    }
}

static void
put_table (GString *text, const char *word, const GArray *tables, guint n)
{
  gboolean bytes = g_array_get_element_size ((GArray *) tables) == 1;

  for (guint i = 0; i < tables->len; i++)
    {
      if (i % n == 0)
        g_string_append (text, word);
      g_string_append_printf (text, " %d",
                              bytes ? (gint32) (guint8) tables->data[i]
                                    : g_array_index (tables, gint32, i));
      if (i % n == n - 1)
        g_string_append_c (text, '\n');
    }
}

static void
put_limits (GString *text, const GengProblem *problem)
{
  for (guint i = 0; i < problem->run_limits->len; i++)
    {
      const GengRunLimit *limit = &g_array_index (problem->run_limits, GengRunLimit, i);

      g_string_append_printf (text, "run %u %u %d %d", limit->member, limit->code_set, limit->min,
                              limit->max);
      put_price (text, limit->under);
      put_price (text, limit->over);
      g_string_append_printf (text, " %d %d\n", limit->before, limit->known ? 1 : 0);
    }
  for (guint i = 0; i < problem->counters->len; i++)
    {
      const GengCounter *counter = &g_array_index (problem->counters, GengCounter, i);

      g_string_append_printf (text, "counter %u %u %d %d", counter->member, counter->weights,
                              counter->groups, counter->before);
      put_ranges (text, problem, counter->first_range, counter->n_ranges);
    }
}

static void
put_patterns_and_spans (GString *text, const GengProblem *problem)
{
  for (guint i = 0; i < problem->patterns->len; i++)
    {
      const GengPattern *pattern = &g_array_index (problem->patterns, GengPattern, i);

      g_string_append_printf (text, "pattern %u %u %u", pattern->member, pattern->starts,
                              pattern->begun);
      put_price (text, pattern->price);
      g_string_append_printf (text, " %u", pattern->n_sets);
      for (guint s = 0; s < pattern->n_sets; s++)
        g_string_append_printf (text, " %u", pattern->code_set[s]);
      g_string_append_c (text, '\n');
    }
  for (guint i = 0; i < problem->spans->len; i++)
    {
      const GengSpan *span = &g_array_index (problem->spans, GengSpan, i);

      g_string_append_printf (text, "span %u %u %u %u", span->member, span->n_days, span->weights,
                              span->known);
      for (guint b = 0; b + 1 < span->n_days; b++)
        g_string_append_printf (text, " %d", span->before[b]);
      put_ranges (text, problem, span->first_range, span->n_ranges);
    }
}

static void
put_cells (GString *text, const GengProblem *problem)
{
  guint n_slots = problem->n_days * problem->n_codes;

  for (guint i = 0; i < problem->n_cells; i++)
    {
      const GengCell *cell = &g_array_index (problem->cells, GengCell, i);

      g_string_append (text, "cell");
      put_ranges (text, problem, cell->first_range, cell->n_ranges);
    }
  for (guint p = 0; p < problem->n_cell_profiles; p++)
    for (guint s = 0; s < n_slots; s++)
      for (guint f = problem->first_feed[(gsize) p * n_slots + s];
           f < problem->first_feed[(gsize) p * n_slots + s + 1]; f++)
        g_string_append_printf (text, "feed %u %u %u %u %d\n", p, problem->feeds[f].cell,
                                s / problem->n_codes, s % problem->n_codes,
                                problem->feeds[f].coefficient);
  for (guint m = 0; m < problem->n_members; m++)
    g_string_append_printf (text, "member %u %u %u\n", m, problem->line_profile[m],
                            problem->cell_profile[m]);
}

/* geng_problem_to_string:
 * Returns: (transfer full): the sealed problem as text, the same bytes for the same problem. */
char *
geng_problem_to_string (const GengProblem *problem)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (problem->sealed, g_string_free (text, FALSE));
  g_string_append_printf (text, "geng-problem 1 %u %u %u %d %" G_GINT64_FORMAT "\n",
                          problem->n_members, problem->n_days, problem->n_codes, problem->gap_price,
                          problem->unit);
  put_costs (text, problem);
  put_joins (text, problem);
  put_table (text, "code-set", problem->code_sets, problem->n_codes);
  put_table (text, "day-set", problem->day_sets, problem->n_days);
  put_table (text, "weights", problem->weights, problem->n_days * problem->n_codes);
  put_table (text, "groups", problem->groups, problem->n_days);
  put_limits (text, problem);
  put_patterns_and_spans (text, problem);
  put_cells (text, problem);
  g_string_append (text, "end\n");
  return g_string_free (text, FALSE);
}

/* -- reading -- */

typedef struct
{
  GengProblem *problem;
  GArray *numbers;     /* gint64: the fields of the line */
  GByteArray *signs;   /* of each: x, + or -, which stand alone, or 0 for a number */
  guint next;          /* the field to read next */
  GArray *joins;       /* gint64 triples */
  GPtrArray *profiles; /* GArray of gint64: the tables of a line profile */
  GArray *feeds;       /* gint64 quintuples */
  guint8 *known;       /* [member]: he has his profiles; or NULL */
  gboolean ended;
} Reader;

/* The next field, a number or the sign that may stand for one here. */
static gint64
take_or_sign (Reader *reader, char sign)
{
  guint i = reader->next;

  if (i >= reader->numbers->len
      || (reader->signs->data[i] != 0 && reader->signs->data[i] != (guint8) sign))
    {
      reader->next = G_MAXUINT;
      return 0;
    }
  reader->next++;
  return g_array_index (reader->numbers, gint64, i);
}

static gint64
take (Reader *reader)
{
  return take_or_sign (reader, 0);
}

static gint32
take32 (Reader *reader)
{
  gint64 value = take (reader);

  if (value < G_MININT32 || value > G_MAXINT32)
    reader->next = G_MAXUINT;
  return (gint32) value;
}

/* A side of a range or a price: the sign stands for `open`, which no number does. */
static gint32
take_open (Reader *reader, char sign, gint32 open)
{
  guint i = reader->next;
  gint64 value = take_or_sign (reader, sign);

  if (reader->next == G_MAXUINT)
    return 0;
  if (reader->signs->data[i] != 0)
    return open;
  if (value <= G_MININT32 || value >= G_MAXINT32)
    reader->next = G_MAXUINT;
  return (gint32) value;
}

static gint32
take_price (Reader *reader)
{
  return take_open (reader, 'x', GENG_FORBIDDEN);
}

static gboolean
parse_numbers (Reader *reader, const char *fields)
{
  g_array_set_size (reader->numbers, 0);
  g_byte_array_set_size (reader->signs, 0);
  reader->next = 0;
  errno = 0;
  while (*fields != '\0')
    {
      gint64 value = 0;
      char *end = (char *) fields + 1;
      guint8 sign = (guint8) *fields;

      if (strchr ("x+-", *fields) == NULL || (*end != ' ' && *end != '\0'))
        {
          sign = 0;
          errno = 0;
          value = g_ascii_strtoll (fields, &end, 10);
        }
      if (errno == ERANGE || end == fields || (*end != ' ' && *end != '\0'))
        return FALSE;
      g_array_append_val (reader->numbers, value);
      g_byte_array_append (reader->signs, &sign, 1);
      fields = *end == ' ' ? end + 1 : end;
    }
  return TRUE;
}

static void
read_head (Reader *reader, GError **error)
{
  gint64 version = take (reader);
  guint n_members = (guint) take32 (reader), n_days = (guint) take32 (reader);
  guint n_codes = (guint) take32 (reader);
  gint32 gap_price = take32 (reader);
  gint64 unit = take (reader);

  if (version != 1 || reader->problem != NULL || unit <= 0 || unit > GENG_MAX_PRICE)
    reader->next = G_MAXUINT;
  if (reader->next != reader->numbers->len)
    return;
  reader->problem = geng_problem_new (n_members, n_days, n_codes, error);
  if (reader->problem != NULL)
    {
      reader->problem->gap_price = gap_price;
      reader->problem->unit = unit;
    }
}

static void
read_cost (Reader *reader)
{
  guint m = (guint) take32 (reader), d = (guint) take32 (reader);

  for (guint c = 0; c < reader->problem->n_codes; c++)
    geng_problem_add_cost (reader->problem, m, d, c, take_price (reader));
}

/* The whole line as a table of n; the reader's mark tells whether it had as many fields. */
static gint32 *
read_table (Reader *reader, guint n)
{
  gint32 *table = g_new0 (gint32, n);

  for (guint i = 0; i < n && reader->next != G_MAXUINT; i++)
    table[i] = take32 (reader);
  return table;
}

/* The same as a set. */
static guint8 *
read_set (Reader *reader, guint n)
{
  g_autofree gint32 *table = read_table (reader, n);
  guint8 *set = g_new0 (guint8, n);

  for (guint i = 0; i < n; i++)
    set[i] = table[i] != 0;
  return set;
}

static void
read_code_set (Reader *reader)
{
  g_autofree guint8 *set = read_set (reader, reader->problem->n_codes);

  geng_problem_add_code_set (reader->problem, set);
}

static void
read_day_set (Reader *reader)
{
  g_autofree guint8 *set = read_set (reader, reader->problem->n_days);

  geng_problem_add_day_set (reader->problem, set);
}

static void
read_weights (Reader *reader)
{
  g_autofree gint32 *table
      = read_table (reader, reader->problem->n_days * reader->problem->n_codes);

  geng_problem_add_weights (reader->problem, table);
}

static void
read_groups (Reader *reader)
{
  g_autofree gint32 *table = read_table (reader, reader->problem->n_days);

  geng_problem_add_groups (reader->problem, table);
}

static void
read_run (Reader *reader)
{
  GengRunLimit limit;

  limit.member = (guint) take32 (reader);
  limit.code_set = (guint) take32 (reader);
  limit.min = take32 (reader);
  limit.max = take32 (reader);
  limit.under = take_price (reader);
  limit.over = take_price (reader);
  limit.before = take32 (reader);
  limit.known = take (reader) != 0;
  geng_problem_add_run_limit (reader->problem, &limit);
}

static GArray *
read_ranges (Reader *reader)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (GengRange));
  gint64 n = take (reader);

  for (gint64 i = 0; i < n && reader->next != G_MAXUINT; i++)
    {
      GengRange range = { 0 };

      range.lo = take_open (reader, '-', G_MININT32);
      range.hi = take_open (reader, '+', G_MAXINT32);
      range.under = take_price (reader);
      range.over = take_price (reader);
      range.gap = take (reader) != 0;
      g_array_append_val (ranges, range);
    }
  return ranges;
}

static void
read_counter (Reader *reader)
{
  guint member = (guint) take32 (reader), weights = (guint) take32 (reader);
  gint groups = take32 (reader);
  gint32 before = take32 (reader);
  g_autoptr (GArray) ranges = read_ranges (reader);

  geng_problem_add_counter (reader->problem, member, weights, groups, before,
                            (const GengRange *) (gpointer) ranges->data, ranges->len);
}

static void
read_pattern (Reader *reader)
{
  GengPattern pattern = { 0 };
  gint32 begun;

  pattern.member = (guint) take32 (reader);
  pattern.starts = (guint) take32 (reader);
  begun = take32 (reader);
  pattern.begun = (guint8) begun;
  if (begun < 0 || begun > G_MAXUINT8)
    reader->next = G_MAXUINT;
  pattern.price = take_price (reader);
  pattern.n_sets = (guint) take32 (reader);
  for (guint s = 0; s < MIN (pattern.n_sets, GENG_MAX_PATTERN); s++)
    pattern.code_set[s] = (guint) take32 (reader);
  geng_problem_add_pattern (reader->problem, &pattern);
}

static void
read_span (Reader *reader)
{
  GengSpan span = { 0 };
  g_autoptr (GArray) ranges = NULL;

  span.member = (guint) take32 (reader);
  span.n_days = (guint) take32 (reader);
  span.weights = (guint) take32 (reader);
  span.known = (guint) take32 (reader);
  for (guint b = 0; b + 1 < MIN (span.n_days, GENG_MAX_SPAN); b++)
    span.before[b] = take32 (reader);
  ranges = read_ranges (reader);
  geng_problem_add_span (reader->problem, &span, (const GengRange *) (gpointer) ranges->data,
                         ranges->len);
}

static void
read_cell (Reader *reader)
{
  g_autoptr (GArray) ranges = read_ranges (reader);

  geng_problem_add_cell (reader->problem, (const GengRange *) (gpointer) ranges->data, ranges->len);
}

/* Whether all fields are numbers of 32 bits. */
static gboolean
all_are_plain (const Reader *reader)
{
  for (guint i = 0; i < reader->numbers->len; i++)
    {
      gint64 value = g_array_index (reader->numbers, gint64, i);

      if (reader->signs->data[i] != 0 || value < G_MININT32 || value > G_MAXINT32)
        return FALSE;
    }
  return TRUE;
}

static void
keep_numbers (Reader *reader, GArray *kept, guint n)
{
  gboolean fine = reader->numbers->len == n && all_are_plain (reader);

  if (fine)
    g_array_append_vals (kept, reader->numbers->data, n);
  reader->next = fine ? n : G_MAXUINT;
}

static void
read_join (Reader *reader)
{
  const gint64 *codes = &g_array_index (reader->numbers, gint64, 1);

  keep_numbers (reader, reader->joins, 3);
  /* a day off may follow all and be followed by all */
  if (reader->next == 3 && (codes[0] == GENG_OFF || codes[1] == GENG_OFF))
    reader->next = G_MAXUINT;
}

static void
read_feed (Reader *reader)
{
  keep_numbers (reader, reader->feeds, 5);
}

static void
read_line_profile (Reader *reader)
{
  GArray *profile = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (take (reader) != reader->profiles->len || !all_are_plain (reader)
      || reader->numbers->len != reader->problem->n_days)
    reader->next = G_MAXUINT;
  else
    g_array_append_vals (profile, reader->numbers->data + sizeof (gint64),
                         reader->numbers->len - 1);
  if (reader->next != G_MAXUINT)
    reader->next = reader->numbers->len;
  g_ptr_array_add (reader->profiles, profile);
}

/* A member gets what its two profiles say; quadratic, but only over what is written. */
static void
read_member (Reader *reader)
{
  guint member = (guint) take32 (reader);
  guint line = (guint) take32 (reader);
  gint64 cell_profile = take (reader);

  if (reader->known == NULL)
    reader->known = g_new0 (guint8, reader->problem->n_members + 1);
  if (line >= reader->profiles->len || member >= reader->problem->n_members || reader->known[member]
      || reader->next == G_MAXUINT)
    {
      reader->next = G_MAXUINT;
      return;
    }
  reader->known[member] = TRUE;
  for (guint d = 0; d + 1 < reader->problem->n_days; d++)
    for (guint i = 0; i < reader->joins->len; i += 3)
      {
        const gint64 *join = &g_array_index (reader->joins, gint64, i);

        if (join[0] == g_array_index ((GArray *) reader->profiles->pdata[line], gint64, d))
          geng_problem_forbid_succession (reader->problem, member, d, (guint) join[1],
                                          (guint) join[2]);
      }
  for (guint i = 0; i < reader->feeds->len; i += 5)
    {
      const gint64 *feed = &g_array_index (reader->feeds, gint64, i);

      if (feed[0] == cell_profile)
        geng_problem_feed (reader->problem, (guint) feed[1], member, (guint) feed[2],
                           (guint) feed[3], (gint32) feed[4]);
    }
}

static void
read_end (Reader *reader)
{
  reader->ended = TRUE;
}

static const struct
{
  const char *word;
  void (*read) (Reader *reader);
} records[] = {
  { "pattern", read_pattern },   { "span", read_span },       { "day-set", read_day_set },
  { "cost", read_cost },         { "join", read_join },       { "line-profile", read_line_profile },
  { "code-set", read_code_set }, { "weights", read_weights }, { "groups", read_groups },
  { "run", read_run },           { "counter", read_counter }, { "cell", read_cell },
  { "feed", read_feed },         { "member", read_member },   { "end", read_end },
};

/* Reads one record; FALSE where it is out of form (or `error` is set). */
static gboolean
read_record (Reader *reader, char *line, GError **error)
{
  char *blank = strchr (line, ' ');

  if (blank != NULL)
    *blank = '\0';
  if (!parse_numbers (reader, blank != NULL ? blank + 1 : "") || reader->ended)
    return FALSE;
  if (strcmp (line, "geng-problem") == 0)
    {
      read_head (reader, error);
      return reader->problem != NULL;
    }
  if (reader->problem == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    if (strcmp (line, records[i].word) == 0)
      {
        records[i].read (reader);
        return reader->next == reader->numbers->len;
      }
  return FALSE;
}

static gboolean
read_lines (Reader *reader, const char *text, gsize length, GError **error)
{
  const char *end = text + length;

  for (guint number = 1; text < end; number++)
    {
      const char *stop = memchr (text, '\n', end - text);
      gsize width = (gsize) ((stop != NULL ? stop : end) - text);
      g_autofree char *line = g_strndup (text, width);
      GError *inner = NULL;

      /* a zero in the line would hide what follows it */
      if (strlen (line) < width || !read_record (reader, line, &inner))
        {
          if (inner == NULL)
            g_set_error (&inner, GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_INVALID,
                         "problem: line %u: not a record of a problem", number);
          g_propagate_error (error, inner);
          return FALSE;
        }
      text = stop != NULL ? stop + 1 : end;
    }
  if (!reader->ended)
    g_set_error_literal (error, GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_INVALID,
                         "problem: the text ends before its end record");
  return reader->ended;
}

/* geng_problem_from_text:
 * @length: in bytes, or -1 for a text that ends with a zero.
 * Returns: (transfer full): the sealed problem, or NULL with an error that names the line. */
GengProblem *
geng_problem_from_text (const char *text, gssize length, GError **error)
{
  Reader reader = { 0 };
  gboolean fine;

  reader.numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  reader.signs = g_byte_array_new ();
  reader.joins = g_array_new (FALSE, FALSE, sizeof (gint64));
  reader.feeds = g_array_new (FALSE, FALSE, sizeof (gint64));
  reader.profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  fine = read_lines (&reader, text, length < 0 ? strlen (text) : (gsize) length, error)
         && geng_problem_seal (reader.problem, error);
  g_array_unref (reader.numbers);
  g_byte_array_unref (reader.signs);
  g_array_unref (reader.joins);
  g_array_unref (reader.feeds);
  g_ptr_array_unref (reader.profiles);
  g_free (reader.known);
  if (!fine)
    g_clear_pointer (&reader.problem, geng_problem_free);
  return reader.problem;
}
