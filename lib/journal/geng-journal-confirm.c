/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Confirms what a roster promised: every duty that is over and not yet confirmed becomes a row,
 * changed where an exception names it.  All of it is added, or nothing. */

#include "geng-exceptions.h"
#include "geng-journal-private.h"

#include "geng-date.h"
#include "geng-gettext.h"
#include "geng-row.h"

typedef struct
{
  GengJournal *journal;
  GengRoster *official;
  const char *by; /* (nullable): the leader of each crew */
  GDateTime *now;
  GengStation *station;
  GPtrArray *exceptions;              /* of GengException */
  GPtrArray *duties;                  /* of GengDuty: what is confirmed */
  GPtrArray *rows;                    /* of GengAttendance */
  GPtrArray *loans;                   /* of GengKitLoan */
  GPtrArray *old_loans, *moved_loans; /* of GengKitLoan: what gives way to what */
} Confirmation;

static void
clear_confirmation (Confirmation *self)
{
  g_clear_pointer (&self->exceptions, g_ptr_array_unref);
  g_clear_pointer (&self->duties, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->loans, g_ptr_array_unref);
  g_clear_pointer (&self->old_loans, g_ptr_array_unref);
  g_clear_pointer (&self->moved_loans, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Confirmation, clear_confirmation)

static const char *
name_of (gpointer entity)
{
  return geng_entity_get_name (GENG_ENTITY (entity));
}

static GengException *
find_exception (Confirmation *self, GengMember *member, GengItem *item)
{
  for (guint i = 0; i < self->exceptions->len; i++)
    {
      GengException *exception = g_ptr_array_index (self->exceptions, i);

      if (exception->member == member && exception->item == item
          && exception->kind != GENG_EXCEPTION_ROUNDS)
        return exception;
    }
  return NULL;
}

static gboolean
refuse_several (const GengException *exception, GError **error)
{
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
               _ ("“%s” fits several duties; confirm one day and shift by itself"),
               exception->text);
  return FALSE;
}

/* -- rounds: a patrol, which is a crew at its post, makes them together -- */

static gboolean
same_patrol (GengDuty *a, GengDuty *b)
{
  return geng_duty_get_shift (a) == geng_duty_get_shift (b)
         && geng_duty_get_post (a) == geng_duty_get_post (b)
         && g_date_compare (geng_duty_get_date (a), geng_duty_get_date (b)) == 0;
}

static gboolean
find_patrol (Confirmation *self, GengException *exception, GError **error)
{
  for (guint i = 0; i < self->duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (self->duties, i);

      if (exception->post != NULL ? geng_duty_get_post (duty) != exception->post
                                  : geng_duty_get_member (duty) != exception->member)
        continue;
      if (exception->patrol != NULL && !same_patrol (exception->patrol, duty))
        return refuse_several (exception, error);
      exception->patrol = duty;
    }
  exception->used = exception->patrol != NULL;
  return TRUE;
}

/* One patrol's rounds came to one thing, whoever of the crew says so. */
static gboolean
check_agreed (Confirmation *self, guint index, GError **error)
{
  const GengException *exception = g_ptr_array_index (self->exceptions, index);

  for (guint i = 0; exception->patrol != NULL && i < index; i++)
    {
      const GengException *other = g_ptr_array_index (self->exceptions, i);

      if (other->patrol == NULL || !same_patrol (other->patrol, exception->patrol)
          || other->rounds == exception->rounds)
        continue;
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("“%s” and “%s” contradict each other: they are said of one patrol"),
                   other->text, exception->text);
      return FALSE;
    }
  return TRUE;
}

static gboolean
find_patrols (Confirmation *self, GError **error)
{
  for (guint i = 0; i < self->exceptions->len; i++)
    {
      GengException *exception = g_ptr_array_index (self->exceptions, i);

      if (exception->kind == GENG_EXCEPTION_ROUNDS
          && (!find_patrol (self, exception, error) || !check_agreed (self, i, error)))
        return FALSE;
    }
  return TRUE;
}

/* What is said of the patrol now; else what was said before of those who are confirmed already;
 * else it went as it should, where the post has a checklist. */
