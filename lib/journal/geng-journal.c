/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-journal-private.h"

#include "geng-array.h"
#include "geng-date.h"
#include "geng-gettext.h"
#include "geng-list-private.h"
#include "geng-row.h"

#define UNIX_MINUTE 60

/**
 * GengJournal:
 *
 * What really happened (勤务日志): attendance, kit that went out and came back, hand-overs, what
 * patrols found, and visits to firms.
 *
 * A roster is a promise; the journal holds what somebody confirmed of it. It tells, and stops
 * nothing: a short night or a missed duty in it is a fact, not an error. What it refuses is what
 * cannot have happened, such as one person in two places at once. geng_journal_confirm() takes a
 * whole shift as it was planned but for the exceptions that are named; geng_journal_apply() makes
 * the one history that planner and judge read.
 */

struct _GengJournal
{
  GObject parent_instance;

  GengStation *station;
  GengList *attendance;
  GengList *retracted;
  GengList *kit_loans;
  GengList *hand_over_notes;
  GengList *findings;
  GengList *inspections;
  GHashTable *by_day;   /* "member/day number" → GPtrArray of GengAttendance (not owned) */
  GPtrArray *elsewhere; /* (nullable) of GengJournal: geng_journal_set_elsewhere() */
};

G_DEFINE_FINAL_TYPE (GengJournal, geng_journal, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATION,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_journal_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATION)
    g_value_set_object (value, GENG_JOURNAL (object)->station);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
geng_journal_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATION)
    GENG_JOURNAL (object)->station = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
geng_journal_finalize (GObject *object)
{
  GengJournal *self = GENG_JOURNAL (object);

  g_clear_object (&self->station);
  g_clear_object (&self->attendance);
  g_clear_object (&self->retracted);
  g_clear_object (&self->kit_loans);
  g_clear_object (&self->hand_over_notes);
  g_clear_object (&self->findings);
  g_clear_object (&self->inspections);
  g_hash_table_unref (self->by_day);
  g_clear_pointer (&self->elsewhere, g_ptr_array_unref);
  G_OBJECT_CLASS (geng_journal_parent_class)->finalize (object);
}

