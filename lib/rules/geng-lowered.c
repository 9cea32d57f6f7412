/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-lowered.h"

#include "geng-rule-line.h"

/* -- data -- */

static void
clear_duty (gpointer duty)
{
  g_clear_object (&((GengLoweredDuty *) duty)->post);
}

static void
clear_slot (gpointer slot)
{
  clear_duty (&((GengLoweredSlot *) slot)->duty);
}

static GArray *
new_slots (void)
{
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (GengLoweredSlot));

  g_array_set_clear_func (slots, clear_slot);
  return slots;
}

static void
free_sum (gpointer sum)
{
  g_array_unref (((GengLoweredSum *) sum)->terms);
  g_free (sum);
}

static void
free_pattern (gpointer pattern)
{
  g_ptr_array_unref (((GengLoweredPattern *) pattern)->days);
  g_free (pattern);
}

static void
free_day (gpointer day)
{
  g_array_unref (((GengLoweredDay *) day)->duties);
  g_free (day);
}

GengLowered *
geng_lowered_new (const GDate *first)
{
  GengLowered *self = g_atomic_rc_box_new0 (GengLowered);

  self->first = *first;
  self->slots = new_slots ();
  self->sums = g_ptr_array_new_with_free_func (free_sum);
  self->patterns = g_ptr_array_new_with_free_func (free_pattern);
  return self;
}

