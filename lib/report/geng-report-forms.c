/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Forms that a station fills in by hand: what is known is printed, where people sign is empty. */

#include "geng-paper.h"
#include "geng-report-words.h"

#define say geng_paper_say

/* Empty lines at the end of a form, for what nobody could plan. */
#define SPARE_ROWS 4

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

typedef struct
{
  GengPaper *paper;
  GengStation *station;
  GengRoster *roster;
  GDate first, last;
} Form;

static const char *
name_of (gpointer entity)
{
  return geng_entity_get_name (GENG_ENTITY (entity));
}

/* 守 is written with its hours: to a captain it belongs to the date of that dawn, to us to the duty
 * day before. */
static char *
shift_text (const Form *self, GengShift *shift)
{
  g_autofree char *times = geng_report_times (self->paper->language, shift);

  return g_strdup_printf ("%s (%s)", name_of (shift), times);
}

/* The names of those who serve the shift on that day, a post after the other. */
static char *
crew_text (const Form *self, const GDate *date, GengShift *shift)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_date (self->roster, date);
  GString *text = g_string_new (NULL);
  GengPost *post = NULL;

  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);

      if (geng_duty_get_shift (duty) != shift)
        continue;
      if (text->len > 0)
        g_string_append (text, geng_duty_get_post (duty) == post ? " " : " / ");
      post = geng_duty_get_post (duty);
      g_string_append (text, name_of (geng_duty_get_member (duty)));
    }
  return g_string_free (text, FALSE);
}

/* -- the roster by days -- */

static void
begin_roster (const Form *self)
{
  GListModel *shifts = geng_station_get_shifts (self->station);
  GString *html = self->paper->html;

  g_string_append (html, "<table><thead><tr>");
  g_string_append_printf (html, "<th>%s</th><th>%s</th>", say (self->paper, "Date", "日期"),
                          say (self->paper, "Leader on call", "带班领导"));
  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);
      g_autofree char *text = shift_text (self, shift);

      g_string_append_printf (html, "<th>%s</th>", text);
    }
  g_string_append_printf (html, "<th>%s</th></tr></thead>\n<tbody>\n",
                          say (self->paper, "Remarks", "备注"));
}

static void
write_roster (const Form *self)
{
  GListModel *shifts = geng_station_get_shifts (self->station);
  GDate date = self->first;

  begin_roster (self);
  for (; g_date_compare (&date, &self->last) <= 0; g_date_add_days (&date, 1))
    {
      g_autofree char *day = geng_report_date (self->paper->language, &date);

      geng_paper_begin_row (self->paper, NULL);
      geng_paper_cell (self->paper, NULL, day);
      geng_paper_cell (self->paper, NULL, "");
      for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
        {
          g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);
          g_autofree char *crew = crew_text (self, &date, shift);

          geng_paper_cell (self->paper, "text", crew);
        }
      geng_paper_cell (self->paper, NULL, "");
      geng_paper_end_row (self->paper);
    }
  geng_paper_end_table (self->paper);
}

/* -- a row a duty -- */

static void
write_spare_rows (const Form *self, guint n_columns)
{
  for (guint i = 0; i < SPARE_ROWS; i++)
    {
      geng_paper_begin_row (self->paper, NULL);
      for (guint column = 0; column < n_columns; column++)
        geng_paper_cell (self->paper, column == 0 ? "sign" : NULL, "");
      geng_paper_end_row (self->paper);
    }
}

typedef void (*WriteDuty) (const Form *self, GengDuty *duty);

static void
write_duties (const Form *self, WriteDuty write)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (self->roster);

  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      const GDate *date = geng_duty_get_date (duty);

      if (g_date_compare (date, &self->first) >= 0 && g_date_compare (date, &self->last) <= 0)
        write (self, duty);
    }
}