static void
geng_journal_class_init (GengJournalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_journal_get_property;
  object_class->set_property = geng_journal_set_property;
  object_class->finalize = geng_journal_finalize;

  /**
   * GengJournal:station:
   *
   * Whose journal it is.
   */
  properties[PROP_STATION]
      = g_param_spec_object ("station", NULL, NULL, GENG_TYPE_STATION,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_journal_init (GengJournal *self)
{
  self->attendance = geng_list_new (GENG_TYPE_ATTENDANCE, NULL);
  self->retracted = geng_list_new (GENG_TYPE_ATTENDANCE, NULL);
  self->kit_loans = geng_list_new (GENG_TYPE_KIT_LOAN, NULL);
  self->hand_over_notes = geng_list_new (GENG_TYPE_HAND_OVER_NOTE, NULL);
  self->findings = geng_list_new (GENG_TYPE_PATROL_FINDING, NULL);
  self->inspections = geng_list_new (GENG_TYPE_INSPECTION, NULL);
  self->by_day
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * geng_journal_new:
 * @station: whose journal it is
 *
 * Returns: (transfer full): an empty journal
 */
GengJournal *
geng_journal_new (GengStation *station)
{
  g_return_val_if_fail (GENG_IS_STATION (station), NULL);
  return g_object_new (GENG_TYPE_JOURNAL, "station", station, NULL);
}

typedef gboolean (*AddRow) (GengJournal *self, gpointer row, GError **error);

/* The lists in the order of the files, and how a row comes into them. */
static const struct
{
  GListModel *(*get_rows) (GengJournal *self);
  AddRow add;
} lists[] = {
  { geng_journal_get_attendance, (AddRow) geng_journal_add_attendance },
  { geng_journal_get_retracted, (AddRow) geng_journal_add_retracted },
  { geng_journal_get_kit_loans, (AddRow) geng_journal_keep_kit_loan },
  { geng_journal_get_hand_over_notes, (AddRow) geng_journal_add_hand_over_note },
  { geng_journal_get_findings, (AddRow) geng_journal_add_finding },
  { geng_journal_get_inspections, (AddRow) geng_journal_add_inspection },
};

/**
 * geng_journal_copy:
 * @self: a #GengJournal
 *
 * Returns: (transfer full): another journal of the same station with the same rows, in which
 *   something can be tried out
 */
GengJournal *
geng_journal_copy (GengJournal *self)
{
  GengJournal *copy;

  g_return_val_if_fail (GENG_IS_JOURNAL (self), NULL);
  copy = g_object_new (GENG_TYPE_JOURNAL, "station", self->station, NULL);
  for (guint t = 0; t < G_N_ELEMENTS (lists); t++)
    {
      GListModel *rows = lists[t].get_rows (self);

      for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
        {
          g_autoptr (GObject) row = g_list_model_get_item (rows, i);

          lists[t].add (copy, row, NULL);
        }
    }
  return copy;
}

/**
 * geng_journal_get_station:
 * @self: a #GengJournal
 *
 * Returns: (transfer none) (nullable): whose journal it is
 */
GengStation *
geng_journal_get_station (GengJournal *self)
{
  g_return_val_if_fail (GENG_IS_JOURNAL (self), NULL);
  return self->station;
}

/**
 * geng_journal_get_attendance:
 * @self: a #GengJournal
 *
 * Returns: (transfer none): the #GengAttendance rows, in the order of adding
 */
GListModel *
geng_journal_get_attendance (GengJournal *self)
{
  g_return_val_if_fail (GENG_IS_JOURNAL (self), NULL);
  return G_LIST_MODEL (self->attendance);
}

/**
 * geng_journal_get_retracted:
 * @self: a #GengJournal
 *
 * Returns: (transfer none): the #GengAttendance rows that were taken back; they count for nothing
 */
GListModel *
geng_journal_get_retracted (GengJournal *self)
{
  g_return_val_if_fail (GENG_IS_JOURNAL (self), NULL);
  return G_LIST_MODEL (self->retracted);
}

/**
 * geng_journal_get_kit_loans:
 * @self: a #GengJournal
 *
 * Returns: (transfer none): the #GengKitLoan rows, in the order of adding
 */
GListModel *
geng_journal_get_kit_loans (GengJournal *self)
{
  g_return_val_if_fail (GENG_IS_JOURNAL (self), NULL);
  return G_LIST_MODEL (self->kit_loans);
}

/**
 * geng_journal_get_hand_over_notes:
 * @self: a #GengJournal
 *
 * Returns: (transfer none): the #GengHandOverNote rows, in the order of adding
 */
GListModel *
geng_journal_get_hand_over_notes (GengJournal *self)
{
  g_return_val_if_fail (GENG_IS_JOURNAL (self), NULL);
  return G_LIST_MODEL (self->hand_over_notes);
}

/**
 * geng_journal_get_findings:
 * @self: a #GengJournal
 *
 * Returns: (transfer none): the #GengPatrolFinding rows, in the order of adding
 */
GListModel *
geng_journal_get_findings (GengJournal *self)
{
  g_return_val_if_fail (GENG_IS_JOURNAL (self), NULL);
  return G_LIST_MODEL (self->findings);
}

/**
 * geng_journal_get_inspections:
 * @self: a #GengJournal
 *
 * Returns: (transfer none): the #GengInspection rows, in the order of adding
 */
GListModel *
geng_journal_get_inspections (GengJournal *self)
{
  g_return_val_if_fail (GENG_IS_JOURNAL (self), NULL);
  return G_LIST_MODEL (self->inspections);
}

/* -- attendance -- */

char *
geng_attendance_where (GengAttendance *self)
{
  GengMember *member = geng_attendance_get_member (self);
  g_autofree char *day = geng_date_to_string (geng_attendance_get_date (self));

  return g_strdup_printf ("%s %s", day, geng_entity_get_name (GENG_ENTITY (member)));
}

gboolean
geng_attendance_span (GengAttendance *self, GengStation *station, gint64 *start, gint64 *end)
{
  const GDate *date = geng_attendance_get_date (self);
  int from = geng_attendance_get_start_minute (self), to = geng_attendance_get_end_minute (self);
  g_autoptr (GDateTime) midnight = NULL;

  if (from < 0 || to < 0)
    return FALSE;
  midnight = geng_station_instant (station, date, 0);
  *start = g_date_time_to_unix (midnight)
           + (gint64) UNIX_MINUTE * geng_station_elapsed_minutes (station, date, 0, from);
  *end = *start + (gint64) UNIX_MINUTE * geng_station_elapsed_minutes (station, date, from, to);
  return TRUE;
}

static char *
day_key (GengMember *member, const GDate *date)
{
  return g_strdup_printf ("%s/%u", geng_entity_get_id (GENG_ENTITY (member)),
                          g_date_get_julian (date));
}

/**
 * geng_journal_list_attendance:
 * @self: a #GengJournal
 * @member: a member
 * @date: a duty day
 *
 * Returns: (transfer container) (element-type GengAttendance): what is confirmed of the member on
 * that duty day, in the order of adding; often nothing, seldom more than one row
 */
GPtrArray *
geng_journal_list_attendance (GengJournal *self, GengMember *member, const GDate *date)
{
  g_autofree char *key = NULL;
  GPtrArray *rows, *list = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (GENG_IS_JOURNAL (self) && GENG_IS_MEMBER (member), list);
  g_return_val_if_fail (date != NULL && g_date_valid (date), list);
  key = day_key (member, date);
  rows = g_hash_table_lookup (self->by_day, key);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    g_ptr_array_add (list, g_object_ref (g_ptr_array_index (rows, i)));
  return list;
}

/**
 * geng_journal_is_confirmed:
 * @self: a #GengJournal
 * @duty: a duty
 *
 * Returns: whether somebody confirmed how the duty went, be it served or missed; a row of its
 * member as a substitute for others says nothing of it
 */
gboolean
geng_journal_is_confirmed (GengJournal *self, GengDuty *duty)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (GENG_IS_JOURNAL (self) && GENG_IS_DUTY (duty), FALSE);
  /* Of a month that is still to come nothing is. */
  if (g_hash_table_size (self->by_day) == 0)
    return FALSE;
  rows
      = geng_journal_list_attendance (self, geng_duty_get_member (duty), geng_duty_get_date (duty));
  for (guint i = 0; i < rows->len; i++)
    {
      GengAttendance *row = g_ptr_array_index (rows, i);

      if (geng_attendance_get_kind (row) <= GENG_ATTENDANCE_KIND_ABSENT
          && geng_attendance_get_shift (row) == geng_duty_get_shift (duty))
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_whole (GengAttendance *row, GError **error)
{
  GengAttendanceKind kind = geng_attendance_get_kind (row);
  int start = geng_attendance_get_start_minute (row), end = geng_attendance_get_end_minute (row);
  g_autofree char *where = NULL;
  const char *fault = NULL;

  if (geng_attendance_get_member (row) == NULL || geng_attendance_get_date (row) == NULL)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("attendance: a row needs a member and a duty day"));
      return FALSE;
    }
  if (kind == GENG_ATTENDANCE_KIND_ABSENT && (start >= 0 || end >= 0))
    fault = _ ("an absence has no times; leave both empty");
  else if (kind != GENG_ATTENDANCE_KIND_ABSENT && (start < 0 || end <= start))
    fault = _ ("the service needs a start and a later end");
  else if (kind == GENG_ATTENDANCE_KIND_SUBSTITUTE
           && geng_attendance_get_stands_in_for (row) == NULL)
    fault = _ ("a substitute needs the name of whom he stands in for");
  else if (geng_attendance_get_stands_in_for (row) == geng_attendance_get_member (row))
    fault = _ ("nobody stands in for himself");
  if (fault == NULL)
    return TRUE;
  where = geng_attendance_where (row);
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, "%s: %s", where, fault);
  return FALSE;
}

/* Nobody can confirm what has not begun: neither service nor an absence from a shift. */
static gboolean
check_begun (GengJournal *self, GengAttendance *row, GError **error)
{
  GengShift *shift = geng_attendance_get_shift (row);
  int start = geng_attendance_get_start_minute (row);
  g_autoptr (GDateTime) begin = NULL;
  g_autofree char *where = NULL;

  if (start < 0 && shift != NULL)
    start = geng_shift_get_start_minute (shift);
  if (geng_attendance_get_confirmed_at (row) == 0 || start < 0)
    return TRUE;
  begin = geng_station_instant (self->station, geng_attendance_get_date (row), start);
  if (g_date_time_to_unix (begin) <= geng_attendance_get_confirmed_at (row))
    return TRUE;
  where = geng_attendance_where (row);
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("%s: it is confirmed before it began"),
               where);
  return FALSE;
}

