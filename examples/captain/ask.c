/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Questions, on a terminal only: a script must never wait for an answer. */
#include <stdio.h>
#include <unistd.h>

#include "ask.h"

/* Bytes of an answer; more is no answer to any question of ours. */
#define ANSWER_MAX 4096

gboolean
ask_possible (void)
{
  return isatty (STDIN_FILENO) && isatty (STDOUT_FILENO);
}

/*
 * Asks and reads a line.  An empty answer means @usual, which is shown; NULL where there is none.
 * Returns: (nullable) (transfer full): NULL at the end of the input: nobody answers
 */
char *
ask_text (const char *question, const char *usual)
{
  char line[ANSWER_MAX];

  if (usual != NULL && usual[0] != '\0')
    g_print ("%s [%s] ", question, usual);
  else
    g_print ("%s ", question);
  fflush (stdout);
  if (fgets (line, sizeof line, stdin) == NULL)
    {
      g_print ("\n");
      return NULL;
    }
  g_strstrip (line);
  if (line[0] == '\0')
    return g_strdup (usual != NULL ? usual : "");
  return g_utf8_make_valid (line, -1);
}

gboolean
ask_is_yes (const char *answer)
{
  return answer != NULL && (g_ascii_tolower (answer[0]) == 'y' || g_str_has_prefix (answer, "是"));
}
