/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng journal: what really happened.  Each of its verbs is a small command of its own. */

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ask.h"
#include "book.h"

/* Months before this one in which a shift may still wait for its confirmation. */
#define LOOK_BACK_MONTHS 2

static const char *
name_of (gpointer entity)
{
  return entity != NULL ? geng_entity_get_name (entity) : "";
}

/* -- confirm -- */

/* "2026-12-03", "2026-12-03..2026-12-05", a shift's id or name. */
static gboolean
take_where (Book *self, const char *text, gboolean *dated)
{
  const char *dots = strstr (text, "..");
  g_autofree char *head = dots != NULL ? g_strndup (text, dots - text) : g_strdup (text);

  self->shift = self->shift != NULL
                    ? self->shift
                    : desk_find_entity (geng_station_get_shifts (self->desk.station), text);
  if (self->shift != NULL && !g_ascii_isdigit (text[0]))
    return TRUE;
  *dated = TRUE;
  if (!desk_parse_date (&self->desk, head, &self->first))
    return FALSE;
  self->last = self->first;
  if (dots != NULL && !desk_parse_date (&self->desk, dots + 2, &self->last))
    return FALSE;
  if (g_date_compare (&self->first, &self->last) <= 0)
    return TRUE;
  say_error (_ ("“%s” ends before it begins; write the earlier day first."), text);
  return FALSE;
}

/* However far away the day is, whoever asks for one that is to come hears which. */
static gboolean
check_come (Book *self)
{
  g_autofree char *day = desk_date_text (&self->first);
  GDate today;

  geng_station_duty_date (self->desk.station, self->now, &today);
  if (g_date_compare (&self->first, &today) <= 0)
    return TRUE;
  say_error (_ ("%s has not begun; it cannot be confirmed."), day);
  return FALSE;
}

/* Arguments that are no date and no shift are exceptions. */
static gboolean
is_exception (Book *self, const char *text)
{
  return !g_ascii_isdigit (text[0])
         && desk_find_entity (geng_station_get_shifts (self->desk.station), text) == NULL;
}

/* Without dates: from the last confirmed duty on; the first time, all that is in reach. */
static void
set_default_days (Book *self, const GDate *earliest)
{
  GListModel *rows = geng_journal_get_attendance (self->journal);

  geng_station_duty_date (self->desk.station, self->now, &self->last);
  self->first = *earliest;
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GengAttendance) row = g_list_model_get_item (rows, i);
      const GDate *date = geng_attendance_get_date (row);

      if (g_date_compare (date, &self->first) > 0)
        self->first = *date;
    }
}

static void
print_people (GString *line, guint n)
{
  g_print (ngettext ("%s (%u person)\n", "%s (%u people)\n", n), line->str, n);
}

/* A line a shift and post: who is taken to have served. */
static void
print_pending (Book *self, GengRoster *official)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (official);
  g_autoptr (GString) line = g_string_new (NULL);
  GengDuty *before = NULL;
  guint n = 0;

  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      g_autoptr (GDateTime) end = geng_duty_get_end (duty, self->desk.station);
      g_autofree char *day = desk_date_text (geng_duty_get_date (duty));

      if (g_date_compare (geng_duty_get_date (duty), &self->first) < 0
          || g_date_compare (geng_duty_get_date (duty), &self->last) > 0
          || (self->shift != NULL && geng_duty_get_shift (duty) != self->shift)
          || (self->post != NULL && geng_duty_get_post (duty) != self->post)
          || g_date_time_compare (end, self->now) > 0
          || !geng_station_is_at_work (self->desk.station, duty)
          || geng_journal_is_confirmed (self->journal, duty))
        continue;
      if (before == NULL || geng_duty_get_shift (before) != geng_duty_get_shift (duty)
          || geng_duty_get_post (before) != geng_duty_get_post (duty)
          || g_date_compare (geng_duty_get_date (before), geng_duty_get_date (duty)) != 0)
        {
          if (n > 0)
            print_people (line, n);
          g_string_printf (line, "  %s %s %s:", day, name_of (geng_duty_get_shift (duty)),
                           name_of (geng_duty_get_post (duty)));
          n = 0;
        }
      g_string_append_printf (line, " %s", name_of (geng_duty_get_member (duty)));
      before = duty;
      n++;
    }
  if (n > 0)
    print_people (line, n);
}

