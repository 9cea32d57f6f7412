/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-change.h"
#include "geng-gettext.h"
#include "geng-roster-private.h"
#include "geng-thing.h"

/*
 * Edits of more than one duty.  Who serves and when is what a duty is, so a duty that moves is
 * another duty with the same pin, note and items; all is looked at before anything changes.
 */

static GengDuty *
retell (GengDuty *duty, GengMember *member, const GDate *date)
{
  GengDuty *twin
      = geng_duty_new (member, date, geng_duty_get_shift (duty), geng_duty_get_post (duty));

  geng_thing_copy_values (G_OBJECT (duty), G_OBJECT (twin));
  return twin;
}

static gboolean
check_own (GengRoster *self, GengDuty *duty, GError **error)
{
  if (geng_change_get_owner (duty) == self)
    return TRUE;
  g_set_error_literal (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
                       _ ("roster: the duty is not in this roster"));
  return FALSE;
}

/* Puts them in; where one cannot be, all is as it was. */
static gboolean
put_in_all (GengRoster *self, GengDuty **duties, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!geng_roster_add (self, duties[i], error))
      {
        while (i-- > 0)
          geng_roster_remove (self, duties[i]);
        return FALSE;
      }
  return TRUE;
}

/* olds go, and news come in their place, or nothing changes. */
static gboolean
replace (GengRoster *self, GengDuty **olds, GengDuty **news, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    geng_roster_remove (self, olds[i]);
  if (put_in_all (self, news, n, error))
    return TRUE;
  put_in_all (self, olds, n, NULL);
  return FALSE;
}

/**
 * geng_roster_move:
 * @self: a #GengRoster
 * @duty: (transfer none): a duty of the roster
 * @member: who is to serve it
 * @date: the duty day on which it is to be served
 * @error: return location for an error
 *
 * Gives a duty to another member or another day, with its pin, note and items.  Fails as
 * geng_roster_add() does, and with %GENG_ERROR_UNKNOWN for a duty of another roster, and changes
 * nothing then.
 *
 * Returns: (transfer none): the duty as it now stands in the roster
 */
GengDuty *
geng_roster_move (GengRoster *self,
                  GengDuty *duty,
                  GengMember *member,
                  const GDate *date,
                  GError **error)
{
  g_autoptr (GengDuty) old = NULL;
  g_autoptr (GengDuty) moved = NULL;

  g_return_val_if_fail (GENG_IS_ROSTER (self), NULL);
  g_return_val_if_fail (GENG_IS_DUTY (duty), NULL);
  g_return_val_if_fail (GENG_IS_MEMBER (member), NULL);
  g_return_val_if_fail (date && g_date_valid (date), NULL);

  if (!check_own (self, duty, error))
    return NULL;
  if (member == geng_duty_get_member (duty)
      && g_date_compare (date, geng_duty_get_date (duty)) == 0)
    return duty;
  old = g_object_ref (duty);
  moved = retell (duty, member, date);
  return replace (self, &old, &moved, 1, error) ? moved : NULL;
}

/**
 * geng_roster_swap:
 * @self: a #GengRoster
 * @one: (transfer none): a duty of the roster
 * @other: (transfer none): another
 * @error: return location for an error
 *
 * Lets two members change duties: each serves what the other would have served, on the other's day.
 * Fails with %GENG_ERROR_DUPLICATE when one of them serves on the other's day already, and with
 * %GENG_ERROR_UNKNOWN for a duty of another roster, and changes nothing then.  Whether the rules
 * allow it is for a [class@Trial] to ask.
 *
 * Returns: whether they were changed
 */
gboolean
geng_roster_swap (GengRoster *self, GengDuty *one, GengDuty *other, GError **error)
{
  GengDuty *olds[2], *news[2];
  gboolean done;

  g_return_val_if_fail (GENG_IS_ROSTER (self), FALSE);
  g_return_val_if_fail (GENG_IS_DUTY (one) && GENG_IS_DUTY (other), FALSE);

  if (!check_own (self, one, error) || !check_own (self, other, error))
    return FALSE;
  if (one == other)
    return TRUE;
  olds[0] = g_object_ref (one);
  olds[1] = g_object_ref (other);
  news[0] = retell (one, geng_duty_get_member (other), geng_duty_get_date (one));
  news[1] = retell (other, geng_duty_get_member (one), geng_duty_get_date (other));
  done = replace (self, olds, news, 2, error);
  for (guint i = 0; i < 2; i++)
    {
      g_object_unref (olds[i]);
      g_object_unref (news[i]);
    }
  return done;
}