static GengRounds
rounds_of (Confirmation *self, GengDuty *duty)
{
  const char *const *checklist = geng_post_get_checklist (geng_duty_get_post (duty));
  GengRounds known;

  for (guint i = 0; i < self->exceptions->len; i++)
    {
      const GengException *exception = g_ptr_array_index (self->exceptions, i);

      if (exception->patrol != NULL && same_patrol (exception->patrol, duty))
        return exception->rounds;
    }
  known = geng_journal_get_rounds (self->journal, geng_duty_get_date (duty),
                                   geng_duty_get_shift (duty), geng_duty_get_post (duty));
  if (known != GENG_ROUNDS_UNKNOWN)
    return known;
  return checklist != NULL && checklist[0] != NULL ? GENG_ROUNDS_CLEAN : GENG_ROUNDS_UNKNOWN;
}

/* Those of the patrol who are confirmed already are told to have made the same rounds.  Where it is
 * not said who confirms, sign_rows() found who led it. */
static void
share_rounds (Confirmation *self)
{
  for (guint i = 0; i < self->exceptions->len; i++)
    {
      const GengException *exception = g_ptr_array_index (self->exceptions, i);
      const char *by = self->by;

      if (exception->patrol == NULL)
        continue;
      if (by == NULL)
        by = name_of (
            geng_journal_find_crew_leader (self->journal, self->official, exception->patrol));
      geng_journal_set_rounds (self->journal, exception->patrol, exception->rounds, by, self->now);
    }
}

static void
add_row (Confirmation *self,
         GengDuty *duty,
         GengMember *member,
         GengAttendanceKind kind,
         int start,
         int end,
         GengMember *instead_of)
{
  GengRounds rounds
      = kind == GENG_ATTENDANCE_KIND_ABSENT ? GENG_ROUNDS_UNKNOWN : rounds_of (self, duty);

  g_ptr_array_add (self->rows,
                   g_object_new (GENG_TYPE_ATTENDANCE, "member", member, "date",
                                 geng_duty_get_date (duty), "shift", geng_duty_get_shift (duty),
                                 "post", geng_duty_get_post (duty), "kind", kind, "start-minute",
                                 start, "end-minute", end, "stands-in-for", instead_of, "rounds",
                                 rounds, "confirmed-by", self->by, "confirmed-at",
                                 g_date_time_to_unix (self->now), NULL));
}

/* A late or early time must lie within the duty. */
static gboolean
check_inside (const GengException *exception, int at, int start, int end, GError **error)
{
  if (at > start && at < end)
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
               _ ("“%s”: that is not within the duty, which lasts from %02d:%02d to %02d:%02d"),
               exception->text, start / 60 % 24, start % 60, end / 60 % 24, end % 60);
  return FALSE;
}

static gboolean
confirm_taken (Confirmation *self,
               GengDuty *duty,
               const GengException *exception,
               int start,
               int end,
               GError **error)
{
  GengMember *member = geng_duty_get_member (duty);
  int at = exception->at_minute;

  if (at < 0 || at == start)
    add_row (self, duty, member, GENG_ATTENDANCE_KIND_ABSENT, -1, -1, NULL);
  else if (!check_inside (exception, at, start, end, error))
    return FALSE;
  else
    add_row (self, duty, member, GENG_ATTENDANCE_KIND_SERVED, start, at, NULL);
  add_row (self, duty, exception->substitute, GENG_ATTENDANCE_KIND_SUBSTITUTE, MAX (at, start), end,
           member);
  return TRUE;
}

