/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is official of a month: phones show it, and what of it was served stays. */
#include "official.h"

static gboolean
load_record (Official *self, Desk *desk)
{
  GDateYear year = g_date_get_year (&desk->first);
  GDateMonth month = g_date_get_month (&desk->first);
  g_autoptr (GError) error = NULL;

  if (!geng_store_has_record (desk->store, year, month))
    return TRUE;
  self->roster
      = geng_store_load_record (desk->store, desk->station, year, month, &self->record, &error);
  if (self->roster == NULL)
    desk_print_faults (desk, error);
  return self->roster != NULL;
}

static gboolean
find_served (Official *self, Desk *desk)
{
  g_autoptr (GengJournal) journal = NULL;
  g_autoptr (GError) error = NULL;

  if (self->roster == NULL)
    return TRUE;
  journal = geng_store_load_journal (desk->store, desk->station, &desk->first, &desk->last, &error);
  if (journal != NULL)
    self->served = geng_journal_extract_served (journal, self->roster, self->from, &error);
  if (self->served == NULL)
    desk_print_faults (desk, error);
  return self->served != NULL;
}

/* Loads the month that is set on the desk.  @from: (nullable) */
gboolean
official_load (Official *self, Desk *desk, GDateTime *from)
{
  self->from = from != NULL ? g_date_time_ref (from) : NULL;
  return load_record (self, desk) && find_served (self, desk);
}

gboolean
official_take (Official *self, Desk *desk)
{
  g_set_object (&self->roster, desk->published);
  g_set_object (&self->record, desk->record);
  return find_served (self, desk);
}

void
official_clear (Official *self)
{
  g_clear_object (&self->roster);
  g_clear_object (&self->record);
  g_clear_object (&self->served);
  g_clear_pointer (&self->from, g_date_time_unref);
}

gboolean
same_duty (GengDuty *a, GengDuty *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return geng_duty_get_shift (a) == geng_duty_get_shift (b)
         && geng_duty_get_post (a) == geng_duty_get_post (b);
}

/* A duty that is not served and would have begun already. */
static gboolean
comes_late (const Official *self, GengDuty *duty)
{
  g_autoptr (GDateTime) start = NULL;

  if (self->from == NULL || self->served == NULL)
    return FALSE;
  start = geng_duty_get_start (duty, geng_roster_get_station (self->roster));
  return g_date_time_compare (start, self->from) < 0
         && !same_duty (duty, geng_roster_lookup (self->served, geng_duty_get_member (duty),
                                                  geng_duty_get_date (duty)));
}

gboolean
official_restore (const Official *self, GengRoster *roster, guint *n, GError **error)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (roster);
  g_autoptr (GPtrArray) served
      = self->served != NULL ? geng_roster_list_duties (self->served) : g_ptr_array_new ();

  for (guint i = 0; i < duties->len; i++)
    if (comes_late (self, duties->pdata[i]))
      geng_roster_remove (roster, duties->pdata[i]);
  for (guint i = 0; i < served->len; i++)
    {
      GengDuty *duty = served->pdata[i];
      GengMember *member = geng_duty_get_member (duty);
      const GDate *date = geng_duty_get_date (duty);

      if (same_duty (geng_roster_lookup (roster, member, date), duty))
        continue;
      if (geng_roster_assign (roster, member, date, geng_duty_get_shift (duty),
                              geng_duty_get_post (duty), error)
          == NULL)
        return FALSE;
      if (n != NULL)
        ++*n;
    }
  return TRUE;
}

/* Whoever took over the place of a served duty since leaves it. */
static void
clear_place (GengRoster *roster, GengRoster *before, GengDuty *served)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (roster);

  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = duties->pdata[i];

      if (g_date_compare (geng_duty_get_date (duty), geng_duty_get_date (served)) == 0
          && same_duty (duty, served)
          && !same_duty (duty, geng_roster_lookup (before, geng_duty_get_member (duty),
                                                   geng_duty_get_date (duty))))
        geng_roster_remove (roster, duty);
    }
}

GPtrArray *
official_keep (GengRoster *served, GengRoster *before, GengRoster *roster, GError **error)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (served);
  g_autoptr (GPtrArray) lost = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = duties->pdata[i];
      GengMember *member = geng_duty_get_member (duty);
      const GDate *date = geng_duty_get_date (duty);

      if (!same_duty (geng_roster_lookup (before, member, date), duty)
          || same_duty (geng_roster_lookup (roster, member, date), duty))
        continue;
      clear_place (roster, before, duty);
      if (geng_roster_assign (roster, member, date, geng_duty_get_shift (duty),
                              geng_duty_get_post (duty), error)
          == NULL)
        return NULL;
      g_ptr_array_add (lost, g_object_ref (duty));
    }
  return g_steal_pointer (&lost);
}

GengDuty *
official_find_served (const Official *self, GengMember *member, const GDate *date)
{
  return self->served != NULL && member != NULL ? geng_roster_lookup (self->served, member, date)
                                                : NULL;
}

char *
official_served_text (GengDuty *duty)
{
  g_autofree char *text = desk_duty_text (duty);

  return g_strdup_printf (_ ("%s: %s has served it; how it went is for the journal: geng journal"),
                          text, geng_entity_get_name (GENG_ENTITY (geng_duty_get_member (duty))));
}

gboolean
official_untouched (const Official *self, GengRoster *roster)
{
  g_autoptr (GPtrArray) served
      = self->served != NULL ? geng_roster_list_duties (self->served) : g_ptr_array_new ();
  gboolean untouched = TRUE;

  for (guint i = 0; i < served->len; i++)
    {
      GengDuty *duty = served->pdata[i];
      GengMember *member = geng_duty_get_member (duty);
      g_autofree char *text = NULL;

      if (same_duty (geng_roster_lookup (roster, member, geng_duty_get_date (duty)), duty))
        continue;
      text = official_served_text (duty);
      say_error ("%s", text);
      untouched = FALSE;
    }
  return untouched;
}

gboolean
same_duties (GengRoster *a, GengRoster *b)
{
  return geng_roster_count_changes (a, b) == 0;
}

static char *
version_text (const Official *self, Desk *desk)
{
  const GengRevision *revision = geng_record_lookup_month (
      self->record, g_date_get_year (&desk->first), g_date_get_month (&desk->first));
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *since = NULL;

  if (revision == NULL)
    return g_strdup (_ ("official"));
  utc = g_date_time_new_from_unix_utc (revision->modified);
  local = g_date_time_to_timezone (utc, geng_station_get_zone (desk->station));
  since = g_date_time_format (local, "%Y-%m-%d %H:%M");
  return g_strdup_printf (_ ("official, version %u, since %s"), revision->sequence + 1, since);
}

char *
official_state (const Official *self, Desk *desk, GengRoster *now)
{
  g_autofree char *version = NULL;

  if (self->roster == NULL)
    return g_strdup (_ ("draft, not published"));
  if (geng_record_get_imported (self->record))
    return g_strdup (_ ("history, taken from a file"));
  version = version_text (self, desk);
  if (now == NULL || same_duties (now, self->roster))
    return g_steal_pointer (&version);
  return g_strdup_printf (_ ("draft with %u changes; before it: %s"),
                          geng_roster_count_changes (now, self->roster), version);
}
