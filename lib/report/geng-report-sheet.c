/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-report-sheet.h"

#include "geng-report-words.h"

static const char *
holiday_name (GengStation *station, const GDate *date)
{
  GengHoliday *holiday = geng_station_get_holiday (station, date);

  return holiday == NULL ? NULL : geng_holiday_get_name (holiday);
}

static void
fill_days (GengSheet *self)
{
  self->days = g_new0 (GengSheetDay, self->n_days);
  for (guint i = 0; i < self->n_days; i++)
    {
      GengSheetDay *day = &self->days[i];
      GDateWeekday weekday;

      day->date = *geng_roster_get_first (self->roster);
      g_date_add_days (&day->date, i);
      weekday = g_date_get_weekday (&day->date);
      day->weekend = geng_station_is_weekend (self->station, &day->date);
      day->holiday = geng_station_is_holiday (self->station, &day->date);
      day->workday
          = weekday >= G_DATE_SATURDAY && geng_station_is_workday (self->station, &day->date);
      day->name = holiday_name (self->station, &day->date);
    }
}

/* A gap of the same place: who fills it may have the role that is missing there as well. */
static gboolean
is_same_place (GengGap *a, GengGap *b)
{
  return geng_gap_get_demand (a) == geng_gap_get_demand (b)
         && g_date_compare (geng_gap_get_date (a), geng_gap_get_date (b)) == 0
         && geng_gap_get_start_minute (a) == geng_gap_get_start_minute (b)
         && geng_gap_get_end_minute (a) == geng_gap_get_end_minute (b);
}

int
geng_sheet_count_missing (GPtrArray *gaps, guint index)
{
  GengGap *gap = g_ptr_array_index (gaps, index);
  int counted = 0;

  for (guint i = 0; i < index; i++)
    if (is_same_place (g_ptr_array_index (gaps, i), gap))
      counted = MAX (counted, geng_gap_get_places (g_ptr_array_index (gaps, i)));
  return MAX (geng_gap_get_places (gap) - counted, 0);
}

static void
fill_gaps (GengSheet *self)
{
  g_autoptr (GPtrArray) gaps = geng_judgement_list_gaps (self->judgement);

  for (guint i = 0; i < gaps->len; i++)
    {
      GengGap *gap = g_ptr_array_index (gaps, i);
      int day = g_date_days_between (&self->days[0].date, geng_gap_get_date (gap));

      if (day >= 0 && (guint) day < self->n_days)
        self->days[day].missing += geng_sheet_count_missing (gaps, i);
    }
}

static gboolean
is_with_station (GengSheet *self, GengMember *member)
{
  const GDate *since = geng_member_get_since (member);
  const GDate *until = geng_member_get_until (member);

  return (since == NULL || g_date_compare (since, geng_roster_get_last (self->roster)) <= 0)
         && (until == NULL || g_date_compare (until, geng_roster_get_first (self->roster)) >= 0);
}

/* Whom stations share stands where he serves. */
static gboolean
is_idle_guest (const GengSheet *self, GengMember *member)
{
  g_autoptr (GPtrArray) duties
      = geng_member_get_guest (member) ? geng_roster_list_member (self->roster, member) : NULL;

  return duties != NULL && duties->len == 0;
}

static void
fill_members (GengSheet *self)
{
  GListModel *members = geng_station_get_members (self->station);

  self->members = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      if (is_with_station (self, member) && !is_idle_guest (self, member))
        g_ptr_array_add (self->members, g_steal_pointer (&member));
    }
}

static void
mark_days (const GengSheet *self, GHashTable *table, GengMember *member, int from, int to)
{
  gboolean *days = g_hash_table_lookup (table, member);

  if (days == NULL)
    {
      days = g_new0 (gboolean, self->n_days);
      g_hash_table_insert (table, member, days);
    }
  for (int day = from; day <= to; day++)
    days[day] = TRUE;
}

static gboolean
is_marked (GHashTable *table, GengMember *member, guint day)
{
  const gboolean *days = g_hash_table_lookup (table, member);

  return days != NULL && days[day];
}

static void
mark_leave (GengSheet *self, GengRequest *request)
{
  const GDate *first = geng_roster_get_first (self->roster);
  int from = MAX (g_date_days_between (first, geng_request_get_first (request)), 0);
  int to
      = MIN (g_date_days_between (first, geng_request_get_last (request)), (int) self->n_days - 1);

  if (from <= to)
    mark_days (self, self->leave, geng_request_get_member (request), from, to);
}

static void
fill_leave (GengSheet *self)
{
  GListModel *requests = geng_station_get_requests (self->station);

  self->leave = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  for (guint i = 0; i < g_list_model_get_n_items (requests); i++)
    {
      g_autoptr (GengRequest) request = g_list_model_get_item (requests, i);

      if (geng_request_get_kind (request) == GENG_REQUEST_KIND_LEAVE)
        mark_leave (self, request);
    }
}

