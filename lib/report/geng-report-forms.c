/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Forms that a station fills in by hand: what is known is printed, where people sign is empty. */

#include "geng-report-forms.h"

#include "geng-journal-private.h"
#include "geng-report-width.h"
#include "geng-report-words.h"

#define say geng_document_say

/* Empty lines at the end of a form, for what nobody could plan. */
#define SPARE_ROWS 4
/* Widths of a shift's column, in characters; a longer crew takes two lines. */
#define LEAST_CREW_WIDTH 14
#define MOST_CREW_WIDTH_WIDE 38
#define MOST_CREW_WIDTH_TALL 22
/* Rounds for which a patrol's record has room. */
#define ROUNDS 4

static const GEnumValue form_values[] = {
  { GENG_FORM_ROSTER, "GENG_FORM_ROSTER", "roster" },
  { GENG_FORM_SIGN_IN, "GENG_FORM_SIGN_IN", "sign-in" },
  { GENG_FORM_PATROL, "GENG_FORM_PATROL", "patrol" },
  { GENG_FORM_HAND_OVER, "GENG_FORM_HAND_OVER", "hand-over" },
  { GENG_FORM_KIT, "GENG_FORM_KIT", "kit" },
  { 0, NULL, NULL },
};

GType
geng_form_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("GengForm", form_values));
  return type;
}

static const char *
name_of (gpointer entity)
{
  return geng_entity_get_name (GENG_ENTITY (entity));
}

/* -- what the forms have in common -- */

char *
geng_form_shift (GengDocument *document, GengShift *shift)
{
  g_autofree char *times = geng_report_times (document->language, shift);

  return g_strdup_printf (say (document, "%s (%s)", "%s（%s）"), name_of (shift), times);
}

char *
geng_form_crew (const GengFormPage *self, const GDate *date, GengShift *shift, GengPost *post)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_date (self->roster, date);
  GString *text = g_string_new (NULL);
  GengPost *before = NULL;

  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);

      if (geng_duty_get_shift (duty) != shift
          || (post != NULL && geng_duty_get_post (duty) != post))
        continue;
      if (text->len > 0)
        g_string_append (text, geng_duty_get_post (duty) == before
                                   ? say (self->document, ", ", "、")
                                   : say (self->document, "; ", "；"));
      before = geng_duty_get_post (duty);
      g_string_append (text, name_of (geng_duty_get_member (duty)));
    }
  return g_string_free (text, FALSE);
}

static void
say_draft (const GengFormPage *self)
{
  if (self->draft)
    geng_document_paragraph (self->document, GENG_TONE_LOUD,
                             geng_report_word (self->document->language, GENG_WORD_DRAFT));
}

void
geng_form_begin_day (const GengFormPage *self, const GDate *date)
{
  g_autofree char *day = geng_report_date (self->document->language, date);
  g_autofree char *head = g_strdup_printf (say (self->document, "%s　%d %s", "%s　%d年%s"),
                                           self->title, g_date_get_year (date), day);
  g_autofree char *name
      = g_strdup_printf ("%02d-%02d", g_date_get_month (date), g_date_get_day (date));

  geng_document_page (self->document, name);
  geng_document_heading (self->document, head);
  say_draft (self);
}

/* -- the roster by days -- */

/* Of a shift's column, in characters: its longest crew stands in one line. */
static guint
crew_width (const GengFormPage *self, GengShift *shift)
{
  guint width = LEAST_CREW_WIDTH, most;

  for (GDate date = self->first; g_date_compare (&date, &self->last) <= 0;
       g_date_add_days (&date, 1))
    {
      g_autofree char *crew = geng_form_crew (self, &date, shift, NULL);

      width = MAX (width, geng_report_width (crew));
    }
  most = self->document->flags & GENG_DOCUMENT_WIDE ? MOST_CREW_WIDTH_WIDE : MOST_CREW_WIDTH_TALL;
  return MIN (width, most);
}

