/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whether an item may go out at a moment: what is lost or in repair stays in the rack from the end
 * of the duty that says so until it is found or mended.  The latest row before the moment decides;
 * where there is none, a later row that says it broke shows that it was in order until then, and
 * without any row the state of the item itself holds.  Cost: the number of kit rows. */

#include "geng-journal-private.h"

static gint64
moment_of (const GDate *date, int minute)
{
  return (gint64) g_date_get_julian (date) * GENG_DAY_MINUTES + minute;
}

/* When the row began to hold: broken since the end of its duty, there again since it came back. */
static gint64
since (GengKitLoan *loan)
{
  GengShift *shift = geng_kit_loan_get_shift (loan);
  int minute = shift != NULL ? geng_shift_get_end_minute (shift)
                             : MAX (geng_kit_loan_get_out_minute (loan),
                                    geng_kit_loan_get_back_minute (loan));

  return moment_of (geng_kit_loan_get_date (loan), minute);
}

/* That it went out and came back whole changes nothing; that it is there again has no shift. */
static gboolean
changes_state (GengKitLoan *loan, GengItem *item)
{
  return geng_kit_loan_get_item (loan) == item
         && (geng_kit_loan_get_state (loan) != GENG_ITEM_STATE_USABLE
             || geng_kit_loan_get_shift (loan) == NULL);
}

gboolean
geng_journal_is_item_out_of_use (GengJournal *self, GengItem *item, const GDate *date, int minute)
{
  GListModel *loans = self != NULL ? geng_journal_get_kit_loans (self) : NULL;
  gboolean bad = geng_item_get_state (item) != GENG_ITEM_STATE_USABLE, known = FALSE;
  gint64 now = moment_of (date, minute), latest = G_MININT64;

  for (guint i = 0; loans != NULL && i < g_list_model_get_n_items (loans); i++)
    {
      g_autoptr (GengKitLoan) loan = g_list_model_get_item (loans, i);
      gboolean broke = geng_kit_loan_get_state (loan) != GENG_ITEM_STATE_USABLE;

      if (!changes_state (loan, item))
        continue;
      if (since (loan) <= now && since (loan) >= latest)
        {
          latest = since (loan);
          known = TRUE;
          bad = broke;
        }
      else if (!known && broke)
        bad = FALSE;
    }
  return bad;
}