/* What the shifts since the last time leave out. */
static void
print_earlier (Book *self, GengRoster *official)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (official);
  g_autofree char *from = NULL, *to = NULL;
  guint n = 0;

  for (guint i = 0; self->since_last && i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      const GDate *date = geng_duty_get_date (duty);

      if (g_date_compare (date, &self->first) >= 0
          || !geng_station_is_at_work (self->desk.station, duty)
          || geng_journal_is_confirmed (self->journal, duty))
        continue;
      from = from != NULL ? from : desk_date_text (date);
      g_free (to);
      to = desk_date_text (date);
      n++;
    }
  if (n > 0)
    say_hint (ngettext ("%u earlier duty is not confirmed: geng journal confirm %s..%s",
                        "%u earlier duties are not confirmed: geng journal confirm %s..%s", n),
              n, from, to);
}

/* Asked on a terminal alone; whoever calls from a script said what he wants. */
static gboolean
agrees (const Said *said)
{
  char answer[16] = "";

  if (said->yes || !isatty (STDIN_FILENO))
    return TRUE;
  g_print ("%s ", _ ("Confirm these? [Y/n]"));
  if (fgets (answer, sizeof answer, stdin) == NULL)
    return FALSE;
  return answer[0] == '\n' || ask_is_yes (answer);
}

/* The last duty of what is confirmed here, which hands over. */
static GengDuty *
last_confirmed (Book *self, GengRoster *official)
{
  g_autoptr (GPtrArray) duties = geng_roster_list_duties (official);
  GengDuty *last = NULL;

  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);

      if (geng_journal_is_confirmed (self->journal, duty)
          && g_date_compare (geng_duty_get_date (duty), &self->last) <= 0
          && (self->post == NULL || geng_duty_get_post (duty) == self->post)
          && (self->shift == NULL || geng_duty_get_shift (duty) == self->shift))
        last = duty;
    }
  return last;
}

/* (nullable): who leads the crew that begins when this one ends: at the same post, else anywhere */
static GengMember *
find_receiver (Book *self, GengRoster *official, GengDuty *giver)
{
  g_autoptr (GDateTime) end = geng_duty_get_end (giver, self->desk.station);
  g_autoptr (GPtrArray) duties = geng_roster_on_duty_at (official, end);
  GengMember *receiver = NULL;

  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = g_ptr_array_index (duties, i);
      g_autoptr (GDateTime) start = geng_duty_get_start (duty, self->desk.station);
      gboolean same_post = geng_duty_get_post (duty) == geng_duty_get_post (giver);

      if (g_date_time_compare (start, end) != 0
          || !geng_station_is_at_work (self->desk.station, duty)
          || (receiver != NULL && !same_post))
        continue;
      receiver = geng_journal_find_crew_leader (self->journal, official, duty);
      if (same_post)
        break;
    }
  return receiver;
}

/* Kit that went out with the shift came back, and whole. */
static gboolean
is_complete (Book *self, GengDuty *last)
{
  GListModel *loans = geng_journal_get_kit_loans (self->journal);

  for (guint i = 0; i < g_list_model_get_n_items (loans); i++)
    {
      g_autoptr (GengKitLoan) loan = g_list_model_get_item (loans, i);

      if (geng_kit_loan_get_shift (loan) == geng_duty_get_shift (last)
          && g_date_compare (geng_kit_loan_get_date (loan), geng_duty_get_date (last)) == 0
          && geng_kit_loan_get_state (loan) != GENG_ITEM_STATE_USABLE)
        return FALSE;
    }
  return TRUE;
}

