/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <pthread.h>

#include "geng-change.h"

/*
 * GObject tells of a change by signals, a connection a thing.  A station has thousands of things
 * and a handful of observers, so each thing names its owner instead, and a change climbs from owner
 * to owner: nothing is connected, and nothing is paid where nobody observes.
 */

typedef struct
{
  GengChangeFunc func;
  gpointer user_data;
} Observer;

/* Threads that plan on one copy of a station observe it side by side; nobody changes it then.  The
 * system's mutex, for the thread sanitizer does not see GLib's. */
static pthread_mutex_t observing = PTHREAD_MUTEX_INITIALIZER;

static GQuark
owner_quark (void)
{
  static gsize quark = 0;

  if (g_once_init_enter (&quark))
    g_once_init_leave (&quark, g_quark_from_static_string ("geng-change-owner"));
  return (GQuark) quark;
}

static GQuark
observers_quark (void)
{
  static gsize quark = 0;

  if (g_once_init_enter (&quark))
    g_once_init_leave (&quark, g_quark_from_static_string ("geng-change-observers"));
  return (GQuark) quark;
}

void
geng_change_observe (gpointer owner, GengChangeFunc func, gpointer user_data)
{
  GArray *all;
  Observer observer = { func, user_data };

  pthread_mutex_lock (&observing);
  all = g_object_get_qdata (owner, observers_quark ());
  if (all == NULL)
    {
      all = g_array_new (FALSE, FALSE, sizeof (Observer));
      g_object_set_qdata_full (owner, observers_quark (), all, (GDestroyNotify) g_array_unref);
    }
  g_array_append_val (all, observer);
  pthread_mutex_unlock (&observing);
}

void
geng_change_ignore (gpointer owner, GengChangeFunc func, gpointer user_data)
{
  GArray *all;

  pthread_mutex_lock (&observing);
  all = g_object_get_qdata (owner, observers_quark ());
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const Observer *observer = &g_array_index (all, Observer, i);

      if (observer->func != func || observer->user_data != user_data)
        continue;
      g_array_remove_index (all, i);
      break;
    }
  pthread_mutex_unlock (&observing);
}

void
geng_change_tell (gpointer place, const GengChange *change)
{
  for (; place != NULL; place = geng_change_get_owner (place))
    {
      GArray *all = g_object_get_qdata (place, observers_quark ());

      for (guint i = 0; all != NULL && i < all->len; i++)
        {
          Observer observer = g_array_index (all, Observer, i);

          observer.func (change, observer.user_data);
        }
    }
}

void
geng_change_set_owner (gpointer thing, gpointer owner)
{
  g_object_set_qdata (thing, owner_quark (), owner);
}

gpointer
geng_change_get_owner (gpointer thing)
{
  return g_object_get_qdata (thing, owner_quark ());
}

static gpointer
home_of (gpointer thing)
{
  gpointer owner;

  while ((owner = geng_change_get_owner (thing)) != NULL)
    thing = owner;
  return thing;
}

gboolean
geng_change_may_name (gpointer thing, gpointer other)
{
  return other == NULL || home_of (thing) == thing || home_of (thing) == home_of (other);
}

static void
dispatch (GObject *object, guint n, GParamSpec **pspecs)
{
  GObjectClass *base = g_type_class_peek (G_TYPE_OBJECT);

  for (guint i = 0; i < n; i++)
    {
      GengChange change = { .kind = GENG_CHANGE_SET, .thing = object, .pspec = pspecs[i] };

      geng_change_tell (object, &change);
    }
  base->dispatch_properties_changed (object, n, pspecs);
}

void
geng_change_watch (GObjectClass *klass)
{
  klass->dispatch_properties_changed = dispatch;
}