static void
add_roster_columns (const GengFormPage *self, GengGrid *grid)
{
  g_autoptr (GPtrArray) shifts = geng_report_list_shifts (self->station);

  geng_grid_column (grid, say (self->document, "Date", "日期"), 7);
  geng_grid_column (grid, say (self->document, "Day", "星期"), 5);
  geng_grid_column (grid, say (self->document, "Leader on call", "带班领导"), 8);
  for (guint i = 0; i < shifts->len; i++)
    {
      GengShift *shift = shifts->pdata[i];
      g_autofree char *text = geng_form_shift (self->document, shift);

      geng_grid_column (grid, text, crew_width (self, shift));
    }
  geng_grid_column (grid, say (self->document, "Duty phone", "值班电话"), 13);
  geng_grid_column (grid, say (self->document, "Remarks", "备注"), 16);
}

/* What makes the day unlike others: its holiday, the campaigns of which it is a day. */
static char *
remarks (const GengFormPage *self, const GDate *date)
{
  GListModel *demands = geng_station_get_demands (self->station);
  GengHoliday *holiday = geng_station_get_holiday (self->station, date);
  GString *text = g_string_new (NULL);

  if (holiday != NULL && geng_holiday_get_name (holiday) != NULL)
    g_string_append (text, geng_holiday_get_name (holiday));
  for (guint i = 0; i < g_list_model_get_n_items (demands); i++)
    {
      g_autoptr (GengDemand) demand = g_list_model_get_item (demands, i);
      const char *campaign = geng_demand_get_campaign (demand);

      if (campaign != NULL && strstr (text->str, campaign) == NULL
          && geng_demand_holds_on (demand, self->station, date))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", campaign);
    }
  return g_string_free (text, FALSE);
}

static char *
leaders_text (const GengFormPage *self, const GDate *date)
{
  g_autoptr (GPtrArray) leaders = geng_roster_list_leaders (self->roster, date);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < leaders->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? say (self->document, ", ", "、") : "",
                            name_of (geng_duty_get_member (leaders->pdata[i])));
  return g_string_free (text, FALSE);
}

static void
write_roster_row (const GengFormPage *self, GengGrid *grid, const GDate *date)
{
  g_autoptr (GPtrArray) shifts = geng_report_list_shifts (self->station);
  g_autofree char *day
      = g_strdup_printf ("%d-%02d", g_date_get_month (date), g_date_get_day (date));
  g_autofree char *more = remarks (self, date), *leaders = leaders_text (self, date);

  geng_grid_row (grid);
  geng_grid_text (grid, GENG_LOOK_PLAIN, day);
  geng_grid_text (grid, GENG_LOOK_PLAIN,
                  geng_report_weekday (self->document->language, g_date_get_weekday (date)));
  geng_grid_text (grid, GENG_LOOK_PLAIN, leaders);
  for (guint i = 0; i < shifts->len; i++)
    {
      GengShift *shift = shifts->pdata[i];
      g_autofree char *crew = geng_form_crew (self, date, shift, NULL);

      geng_grid_text (grid, GENG_LOOK_TEXT, crew);
    }
  geng_grid_text (grid, GENG_LOOK_PLAIN, geng_station_get_duty_phone (self->station));
  geng_grid_text (grid, GENG_LOOK_TEXT, more);
}

void
geng_form_write_days (const GengFormPage *self)
{
  GengGrid *grid = geng_document_grid (self->document);

  grid->dense = TRUE;
  add_roster_columns (self, grid);
  for (GDate date = self->first; g_date_compare (&date, &self->last) <= 0;
       g_date_add_days (&date, 1))
    write_roster_row (self, grid, &date);
}

static void
write_roster (const GengFormPage *self)
{
  g_autofree char *from = geng_report_date (self->document->language, &self->first);
  g_autofree char *to = geng_report_date (self->document->language, &self->last);
  g_autofree char *month = geng_report_month_name (self->document->language, &self->first);
  g_autofree char *days = g_strdup_printf ("%s　%s – %s", month, from, to);

  geng_document_paragraph (self->document, GENG_TONE_SUB, days);
  say_draft (self);
  geng_form_write_days (self);
}