/* (nullable): who says so where that is a member, else who led the crew to its end */
static GengMember *
find_giver (Book *self, GengRoster *official, GengDuty *last, const Said *said)
{
  GengMember *member
      = said->by != NULL
            ? desk_find_entity (geng_station_get_members (self->desk.station), said->by)
            : NULL;

  return member != NULL ? member : geng_journal_find_crew_leader (self->journal, official, last);
}

/* (nullable): what is still to be done; that there is nothing closes what was open before. */
static const char *
open_business (const Said *said)
{
  static const char *const nothing[] = { "", "无", "没有", "none", NULL };

  return said->open != NULL && g_strv_contains (nothing, said->open) ? NULL : said->open;
}

/* One hand-over for the last shift that is confirmed, where there is something to say. */
static gboolean
add_note (Book *self, GengRoster *official, const Said *said)
{
  GengDuty *last = last_confirmed (self, official);
  g_autoptr (GengHandOverNote) note = NULL;
  g_autoptr (GError) error = NULL;

  if (said->note == NULL && said->open == NULL && (last == NULL || is_complete (self, last)))
    return TRUE;
  if (last == NULL)
    {
      say_error (_ ("There is no confirmed shift to which the note could belong."));
      return FALSE;
    }
  note = g_object_new (GENG_TYPE_HAND_OVER_NOTE, "date", geng_duty_get_date (last), "minute",
                       geng_shift_get_end_minute (geng_duty_get_shift (last)), "giver",
                       find_giver (self, official, last, said), "receiver",
                       find_receiver (self, official, last), "complete", is_complete (self, last),
                       "report", said->note, "open", open_business (said), NULL);
  if (geng_journal_add_hand_over_note (self->journal, note, &error))
    return TRUE;
  say_failure (error);
  return FALSE;
}

static Status
confirm (Book *self, GengRoster *official, const char *exceptions, const Said *said)
{
  g_autoptr (GError) error = NULL;
  int n;

  if (!self->desk.json)
    {
      print_earlier (self, official);
      print_pending (self, official);
      if (!agrees (said))
        return STATUS_BAD;
    }
  n = geng_journal_confirm (self->journal, official, &self->first, &self->last, self->shift,
                            self->post, exceptions, said->by, self->now, &error);
  if (n < 0)
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if ((n > 0 || said->note != NULL || said->open != NULL) && !add_note (self, official, said))
    return STATUS_BAD;
  if (!book_save (self, geng_roster_get_first (official), geng_roster_get_last (official), TRUE))
    return STATUS_BAD;
  if (self->desk.json)
    book_answer (self, "rows", n);
  else if (n == 0)
    g_print (_ ("Nothing waits for a confirmation.\n"));
  else
    g_print (
        ngettext ("Confirmed: %d row of attendance.\n", "Confirmed: %d rows of attendance.\n", n),
        n);
  return STATUS_FINE;
}

static const char confirm_about[] = N_ (
    "Confirms what was served (交接班): without arguments every shift that ended since the last "
    "time; DATE, DATE..DATE and a shift narrow it.\nExceptions are words: “张三 缺勤; 李四 迟到20; "
    "王五 由赵六顶 22:00; R03 坏”, or “m03 absent; m04 late 20; m05 by m06 22:00; R03 broken”; "
    "with “-” they are read from "
    "what is pasted.");

/* The days whose journal and rosters the command needs: some months back. */
static void
set_reach (const Book *self, gboolean dated, GDate *first, GDate *last)
{
  geng_station_duty_date (self->desk.station, self->now, last);
  *first = *last;
  g_date_set_day (first, 1);
  g_date_subtract_months (first, LOOK_BACK_MONTHS);
  if (dated && g_date_compare (&self->first, first) < 0)
    *first = self->first;
  if (dated && g_date_compare (&self->last, last) > 0)
    *last = self->last;
}

