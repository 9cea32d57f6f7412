/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-capacity.h"

#include "geng-limit.h"
#include "geng-part.h"
#include "geng-rule-book.h"
#include "geng-rule-list.h"

/* Minutes where no limit is written. */
#define UNLIMITED G_MAXINT

/* What a limit leaves room for in the period, whose days share the spans that it counts over. */
static gint64
minutes_in_period (const GengCount *count, const GengScene *scene)
{
  g_autoptr (GArray) stretches = NULL;
  gint64 minutes = 0;

  if (count->span.per == GENG_PER_DAYS)
    return (gint64) count->max * scene->n_days / count->span.n_days;
  stretches = geng_rule_span_list (&count->span, scene);
  for (guint i = 0; i < stretches->len; i++)
    {
      const GengStretch *stretch = &g_array_index (stretches, GengStretch, i);
      int inside = MIN (stretch->last, (int) scene->n_days - 1) - MAX (stretch->first, 0) + 1;

      minutes += (gint64) count->max * inside / (stretch->last - stretch->first + 1);
    }
  return minutes;
}

/* The least that the terms written in one place leave to the member. */
static int
least_of (const GengScene *scene, const GengRuleBook *book, GPtrArray *terms, guint member)
{
  gint64 minutes = UNLIMITED;

  for (guint i = 0; i < terms->len; i++)
    {
      const GengTerm *term = g_ptr_array_index (terms, i);
      const GengCount *count = term->params;

      if (term->kind == &geng_rule_limit && count != NULL && count->what.what == GENG_WHAT_HOURS
          && count->max != G_MAXINT && geng_rule_book_binds (book, term, scene->members[member]))
        minutes = MIN (minutes, minutes_in_period (count, scene));
    }
  return (int) minutes;
}

static int
member_minutes (const GengScene *scene, const GengRuleBook *book, guint member)
{
  GengMember *who = scene->members[member];
  GPtrArray *places[] = {
    geng_rule_book_member (book, who),
    geng_rule_book_contract (book, geng_member_get_contract (who)),
    geng_rule_book_station (book),
  };
  int minutes = UNLIMITED;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    minutes = MIN (minutes, least_of (scene, book, places[i], member));
  return minutes;
}

/* Turns minutes into capacities, for those of one part of a zone: @first and whoever is like
 * him. */
static void
set_full (const GengScene *scene, guint first, int *capacities, guint8 *done)
{
  gint64 most = 0;

  for (int turn = 0; turn < 2; turn++)
    for (guint m = first; m < scene->n_members; m++)
      {
        if (!geng_part_same (scene->members[first], scene->members[m]))
          continue;
        done[m] = TRUE;
        if (turn == 0)
          most = capacities[m] < UNLIMITED ? MAX (most, capacities[m]) : most;
        else if (capacities[m] == UNLIMITED || most == 0)
          capacities[m] = GENG_CAPACITY_FULL;
        else
          capacities[m] = (int) MAX ((gint64) capacities[m] * GENG_CAPACITY_FULL / most, 1);
      }
}

static int *
capacities_new (const GengScene *scene)
{
  g_autoptr (GengRuleBook) book = geng_rule_book_new (scene->station, NULL, NULL);
  int *capacities = g_new0 (int, scene->n_members + 1);
  g_autofree guint8 *done = g_new0 (guint8, scene->n_members + 1);

  for (guint m = 0; m < scene->n_members; m++)
    capacities[m] = member_minutes (scene, book, m);
  for (guint m = 0; m < scene->n_members; m++)
    if (!done[m])
      set_full (scene, m, capacities, done);
  return capacities;
}

const int *
geng_scene_capacities (const GengScene *scene)
{
  if (*scene->capacities == NULL)
    *scene->capacities = capacities_new (scene);
  return *scene->capacities;
}