static gboolean
overlap (GengJournal *self, GengAttendance *a, GengAttendance *b)
{
  gint64 a_start, a_end, b_start, b_end;

  return geng_attendance_span (a, self->station, &a_start, &a_end)
         && geng_attendance_span (b, self->station, &b_start, &b_end) && a_start < b_end
         && b_start < a_end;
}

/* A duty that is confirmed twice would be counted twice. */
static gboolean
same_duty (GengAttendance *a, GengAttendance *b)
{
  return geng_attendance_get_kind (a) <= GENG_ATTENDANCE_KIND_ABSENT
         && geng_attendance_get_kind (b) <= GENG_ATTENDANCE_KIND_ABSENT
         && geng_attendance_get_shift (a) == geng_attendance_get_shift (b)
         && g_date_compare (geng_attendance_get_date (a), geng_attendance_get_date (b)) == 0;
}

/* Nobody is in two places at once. */
static gboolean
check_apart (GengJournal *self, GengAttendance *row, GError **error)
{
  for (int shift = -1; shift <= 1; shift++)
    {
      GDate date = geng_date_plus (geng_attendance_get_date (row), shift);
      g_autoptr (GPtrArray) others
          = geng_journal_list_attendance (self, geng_attendance_get_member (row), &date);

      for (guint i = 0; i < others->len; i++)
        {
          GengAttendance *other = g_ptr_array_index (others, i);
          g_autofree char *where = NULL;

          if (!overlap (self, row, other) && !same_duty (row, other))
            continue;
          where = geng_attendance_where (row);
          g_set_error (error, GENG_ERROR, GENG_ERROR_DUPLICATE,
                       same_duty (row, other)
                           ? _ ("%s: this duty is confirmed already; take that back first")
                           : _ ("%s: another confirmed service of the same person overlaps"),
                       where);
          return FALSE;
        }
    }
  return TRUE;
}