/* The columns that all of these forms begin with. */
static void
begin_duty (const Form *self, GengDuty *duty)
{
  g_autofree char *day = geng_report_date (self->paper->language, geng_duty_get_date (duty));
  g_autofree char *shift = shift_text (self, geng_duty_get_shift (duty));

  geng_paper_begin_row (self->paper, NULL);
  geng_paper_cell (self->paper, NULL, day);
  geng_paper_cell (self->paper, NULL, shift);
  geng_paper_cell (self->paper, NULL, name_of (geng_duty_get_post (duty)));
  geng_paper_cell (self->paper, NULL, name_of (geng_duty_get_member (duty)));
}

static void
write_empty (const Form *self, guint n_columns)
{
  for (guint i = 0; i < n_columns; i++)
    geng_paper_cell (self->paper, "sign", "");
  geng_paper_end_row (self->paper);
}

static void
sign_in_row (const Form *self, GengDuty *duty)
{
  begin_duty (self, duty);
  write_empty (self, 4);
}

static void
write_sign_in (const Form *self)
{
  GengPaper *paper = self->paper;

  geng_paper_begin_table (paper, say (paper, "Date", "日期"), say (paper, "Shift", "班次"),
                          say (paper, "Post", "岗位"), say (paper, "Name", "姓名"),
                          say (paper, "Came at", "到岗时间"), say (paper, "Left at", "离岗时间"),
                          say (paper, "Signature", "签名"), say (paper, "Remarks", "备注"), NULL);
  write_duties (self, sign_in_row);
  write_spare_rows (self, 8);
  geng_paper_end_table (paper);
}

/* A patrol looks at each point of its post's checklist. */
static void
patrol_row (const Form *self, GengDuty *duty)
{
  const char *const *checklist = geng_post_get_checklist (geng_duty_get_post (duty));
  g_autofree char *points = checklist != NULL ? g_strjoinv ("　□ ", (char **) checklist) : NULL;
  g_autofree char *boxes = points != NULL ? g_strdup_printf ("□ %s", points) : NULL;

  if (boxes == NULL)
    return;
  begin_duty (self, duty);
  geng_paper_cell (self->paper, "text", boxes);
  write_empty (self, 3);
}

static void
write_patrol (const Form *self)
{
  GengPaper *paper = self->paper;

  geng_paper_begin_table (
      paper, say (paper, "Date", "日期"), say (paper, "Shift", "班次"), say (paper, "Post", "岗位"),
      say (paper, "Name", "姓名"), say (paper, "Looked at", "三查"),
      say (paper, "What was found", "发现问题"), say (paper, "What was done", "处置情况"),
      say (paper, "Signature", "签名"), NULL);
  write_duties (self, patrol_row);
  geng_paper_end_table (paper);
}

static char *
items_text (GengDuty *duty)
{
  g_autoptr (GPtrArray) items = geng_duty_list_items (duty);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            geng_entity_get_id (g_ptr_array_index (items, i)));
  return g_string_free (text, FALSE);
}

static void
kit_row (const Form *self, GengDuty *duty)
{
  g_autofree char *items = items_text (duty);

  if (items[0] == '\0')
    return;
  begin_duty (self, duty);
  geng_paper_cell (self->paper, "text", items);
  write_empty (self, 4);
}

static void
write_kit (const Form *self)
{
  GengPaper *paper = self->paper;

  geng_paper_begin_table (
      paper, say (paper, "Date", "日期"), say (paper, "Shift", "班次"), say (paper, "Post", "岗位"),
      say (paper, "Name", "姓名"), say (paper, "Kit", "装备编号"),
      say (paper, "Out at, signed", "领用时间、签名"),
      say (paper, "Back at, signed", "归还时间、签名"), say (paper, "In order?", "是否完好"),
      say (paper, "Remarks", "备注"), NULL);
  write_duties (self, kit_row);
  geng_paper_end_table (paper);
}

/* -- hand-overs: a row a change of shift -- */

