/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-verdicts.h"

void
geng_verdict_free (gpointer data)
{
  GengVerdict *verdict = data;

  g_clear_pointer (&verdict->members, g_ptr_array_unref);
  g_free (verdict->role);
  g_free (verdict->message);
  g_free (verdict->claim);
  g_free (verdict);
}

GengVerdicts *
geng_verdicts_new (void)
{
  GengVerdicts *verdicts = g_new0 (GengVerdicts, 1);

  verdicts->list = g_ptr_array_new_with_free_func (geng_verdict_free);
  return verdicts;
}

void
geng_verdicts_free (GengVerdicts *verdicts)
{
  if (verdicts == NULL)
    return;
  g_ptr_array_unref (verdicts->list);
  g_free (verdicts);
}

static GengVerdict *
add (GengVerdicts *verdicts,
     GengSeverity severity,
     const char *rule,
     const GDate *first,
     const GDate *last,
     gint64 amount)
{
  GengVerdict *verdict = g_new0 (GengVerdict, 1);

  verdict->severity = severity;
  verdict->rule = rule;
  verdict->first = *first;
  verdict->last = *last;
  verdict->amount = amount;
  g_ptr_array_add (verdicts->list, verdict);
  return verdict;
}

static GengVerdict *
last_verdict (GengVerdicts *verdicts)
{
  return g_ptr_array_index (verdicts->list, verdicts->list->len - 1);
}

void
geng_verdicts_add_member (GengVerdicts *verdicts, GengMember *member)
{
  GengVerdict *verdict = last_verdict (verdicts);

  if (verdict->members == NULL)
    verdict->members = g_ptr_array_new ();
  g_ptr_array_add (verdict->members, member);
}

void
geng_verdicts_set_demand (GengVerdicts *verdicts, GengDemand *demand)
{
  last_verdict (verdicts)->demand = demand;
}

void
geng_verdicts_hard (GengVerdicts *verdicts,
                    const char *rule,
                    GengMember *member,
                    const GDate *first,
                    const GDate *last,
                    gint64 amount,
                    const char *format,
                    ...)
{
  GengVerdict *verdict = add (verdicts, GENG_SEVERITY_HARD, rule, first, last, amount);
  va_list args;

  va_start (args, format);
  verdict->message = g_strdup_vprintf (format, args);
  va_end (args);
  if (member != NULL)
    geng_verdicts_add_member (verdicts, member);
}

void
geng_verdicts_soft (GengVerdicts *verdicts,
                    const char *rule,
                    GengMember *member,
                    const GDate *first,
                    const GDate *last,
                    gint64 amount,
                    gint64 cost,
                    const char *format,
                    ...)
{
  GengVerdict *verdict;
  va_list args;

  if (cost == 0)
    return;
  verdict = add (verdicts, GENG_SEVERITY_SOFT, rule, first, last, amount);
  verdict->cost = cost;
  va_start (args, format);
  verdict->message = g_strdup_vprintf (format, args);
  va_end (args);
  if (member != NULL)
    geng_verdicts_add_member (verdicts, member);
}

void
geng_verdicts_note (GengVerdicts *verdicts,
                    const char *rule,
                    GengMember *member,
                    const GDate *date,
                    const char *format,
                    ...)
{
  GengVerdict *verdict = add (verdicts, GENG_SEVERITY_NOTE, rule, date, date, 1);
  va_list args;

  va_start (args, format);
  verdict->message = g_strdup_vprintf (format, args);
  va_end (args);
  geng_verdicts_add_member (verdicts, member);
}

void
geng_verdicts_gap (GengVerdicts *verdicts,
                   const char *rule,
                   GengDemand *demand,
                   const GDate *date,
                   int from,
                   int to,
                   const char *role,
                   int missing,
                   const char *format,
                   ...)
{
  GengVerdict *verdict = add (verdicts, GENG_SEVERITY_GAP, rule, date, date, missing);
  va_list args;

  verdict->demand = demand;
  verdict->from = from;
  verdict->to = to;
  verdict->role = g_strdup (role);
  va_start (args, format);
  verdict->message = g_strdup_vprintf (format, args);
  va_end (args);
}