static void
index_row (GengJournal *self, GengAttendance *row)
{
  char *key = day_key (geng_attendance_get_member (row), geng_attendance_get_date (row));
  GPtrArray *rows = g_hash_table_lookup (self->by_day, key);

  if (rows == NULL)
    g_hash_table_insert (self->by_day, key, rows = g_ptr_array_new ());
  else
    g_free (key);
  g_ptr_array_add (rows, row);
}

void
geng_journal_take_out (GengJournal *self, guint position, GengAttendance *taken_back)
{
  GengAttendance *row = geng_list_peek (self->attendance, position);
  g_autofree char *key = day_key (geng_attendance_get_member (row), geng_attendance_get_date (row));

  g_ptr_array_remove (g_hash_table_lookup (self->by_day, key), row);
  geng_list_remove (self->attendance, position);
  geng_list_append (self->retracted, taken_back);
}

void
geng_journal_put_in (GengJournal *self, guint position, GengAttendance *row)
{
  index_row (self, row);
  geng_list_insert (self->attendance, position, row);
}

static gboolean
is_ready (GengJournal *self, GError **error)
{
  if (self->station != NULL)
    return TRUE;
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("the journal has no station"));
  return FALSE;
}

/**
 * geng_journal_add_attendance:
 * @self: a #GengJournal
 * @row: (transfer none): what is confirmed
 * @error: return location for an error
 *
 * Refuses what cannot be: with %GENG_ERROR_INVALID a row without member, day or times, and one that
 * is confirmed before it began; with
 * %GENG_ERROR_DUPLICATE a duty that is confirmed already and service of one person that overlaps.
 *
 * Returns: whether it was added
 */
