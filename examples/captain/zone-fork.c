/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * A station's command in a process of its own that has what the zone's has read.
 *
 * Where stations share people each looks at all others, and processes that begin with nothing would
 * read each folder as often as there are stations.
 */
#include "zone.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "terminal.h"

/* The process's own station; nothing in one that was started. */
static AtHand at_hand;

gboolean
zone_is_running (void)
{
  return g_getenv (ZONE_IS_RUNNING) != NULL;
}

gboolean
zone_take_station (const char *folder, GengStore **store, GengStation **station)
{
  if (at_hand.store == NULL || !g_str_equal (geng_store_get_path (at_hand.store), folder))
    return FALSE;
  *store = g_object_ref (at_hand.store);
  *station = g_object_ref (at_hand.station);
  return TRUE;
}

/* In the new process, which ends with the command. */
static void
be_station (const AtHand *mine, const char *part, RunCommand run, GPtrArray *words, int out)
{
  at_hand = *mine;
  g_setenv (ZONE_IS_RUNNING, "1", TRUE);
  g_setenv (ZONE_PART, part, TRUE);
  if (out >= 0 && dup2 (out, STDOUT_FILENO) < 0)
    _exit (STATUS_BAD);
  exit (run ((int) words->len - 1, (char **) words->pdata));
}

/* Until its other end is closed. */
static char *
read_all (int in)
{
  GString *text = g_string_new (NULL);
  char piece[BUFSIZ];
  ssize_t n;

  do
    {
      n = read (in, piece, sizeof piece);
      if (n > 0)
        g_string_append_len (text, piece, n);
    }
  while (n > 0 || (n < 0 && errno == EINTR));
  return g_string_free (text, FALSE);
}

static Status
wait_for (pid_t child)
{
  int status = 0;
  pid_t ended;

  do
    ended = waitpid (child, &status, 0);
  while (ended < 0 && errno == EINTR);
  return ended == child && WIFEXITED (status) ? (Status) WEXITSTATUS (status) : STATUS_BAD;
}

static void
close_both (const int *ends)
{
  for (int i = 0; i < 2; i++)
    if (ends[i] >= 0)
      close (ends[i]);
}

Status
zone_fork (const AtHand *mine, const char *part, RunCommand run, GPtrArray *words, char **out)
{
  int ends[2] = { -1, -1 };
  pid_t child = -1;

  /* What waits to be printed would be printed by both. */
  terminal_end ();
  fflush (stdout);
  if (out == NULL || pipe2 (ends, O_CLOEXEC) == 0)
    child = fork ();
  if (child == 0)
    be_station (mine, part, run, words, ends[1]);
  if (child < 0)
    {
      say_error ("%s", g_strerror (errno));
      close_both (ends);
      return STATUS_BAD;
    }
  if (out != NULL)
    {
      close (ends[1]);
      ends[1] = -1;
      *out = read_all (ends[0]);
    }
  close_both (ends);
  return wait_for (child);
}