GengLowered *
geng_lowered_ref (GengLowered *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_lowered (gpointer data)
{
  GengLowered *self = data;

  g_array_unref (self->slots);
  g_ptr_array_unref (self->sums);
  g_ptr_array_unref (self->patterns);
}

void
geng_lowered_unref (GengLowered *self)
{
  g_atomic_rc_box_release_full (self, clear_lowered);
}

void
geng_lowered_add_slot (GengLowered *self, GengLoweredSlot slot)
{
  g_array_append_val (self->slots, slot);
}

GengLoweredSum *
geng_lowered_add_sum (GengLowered *self, int minimum, int maximum, int points)
{
  GengLoweredSum *sum = g_new0 (GengLoweredSum, 1);

  sum->minimum = minimum;
  sum->maximum = maximum;
  sum->points = points;
  sum->terms = new_slots ();
  g_ptr_array_add (self->sums, sum);
  return sum;
}

GengLoweredPattern *
geng_lowered_add_pattern (GengLowered *self, guint member, int points)
{
  GengLoweredPattern *pattern = g_new0 (GengLoweredPattern, 1);

  pattern->member = member;
  pattern->points = points;
  pattern->days = g_ptr_array_new_with_free_func (free_day);
  g_ptr_array_add (self->patterns, pattern);
  return pattern;
}

void
geng_lowered_add_day (GengLoweredPattern *pattern)
{
  GengLoweredDay *day = g_new0 (GengLoweredDay, 1);

  day->duties = g_array_new (FALSE, FALSE, sizeof (GengLoweredDuty));
  g_array_set_clear_func (day->duties, clear_duty);
  g_ptr_array_add (pattern->days, day);
}

/* -- what both readings share: what a duty is, and what is past -- */

static gboolean
binds (const GengClause *clause, const GengScene *scene, guint member)
{
  return geng_clause_find (clause, member) >= 0 && !geng_scene_is_freed (scene, member);
}

/* A day of what was written in the scene, which may have begun on another day. */
static int
day_in (const GengScene *scene, const GengLowered *lowered, int day)
{
  return day - g_date_days_between (&lowered->first, &scene->first);
}

static gboolean
is_known (const GengScene *scene, int day)
{
  return day >= -scene->n_before && day < (int) scene->n_days;
}

static gboolean
is_past (const GengScene *scene, guint member, int day)
{
  return day < 0 || geng_scene_is_served (scene, member, day);
}

static gboolean
is_duty (const GengLoweredDuty *wanted, const GengScene *scene, GengDuty *duty)
{
  return duty != NULL
         && (wanted->shift == GENG_LOWERED_ANY
             || wanted->shift == geng_scene_shift_index (scene, geng_duty_get_shift (duty)))
         && (wanted->post == NULL || wanted->post == geng_duty_get_post (duty));
}

/* What was there on a day that is past: of the record, or of the roster that is changed. */
static GengDuty *
past_duty (const GengScene *scene, guint member, int day)
{
  return day < 0 ? geng_scene_duty (scene, member, day) : geng_scene_base_duty (scene, member, day);
}

/* The bounds that somebody can keep: what is past already is not held against the period, and
 * nobody is asked for more than the days that are left can give.  Costs nothing where all is to
 * come; sums with terms that take away are held as they are written. */
static void
bounds_of (const GengLoweredSum *sum,
           const GengScene *scene,
           const GengLowered *lowered,
           gint64 *least,
           gint64 *most)
{
  gint64 past = 0, reach = 0;
  gboolean any_past = FALSE;

  *least = sum->minimum;
  *most = sum->maximum;
  for (guint i = 0; i < sum->terms->len; i++)
    {
      const GengLoweredSlot *term = &g_array_index (sum->terms, GengLoweredSlot, i);
      int day = day_in (scene, lowered, term->day);

      if (!is_known (scene, day))
        continue;
      if (term->n < 0)
        return;
      if (!is_past (scene, term->member, day))
        {
          reach += term->n;
          continue;
        }
      any_past = TRUE;
      past += is_duty (&term->duty, scene, past_duty (scene, term->member, day)) ? term->n : 0;
    }
  if (!any_past || sum->points > 0)
    return;
  *most = MAX (*most, past);
  *least = MIN (*least, past + reach);
}

/* One member's, or of several. */
static gboolean
is_personal (const GengLoweredSum *sum, guint *member)
{
  *member = sum->terms->len > 0 ? g_array_index (sum->terms, GengLoweredSlot, 0).member : 0;
  for (guint i = 1; i < sum->terms->len; i++)
    if (g_array_index (sum->terms, GengLoweredSlot, i).member != *member)
      return FALSE;
  return sum->terms->len > 0;
}

/* -- read plainly -- */

static char *
sentence (const GengClause *clause, GengMember *member)
{
  const char *title = geng_rule_def_title (clause->kind);

  return member != NULL ? g_strdup_printf ("%s: %s", geng_name (member), title) : g_strdup (title);
}

static void
check_slots (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  GArray *slots = clause->lowered->slots;

  for (guint i = 0; i < slots->len; i++)
    {
      const GengLoweredSlot *slot = &g_array_index (slots, GengLoweredSlot, i);
      int day = day_in (scene, clause->lowered, slot->day);
      g_autofree char *message = NULL;

      if (day < 0 || !is_known (scene, day) || !binds (clause, scene, slot->member)
          || !is_duty (&slot->duty, scene, geng_scene_duty (scene, slot->member, day)))
        continue;
      message = sentence (clause, scene->members[slot->member]);
      geng_verdicts_line (verdicts, clause, scene, slot->member, day, day, 1, slot->n, message);
    }
}

static gint64
add_up (const GengLoweredSum *sum, const GengScene *scene, const GengLowered *lowered)
{
  gint64 value = 0;

  for (guint i = 0; i < sum->terms->len; i++)
    {
      const GengLoweredSlot *term = &g_array_index (sum->terms, GengLoweredSlot, i);
      int day = day_in (scene, lowered, term->day);

      if (is_known (scene, day)
          && is_duty (&term->duty, scene, geng_scene_duty (scene, term->member, day)))
        value += term->n;
    }
  return value;
}

static void
add_people (const GengLoweredSum *sum, const GengScene *scene, GengVerdicts *verdicts)
{
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < sum->terms->len; i++)
    {
      GengMember *member = scene->members[g_array_index (sum->terms, GengLoweredSlot, i).member];

      if (g_hash_table_add (told, member) && i > 0)
        geng_verdicts_add_member (verdicts, member);
    }
}