static gboolean
take_duty (Confirmation *self, GengDuty *duty, GError **error)
{
  GengMember *member = geng_duty_get_member (duty);
  GengShift *shift = geng_duty_get_shift (duty);
  int start = geng_shift_get_start_minute (shift), end = geng_shift_get_end_minute (shift), at;
  GengException *exception = find_exception (self, member, NULL);

  if (exception == NULL)
    {
      add_row (self, duty, member, GENG_ATTENDANCE_KIND_SERVED, start, end, NULL);
      return TRUE;
    }
  if (exception->used)
    return refuse_several (exception, error);
  exception->used = TRUE;
  if (exception->kind == GENG_EXCEPTION_TAKEN)
    return confirm_taken (self, duty, exception, start, end, error);
  if (exception->kind == GENG_EXCEPTION_ABSENT)
    {
      add_row (self, duty, member, GENG_ATTENDANCE_KIND_ABSENT, -1, -1, NULL);
      return TRUE;
    }
  if (exception->at_minute >= 0)
    at = exception->at_minute;
  else
    at = exception->kind == GENG_EXCEPTION_LATE ? start + exception->minutes
                                                : end - exception->minutes;
  if (!check_inside (exception, at, start, end, error))
    return FALSE;
  if (exception->kind == GENG_EXCEPTION_LATE)
    add_row (self, duty, member, GENG_ATTENDANCE_KIND_SERVED, at, end, NULL);
  else
    add_row (self, duty, member, GENG_ATTENDANCE_KIND_SERVED, start, at, NULL);
  return TRUE;
}

/* -- kit -- */

/* Kit goes out with whoever served, for as long as he did. */
static void
add_loan (Confirmation *self,
          GengDuty *duty,
          GengAttendance *row,
          const char *kit_set,
          GengItem *item,
          GengItemState state)
{
  int back = state == GENG_ITEM_STATE_LOST ? -1 : geng_attendance_get_end_minute (row);

  g_ptr_array_add (self->loans,
                   g_object_new (GENG_TYPE_KIT_LOAN, "date", geng_duty_get_date (duty), "shift",
                                 geng_duty_get_shift (duty), "member",
                                 geng_attendance_get_member (row), "kit-set", kit_set, "item", item,
                                 "out-minute", geng_attendance_get_start_minute (row),
                                 "back-minute", back, "state", state, NULL));
}

/* What was lost or broken before the duty was corrected is so still, with the last who had it. */
static gboolean
move_bad_loan (Confirmation *self, GengDuty *duty, GengAttendance *row, GengItem *item)
{
  GengKitLoan *old = geng_journal_find_bad_loan (self->journal, duty, item);

  if (old == NULL)
    return FALSE;
  g_ptr_array_add (self->old_loans, g_object_ref (old));
  g_ptr_array_add (self->moved_loans,
                   geng_row_copy (old, "member", geng_attendance_get_member (row), "out-minute",
                                  geng_attendance_get_start_minute (row), NULL));
  return TRUE;
}

/* Everything that belongs to the set went out. */
static gboolean
is_whole_set (Confirmation *self, GPtrArray *items, const char *kit_set)
{
  GListModel *all = geng_station_get_items (self->station);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GengItem) item = g_list_model_get_item (all, i);

      if (g_strcmp0 (geng_item_get_kit_set (item), kit_set) == 0
          && !g_ptr_array_find (items, item, NULL))
        return FALSE;
    }
  return TRUE;
}

/* Lost or in repair before the duty began. */
static gboolean
stayed_in_rack (Confirmation *self, GengDuty *duty, GengItem *item)
{
  return geng_journal_is_item_out_of_use (self->journal, item, geng_duty_get_date (duty),
                                          geng_shift_get_start_minute (geng_duty_get_shift (duty)));
}

/* A set of which something stayed in the rack did not go out whole. */
static gboolean
went_whole (Confirmation *self, GengDuty *duty, GPtrArray *items, const char *kit_set)
{
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (geng_item_get_kit_set (items->pdata[i]), kit_set) == 0
        && stayed_in_rack (self, duty, items->pdata[i]))
      return FALSE;
  return is_whole_set (self, items, kit_set);
}

/* A row a set that went out whole; an item of none, of a part of a set, or one that came back
 * otherwise than its set, has its own.  What is wrong with an item is wrong since the last who had
 * it. */