gboolean
geng_journal_add_attendance (GengJournal *self, GengAttendance *row, GError **error)
{
  g_return_val_if_fail (GENG_IS_JOURNAL (self) && GENG_IS_ATTENDANCE (row), FALSE);
  if (!is_ready (self, error) || !check_whole (row, error) || !check_begun (self, row, error)
      || !check_apart (self, row, error))
    return FALSE;
  index_row (self, row);
  geng_list_append (self->attendance, row);
  return TRUE;
}

/**
 * geng_journal_add_retracted:
 * @self: a #GengJournal
 * @row: (transfer none): a row with #GengAttendance:retracted-by
 * @error: return location for an error
 *
 * For readers of files: puts a row back among those that were taken back earlier.
 *
 * Returns: whether it was added; %FALSE with %GENG_ERROR_INVALID for one that nobody took back
 */
gboolean
geng_journal_add_retracted (GengJournal *self, GengAttendance *row, GError **error)
{
  g_return_val_if_fail (GENG_IS_JOURNAL (self) && GENG_IS_ATTENDANCE (row), FALSE);
  if (!check_whole (row, error))
    return FALSE;
  if (geng_attendance_get_retracted_at (row) == 0)
    {
      g_autofree char *where = geng_attendance_where (row);

      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("%s: a correction needs the moment at which it was made"), where);
      return FALSE;
    }
  geng_list_append (self->retracted, row);
  return TRUE;
}

void
geng_journal_add_row_of (GengJournal *self, GengAttendance *row, GengMember *member)
{
  g_autoptr (GengAttendance) copy = geng_row_copy (row, "member", member, NULL);

  index_row (self, copy);
  geng_list_append (self->attendance, copy);
}

/**
 * geng_journal_set_elsewhere:
 * @self: a #GengJournal
 * @journals: (nullable) (element-type GengJournal): of other stations, with members of this one
 *
 * Says what is confirmed of members at other stations of the zone, see
 * [method@Store.tell_served].  What is paid for a month counts it; nothing else does, and it is
 * not saved.
 */
void
geng_journal_set_elsewhere (GengJournal *self, GPtrArray *journals)
{
  GPtrArray *own;

  g_return_if_fail (GENG_IS_JOURNAL (self));
  own = journals != NULL ? geng_array_copy (journals, GENG_TYPE_JOURNAL) : NULL;
  g_clear_pointer (&self->elsewhere, g_ptr_array_unref);
  self->elsewhere = own;
}

/**
 * geng_journal_list_elsewhere:
 * @self: a #GengJournal
 *
 * Returns: (transfer container) (element-type GengJournal): what is confirmed of its station's
 *   members at other stations, as far as that was read
 */
GPtrArray *
geng_journal_list_elsewhere (GengJournal *self)
{
  g_return_val_if_fail (GENG_IS_JOURNAL (self), NULL);
  return geng_array_copy (self->elsewhere, GENG_TYPE_JOURNAL);
}

/* -- kit and hand-overs -- */

/* The sets that there are, for messages; each once. */
static char *
list_sets (GengStation *station)
{
  GListModel *items = geng_station_get_items (station);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GengItem) item = g_list_model_get_item (items, i);
      const char *kit_set = geng_item_get_kit_set (item);

      if (kit_set != NULL && g_hash_table_add (seen, (char *) kit_set))
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", kit_set);
    }
  return g_string_free (text, FALSE);
}

/* A set of another village is as wrong as an item of one. */
static gboolean
check_set (GengJournal *self, const char *kit_set, GError **error)
{
  g_autofree char *known = NULL;

  if (!is_ready (self, error))
    return FALSE;
  if (kit_set == NULL || geng_station_has_kit_set (self->station, kit_set))
    return TRUE;
  known = list_sets (self->station);
  g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
               _ ("kit: no item of the station belongs to a set '%s'; there are: %s"), kit_set,
               known);
  return FALSE;
}

gboolean
geng_journal_keep_kit_loan (GengJournal *self, GengKitLoan *row, GError **error)
{
  int out = geng_kit_loan_get_out_minute (row), back = geng_kit_loan_get_back_minute (row);

  if (geng_kit_loan_get_date (row) == NULL
      || (geng_kit_loan_get_kit_set (row) == NULL && geng_kit_loan_get_item (row) == NULL))
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                 _ ("kit: a row needs a duty day, and a set or an item"));
  else if (back >= 0 && back < out)
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                 _ ("kit: it came back before it was handed out"));
  else
    {
      geng_list_append (self->kit_loans, row);
      return TRUE;
    }
  return FALSE;
}