static void
check_sum (const GengClause *clause,
           const GengScene *scene,
           const GengLoweredSum *sum,
           GengVerdicts *verdicts)
{
  guint member;
  gboolean personal = is_personal (sum, &member);
  gint64 least, most, value = add_up (sum, scene, clause->lowered), off;
  g_autofree char *message = NULL;

  if (sum->terms->len == 0 || (personal && !binds (clause, scene, member)))
    return;
  bounds_of (sum, scene, clause->lowered, &least, &most);
  off = MAX (MAX (least - value, value - most), 0);
  if (off == 0)
    return;
  message = sentence (clause, personal ? scene->members[member] : NULL);
  geng_verdicts_line (verdicts, clause, scene, member, 0, (int) scene->n_days - 1, off, sum->points,
                      message);
  add_people (sum, scene, verdicts);
}

static gboolean
comes (const GengLoweredPattern *pattern, const GengScene *scene, int first, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const GengLoweredDay *day = pattern->days->pdata[i];
      GengDuty *duty = geng_scene_duty (scene, pattern->member, first + (int) i);
      gboolean fits = duty == NULL && day->off;

      for (guint k = 0; !fits && k < day->duties->len; k++)
        fits = is_duty (&g_array_index (day->duties, GengLoweredDuty, k), scene, duty);
      if (!fits)
        return FALSE;
    }
  return TRUE;
}

static void
check_pattern (const GengClause *clause,
               const GengScene *scene,
               const GengLoweredPattern *pattern,
               GengVerdicts *verdicts)
{
  int n = (int) pattern->days->len;

  if (n == 0 || !binds (clause, scene, pattern->member))
    return;
  for (int last = 0; last < (int) scene->n_days; last++)
    {
      g_autofree char *message = NULL;

      if (last - n + 1 < -scene->n_before || !comes (pattern, scene, last - n + 1, (guint) n))
        continue;
      message = sentence (clause, scene->members[pattern->member]);
      geng_verdicts_line (verdicts, clause, scene, pattern->member, last - n + 1, last, 1,
                          pattern->points, message);
    }
}

void
geng_lowered_check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  const GengLowered *lowered = clause->lowered;

  check_slots (clause, scene, verdicts);
  for (guint i = 0; i < lowered->sums->len; i++)
    check_sum (clause, scene, lowered->sums->pdata[i], verdicts);
  for (guint i = 0; i < lowered->patterns->len; i++)
    check_pattern (clause, scene, lowered->patterns->pdata[i], verdicts);
}

/* -- as lines and cells -- */

static gboolean
is_code (const GengLowering *lowering, const GengLoweredDuty *wanted, guint code)
{
  return code != GENG_OFF
         && (wanted->shift == GENG_LOWERED_ANY || (guint) wanted->shift == lowering->shift[code])
         && (wanted->post == NULL || wanted->post == lowering->post[code]);
}

static void
compile_slots (const GengClause *clause, GengLowering *lowering)
{
  GArray *slots = clause->lowered->slots;

  for (guint i = 0; i < slots->len; i++)
    {
      const GengLoweredSlot *slot = &g_array_index (slots, GengLoweredSlot, i);
      int day = day_in (lowering->scene, clause->lowered, slot->day);

      if (day < 0 || !is_known (lowering->scene, day)
          || !binds (clause, lowering->scene, slot->member))
        continue;
      for (guint c = 0; c < lowering->n_codes; c++)
        if (is_code (lowering, &slot->duty, c))
          geng_problem_add_cost (lowering->problem, slot->member, (guint) day, c,
                                 geng_lowering_price (slot->n));
    }
}

/* What the record adds. */
static gint64
count_record (const GengLoweredSum *sum, const GengScene *scene, const GengLowered *lowered)
{
  gint64 before = 0;

  for (guint i = 0; i < sum->terms->len; i++)
    {
      const GengLoweredSlot *term = &g_array_index (sum->terms, GengLoweredSlot, i);
      int day = day_in (scene, lowered, term->day);

      if (day < 0 && is_known (scene, day)
          && is_duty (&term->duty, scene, geng_scene_duty (scene, term->member, day)))
        before += term->n;
    }
  return before;
}

