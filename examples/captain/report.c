/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "figures.h"
#include "office.h"
#include "official.h"

static GBytes *
from_text (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

/* (nullable): the record, where what is on the desk is official; a draft has none */
static GengRecord *
record_of (Desk *desk, const Official *official)
{
  return official->roster != NULL && same_duties (desk->roster, official->roster) ? official->record
                                                                                  : NULL;
}

/* What a file's ending asks for; NULL after a message. */
static GBytes *
render (Desk *desk, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_auto (Official) official = { 0 };
  GengRecord *record;
  GBytes *content;

  if (!official_load (&official, desk, NULL))
    return NULL;
  record = record_of (desk, &official);
  if (g_str_has_suffix (file, ".html"))
    return from_text (geng_report_wall_html (desk->roster, desk->judgement, record, NULL));
  if (g_str_has_suffix (file, ".txt"))
    return from_text (geng_report_month (desk->roster, desk->judgement, NULL, 0));
  if (!g_str_has_suffix (file, ".xlsx"))
    {
      say_error (_ ("“%s” must end in .html, .xlsx or .txt."), file);
      return NULL;
    }
  content = geng_report_xlsx (desk->roster, desk->judgement, record, NULL, &error);
  if (content == NULL)
    say_failure (error);
  return content;
}

static Status
write_file (const char *file, GBytes *content)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  const char *bytes = g_bytes_get_data (content, &length);

  if (g_file_set_contents (file, bytes, length, &error))
    return STATUS_FINE;
  say_failure (error);
  return STATUS_BAD;
}

static void
answer_json (Desk *desk, const Confirmed *confirmed)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_month_figures (desk, confirmed, builder);
  add_verdict (desk, builder);
  json_builder_end_object (builder);
  print_json (builder);
}

static const char about[] = N_ (
    "The figures for the monthly meeting: duties and hours by shift, organisation, team and "
    "campaign, leave, wishes and gaps.\nWith a file it writes the month with everybody's load "
    "instead: FILE.html for the wall, FILE.xlsx for WPS and Excel, or FILE.txt.\nThe others write "
    "into the folder, as pages to print and as .xlsx: --month-end MONTH attendance and "
    "allowances, --meeting the document for the meeting of DATE (or of this month's set day), "
    "--form FORM DAYS a form to fill in, for a month, a week like 2026-W50, a date, DATE..DATE or "
    "a holiday. What only the office may see goes into office/.");

static Status
report_month (Desk *desk, Options *options)
{
  const char *file = options_take (options, 1);
  g_autoptr (GBytes) content = NULL;
  Confirmed confirmed;

  if (!desk_load (desk, options_take (options, 0)))
    return STATUS_BAD;
  if (file == NULL)
    {
      if (!find_confirmed (desk, &confirmed))
        return STATUS_BAD;
      if (options->json)
        answer_json (desk, &confirmed);
      else
        print_month_figures (desk, &confirmed);
      return desk_status (desk);
    }
  content = render (desk, file);
  if (content == NULL || write_file (file, content) != STATUS_FINE)
    return STATUS_BAD;
  g_print (_ ("Wrote %s.\n"), file);
  return STATUS_FINE;
}

typedef struct
{
  gboolean month_end, meeting;
  char *form, *language;
} Wish;

static void
wish_clear (Wish *self)
{
  g_free (self->form);
  g_free (self->language);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

static Status
report (Desk *desk, Options *options, const Wish *wish)
{
  const char *language = wish->language;

  if (language != NULL && !g_str_has_prefix (language, "zh") && !g_str_equal (language, "en"))
    {
      say_error (_ ("“%s” is no language of these pages; there are zh and en."), language);
      return STATUS_BAD;
    }
  if (wish->meeting)
    return report_meeting (desk, options_take (options, 0), language);
  if (wish->form != NULL)
    return report_form (desk, wish->form, options_take (options, 0), options_take (options, 1),
                        language);
  if (wish->month_end)
    return report_month_end (desk, options_take (options, 0), language);
  return report_month (desk, options);
}

Status
run_report (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  g_auto (Wish) wish = { 0 };
  const GOptionEntry own[]
      = { { "month-end", 0, 0, G_OPTION_ARG_NONE, &wish.month_end,
            N_ ("Attendance and allowances of the month"), NULL },
          { "form", 0, 0, G_OPTION_ARG_STRING, &wish.form,
            N_ ("A form to fill in: roster, sign-in, patrol, hand-over, kit or leave"),
            N_ ("FORM") },
          { "meeting", 0, 0, G_OPTION_ARG_NONE, &wish.meeting, N_ ("The document for the meeting"),
            NULL },
          { "language", 0, 0, G_OPTION_ARG_STRING, &wish.language,
            N_ ("Of the pages: zh or en (default: the station's)"), N_ ("LANGUAGE") },
          { NULL } };

  if (!options_parse (&options, "report",
                      _ ("MONTH [FILE] | --month-end MONTH | --meeting [DATE] | --form FORM DAYS "
                         "[NAME]"),
                      _ (about), own, argc, argv)
      || !desk_open (&desk, &options, DESK_READ))
    return STATUS_BAD;
  return report (&desk, &options, &wish);
}