/**
 * geng_journal_add_kit_loan:
 * @self: a #GengJournal
 * @row: (transfer none): a set or an item that went out
 * @error: return location for an error
 *
 * Refuses with %GENG_ERROR_INVALID a row without day or without either set or item, and one that
 * comes back before it goes out; with %GENG_ERROR_UNKNOWN a set to which no item of the station
 * belongs.  What the files of a folder say of confirmed service is read whatever its sets are
 * called today.
 *
 * Returns: whether it was added
 */
gboolean
geng_journal_add_kit_loan (GengJournal *self, GengKitLoan *row, GError **error)
{
  g_return_val_if_fail (GENG_IS_JOURNAL (self) && GENG_IS_KIT_LOAN (row), FALSE);
  return check_set (self, geng_kit_loan_get_kit_set (row), error)
         && geng_journal_keep_kit_loan (self, row, error);
}

/**
 * geng_journal_add_hand_over_note:
 * @self: a #GengJournal
 * @row: (transfer none): what one shift said to the next
 * @error: return location for an error
 *
 * Refuses with %GENG_ERROR_INVALID a row without day or minute.
 *
 * Returns: whether it was added
 */
gboolean
geng_journal_add_hand_over_note (GengJournal *self, GengHandOverNote *row, GError **error)
{
  g_return_val_if_fail (GENG_IS_JOURNAL (self) && GENG_IS_HAND_OVER_NOTE (row), FALSE);
  if (geng_hand_over_note_get_date (row) == NULL || geng_hand_over_note_get_minute (row) < 0)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("hand-over: a row needs a duty day and a time"));
      return FALSE;
    }
  geng_list_append (self->hand_over_notes, row);
  return TRUE;
}

/* -- findings and inspections -- */

static gboolean
check_finding (GengJournal *self, GengPatrolFinding *row, GengPatrolFinding *old, GError **error)
{
  const char *id = geng_patrol_finding_get_id (row);
  const GDate *date = geng_patrol_finding_get_date (row), *due = geng_patrol_finding_get_due (row);
  const GDate *settled = geng_patrol_finding_get_settled (row);
  GengPatrolFinding *other = id != NULL ? geng_journal_lookup_finding (self, id) : NULL;

  if (id == NULL || id[0] == '\0' || date == NULL)
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                 _ ("finding: a row needs a number and a date"));
  else if (other != NULL && other != old)
    g_set_error (error, GENG_ERROR, GENG_ERROR_DUPLICATE, _ ("finding %s: the number is taken"),
                 id);
  else if (due != NULL && g_date_compare (due, date) < 0)
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                 _ ("finding %s: the deadline is before the day on which it was found"), id);
  else if (settled != NULL && g_date_compare (settled, date) < 0)
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                 _ ("finding %s: it was settled before it was found"), id);
  else
    return TRUE;
  return FALSE;
}

/**
 * geng_journal_add_finding:
 * @self: a #GengJournal
 * @row: (transfer none): what a patrol found
 * @error: return location for an error
 *
 * Refuses with %GENG_ERROR_INVALID a row without number or date, a deadline or a settling before
 * the finding, and with %GENG_ERROR_DUPLICATE a number that is taken.
 *
 * Returns: whether it was added
 */
gboolean
geng_journal_add_finding (GengJournal *self, GengPatrolFinding *row, GError **error)
{
  g_return_val_if_fail (GENG_IS_JOURNAL (self) && GENG_IS_PATROL_FINDING (row), FALSE);
  if (!check_finding (self, row, NULL, error))
    return FALSE;
  geng_list_append (self->findings, row);
  return TRUE;
}

static guint
find_finding (GengJournal *self, const char *id)
{
  for (guint i = 0; i < geng_list_size (self->findings); i++)
    if (g_strcmp0 (geng_patrol_finding_get_id (geng_list_peek (self->findings, i)), id) == 0)
      return i;
  return G_MAXUINT;
}