static void
compile_personal (const GengClause *clause,
                  GengLowering *lowering,
                  const GengLoweredSum *sum,
                  guint member,
                  const GengRange *range)
{
  guint n_codes = lowering->n_codes;
  g_autofree gint32 *weights = g_new0 (gint32, (gsize) lowering->scene->n_days * n_codes);

  for (guint i = 0; i < sum->terms->len; i++)
    {
      const GengLoweredSlot *term = &g_array_index (sum->terms, GengLoweredSlot, i);
      int day = day_in (lowering->scene, clause->lowered, term->day);

      for (guint c = 0; day >= 0 && is_known (lowering->scene, day) && c < n_codes; c++)
        if (is_code (lowering, &term->duty, c))
          weights[(guint) day * n_codes + c] += term->n;
    }
  geng_problem_add_counter (lowering->problem, member,
                            geng_problem_add_weights (lowering->problem, weights), -1, 0, range, 1);
}

static void
compile_common (const GengClause *clause,
                GengLowering *lowering,
                const GengLoweredSum *sum,
                const GengRange *range)
{
  guint cell = geng_problem_add_cell (lowering->problem, range, 1);

  for (guint i = 0; i < sum->terms->len; i++)
    {
      const GengLoweredSlot *term = &g_array_index (sum->terms, GengLoweredSlot, i);
      int day = day_in (lowering->scene, clause->lowered, term->day);

      for (guint c = 0; day >= 0 && is_known (lowering->scene, day) && c < lowering->n_codes; c++)
        if (is_code (lowering, &term->duty, c))
          geng_problem_feed (lowering->problem, cell, term->member, (guint) day, c, term->n);
    }
}

static void
compile_sum (const GengClause *clause, GengLowering *lowering, const GengLoweredSum *sum)
{
  gint64 least, most, record = count_record (sum, lowering->scene, clause->lowered);
  gint32 price = geng_lowering_price (sum->points);
  GengRange range = { .under = price, .over = price };
  guint member;
  gboolean personal = is_personal (sum, &member);

  if (sum->terms->len == 0 || (personal && !binds (clause, lowering->scene, member)))
    return;
  bounds_of (sum, lowering->scene, clause->lowered, &least, &most);
  range.lo = least == G_MININT ? G_MININT32 : (gint32) (least - record);
  range.hi = most == G_MAXINT ? G_MAXINT32 : (gint32) (most - record);
  if (personal)
    compile_personal (clause, lowering, sum, member, &range);
  else
    compile_common (clause, lowering, sum, &range);
}

static guint
add_code_set (GengLowering *lowering, const GengLoweredDay *day)
{
  g_autofree guint8 *codes = g_new0 (guint8, lowering->n_codes);

  codes[GENG_OFF] = day->off;
  for (guint c = 0; c < lowering->n_codes; c++)
    for (guint k = 0; k < day->duties->len; k++)
      codes[c]
          = codes[c] || is_code (lowering, &g_array_index (day->duties, GengLoweredDuty, k), c);
  return geng_problem_add_code_set (lowering->problem, codes);
}

static void
compile_pattern (const GengClause *clause, GengLowering *lowering, const GengLoweredPattern *own)
{
  const GengScene *scene = lowering->scene;
  GengPattern pattern = { .member = own->member,
                          .n_sets = own->days->len,
                          .price = geng_lowering_price (own->points) };

  if (own->days->len == 0 || !binds (clause, scene, own->member))
    return;
  pattern.starts = geng_lowering_any_day (lowering);
  for (guint i = 0; i < own->days->len; i++)
    pattern.code_set[i] = add_code_set (lowering, own->days->pdata[i]);
  for (guint n = 1; n < own->days->len; n++)
    if ((int) n <= scene->n_before && comes (own, scene, -(int) n, n))
      pattern.begun |= (guint8) (1u << (n - 1));
  geng_problem_add_pattern (lowering->problem, &pattern);
}

void
geng_lowered_compile (const GengClause *clause, GengLowering *lowering)
{
  const GengLowered *lowered = clause->lowered;

  compile_slots (clause, lowering);
  for (guint i = 0; i < lowered->sums->len; i++)
    compile_sum (clause, lowering, lowered->sums->pdata[i]);
  for (guint i = 0; i < lowered->patterns->len; i++)
    compile_pattern (clause, lowering, lowered->patterns->pdata[i]);
}
