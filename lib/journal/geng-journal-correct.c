/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Corrections (更正): what was confirmed wrongly is taken back, and stays among the rows that were
 * taken back; kit follows who served, and the rounds of a patrol are one for its whole crew. */

#include "geng-journal-private.h"

#include "geng-list-private.h"
#include "geng-row.h"

static GengList *
rows_of (GengJournal *self)
{
  return GENG_LIST (geng_journal_get_attendance (self));
}

static gboolean
same_day (const GDate *a, const GDate *b)
{
  return a != NULL && b != NULL && g_date_compare (a, b) == 0;
}

/* -- the kit of a duty -- */

static gboolean
went_with (GengKitLoan *loan, GengAttendance *row)
{
  return geng_kit_loan_get_shift (loan) != NULL
         && geng_kit_loan_get_shift (loan) == geng_attendance_get_shift (row)
         && geng_kit_loan_get_member (loan) == geng_attendance_get_member (row)
         && same_day (geng_kit_loan_get_date (loan), geng_attendance_get_date (row));
}

/* What was lost or broken is so whoever had it, and stays. */
static void
take_kit_back (GengJournal *self, GengAttendance *row)
{
  GengList *loans = GENG_LIST (geng_journal_get_kit_loans (self));

  for (guint i = geng_list_size (loans); i > 0; i--)
    {
      GengKitLoan *loan = geng_list_peek (loans, i - 1);

      if (went_with (loan, row) && geng_kit_loan_get_state (loan) == GENG_ITEM_STATE_USABLE)
        geng_list_remove (loans, i - 1);
    }
}

GengKitLoan *
geng_journal_find_bad_loan (GengJournal *self, GengDuty *duty, GengItem *item)
{
  GengList *loans = GENG_LIST (geng_journal_get_kit_loans (self));

  for (guint i = 0; i < geng_list_size (loans); i++)
    {
      GengKitLoan *loan = geng_list_peek (loans, i);

      if (geng_kit_loan_get_item (loan) == item
          && geng_kit_loan_get_state (loan) != GENG_ITEM_STATE_USABLE
          && geng_kit_loan_get_shift (loan) == geng_duty_get_shift (duty)
          && same_day (geng_kit_loan_get_date (loan), geng_duty_get_date (duty)))
        return loan;
    }
  return NULL;
}

void
geng_journal_replace_loan (GengJournal *self, GengKitLoan *old, GengKitLoan *loan)
{
  GengList *loans = GENG_LIST (geng_journal_get_kit_loans (self));

  for (guint i = 0; i < geng_list_size (loans); i++)
    if (geng_list_peek (loans, i) == old)
      {
        geng_list_remove (loans, i);
        geng_list_insert (loans, i, loan);
        return;
      }
}

/* -- the rounds of a patrol -- */

static gboolean
is_of_patrol (GengAttendance *row, const GDate *date, GengShift *shift, GengPost *post)
{
  return geng_attendance_get_kind (row) != GENG_ATTENDANCE_KIND_ABSENT
         && geng_attendance_get_shift (row) == shift && geng_attendance_get_post (row) == post
         && same_day (geng_attendance_get_date (row), date);
}

GengRounds
geng_journal_get_rounds (GengJournal *self, const GDate *date, GengShift *shift, GengPost *post)
{
  GengList *rows = rows_of (self);

  for (guint i = 0; i < geng_list_size (rows); i++)
    {
      GengAttendance *row = geng_list_peek (rows, i);

      if (is_of_patrol (row, date, shift, post)
          && geng_attendance_get_rounds (row) != GENG_ROUNDS_UNKNOWN)
        return geng_attendance_get_rounds (row);
    }
  return GENG_ROUNDS_UNKNOWN;
}

void
geng_journal_set_rounds (GengJournal *self,
                         GengDuty *duty,
                         GengRounds rounds,
                         const char *by,
                         GDateTime *now)
{
  GengList *rows = rows_of (self);

  for (guint i = 0; i < geng_list_size (rows); i++)
    {
      g_autoptr (GengAttendance) row = g_object_ref (geng_list_peek (rows, i));
      g_autoptr (GengAttendance) old = NULL, new = NULL;

      if (!is_of_patrol (row, geng_duty_get_date (duty), geng_duty_get_shift (duty),
                         geng_duty_get_post (duty))
          || geng_attendance_get_rounds (row) == rounds)
        continue;
      old = geng_row_copy (row, "retracted-by", by, "retracted-at", g_date_time_to_unix (now),
                           NULL);
      new = geng_row_copy (row, "rounds", rounds, NULL);
      geng_journal_take_out (self, i, old);
      geng_journal_put_in (self, i, new);
    }
}

/* -- taking back -- */

/* The row tells how this duty went: its own, or that of who stood in. */
static gboolean
is_about (GengAttendance *row, GengDuty *duty)
{
  GengMember *whose = geng_attendance_get_stands_in_for (row);

  if (whose == NULL && geng_attendance_get_kind (row) <= GENG_ATTENDANCE_KIND_ABSENT)
    whose = geng_attendance_get_member (row);
  return whose == geng_duty_get_member (duty)
         && geng_attendance_get_shift (row) == geng_duty_get_shift (duty)
         && g_date_compare (geng_attendance_get_date (row), geng_duty_get_date (duty)) == 0;
}

/**
 * geng_journal_retract:
 * @self: a #GengJournal
 * @duty: a duty that was confirmed wrongly
 * @retracted_by: (nullable): who says so
 * @now: when
 *
 * The first half of a correction (更正): what was confirmed of @duty, also of those who stood in
 * for it, counts no more and stands among geng_journal_get_retracted(); the kit that went out with
 * it is taken back too, but for what was lost or broken.  The duty is unconfirmed then, and
 * geng_journal_confirm_duty() takes what is right.
 *
 * Returns: how many rows were taken back
 */
guint
geng_journal_retract (GengJournal *self, GengDuty *duty, const char *retracted_by, GDateTime *now)
{
  guint n_retracted = 0;

  g_return_val_if_fail (GENG_IS_JOURNAL (self) && GENG_IS_DUTY (duty) && now != NULL, 0);
  for (guint i = geng_list_size (rows_of (self)); i > 0; i--)
    {
      GengAttendance *row = geng_list_peek (rows_of (self), i - 1);
      g_autoptr (GengAttendance) copy = NULL;

      if (!is_about (row, duty))
        continue;
      copy = geng_row_copy (row, "retracted-by", retracted_by, "retracted-at",
                            g_date_time_to_unix (now), NULL);
      take_kit_back (self, row);
      geng_journal_take_out (self, i - 1, copy);
      n_retracted++;
    }
  return n_retracted;
}