static void
lend_kit (Confirmation *self, GengDuty *duty, GengAttendance *row, gboolean last)
{
  g_autoptr (GPtrArray) items = geng_duty_list_items (duty);
  g_autoptr (GHashTable) sets = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      GengItem *item = g_ptr_array_index (items, i);
      const char *kit_set = geng_item_get_kit_set (item);
      GengException *exception = last ? find_exception (self, NULL, item) : NULL;

      if (exception != NULL)
        {
          add_loan (self, duty, row, NULL, item, exception->state);
          exception->used = TRUE;
        }
      else if ((last && move_bad_loan (self, duty, row, item)) || stayed_in_rack (self, duty, item))
        continue;
      else if (kit_set == NULL || !went_whole (self, duty, items, kit_set))
        add_loan (self, duty, row, NULL, item, GENG_ITEM_STATE_USABLE);
      else if (g_hash_table_add (sets, (char *) kit_set))
        add_loan (self, duty, row, kit_set, NULL, GENG_ITEM_STATE_USABLE);
    }
}

/* @first: the first of the duty's rows, which are the last ones */
static void
confirm_kit (Confirmation *self, GengDuty *duty, guint first)
{
  for (guint i = first; i < self->rows->len; i++)
    {
      GengAttendance *row = g_ptr_array_index (self->rows, i);

      if (geng_attendance_get_kind (row) != GENG_ATTENDANCE_KIND_ABSENT)
        lend_kit (self, duty, row, i + 1 == self->rows->len);
    }
}

/* -- the whole -- */

static gboolean
is_over (Confirmation *self, GengDuty *duty)
{
  g_autoptr (GDateTime) end = geng_duty_get_end (duty, self->station);

  return g_date_time_compare (end, self->now) <= 0;
}

static gboolean
has_begun (Confirmation *self, GengDuty *duty)
{
  g_autoptr (GDateTime) start = geng_duty_get_start (duty, self->station);

  return g_date_time_compare (start, self->now) <= 0;
}

/* Whoever asks for a shift and finds nothing to confirm hears why, where it is to come. */
static gboolean
refuse_future (Confirmation *self, GengDuty *future, GError **error)
{
  g_autofree char *day = NULL;

  if (future == NULL)
    return TRUE;
  day = geng_date_to_string (geng_duty_get_date (future));
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
               has_begun (self, future) ? _ ("%s %s is not over yet; it cannot be confirmed")
                                        : _ ("%s %s has not begun; it cannot be confirmed"),
               day, name_of (geng_duty_get_shift (future)));
  return FALSE;
}

/* An item broke in one duty; in which of several, nobody said. */
static gboolean
check_items (Confirmation *self, GError **error)
{
  for (guint i = 0; i < self->exceptions->len; i++)
    {
      const GengException *exception = g_ptr_array_index (self->exceptions, i);
      guint n_duties = 0;

      for (guint d = 0; exception->item != NULL && d < self->duties->len; d++)
        {
          g_autoptr (GPtrArray) items = geng_duty_list_items (self->duties->pdata[d]);

          n_duties += items != NULL && g_ptr_array_find (items, exception->item, NULL);
        }
      if (n_duties > 1)
        return refuse_several (exception, error);
    }
  return TRUE;
}

static gboolean
take_duties (Confirmation *self, GError **error)
{
  if (!find_patrols (self, error) || !check_items (self, error))
    return FALSE;
  for (guint i = 0; i < self->duties->len; i++)
    {
      guint n_rows = self->rows->len;

      if (!take_duty (self, self->duties->pdata[i], error))
        return FALSE;
      confirm_kit (self, self->duties->pdata[i], n_rows);
    }
  return TRUE;
}

static gboolean
collect (Confirmation *self,
         const GDate *first,
         const GDate *last,
         GengShift *shift,
         GengPost *post,
         GError **error)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (self->official);
  GengDuty *future = NULL;
  gboolean any = FALSE;

  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      const GDate *date = geng_duty_get_date (duty);

      if (g_date_compare (date, first) < 0 || g_date_compare (date, last) > 0
          || (shift != NULL && geng_duty_get_shift (duty) != shift)
          || (post != NULL && geng_duty_get_post (duty) != post)
          || !geng_station_is_at_work (self->station, duty))
        continue;
      any = any || is_over (self, duty);
      if (!is_over (self, duty))
        {
          future = future != NULL ? future : duty;
          continue;
        }
      if (!geng_journal_is_confirmed (self->journal, duty))
        g_ptr_array_add (self->duties, duty);
    }
  return (any || refuse_future (self, future, error)) && take_duties (self, error);
}

