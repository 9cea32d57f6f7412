/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* geng: duty rosters for captains, on a folder of plain tables. */
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "log.h"
#include "terminal.h"
#include "zone.h"

static const Command commands[] = {
  { "new", "新建", N_ ("make a station's folder"), run_new },
  { "check", "检查", N_ ("check the folder and a month's roster"), run_check },
  { "plan", "排班", N_ ("plan a month"), run_plan },
  { "show", "查看", N_ ("show a month, a day, or who is on duty now"), run_show },
  { "why", "原因", N_ ("say why places stay open"), run_why },
  { "cover", "顶班", N_ ("who can take over a duty"), run_cover },
  { "leave", "请假", N_ ("write an absence down"), run_leave },
  { "repair", "补排", N_ ("plan anew around what changed, changing little"), run_repair },
  { "assign", "安排", N_ ("give somebody a duty, or a day off"), run_assign },
  { "move", "调班", N_ ("move a duty to another day"), run_move },
  { "pin", "固定", N_ ("fix a duty, whatever is planned"), run_pin },
  { "swap", "换班", N_ ("let two members swap a day"), run_swap },
  { "relax", "放宽", N_ ("give a member a limit of his own"), run_relax },
  { "publish", "发布", N_ ("make a month official: calendars, wall page, slips"), run_publish },
  { "inbox", "申请", N_ ("what members ask for, with the judge's answer"), run_inbox },
  { "seen", "收到", N_ ("who has answered a change"), run_seen },
  { "import", "导入", N_ ("take people, rosters, leave or holidays from a file"), run_import },
  { "report", "报表", N_ ("figures for the monthly meeting; the month as a file"), run_report },
  { "kit", "装备", N_ ("hand-over sheets of a day"), run_kit },
  { "batch", "批量", N_ ("plan many folders, each only when something changed"), run_batch },
  { "overview", "总览", N_ ("a zone's stations, or a station's posts, at a glance"), run_overview },
  { "log", "记录", N_ ("what was done, by whom and why"), run_log },
  { "undo", "撤销", N_ ("take a step back"), run_undo },
  { "backup", "备份", N_ ("copy the folder with its keys, and back"), run_backup },
#if GENG_WITH_SERVE
  { "desk", "值班台", N_ ("paint the month in the browser, judged at once"), run_desk },
  { "serve", "服务", N_ ("serve the published calendars to phones"), run_serve },
#endif
  { "forget", "遗忘", N_ ("forget what is known of somebody who left"), run_forget },
  { "journal", "日志", N_ ("confirm what was served, enter what patrols found"), run_journal },
};

static void
print_help (void)
{
  g_print ("%s\n\n", _ ("Usage: geng COMMAND [OPTION…]"));
  g_print ("%s\n\n", _ ("Plans duty rosters for a station kept as a folder of plain tables."));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-9s %s  %s\n", commands[i].name, commands[i].chinese, _ (commands[i].summary));
  g_print ("\n%s\n", _ ("First steps:"));
  g_print ("%s\n\n", _ ("  geng new village && cd village\n"
                        "  geng import staff.xlsx\n"
                        "  geng plan 2026-12\n"
                        "  geng show 2026-12\n"
                        "  geng publish 2026-12"));
  g_print ("%s\n", _ ("A month is written like 2026-12, a date like 2026-12-24; a member is an id "
                      "or a name."));
  g_print ("%s\n", _ ("More about a command: geng COMMAND --help"));
  g_print ("%s\n", _ ("Exit status: 0 fine, 1 bad data or use, 2 gaps in the roster, "
                      "3 a rule is broken, 75 disk or lock: try again."));
}

/* A machine without the user's locale still has C.UTF-8, in which gettext obeys LANGUAGE. */
static void
set_language (void)
{
  const char *language = g_getenv ("LC_ALL");

  if (language == NULL || language[0] == '\0')
    language = g_getenv ("LANG");
  if (setlocale (LC_ALL, "") == NULL || g_str_equal (setlocale (LC_MESSAGES, NULL), "C"))
    {
      if (language != NULL && g_getenv ("LANGUAGE") == NULL)
        g_setenv ("LANGUAGE", language, TRUE);
      setlocale (LC_ALL, "C.UTF-8");
    }
  setlocale (LC_NUMERIC, "C");
}

/* GENG_LOCALEDIR may name two folders, as in the build: the program's and the library's. */
static void
bind_texts (void)
{
  const char *own = g_getenv ("GENG_LOCALEDIR");
  g_auto (GStrv) folders = g_strsplit (own != NULL ? own : GENG_LOCALEDIR, ":", 2);

  bindtextdomain (GETTEXT_PACKAGE, folders[0]);
  if (own != NULL)
    bindtextdomain ("geng-1.0", folders[1] != NULL ? folders[1] : folders[0]);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* An answer that did not arrive, on a full disk, is no success.  This comes at the end of whatever
 * way out: GLib leaves by itself when it has printed a command's help. */
static void
check_answer (void)
{
  terminal_end ();
  if (fflush (stdout) == 0 && !ferror (stdout))
    return;
  say_error (_ ("The answer could not be written: %s"), g_strerror (errno));
  _exit (STATUS_RETRY);
}

/* The folder may be named before the command, as git has it: `geng -C village plan 2026-12`.  It
 * goes behind all words but those of the user, so that verbs stay where they are. */
static void
put_command_first (int argc, char **argv)
{
  int n = argc > 3 && (g_str_equal (argv[1], "-C") || g_str_equal (argv[1], "--folder")) ? 2 : 0;
  char *words[2];
  int end = 1;

  if (argc > 2 && g_str_has_prefix (argv[1], "--folder="))
    n = 1;
  for (int i = 0; i < n; i++)
    words[i] = argv[1 + i];
  while (end < argc && (end <= n || !g_str_equal (argv[end], "--")))
    end++;
  for (int i = 1; i < end - n; i++)
    argv[i] = argv[i + n];
  for (int i = 0; i < n; i++)
    argv[end - n + i] = words[i];
}

/* argv: with the program at 0 and no option of it before the command but the folder */
static Status
run_command (int argc, char **argv)
{
  put_command_first (argc, argv);
  log_set_command (argc - 1, argv + 1);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, argv[1]) || g_str_equal (commands[i].chinese, argv[1]))
      {
        options_name_command (commands[i].name, commands[i].chinese);
        return said_status (zone_takes (argc, argv) ? zone_run (argc, argv, run_command)
                                                    : commands[i].run (argc - 1, argv + 1));
      }
  g_printerr (_ ("geng: there is no command “%s”; see geng --help\n"), argv[1]);
  return STATUS_BAD;
}

int
main (int argc, char **argv)
{
  set_language ();
  bind_texts ();
  terminal_begin ();
  atexit (check_answer);
  if (argc < 2 && home_possible ())
    return said_status (run_home ());
  if (argc < 2 && geng_zone_is_folder ("."))
    return said_status (zone_home ());
  if (argc < 2 || g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "help"))
    {
      print_help ();
      return argc < 2 ? STATUS_BAD : STATUS_FINE;
    }
  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("geng %d.%d.%d\n", GENG_MAJOR_VERSION, GENG_MINOR_VERSION, GENG_MICRO_VERSION);
      return STATUS_FINE;
    }
  return run_command (argc, argv);
}
