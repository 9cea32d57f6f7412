/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Rules that what is official breaks already: it was right when phones got it, and the rule came
 * later, or it was served otherwise.  Of that a change is not to blame, as long as it makes nothing
 * worse: it is told as excess and stops no publication.  What was served breaks by itself is no
 * mistake of the roster at all, since nobody can mend it.
 */
#include "settled.h"

static gboolean
same_members (GengFinding *a, GengFinding *b)
{
  g_autoptr (GPtrArray) left = geng_finding_list_members (a);
  g_autoptr (GPtrArray) right = geng_finding_list_members (b);

  if (left->len != right->len)
    return FALSE;
  for (guint i = 0; i < left->len; i++)
    if (left->pdata[i] != right->pdata[i])
      return FALSE;
  return TRUE;
}

/* The same rule for the same people, on no other days and by no more. */
static gboolean
is_no_worse (GengFinding *now, GengFinding *before)
{
  return geng_finding_get_severity (before) == GENG_SEVERITY_HARD
         && g_str_equal (geng_finding_get_rule (now), geng_finding_get_rule (before))
         && geng_finding_get_amount (now) <= geng_finding_get_amount (before)
         && g_date_compare (geng_finding_get_first (now), geng_finding_get_first (before)) >= 0
         && g_date_compare (geng_finding_get_last (now), geng_finding_get_last (before)) <= 0
         && same_members (now, before);
}

static gboolean
is_among (GengFinding *finding, GPtrArray *before)
{
  for (guint i = 0; i < before->len; i++)
    if (is_no_worse (finding, g_ptr_array_index (before, i)))
      return TRUE;
  return FALSE;
}

/* A record that was edited by hand since it was published is no promise that phones have got, and
 * excuses nothing. */
static gboolean
is_as_published (Desk *self)
{
  GDateYear year = g_date_get_year (&self->first);
  GDateMonth month = g_date_get_month (&self->first);
  g_autoptr (GengRecord) record = NULL;
  g_autoptr (GengRoster) roster
      = geng_store_load_record (self->store, self->station, year, month, &record, NULL);
  const GengRevision *revision
      = roster != NULL ? geng_record_lookup_month (record, year, month) : NULL;
  guint sequence;

  if (revision == NULL)
    return FALSE;
  sequence = revision->sequence;
  return geng_record_touch_month (record, roster, revision->modified)->sequence == sequence;
}

/* Those of the roster on the desk, without what leave touches.
 * (transfer full) (element-type GengFinding) */
GPtrArray *
desk_list_older (Desk *self)
{
  GPtrArray *older = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (self->judgement);
  g_autoptr (GPtrArray) touched = desk_list_touched (self);
  g_autoptr (GengJudgement) official
      = self->published != NULL && desk_count_broken (self) > 0 && is_as_published (self)
            ? geng_judge (self->published, self->history, NULL)
            : NULL;
  g_autoptr (GPtrArray) before
      = official != NULL ? geng_judgement_list_findings (official) : g_ptr_array_new ();

  for (guint i = 0; i < findings->len; i++)
    {
      GengFinding *finding = g_ptr_array_index (findings, i);

      if (geng_finding_get_severity (finding) == GENG_SEVERITY_HARD
          && !g_ptr_array_find (touched, finding, NULL) && is_among (finding, before))
        g_ptr_array_add (older, g_object_ref (finding));
    }
  return older;
}

void
desk_print_older (Desk *self, GPtrArray *older)
{
  for (guint i = 0; i < older->len; i++)
    {
      g_autofree char *days = finding_days_text (self, older->pdata[i]);

      g_print (_ ("  ✎ %s%s (in what is official already)\n"), days,
               geng_finding_get_message (older->pdata[i]));
    }
}

/* -- what was served -- */

static gboolean
is_same_rule (GengFinding *a, GengFinding *b)
{
  return geng_finding_get_severity (a) == geng_finding_get_severity (b)
         && g_str_equal (geng_finding_get_rule (a), geng_finding_get_rule (b))
         && same_members (a, b);
}

/* A rule that asks for something is broken where nothing is served, too: its days must be over. */
static gboolean
is_over (GengFinding *finding, GengRoster *served, GengJudgement *nothing)
{
  g_autoptr (GPtrArray) without = geng_judgement_list_findings (nothing);
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (served);
  gboolean asks = FALSE;

  for (guint i = 0; i < without->len; i++)
    asks = asks || is_same_rule (finding, without->pdata[i]);
  return !asks
         || g_date_compare (geng_finding_get_last (finding),
                            geng_duty_get_date (duties->pdata[duties->len - 1]))
                <= 0;
}

/* Broken by what was served alone, and by no more. */
static gboolean
is_settled (GengFinding *finding, GPtrArray *alone)
{
  for (guint i = 0; i < alone->len; i++)
    if (is_no_worse (finding, alone->pdata[i])
        && geng_finding_get_amount (finding) == geng_finding_get_amount (alone->pdata[i]))
      return TRUE;
  return FALSE;
}

void
settled_load (Settled *self, Desk *desk)
{
  g_autoptr (GengJournal) journal = NULL;
  g_autoptr (GengRoster) served = NULL;
  g_autoptr (GengRoster) empty = NULL;

  if (desk->published == NULL)
    return;
  journal = geng_store_load_journal (desk->store, desk->station, &desk->first, &desk->last, NULL);
  if (journal != NULL)
    served = geng_journal_extract_served (journal, desk->published, NULL, NULL);
  if (served == NULL || g_list_model_get_n_items (G_LIST_MODEL (served)) == 0)
    return;
  empty = geng_roster_new (desk->station, &desk->first, &desk->last, NULL);
  self->alone = geng_judge (served, desk->history, NULL);
  self->nothing = geng_judge (empty, desk->history, NULL);
  self->served = g_steal_pointer (&served);
}

void
settled_clear (Settled *self)
{
  g_clear_object (&self->served);
  g_clear_object (&self->alone);
  g_clear_object (&self->nothing);
}

gboolean
settled_has (const Settled *self, GengFinding *finding)
{
  g_autoptr (GPtrArray) alone = NULL;

  if (self->alone == NULL || self->nothing == NULL
      || geng_finding_get_severity (finding) != GENG_SEVERITY_HARD)
    return FALSE;
  alone = geng_judgement_list_findings (self->alone);
  return is_settled (finding, alone) && is_over (finding, self->served, self->nothing);
}

static GPtrArray *
find_settled (Desk *self)
{
  GPtrArray *settled = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) findings = NULL, touched = NULL;
  g_auto (Settled) known = { 0 };

  if (self->published == NULL || desk_count_broken (self) == 0)
    return settled;
  settled_load (&known, self);
  findings = geng_judgement_list_findings (self->judgement);
  touched = desk_list_touched (self);
  for (guint i = 0; i < findings->len; i++)
    if (!g_ptr_array_find (touched, findings->pdata[i], NULL)
        && settled_has (&known, findings->pdata[i]))
      g_ptr_array_add (settled, g_object_ref (findings->pdata[i]));
  return settled;
}

/* Those of the roster on the desk, without what leave touches, as far as the journal has confirmed
 * what was served: the clock says nothing here.  Found once, since journal and judge take long.
 * (transfer none) (element-type GengFinding) */
GPtrArray *
desk_get_settled (Desk *self)
{
  if (self->settled == NULL)
    self->settled = find_settled (self);
  return self->settled;
}