static void
hand_over_row (const Form *self, const GDate *date, GengShift *shift)
{
  g_autofree char *day = geng_report_date (self->paper->language, date);
  g_autofree char *crew = crew_text (self, date, shift);
  g_autofree char *clock = geng_report_clock (geng_shift_get_end_minute (shift) % GENG_DAY_MINUTES);

  if (crew[0] == '\0')
    return;
  geng_paper_begin_row (self->paper, NULL);
  geng_paper_cell (self->paper, NULL, day);
  geng_paper_cell (self->paper, NULL, clock);
  geng_paper_cell (self->paper, NULL, name_of (shift));
  geng_paper_cell (self->paper, "text", crew);
  write_empty (self, 5);
}

static void
write_hand_overs (const Form *self)
{
  GListModel *shifts = geng_station_get_shifts (self->station);
  GengPaper *paper = self->paper;
  GDate date = self->first;

  geng_paper_begin_table (
      paper, say (paper, "Duty day", "日期"), say (paper, "Time", "时刻"),
      say (paper, "Shift that ends", "交班班次"), say (paper, "Its crew", "交班人员"),
      say (paper, "Kit complete?", "装备齐否"), say (paper, "How the duty went", "值班情况"),
      say (paper, "Still to do", "未完事项"), say (paper, "Gives over (signed)", "交班人签名"),
      say (paper, "Takes over (signed)", "接班人签名"), NULL);
  for (; g_date_compare (&date, &self->last) <= 0; g_date_add_days (&date, 1))
    for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
      {
        g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);

        hand_over_row (self, &date, shift);
      }
  geng_paper_end_table (paper);
}

static const struct
{
  const char *english, *chinese;
  gboolean wide;
  void (*write) (const Form *self);
} forms[] = {
  [GENG_FORM_ROSTER] = { "Roster by days", "值班安排表", FALSE, write_roster },
  [GENG_FORM_SIGN_IN] = { "Sign-in sheet", "签到表", FALSE, write_sign_in },
  [GENG_FORM_PATROL] = { "Patrol record", "巡逻记录表", TRUE, write_patrol },
  [GENG_FORM_HAND_OVER] = { "Hand-over record", "交接班记录", TRUE, write_hand_overs },
  [GENG_FORM_KIT] = { "Kit given out and back", "装备领用登记表", TRUE, write_kit },
};

/**
 * geng_report_form_html:
 * @form: which form
 * @roster: the roster whose duties stand on it
 * @first: the first duty day
 * @last: the last duty day
 * @language: (nullable): "en" or "zh"; %NULL for the station's
 *
 * A form to print and to fill in by hand: what the roster knows is printed, what people sign or
 * write is empty.  A4 in black and white, one file without script.
 *
 * Returns: (transfer full): an HTML document in UTF-8
 */
char *
geng_report_form_html (GengForm form,
                       GengRoster *roster,
                       const GDate *first,
                       const GDate *last,
                       const char *language)
{
  Form self = { NULL };
  g_autofree char *title = NULL, *days = NULL, *from = NULL, *to = NULL;
  const char *tag;

  g_return_val_if_fail (form < G_N_ELEMENTS (forms), NULL);
  g_return_val_if_fail (GENG_IS_ROSTER (roster) && geng_roster_get_station (roster), NULL);
  g_return_val_if_fail (first != NULL && last != NULL, NULL);
  self.station = geng_roster_get_station (roster);
  self.roster = roster;
  self.first = *first;
  self.last = *last;
  tag = geng_report_language (self.station, language);
  title = g_strdup_printf ("%s%s%s", name_of (self.station), tag[0] == 'z' ? "" : ": ",
                           tag[0] == 'z' ? forms[form].chinese : forms[form].english);
  self.paper = geng_paper_new (tag, title, forms[form].wide);
  from = geng_report_date (tag, first);
  to = geng_report_date (tag, last);
  days
      = g_date_compare (first, last) == 0 ? g_strdup (from) : g_strdup_printf ("%s – %s", from, to);
  geng_paper_paragraph (self.paper, "sub", days);
  forms[form].write (&self);
  return geng_paper_free (self.paper);
}