/* Who is not on the sheet needs no word in its legend. */
static void
mark_elsewhere (GengSheet *self, GengMember *member, int day)
{
  if (!geng_member_get_guest (member))
    mark_days (self, self->lent, member, day, day);
  else if (g_ptr_array_find (self->members, member, NULL))
    mark_days (self, self->busy, member, day, day);
}

/* Guests are not at home here, so that their days elsewhere are none away from home. */
static void
fill_elsewhere (GengSheet *self)
{
  g_autoptr (GPtrArray) rosters = geng_station_list_elsewhere (self->station);
  const GDate *first = geng_roster_get_first (self->roster);

  self->lent = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->busy = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  for (guint r = 0; r < rosters->len; r++)
    {
      g_autoptr (GPtrArray) duties = geng_roster_list_duties (rosters->pdata[r]);

      for (guint i = 0; i < duties->len; i++)
        {
          int day = g_date_days_between (first, geng_duty_get_date (duties->pdata[i]));

          if (day >= 0 && day < (int) self->n_days)
            mark_elsewhere (self, geng_duty_get_member (duties->pdata[i]), day);
        }
    }
}

/* Whether the mark of a shift leaves open where it is served. */
static gboolean
needs_letters (GengSheet *self)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (self->roster);
  g_autoptr (GHashTable) posts = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      GengShift *shift = geng_duty_get_shift (duty);
      GengPost *known = g_hash_table_lookup (posts, shift);

      if (geng_sheet_waits (self, duty))
        continue;
      if (known != NULL && known != geng_duty_get_post (duty))
        return TRUE;
      g_hash_table_insert (posts, shift, geng_duty_get_post (duty));
    }
  return FALSE;
}

GengSheet *
geng_sheet_new (GengRoster *roster, GengJudgement *judgement, const char *language)
{
  GengSheet *self = g_new0 (GengSheet, 1);

  self->roster = g_object_ref (roster);
  self->station = geng_roster_get_station (roster);
  self->language = geng_report_language (self->station, language);
  self->n_days = geng_roster_get_n_days (roster);
  self->shifts = geng_station_get_shifts (self->station);
  fill_days (self);
  fill_members (self);
  fill_leave (self);
  fill_elsewhere (self);
  self->letters = needs_letters (self);
  for (guint day = 0; day < self->n_days && !self->reserves; day++)
    self->reserves = geng_sheet_count_reserves (self, day) > 0;
  if (judgement != NULL)
    {
      self->judgement = g_object_ref (judgement);
      fill_gaps (self);
    }
  return self;
}

void
geng_sheet_free (GengSheet *self)
{
  g_clear_object (&self->judgement);
  g_ptr_array_unref (self->members);
  g_hash_table_unref (self->leave);
  g_hash_table_unref (self->lent);
  g_hash_table_unref (self->busy);
  g_free (self->days);
  g_object_unref (self->roster);
  g_free (self);
}

GengDuty *
geng_sheet_get_duty (GengSheet *self, GengMember *member, guint day)
{
  return geng_roster_lookup (self->roster, member, &self->days[day].date);
}

gboolean
geng_sheet_is_leave (GengSheet *self, GengMember *member, guint day)
{
  return is_marked (self->leave, member, day);
}

const char *
geng_sheet_elsewhere_mark (GengSheet *self, GengMember *member, guint day)
{
  if (is_marked (self->lent, member, day))
    return geng_report_word (self->language, GENG_WORD_LENT_MARK);
  if (is_marked (self->busy, member, day))
    return geng_report_word (self->language, GENG_WORD_BUSY_MARK);
  return NULL;
}

guint
geng_sheet_shift_index (GengSheet *self, GengShift *shift)
{
  guint n = g_list_model_get_n_items (self->shifts);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GengShift) candidate = g_list_model_get_item (self->shifts, i);

      if (candidate == shift)
        return i;
    }
  return n;
}

/* The mark of a shift, which is the first letter of its name where the data gives none. */
const char *
geng_sheet_mark (GengShift *shift)
{
  const char *mark = geng_shift_get_mark (shift);
  g_autofree char *first = NULL;

  if (mark != NULL && mark[0] != '\0')
    return mark;
  first = g_utf8_substring (geng_entity_get_name (GENG_ENTITY (shift)), 0, 1);
  return g_intern_string (first);
}