static gboolean
check_used (Confirmation *self, GError **error)
{
  for (guint i = 0; i < self->exceptions->len; i++)
    {
      const GengException *exception = g_ptr_array_index (self->exceptions, i);

      if (exception->used)
        continue;
      g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
                   _ ("“%s” fits no duty that is over and not yet confirmed"), exception->text);
      return FALSE;
    }
  return TRUE;
}

static gboolean
refuse_leaderless (GengAttendance *row, GError **error)
{
  g_autofree char *day = geng_date_to_string (geng_attendance_get_date (row));

  g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
               _ ("%s %s %s: nobody who may lead the crew was there; say who confirms it (--by "
                  "NAME)"),
               day, name_of (geng_attendance_get_shift (row)),
               name_of (geng_attendance_get_post (row)));
  return FALSE;
}

/* Where nobody is said to confirm it, the leader of each crew does, of those who came. */
static gboolean
sign_rows (Confirmation *self, GengJournal *trial, GError **error)
{
  for (guint i = 0; self->by == NULL && i < self->rows->len; i++)
    {
      g_autoptr (GengAttendance) row = g_ptr_array_index (self->rows, i);
      GengMember *leader = geng_journal_find_leader (
          trial, self->official, geng_attendance_get_date (row), geng_attendance_get_shift (row),
          geng_attendance_get_post (row));

      self->rows->pdata[i]
          = geng_row_copy (row, "confirmed-by", leader != NULL ? name_of (leader) : NULL, NULL);
      if (leader == NULL)
        return refuse_leaderless (row, error);
    }
  return TRUE;
}

/* Checked in a journal of its own first, so that nothing is added where a row is refused. */
static gboolean
try_rows (Confirmation *self, GError **error)
{
  g_autoptr (GengJournal) trial = geng_journal_copy (self->journal);

  for (guint i = 0; i < self->rows->len; i++)
    if (!geng_journal_add_attendance (trial, g_ptr_array_index (self->rows, i), error))
      return FALSE;
  return sign_rows (self, trial, error);
}

static gboolean
add_all (Confirmation *self, GError **error)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (!geng_journal_add_attendance (self->journal, g_ptr_array_index (self->rows, i), error))
      return FALSE;
  for (guint i = 0; i < self->loans->len; i++)
    {
      GengKitLoan *loan = g_ptr_array_index (self->loans, i);
      GengItem *item = geng_kit_loan_get_item (loan);

      if (!geng_journal_add_kit_loan (self->journal, loan, error))
        return FALSE;
      if (item != NULL && geng_kit_loan_get_state (loan) != GENG_ITEM_STATE_USABLE)
        geng_item_set_state (item, geng_kit_loan_get_state (loan));
    }
  for (guint i = 0; i < self->old_loans->len; i++)
    geng_journal_replace_loan (self->journal, self->old_loans->pdata[i],
                               self->moved_loans->pdata[i]);
  share_rounds (self);
  return TRUE;
}

static gboolean
begin (Confirmation *self, const char *exceptions, GError **error)
{
  self->station = geng_journal_get_station (self->journal);
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->loans = g_ptr_array_new_with_free_func (g_object_unref);
  self->old_loans = g_ptr_array_new_with_free_func (g_object_unref);
  self->moved_loans = g_ptr_array_new_with_free_func (g_object_unref);
  self->duties = g_ptr_array_new ();
  if (self->station == NULL || self->station != geng_roster_get_station (self->official))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
                   _ ("journal and roster are of different stations"));
      return FALSE;
    }
  self->exceptions = geng_exceptions_parse (self->station, exceptions, error);
  return self->exceptions != NULL;
}

static int
finish (Confirmation *self, GError **error)
{
  if (!check_used (self, error) || !try_rows (self, error) || !add_all (self, error))
    return -1;
  return (int) self->rows->len;
}