/* -- a page a day, a row a duty -- */

typedef void (*WriteDuty) (const GengFormPage *self, GengGrid *grid, GengDuty *duty);

/* Those of one shift after the other, as they come to the station. */
static void
write_duties (const GengFormPage *self, GengGrid *grid, const GDate *date, WriteDuty write)
{
  g_autoptr (GPtrArray) shifts = geng_report_list_shifts (self->station);
  g_autoptr (GPtrArray) duties = geng_roster_list_date (self->roster, date);

  for (guint i = 0; i < shifts->len; i++)
    {
      GengShift *shift = shifts->pdata[i];

      for (guint k = 0; k < duties->len; k++)
        if (geng_duty_get_shift (duties->pdata[k]) == shift)
          write (self, grid, duties->pdata[k]);
    }
}

/* The cells that these forms begin with. */
static void
begin_duty (const GengFormPage *self, GengGrid *grid, GengDuty *duty)
{
  g_autofree char *shift = geng_form_shift (self->document, geng_duty_get_shift (duty));

  geng_grid_row (grid);
  geng_grid_text (grid, GENG_LOOK_PLAIN, shift);
  geng_grid_text (grid, GENG_LOOK_PLAIN, name_of (geng_duty_get_post (duty)));
  geng_grid_text (grid, GENG_LOOK_PLAIN, name_of (geng_duty_get_member (duty)));
}

static void
add_columns (const GengFormPage *self, GengGrid *grid, const char *const texts[][2], guint n)
{
  geng_grid_column (grid, say (self->document, "Shift", "班次"), 14);
  geng_grid_column (grid, say (self->document, "Post", "岗位"), 9);
  geng_grid_column (grid, say (self->document, "Name", "姓名"), 7);
  for (guint i = 0; i < n; i++)
    geng_grid_column (grid, say (self->document, texts[i][0], texts[i][1]), 10);
}

static void
write_spare (GengGrid *grid)
{
  for (guint i = 0; i < SPARE_ROWS; i++)
    {
      geng_grid_row (grid);
      geng_grid_empty (grid, grid->columns->len);
    }
}

static void
sign_in_row (const GengFormPage *self, GengGrid *grid, GengDuty *duty)
{
  begin_duty (self, grid, duty);
  geng_grid_empty (grid, 4);
}

static void
write_sign_in (const GengFormPage *self)
{
  static const char *const columns[][2] = { { "Came at", "到岗时间" },
                                            { "Left at", "离岗时间" },
                                            { "Signature", "签名" },
                                            { "Remarks", "备注" } };

  for (GDate date = self->first; g_date_compare (&date, &self->last) <= 0;
       g_date_add_days (&date, 1))
    {
      GengGrid *grid;

      geng_form_begin_day (self, &date);
      grid = geng_document_grid (self->document);
      add_columns (self, grid, columns, G_N_ELEMENTS (columns));
      write_duties (self, grid, &date, sign_in_row);
      write_spare (grid);
    }
}

/* "S09", or "S03 S01" where a piece of another set stands in for one of the first. */
static char *
list_sets (GPtrArray *items)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++)
    {
      const char *kit_set = geng_item_get_kit_set (items->pdata[i]);

      if (kit_set != NULL && !g_ptr_array_find_with_equal_func (sets, kit_set, g_str_equal, NULL))
        g_ptr_array_add (sets, (char *) kit_set);
    }
  g_ptr_array_add (sets, NULL);
  return g_strjoinv (" ", (char **) sets->pdata);
}

/* What can go out with the duty; (out): the rest, which is lost or in repair, as ids. */
static GPtrArray *
list_usable (const GengFormPage *self, GengDuty *duty, GString *missing)
{
  GPtrArray *items = geng_duty_list_items (duty);
  int start = geng_shift_get_start_minute (geng_duty_get_shift (duty));

  for (guint i = 0; i < items->len;)
    if (geng_journal_is_item_out_of_use (self->journal, items->pdata[i], geng_duty_get_date (duty),
                                         start))
      {
        g_string_append_printf (missing, "%s%s", missing->len > 0 ? " " : "",
                                geng_entity_get_id (items->pdata[i]));
        g_ptr_array_remove_index (items, i);
      }
    else
      i++;
  return items;
}