/* Posts are lettered a, b, c, … in the station's order. */
char
geng_sheet_letter (GengSheet *self, GengPost *post)
{
  GListModel *posts = geng_station_get_posts (self->station);

  for (guint i = 0; i < MIN (g_list_model_get_n_items (posts), 26); i++)
    {
      g_autoptr (GengPost) candidate = g_list_model_get_item (posts, i);

      if (candidate == post)
        return 'a' + i;
    }
  return '*';
}

gboolean
geng_sheet_waits (GengSheet *self, GengDuty *duty)
{
  return geng_station_is_reserve_post (self->station, geng_duty_get_post (duty));
}

/* What a cell says: the shift's mark, with 备 behind it for a reserve, "借" or "→" for one who
 * serves elsewhere, "假", or a dot for a day off. */
char *
geng_sheet_cell (GengSheet *self, GengMember *member, guint day)
{
  GengDuty *duty = geng_sheet_get_duty (self, member, day);
  const char *elsewhere = geng_sheet_elsewhere_mark (self, member, day);

  if (duty == NULL && elsewhere != NULL)
    return g_strdup (elsewhere);
  if (duty == NULL && geng_sheet_is_leave (self, member, day))
    return g_strdup (geng_report_word (self->language, GENG_WORD_LEAVE_MARK));
  if (duty == NULL)
    return g_strdup ("·");
  if (geng_sheet_waits (self, duty))
    return g_strconcat (geng_sheet_mark (geng_duty_get_shift (duty)),
                        geng_report_word (self->language, GENG_WORD_RESERVE_MARK), NULL);
  if (!self->letters)
    return g_strdup (geng_sheet_mark (geng_duty_get_shift (duty)));
  return g_strdup_printf ("%s%c", geng_sheet_mark (geng_duty_get_shift (duty)),
                          geng_sheet_letter (self, geng_duty_get_post (duty)));
}

guint
geng_sheet_count (GengSheet *self, GengShift *shift, guint day)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_date (self->roster, &self->days[day].date);
  guint n = 0;

  for (guint i = 0; i < duties->len; i++)
    if (geng_duty_get_shift (duties->pdata[i]) == shift
        && !geng_sheet_waits (self, duties->pdata[i]))
      n++;
  return n;
}

guint
geng_sheet_count_reserves (GengSheet *self, guint day)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_date (self->roster, &self->days[day].date);
  guint n = 0;

  for (guint i = 0; i < duties->len; i++)
    n += geng_sheet_waits (self, duties->pdata[i]);
  return n;
}

/* 休 on a public holiday, 班 on a weekend day that is worked, else nothing. */
const char *
geng_sheet_day_mark (GengSheet *self, guint day)
{
  if (self->days[day].holiday)
    return geng_report_word (self->language, GENG_WORD_REST_MARK);
  if (self->days[day].workday)
    return geng_report_word (self->language, GENG_WORD_WORK_MARK);
  return "";
}

char *
geng_sheet_title (GengSheet *self)
{
  g_autofree char *month
      = geng_report_month_name (self->language, geng_roster_get_first (self->roster));

  return g_strdup_printf ("%s%s%s%s%s", geng_entity_get_name (GENG_ENTITY (self->station)),
                          geng_report_word (self->language, GENG_WORD_SEPARATOR),
                          geng_report_word (self->language, GENG_WORD_ROSTER),
                          geng_report_word (self->language, GENG_WORD_SEPARATOR), month);
}

static const char *
say (GengSheet *self, const char *english, const char *chinese)
{
  return self->language[0] == 'z' ? chinese : english;
}

/* The same words as those of a terminal; whoever stands before the wall must see which it is. */
char *
geng_sheet_state (GengSheet *self, GengRecord *record)
{
  const GDate *first = geng_roster_get_first (self->roster);
  const GengRevision *revision;
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *since = NULL;

  if (record == NULL)
    return g_strdup (say (self, "Draft, not published", "草稿，未发布"));
  if (geng_record_get_imported (record))
    return g_strdup (say (self, "History, taken from a file", "导入的历史"));
  revision = geng_record_lookup_month (record, g_date_get_year (first), g_date_get_month (first));
  if (revision == NULL)
    return g_strdup (say (self, "Official", "正式"));
  utc = g_date_time_new_from_unix_utc (revision->modified);
  local = g_date_time_to_timezone (utc, geng_station_get_zone (self->station));
  since = g_date_time_format (local, "%Y-%m-%d %H:%M");
  return g_strdup_printf (say (self, "Official, version %u, since %s", "正式，第 %u 版，%s 起"),
                          revision->sequence + 1, since);
}

char *
geng_sheet_shift_legend (GengSheet *self, GengShift *shift)
{
  g_autofree char *times = geng_report_times (self->language, shift);

  return g_strdup_printf ("%s %s %s", geng_sheet_mark (shift),
                          geng_entity_get_name (GENG_ENTITY (shift)), times);
}