/**
 * geng_journal_confirm:
 * @self: a #GengJournal
 * @official: the published roster of the same station
 * @first: the first duty day
 * @last: the last duty day
 * @shift: (nullable): the shift alone; %NULL for all of these days
 * @post: (nullable): the post alone; %NULL for all
 * @exceptions: (nullable): what did not go as planned, in words: `张三 缺勤; 李四 迟到20; 王五 早退
 *   03:30; 王五 由赵六顶 22:00; R03 坏; 周八 未查`, or in English `m03 absent; m04 late 20; m05
 *   left 03:30; m05 by m06 22:00; R03 broken; m08 missed`
 * @confirmed_by: (nullable): who says so; %NULL for who led each crew, as
 *   geng_journal_find_crew_leader() says
 * @now: what is over by then can be confirmed
 * @error: return location for an error
 *
 * Confirms every duty of @official that is over and not yet confirmed: as it was planned, but for
 * the exceptions.  Each set of kit of these duties went out and came back, but for the items that
 * are named, whose state is set in the station; of a set that a duty has a part of, the items did.
 * What was lost or in repair already when a duty began did not go out with it.
 * A patrol whose post has a checklist made its rounds and found nothing, unless one of its crew or
 * its post is named with `未查` or `有问题`: that is said of the whole crew of the day and shift.
 *
 * The leader on call has nothing to confirm, nor has a reserve who was not called.
 *
 * Fails with %GENG_ERROR_INVALID for an exception that is not understood, fits several duties or
 * contradicts another, and where nothing of what is asked for is over yet; with
 * %GENG_ERROR_UNKNOWN for an exception that fits no duty, and for a crew of which nobody came who
 * may lead it, where @confirmed_by is %NULL; with %GENG_ERROR_DUPLICATE for a substitute who was
 * elsewhere.  Then nothing is added.
 *
 * Returns: how many rows of attendance were added; -1 with an error
 */
int
geng_journal_confirm (GengJournal *self,
                      GengRoster *official,
                      const GDate *first,
                      const GDate *last,
                      GengShift *shift,
                      GengPost *post,
                      const char *exceptions,
                      const char *confirmed_by,
                      GDateTime *now,
                      GError **error)
{
  g_auto (Confirmation) work = { self, official, confirmed_by, now };

  g_return_val_if_fail (GENG_IS_JOURNAL (self) && GENG_IS_ROSTER (official), -1);
  g_return_val_if_fail (first != NULL && g_date_valid (first) && now != NULL, -1);
  g_return_val_if_fail (last != NULL && g_date_valid (last), -1);
  if (!begin (&work, exceptions, error) || !collect (&work, first, last, shift, post, error))
    return -1;
  return finish (&work, error);
}

/**
 * geng_journal_confirm_duty:
 * @self: a #GengJournal
 * @official: the published roster of the same station
 * @duty: one of its duties, not yet confirmed
 * @exceptions: (nullable): what did not go as planned, as geng_journal_confirm() takes it
 * @confirmed_by: (nullable): who says so; %NULL for who led the crew
 * @now: the duty must be over by then
 * @error: return location for an error
 *
 * Confirms one duty alone, as after geng_journal_retract().  Its kit went out with whoever served;
 * what was lost or broken stays so.  What is said of the rounds is said of the whole patrol.  Fails
 * as geng_journal_confirm() does, and with %GENG_ERROR_INVALID for a duty that is not over.
 *
 * Returns: how many rows of attendance were added; -1 with an error, as geng_journal_confirm()
 */
int
geng_journal_confirm_duty (GengJournal *self,
                           GengRoster *official,
                           GengDuty *duty,
                           const char *exceptions,
                           const char *confirmed_by,
                           GDateTime *now,
                           GError **error)
{
  g_auto (Confirmation) work = { self, official, confirmed_by, now };

  g_return_val_if_fail (GENG_IS_JOURNAL (self) && GENG_IS_ROSTER (official), -1);
  g_return_val_if_fail (GENG_IS_DUTY (duty) && now != NULL, -1);
  if (!begin (&work, exceptions, error))
    return -1;
  if (!is_over (&work, duty))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("the duty is not over yet, so nobody can confirm it"));
      return -1;
    }
  g_ptr_array_add (work.duties, duty);
  return take_duties (&work, error) ? finish (&work, error) : -1;
}