static Status
run_confirm (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Said) said = { 0 };
  g_auto (Book) book = { { 0 } };
  g_autoptr (GString) exceptions = g_string_new (NULL);
  g_autoptr (GengRoster) official = NULL;
  const GOptionEntry own[]
      = { { "by", 0, 0, G_OPTION_ARG_STRING, &said.by,
            N_ ("Who confirms it (default: who leads each crew)"), N_ ("NAME") },
          { "post", 0, 0, G_OPTION_ARG_STRING, &said.post, N_ ("This post alone"), N_ ("POST") },
          { "note", 0, 0, G_OPTION_ARG_STRING, &said.note, N_ ("How the duty went"), N_ ("TEXT") },
          { "open", 0, 0, G_OPTION_ARG_STRING, &said.open,
            N_ ("What the next shift must see to; none (无): nothing"), N_ ("TEXT") },
          BOOK_NOW (said),
          { "yes", 'y', 0, G_OPTION_ARG_NONE, &said.yes, N_ ("Do not ask"), NULL },
          { NULL } };
  gboolean dated = FALSE;
  GDate first, last;
  char *text;

  if (!options_parse (&options, "journal confirm", _ ("[DATE[..DATE]] [SHIFT] [EXCEPTIONS…]"),
                      _ (confirm_about), own, argc, argv)
      || !book_open (&book, &options, &said, DESK_WRITE))
    return STATUS_BAD;
  for (guint i = 0; (text = options_take (&options, i)) != NULL; i++)
    if (g_str_equal (text, "-"))
      {
        g_autofree char *pasted = book_read_pasted ();

        g_string_append_printf (exceptions, "%s;", pasted);
      }
    else if (is_exception (&book, text))
      g_string_append_printf (exceptions, "%s;", text);
    else if (!take_where (&book, text, &dated))
      return STATUS_BAD;
  set_reach (&book, dated, &first, &last);
  if ((dated && !check_come (&book)) || !book_load (&book, &first, &last))
    return STATUS_BAD;
  book.since_last = !dated;
  if (!dated)
    set_default_days (&book, &first);
  official = book_load_official (&book, &first, &last);
  return official != NULL ? confirm (&book, official, exceptions->str, &said) : STATUS_BAD;
}

/* -- correct -- */

static GengDuty *
find_duty (Book *self, GengRoster *official, const char *day, const char *who)
{
  GengMember *member = desk_find_member (&self->desk, who);
  GengDuty *duty;

  if (member == NULL || !desk_parse_date (&self->desk, day, &self->first))
    return NULL;
  self->last = self->first;
  duty = geng_roster_lookup (official, member, &self->first);
  if (duty == NULL)
    say_error (_ ("%s has no official duty on %s."), name_of (member), day);
  return duty;
}

/* Who leads the crew as it came by what is said now: tried out, so that nobody who was away says of
 * himself that he was.  NULL after a message. */
static char *
find_corrector (Book *self, GengRoster *official, GengDuty *duty, const char *exceptions)
{
  g_autoptr (GengJournal) trial = geng_journal_copy (self->journal);
  g_autoptr (GError) error = NULL;

  geng_journal_retract (trial, duty, NULL, self->now);
  if (geng_journal_confirm_duty (trial, official, duty, exceptions, NULL, self->now, &error) >= 0)
    return g_strdup (name_of (geng_journal_find_crew_leader (trial, official, duty)));
  say_failure (error);
  return NULL;
}