/* A row a duty that has kit. */
static void
kit_row (const GengFormPage *self, GengGrid *grid, GengDuty *duty)
{
  g_autoptr (GString) text = g_string_new (NULL), missing = g_string_new (NULL);
  g_autoptr (GPtrArray) items = list_usable (self, duty, missing);
  g_autofree char *sets = list_sets (items);

  for (guint i = 0; i < items->len; i++)
    {
      GengItem *item = items->pdata[i];

      g_string_append_printf (text, "%s%s %s", i > 0 ? say (self->document, ", ", "、") : "",
                              name_of (geng_item_get_piece (item)),
                              geng_entity_get_id (GENG_ENTITY (item)));
    }
  if (items->len == 0 && missing->len == 0)
    return;
  if (missing->len > 0)
    g_string_prepend (missing, say (self->document, "out of use: ", "停用："));
  begin_duty (self, grid, duty);
  geng_grid_text (grid, GENG_LOOK_PLAIN, sets);
  geng_grid_text (grid, GENG_LOOK_TEXT, text->str);
  geng_grid_empty (grid, 4);
  geng_grid_text (grid, GENG_LOOK_TEXT, missing->str);
}

static void
write_kit (const GengFormPage *self)
{
  static const char *const columns[][2] = { { "Set", "套号" },
                                            { "Kit", "装备编号" },
                                            { "Out at", "领用时间" },
                                            { "Taken (signed)", "领用人签名" },
                                            { "Back at", "归还时间" },
                                            { "Given back (signed)", "归还人签名" },
                                            { "In order? remarks", "是否完好、备注" } };

  for (GDate date = self->first; g_date_compare (&date, &self->last) <= 0;
       g_date_add_days (&date, 1))
    {
      GengGrid *grid;

      geng_form_begin_day (self, &date);
      grid = geng_document_grid (self->document);
      add_columns (self, grid, columns, G_N_ELEMENTS (columns));
      g_array_index (grid->columns, GengGridColumn, 3).width = 5;
      g_array_index (grid->columns, GengGridColumn, 4).width = 34;
      write_duties (self, grid, &date, kit_row);
      write_spare (grid);
    }
}

/* -- patrols: a table a crew, with a column for each point of the post's checklist -- */

static void
write_rounds (const GengFormPage *self, GengGrid *grid, guint n_points)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      geng_grid_row (grid);
      geng_grid_empty (grid, 1);
      for (guint k = 0; k < n_points; k++)
        geng_grid_text (grid, GENG_LOOK_SIGN, say (self->document, "□ no □ yes", "□无 □有"));
      geng_grid_empty (grid, 3);
    }
}

static void
write_crew (const GengFormPage *self, const GDate *date, GengShift *shift, GengPost *post)
{
  const char *const *checklist = geng_post_get_checklist (post);
  g_autofree char *crew = geng_form_crew (self, date, shift, post);
  g_autofree char *when = geng_form_shift (self->document, shift);
  g_autofree char *text = NULL;
  GengGrid *grid;
  guint n = checklist != NULL ? g_strv_length ((char **) checklist) : 0;

  if (n == 0 || crew[0] == '\0')
    return;
  text = g_strdup_printf (say (self->document, "%s, %s: %s", "%s　%s：%s"), when, name_of (post),
                          crew);
  geng_document_paragraph (self->document, GENG_TONE_PLAIN, text);
  grid = geng_document_grid (self->document);
  geng_grid_column (grid, say (self->document, "Round at", "巡逻时间"), 10);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *head
          = g_strdup_printf (say (self->document, "%s\ntrouble?", "%s\n有无问题"), checklist[i]);

      geng_grid_column (grid, head, 12);
    }
  geng_grid_column (grid, say (self->document, "What was found, and where", "发现问题、地点"), 26);
  geng_grid_column (grid, say (self->document, "What was done", "处置情况"), 20);
  geng_grid_column (grid, say (self->document, "Signature", "签名"), 10);
  write_rounds (self, grid, n);
}