/**
 * geng_journal_lookup_finding:
 * @self: a #GengJournal
 * @id: a number
 *
 * Returns: (transfer none) (nullable): the finding with that number
 */
GengPatrolFinding *
geng_journal_lookup_finding (GengJournal *self, const char *id)
{
  guint at;

  g_return_val_if_fail (GENG_IS_JOURNAL (self) && id != NULL, NULL);
  at = find_finding (self, id);
  return at != G_MAXUINT ? geng_list_peek (self->findings, at) : NULL;
}

/**
 * geng_journal_settle_finding:
 * @self: a #GengJournal
 * @id: the number of a finding
 * @settled: when it was settled
 * @result: (nullable): how
 * @error: return location for an error
 *
 * The finding's row gives way to one that is settled.  What is settled stays as it is: a second
 * settling would put another day in the place of the first, and nobody would know.
 *
 * Returns: (transfer none) (nullable): the new row; %NULL with %GENG_ERROR_UNKNOWN for a number
 * that nothing has, with %GENG_ERROR_DUPLICATE for one that is settled already, with
 * %GENG_ERROR_INVALID for a day before the finding
 */
GengPatrolFinding *
geng_journal_settle_finding (GengJournal *self,
                             const char *id,
                             const GDate *settled,
                             const char *result,
                             GError **error)
{
  GengPatrolFinding *old;
  g_autoptr (GengPatrolFinding) row = NULL;
  guint at;

  g_return_val_if_fail (GENG_IS_JOURNAL (self) && id != NULL, NULL);
  g_return_val_if_fail (settled != NULL && g_date_valid (settled), NULL);
  old = geng_journal_lookup_finding (self, id);
  if (old == NULL)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN, _ ("there is no finding %s"), id);
      return NULL;
    }
  if (geng_patrol_finding_get_settled (old) != NULL)
    {
      g_autofree char *day = geng_date_to_string (geng_patrol_finding_get_settled (old));

      g_set_error (error, GENG_ERROR, GENG_ERROR_DUPLICATE,
                   _ ("finding %s was settled on %s already"), id, day);
      return NULL;
    }
  row = geng_row_copy (old, "settled", settled, "result",
                       result != NULL ? result : geng_patrol_finding_get_result (old), NULL);
  if (!check_finding (self, row, old, error))
    return NULL;
  at = find_finding (self, id);
  geng_list_remove (self->findings, at);
  geng_list_insert (self->findings, at, row);
  return row;
}

/**
 * geng_journal_next_finding_id:
 * @self: a #GengJournal
 * @date: when something was found
 *
 * Returns: (transfer full): a free number: the date's month and a count, "2026-11-007"
 */
char *
geng_journal_next_finding_id (GengJournal *self, const GDate *date)
{
  g_return_val_if_fail (GENG_IS_JOURNAL (self) && date && g_date_valid (date), NULL);
  for (guint number = 1;; number++)
    {
      char *id = g_strdup_printf ("%04d-%02d-%03u", g_date_get_year (date), g_date_get_month (date),
                                  number);

      if (find_finding (self, id) == G_MAXUINT)
        return id;
      g_free (id);
    }
}

/**
 * geng_journal_add_inspection:
 * @self: a #GengJournal
 * @row: (transfer none): a visit to a firm
 * @error: return location for an error
 *
 * Refuses with %GENG_ERROR_INVALID a row without a date or a name of the premises, and a second
 * look before the first.
 *
 * Returns: whether it was added
 */
gboolean
geng_journal_add_inspection (GengJournal *self, GengInspection *row, GError **error)
{
  const GDate *date, *recheck;

  g_return_val_if_fail (GENG_IS_JOURNAL (self) && GENG_IS_INSPECTION (row), FALSE);
  date = geng_inspection_get_date (row);
  recheck = geng_inspection_get_recheck (row);
  if (date == NULL || geng_inspection_get_premises (row) == NULL)
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                 _ ("inspection: a row needs a date and the name of the premises"));
  else if (recheck != NULL && g_date_compare (recheck, date) < 0)
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                 _ ("inspection of %s: the second look is before the first"),
                 geng_inspection_get_premises (row));
  else
    {
      geng_list_append (self->inspections, row);
      return TRUE;
    }
  return FALSE;
}