static Status
correct (Book *self, GengRoster *official, GengDuty *duty, const char *words, const Said *said)
{
  GengMember *member = geng_duty_get_member (duty);
  g_autoptr (GString) exceptions = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *by = NULL;
  guint n_before;

  if (words != NULL)
    g_string_printf (exceptions, "%s %s", geng_entity_get_id (GENG_ENTITY (member)), words);
  by = said->by != NULL ? g_strdup (said->by)
                        : find_corrector (self, official, duty, exceptions->str);
  if (by == NULL)
    return STATUS_BAD;
  n_before = geng_journal_retract (self->journal, duty, by, self->now);
  self->shift = geng_duty_get_shift (duty);
  self->post = geng_duty_get_post (duty);
  if (geng_journal_confirm_duty (self->journal, official, duty, exceptions->str, by, self->now,
                                 &error)
      < 0)
    {
      say_failure (error);
      return STATUS_BAD;
    }
  if (!book_save (self, &self->first, &self->last, TRUE))
    return STATUS_BAD;
  if (n_before == 0)
    say_hint (_ ("That duty was not confirmed yet; it is now."));
  if (self->desk.json)
    book_answer (self, "corrected", 1);
  else if (n_before > 0)
    g_print (_ ("Corrected. What stood there before is kept in corrections.csv.\n"));
  return STATUS_FINE;
}

static Status
run_correct (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_auto (Said) said = { 0 };
  g_auto (Book) book = { { 0 } };
  g_autoptr (GengRoster) official = NULL;
  const GOptionEntry own[]
      = { { "by", 0, 0, G_OPTION_ARG_STRING, &said.by, N_ ("Who corrects it"), N_ ("NAME") },
          BOOK_NOW (said),
          { NULL } };
  GengDuty *duty;
  GDate day;

  if (!options_parse (&options, "journal correct", _ ("DATE NAME [WORDS]"),
                      _ ("Corrects what was confirmed of one duty (更正): without WORDS it was "
                         "served as planned, else “缺勤”, “迟到20”, “由赵六顶 22:00” and so on."),
                      own, argc, argv)
      || !book_open (&book, &options, &said, DESK_WRITE)
      || !desk_parse_date (&book.desk, options_take (&options, 0), &day)
      || !book_load (&book, &day, &day))
    return STATUS_BAD;
  official = book_load_official (&book, &day, &day);
  if (official == NULL)
    return STATUS_BAD;
  duty = find_duty (&book, official, options_take (&options, 0), options_take (&options, 1));
  return duty != NULL ? correct (&book, official, duty, options_take (&options, 2), &said)
                      : STATUS_BAD;
}

/* -- the verbs -- */

static const struct
{
  const char *name, *chinese, *summary;
  Status (*run) (int argc, char **argv);
} verbs[] = {
  { "confirm", "交接班", N_ ("confirm the shifts that are over, but for the exceptions"),
    run_confirm },
  { "correct", "更正", N_ ("correct what was confirmed of one duty"), run_correct },
  { "add", "补记", N_ ("enter service that no duty promised"), run_journal_add },
  { "show", "查看", N_ ("what is confirmed, and what is not"), run_journal_show },
  { "find", "上报", N_ ("enter something that a patrol found"), run_journal_find },
  { "settle", "办结", N_ ("settle a finding"), run_journal_settle },
  { "inspect", "检查", N_ ("enter a visit to a firm"), run_journal_inspect },
  { "back", "找回", N_ ("an item that was lost or broken is there again"), run_journal_back },
};

static void
print_verbs (void)
{
  g_print ("%s\n\n", _ ("Usage: geng journal VERB [OPTION…]"));
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_print ("  %-8s %s  %s\n", verbs[i].name, verbs[i].chinese, _ (verbs[i].summary));
}

Status
run_journal (int argc, char **argv)
{
  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (argv[1], verbs[i].name) || g_str_equal (argv[1], verbs[i].chinese))
      {
        g_autofree char *name = g_strdup_printf ("journal %s", verbs[i].name);
        g_autofree char *chinese = g_strdup_printf ("日志 %s", verbs[i].chinese);

        options_name_command (name, chinese);
        return verbs[i].run (argc - 1, argv + 1);
      }
  if (argc > 1 && !g_str_equal (argv[1], "--help"))
    say_error (_ ("There is no “geng journal %s”."), argv[1]);
  print_verbs ();
  return argc > 1 && g_str_equal (argv[1], "--help") ? STATUS_FINE : STATUS_BAD;
}
