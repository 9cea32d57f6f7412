/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-ical-lines.h"

#include <string.h>

static const char *const time_names[] = { "DTSTART", "DTEND",  "DURATION",      "RRULE", "RDATE",
                                          "EXDATE",  "EXRULE", "RECURRENCE-ID", NULL };
static const char *const kind_names[] = { "UID",        "SEQUENCE",
                                          "STATUS",     "TRANSP",
                                          "BUSYSTATUS", "X-MICROSOFT-CDO-BUSYSTATUS",
                                          "SUMMARY",    "X-APPLE-SPECIAL-DAY",
                                          NULL };

/* One line with what it is folded into. */
typedef struct
{
  const char *start;
  gsize length; /* with its last line break */
  char *name;   /* in capitals */
} Line;

static gboolean
next_line (const char **text, Line *line)
{
  const char *end = *text;
  g_clear_pointer (&line->name, g_free);
  if (*end == '\0')
    return FALSE;
  do
    {
      const char *feed = strchr (end, '\n');
      end = feed == NULL ? end + strlen (end) : feed + 1;
    }
  while (*end == ' ' || *end == '\t');
  line->start = *text;
  line->length = end - *text;
  line->name = g_ascii_strup (line->start, strcspn (line->start, ":;\r\n"));
  *text = end;
  return TRUE;
}

static gboolean
begins (const Line *line, const char *component)
{
  gsize length = strlen (component);
  return line->length > 6 + length && g_ascii_strncasecmp (line->start + 6, component, length) == 0
         && strchr ("\r\n ", line->start[6 + length]) != NULL;
}

/* @available: the components AVAILABLE are a part of it. */
static char *
pick (const char *text, const char *const *names, gboolean available, guint *n_lines)
{
  GString *out = g_string_new (NULL);
  guint depth = 0, shown = 0; /* components begun, and those of them that are a part of it */
  Line line = { 0 };
  while (next_line (&text, &line))
    {
      gboolean begin = g_str_equal (line.name, "BEGIN"), end = g_str_equal (line.name, "END");
      if (begin && shown == depth++ && (depth == 1 || (available && begins (&line, "AVAILABLE"))))
        shown++;
      if (shown == depth && (begin || end || g_strv_contains (names, line.name)))
        {
          gsize name = strlen (line.name);
          g_string_append (out, line.name);
          g_string_append_len (out, line.start + name, line.length - name);
          ++*n_lines;
        }
      if (end && shown == depth--)
        shown--;
    }
  return g_string_free (out, FALSE);
}

char *
geng_ical_lines_of_time (const char *text, guint *n_lines)
{
  *n_lines = 0;
  return pick (text, time_names, TRUE, n_lines);
}

char *
geng_ical_lines_of_kind (const char *text)
{
  guint n_lines = 0;
  return pick (text, kind_names, FALSE, &n_lines);
}

/* A colon inside quotes belongs to a parameter. */
static const char *
value_of (const char *unfolded)
{
  gboolean quoted = FALSE;
  for (const char *p = unfolded; *p != '\0'; p++)
    if (*p == '"')
      quoted = !quoted;
    else if (*p == ':' && !quoted)
      return p + 1;
  return NULL;
}

static char *
unescape (const char *value)
{
  GString *out = g_string_new (NULL);
  for (const char *p = value; *p != '\0'; p++)
    if (*p != '\\' || p[1] == '\0')
      g_string_append_c (out, *p);
    else
      {
        p++;
        g_string_append_c (out, *p == 'n' || *p == 'N' ? '\n' : *p);
      }
  return g_string_free (out, FALSE);
}

char *
geng_ical_lines_lookup (const char *lines, const char *name)
{
  Line line = { 0 };
  while (next_line (&lines, &line))
    if (g_str_equal (line.name, name))
      {
        g_autoptr (GString) text = g_string_new_len (line.start, line.length);
        g_string_replace (text, "\r\n ", "", 0);
        g_string_replace (text, "\r\n\t", "", 0);
        g_strchomp (text->str);
        g_clear_pointer (&line.name, g_free);
        const char *value = value_of (text->str);
        return value == NULL || *value == '\0' ? NULL : unescape (value);
      }
  return NULL;
}
