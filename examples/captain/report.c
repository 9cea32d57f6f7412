/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "figures.h"
#include "office.h"

static GBytes *
from_text (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

/* What a file's ending asks for; NULL after a message. */
static GBytes *
render (Desk *desk, const char *file)
{
  g_autoptr (GError) error = NULL;
  GBytes *content;

  if (g_str_has_suffix (file, ".html"))
    return from_text (geng_report_wall_html (desk->roster, desk->judgement, NULL));
  if (g_str_has_suffix (file, ".txt"))
    return from_text (geng_report_month (desk->roster, desk->judgement, NULL, 0));
  if (!g_str_has_suffix (file, ".xlsx"))
    {
      say_error (_ ("“%s” must end in .html, .xlsx or .txt."), file);
      return NULL;
    }
  content = geng_report_xlsx (desk->roster, desk->judgement, NULL, &error);
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
answer_json (Desk *desk)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_month_figures (desk, builder);
  add_verdict (desk, builder);
  json_builder_end_object (builder);
  print_json (builder);
}

static const char about[] = N_ (
    "The figures for the monthly meeting: duties and hours by shift, organisation, team and "
    "campaign, leave, wishes and gaps.\nWith a file it writes the month with everybody's load "
    "instead: FILE.html for the wall, FILE.xlsx for WPS and Excel, or FILE.txt.\nWith --month-end "
    "it writes the month's attendance and allowances, with --meeting the document for the meeting "
    "of DATE (or of this month's 20th).");

static Status
report_month (Desk *desk, Options *options)
{
  const char *file = options_take (options, 1);
  g_autoptr (GBytes) content = NULL;

  if (!desk_load (desk, options_take (options, 0)))
    return STATUS_BAD;
  if (file == NULL)
    {
      if (options->json)
        answer_json (desk);
      else
        print_month_figures (desk);
      return desk_status (desk);
    }
  content = render (desk, file);
  if (content == NULL || write_file (file, content) != STATUS_FINE)
    return STATUS_BAD;
  g_print (_ ("Wrote %s.\n"), file);
  return STATUS_FINE;
}

Status
run_report (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Desk) desk = { 0 };
  gboolean month_end = FALSE, meeting = FALSE;
  g_autofree char *form = NULL;
  const GOptionEntry own[]
      = { { "month-end", 0, 0, G_OPTION_ARG_NONE, &month_end,
            N_ ("Attendance and allowances of the month"), NULL },
          { "form", 0, 0, G_OPTION_ARG_STRING, &form,
            N_ ("A form to fill in: roster, sign-in, patrol, hand-over or kit"), N_ ("FORM") },
          { "meeting", 0, 0, G_OPTION_ARG_NONE, &meeting, N_ ("The document for the meeting"),
            NULL },
          { NULL } };

  if (!options_parse (&options, "report", _ ("MONTH [FILE] | --meeting [DATE]"), _ (about), own,
                      argc, argv)
      || !desk_open (&desk, &options, DESK_READ))
    return STATUS_BAD;
  if (meeting)
    return report_meeting (&desk, options_take (&options, 0));
  if (form != NULL)
    return report_form (&desk, form, options_take (&options, 0));
  if (month_end)
    return report_month_end (&desk, options_take (&options, 0));
  return report_month (&desk, &options);
}