static void
write_patrol (const GengFormPage *self)
{
  g_autoptr (GPtrArray) shifts = geng_report_list_shifts (self->station);
  GListModel *posts = geng_station_get_posts (self->station);

  for (GDate date = self->first; g_date_compare (&date, &self->last) <= 0;
       g_date_add_days (&date, 1))
    {
      geng_form_begin_day (self, &date);
      for (guint i = 0; i < shifts->len; i++)
        for (guint k = 0; k < g_list_model_get_n_items (posts); k++)
          {
            GengShift *shift = shifts->pdata[i];
            g_autoptr (GengPost) post = g_list_model_get_item (posts, k);

            write_crew (self, &date, shift, post);
          }
    }
}

static const struct
{
  const char *english, *chinese;
  GengDocumentFlags flags;
  void (*write) (const GengFormPage *self);
} forms[] = {
  [GENG_FORM_ROSTER] = { "Roster by days", "值班安排表", GENG_DOCUMENT_WIDE, write_roster },
  [GENG_FORM_SIGN_IN] = { "Sign-in sheet", "签到表", GENG_DOCUMENT_TALL, write_sign_in },
  [GENG_FORM_PATROL] = { "Patrol record", "巡逻记录表", GENG_DOCUMENT_WIDE, write_patrol },
  [GENG_FORM_HAND_OVER]
  = { "Hand-over record", "交接班记录", GENG_DOCUMENT_TALL, geng_form_write_hand_overs },
  [GENG_FORM_KIT] = { "Kit given out and back", "装备领用登记表", GENG_DOCUMENT_WIDE, write_kit },
};

/**
 * geng_report_form:
 * @form: which form
 * @roster: the roster whose duties stand on it, with their items where kit is printed
 * @history: (nullable): the roster of the days before it, whose kit comes back on its first day
 * @journal: (nullable): the journal, whose unfinished business the next hand-over prints
 * @first: the first duty day
 * @last: the last duty day, less than %GENG_ROSTER_MAX_DAYS days later
 * @official: whether @roster is published; else the form is headed as a draft
 * @language: (nullable): "en" or "zh"; %NULL for the station's
 *
 * A form to print and to fill in by hand: what the roster knows is printed, what people sign or
 * write is empty.  Names and duties alone, no phone and no reason of leave.
 *
 * Returns: (transfer full): a document, a page a day but for %GENG_FORM_ROSTER
 */
GengDocument *
geng_report_form (GengForm form,
                  GengRoster *roster,
                  GengRoster *history,
                  GengJournal *journal,
                  const GDate *first,
                  const GDate *last,
                  gboolean official,
                  const char *language)
{
  GengFormPage self = { NULL };
  g_autofree char *title = NULL;
  const char *tag;

  g_return_val_if_fail (form < G_N_ELEMENTS (forms), NULL);
  g_return_val_if_fail (GENG_IS_ROSTER (roster) && geng_roster_get_station (roster), NULL);
  g_return_val_if_fail (history == NULL || GENG_IS_ROSTER (history), NULL);
  g_return_val_if_fail (journal == NULL || GENG_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (first != NULL && g_date_valid (first), NULL);
  g_return_val_if_fail (last != NULL && g_date_valid (last), NULL);
  g_return_val_if_fail (g_date_days_between (first, last) < GENG_ROSTER_MAX_DAYS, NULL);
  self.station = geng_roster_get_station (roster);
  self.roster = roster;
  self.history = history;
  self.journal = journal;
  self.draft = !official;
  self.first = *first;
  self.last = *last;
  tag = geng_report_language (self.station, language);
  title = g_strdup_printf ("%s%s%s", name_of (self.station), tag[0] == 'z' ? "" : ": ",
                           tag[0] == 'z' ? forms[form].chinese : forms[form].english);
  self.title = title;
  self.document = geng_document_new (tag, title, forms[form].flags);
  forms[form].write (&self);
  return self.document;
}
