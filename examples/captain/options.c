/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk.h"

#include <string.h>

void
say_error (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("geng: %s\n", text);
}

/* Whether what went wrong last may go well later. */
static gboolean said_retry;

gboolean
may_go_well_later (const GError *error)
{
  /* A quota is among what GLib has no code of its own for. */
  static const int of_files[]
      = { G_FILE_ERROR_NOSPC, G_FILE_ERROR_IO,    G_FILE_ERROR_MFILE, G_FILE_ERROR_NFILE,
          G_FILE_ERROR_NOMEM, G_FILE_ERROR_AGAIN, G_FILE_ERROR_INTR,  G_FILE_ERROR_FAILED };

  if (error->domain == GENG_ERROR)
    return error->code == GENG_ERROR_IO || error->code == GENG_ERROR_LOCKED;
  for (guint i = 0; error->domain == G_FILE_ERROR && i < G_N_ELEMENTS (of_files); i++)
    if (error->code == of_files[i])
      return TRUE;
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_OPEN_FILES);
}

void
say_failure (const GError *error)
{
  say_error ("%s", error->message);
  said_retry = may_go_well_later (error);
}

void
say_failure_of (const char *what, const GError *error)
{
  say_error ("%s: %s", what, error->message);
  said_retry = may_go_well_later (error);
}

void
say_later (const char *text)
{
  say_error ("%s", text);
  said_retry = TRUE;
}

/* Batch programs try a command again when it failed for a disk or a lock. */
Status
said_status (Status status)
{
  return status == STATUS_BAD && said_retry ? STATUS_RETRY : status;
}

Status
status_worse (Status a, Status b)
{
  static const Status order[] = { STATUS_RETRY, STATUS_BAD, STATUS_BROKEN, STATUS_GAPS };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (a == order[i] || b == order[i])
      return order[i];
  return STATUS_FINE;
}

void
say_hint (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("  → %s\n", text);
}

/* Words are in the language of the terminal. */
const char *
desk_language (void)
{
  /* Translators: the code of your language */
  return _ ("en");
}

/* The command that runs, in both languages: "cover", or "journal correct". */
static char *english_command;
static char *chinese_command;

void
options_name_command (const char *name, const char *chinese)
{
  g_free (english_command);
  g_free (chinese_command);
  english_command = g_strdup (name);
  chinese_command = g_strdup (chinese);
}

/* As whoever reads it would write it. */
static const char *
title_of (const char *name)
{
  return g_str_has_prefix (desk_language (), "zh") && g_strcmp0 (english_command, name) == 0
             ? chinese_command
             : name;
}

/* An empty word is a variable that a script did not set: “--to ..” would be the current folder. */
static const char *
find_empty (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    if (argv[i][0] == '\0')
      return i > 1 ? argv[i - 1] : argv[0];
    else if (g_str_has_prefix (argv[i], "--") && g_str_has_suffix (argv[i], "="))
      return argv[i];
  return NULL;
}

static gboolean
has_option (const GOptionEntry *entries, const char *name)
{
  for (; entries != NULL && entries->long_name != NULL; entries++)
    if (g_str_equal (entries->long_name, name))
      return TRUE;
  return FALSE;
}

/* Who, why and with whose consent; a command whose own option means another thing keeps that. */
static void
add_note (Options *self, GOptionContext *context, const GOptionEntry *own)
{
  const GOptionEntry notes[] = {
    { "by", 0, 0, G_OPTION_ARG_STRING, &self->by, N_ ("Who does this, for the log"), N_ ("NAME") },
    { "why", 0, 0, G_OPTION_ARG_STRING, &self->why, N_ ("Why, for the office alone"), N_ ("TEXT") },
    { "approved-by", 0, 0, G_OPTION_ARG_STRING, &self->approved_by,
      N_ ("Who approved it, for the log"), N_ ("NAME") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      const GOptionEntry one[] = { notes[i], { NULL } };

      if (!has_option (own, notes[i].long_name))
        g_option_context_add_main_entries (context, one, GETTEXT_PACKAGE);
    }
}

/* How many words a command takes beside its options: as many as its usage names. */
static guint
count_words (const char *usage)
{
  g_auto (GStrv) words = g_strsplit (usage, " ", -1);
  guint n = 0;

  if (strchr (usage, '|') != NULL || strstr (usage, "…") != NULL)
    return G_MAXUINT;
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], "--") && words[i + 1] != NULL)
      i++;
    else
      n += words[i][0] != '\0';
  return n;
}

/* What would be passed over is told: a kind of leave behind its dates is no small thing. */
static gboolean
has_too_many (Options *self, const char *name, const char *usage)
{
  const char *extra = self->rest != NULL && g_strv_length (self->rest) > count_words (usage)
                          ? self->rest[count_words (usage)]
                          : NULL;

  if (extra != NULL)
    say_error (_ ("“%s” is one word too many; write it like: geng %s %s"), extra, name, usage);
  return extra != NULL;
}

/* Reads the options of a command; on a mistake it says so and answers FALSE. */
gboolean
options_parse (Options *self,
               const char *name,
               const char *usage,
               const char *about,
               const GOptionEntry *own,
               int argc,
               char **argv)
{
  const GOptionEntry common[]
      = { { "folder", 'C', 0, G_OPTION_ARG_FILENAME, &self->folder,
            N_ ("The station's folder (default: the current one)"), N_ ("DIR") },
          { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_ ("Answer in JSON, for programs"),
            NULL },
          { "station", 0, 0, G_OPTION_ARG_STRING, &self->station, N_ ("Of a zone, this station"),
            N_ ("ID") },
          { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->rest, NULL, NULL },
          { NULL } };
  g_autofree char *line = g_strdup (usage != NULL ? usage : "");
  const char *title = title_of (name);
  g_autofree char *program = g_strdup_printf ("geng %s", title);
  g_autoptr (GOptionContext) context = g_option_context_new (line);
  g_autoptr (GError) error = NULL;
  const char *empty = find_empty (argc, argv);

  g_set_prgname (program);
  g_option_context_set_summary (context, about);
  if (own != NULL)
    g_option_context_add_main_entries (context, own, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  add_note (self, context, own);
  if (empty == NULL && g_option_context_parse (context, &argc, &argv, &error))
    {
      if (!has_too_many (self, title, line))
        return TRUE;
    }
  else if (empty != NULL)
    say_error (_ ("What follows “%s” is empty."), empty);
  else
    say_error ("%s", error->message);
  say_hint (_ ("See: geng %s --help"), title);
  return FALSE;
}

void
options_clear (Options *self)
{
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->station, g_free);
  g_clear_pointer (&self->by, g_free);
  g_clear_pointer (&self->why, g_free);
  g_clear_pointer (&self->approved_by, g_free);
  g_clear_pointer (&self->rest, g_strfreev);
}

/* The argument at a place, or NULL. */
char *
options_take (Options *self, guint index)
{
  return self->rest != NULL && index < g_strv_length (self->rest) ? self->rest[index] : NULL;
}
