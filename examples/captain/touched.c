/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk.h"

/*
 * A published duty that leave touches: it was right when phones got it, and the leave came later.
 * So the roster breaks no rule; the duty is told, with the command that gives it to somebody else.
 */

static GengDuty *
find_duty (GengRoster *roster, GengFinding *finding)
{
  g_autoptr (GPtrArray) members = geng_finding_list_members (finding);

  return geng_roster_lookup (roster, g_ptr_array_index (members, 0),
                             geng_finding_get_first (finding));
}

static gboolean
is_published (Desk *self, GengFinding *finding)
{
  GengDuty *duty = find_duty (self->roster, finding);
  GengDuty *published = self->published == NULL ? NULL : find_duty (self->published, finding);

  return duty != NULL && published != NULL
         && geng_duty_get_shift (duty) == geng_duty_get_shift (published)
         && geng_duty_get_post (duty) == geng_duty_get_post (published);
}

static gboolean
is_touched (Desk *self, GengFinding *finding)
{
  return geng_finding_get_severity (finding) == GENG_SEVERITY_HARD
         && g_str_equal (geng_finding_get_rule (finding), "leave") && is_published (self, finding);
}

/* What the journal has confirmed nobody can take over any more. */
static void
drop_served (Desk *self, GPtrArray *touched)
{
  g_autoptr (GengJournal) journal = NULL;
  g_autoptr (GengRoster) served = NULL;

  if (touched->len > 0)
    journal = geng_store_load_journal (self->store, self->station, &self->first, &self->last, NULL);
  if (journal != NULL)
    served = geng_journal_extract_served (journal, self->published, NULL, NULL);
  for (guint i = touched->len; served != NULL && i-- > 0;)
    if (find_duty (served, touched->pdata[i]) != NULL)
      g_ptr_array_remove_index (touched, i);
}

/* Those that may still be given to somebody else.
 * Returns: (transfer container) (element-type GengFinding), in the order of the days */
GPtrArray *
desk_list_touched (Desk *self)
{
  g_autoptr (GPtrArray) findings = geng_judgement_list_findings (self->judgement);
  GPtrArray *touched = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < findings->len; i++)
    if (is_touched (self, g_ptr_array_index (findings, i)))
      g_ptr_array_add (touched, g_object_ref (g_ptr_array_index (findings, i)));
  drop_served (self, touched);
  return touched;
}

/* The rules that the roster breaks. */
guint
desk_count_broken (Desk *self)
{
  const GengScore *score = geng_judgement_get_score (self->judgement);
  g_autoptr (GPtrArray) touched = desk_list_touched (self);

  return (guint) score->broken - touched->len;
}

static char *
repair_command (GengFinding *finding)
{
  const GDate *date = geng_finding_get_first (finding);
  g_autofree char *month = desk_month_text (date);
  g_autofree char *day = desk_date_text (date);

  return g_strdup_printf ("geng repair %s --from %s", month, day);
}

static void
print_one (Desk *self, GengFinding *finding)
{
  GengDuty *duty = find_duty (self->roster, finding);
  g_autofree char *date = desk_date_text (geng_finding_get_first (finding));
  GengEntity *shift = GENG_ENTITY (geng_duty_get_shift (duty));
  GengEntity *member = GENG_ENTITY (geng_duty_get_member (duty));

  g_print (_ ("  ✎ %s %s: %s is published, and leave touches it\n"), date,
           geng_entity_get_name (member), geng_entity_get_name (shift));
}

/* @touched: (element-type GengFinding): the first of them is what a repair begins with */
void
desk_print_touched (Desk *self, GPtrArray *touched)
{
  g_autofree char *command = NULL;

  if (touched->len == 0)
    return;
  for (guint i = 0; i < touched->len; i++)
    print_one (self, g_ptr_array_index (touched, i));
  command = repair_command (g_ptr_array_index (touched, 0));
  g_print (_ ("    To give it to somebody else: %s\n"), command);
}

/* Objects of the open array. */
void
desk_add_touched (Desk *self, GPtrArray *touched, JsonBuilder *builder)
{
  for (guint i = 0; i < touched->len; i++)
    {
      GengFinding *finding = g_ptr_array_index (touched, i);
      g_autofree char *date = desk_date_text (geng_finding_get_first (finding));
      g_autofree char *command = repair_command (finding);
      GengDuty *duty = find_duty (self->roster, finding);

      json_builder_begin_object (builder);
      add_text (builder, "date", date);
      add_text (builder, "member", geng_entity_get_id (GENG_ENTITY (geng_duty_get_member (duty))));
      add_text (builder, "shift", geng_entity_get_id (GENG_ENTITY (geng_duty_get_shift (duty))));
      add_text (builder, "repair", command);
      json_builder_end_object (builder);
    }
}

/* -- after leave has come -- */

static gboolean
is_about (GengFinding *finding, const char *member)
{
  g_autoptr (GPtrArray) members = geng_finding_list_members (finding);

  return g_str_equal (geng_entity_get_id (g_ptr_array_index (members, 0)), member);
}

/* FALSE where the month is not published. */
static gboolean
load_month (Desk *self, GengStore *store, GengStation *station, const GDate *date)
{
  GDateYear year = g_date_get_year (date);
  GDateMonth month = g_date_get_month (date);
  g_autofree char *text = desk_month_text (date);

  if (!geng_store_has_record (store, year, month))
    return FALSE;
  self->store = g_object_ref (store);
  self->station = g_object_ref (station);
  self->roster = geng_store_load_record (store, station, year, month, NULL, NULL);
  if (self->roster == NULL)
    return FALSE;
  self->published = g_object_ref (self->roster);
  return desk_load (self, text);
}

static void
tell_month (Desk *month, const char *member, JsonBuilder *builder)
{
  g_autoptr (GPtrArray) touched = desk_list_touched (month);

  for (guint i = touched->len; i-- > 0;)
    if (!is_about (g_ptr_array_index (touched, i), member))
      g_ptr_array_remove_index (touched, i);
  if (builder != NULL)
    desk_add_touched (month, touched, builder);
  else
    desk_print_touched (month, touched);
}

/* Which published duties of the member leave touches that was just written to the folder and lies
 * in these days.  @builder: (nullable): objects of its open array, instead of words */
void
desk_tell_touched (Desk *self,
                   GengMember *member,
                   const GDate *first,
                   const GDate *last,
                   JsonBuilder *builder)
{
  const char *id = geng_entity_get_id (GENG_ENTITY (member));
  g_autoptr (GengStation) station = geng_store_load (self->store, NULL);
  GDate date = *first;

  if (station == NULL)
    return;
  /* The standby of the first dawn is of the duty day before. */
  g_date_subtract_days (&date, 1);
  g_date_set_day (&date, 1);
  for (; g_date_compare (&date, last) <= 0; g_date_add_months (&date, 1))
    {
      g_auto (Desk) month = { 0 };

      if (load_month (&month, self->store, station, &date))
        tell_month (&month, id, builder);
    }
}
