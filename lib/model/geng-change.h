/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * Who must know of every change (a station's generation, a judge, an undo list) observes the owner:
 * a station hears of what belongs to it, and of what belongs to that; a roster of its duties.
 */

typedef enum
{
  GENG_CHANGE_SET,    /* a property of the thing has another value */
  GENG_CHANGE_INSERT, /* the thing came into the list at the position */
  GENG_CHANGE_REMOVE  /* the thing went out of the list from the position */
} GengChangeKind;

typedef struct
{
  GengChangeKind kind;
  GObject *thing;
  GParamSpec *pspec; /* SET */
  GObject *list;     /* INSERT, REMOVE: a GengList or a GengRoster */
  guint position;    /* INSERT, REMOVE */
} GengChange;

typedef void (*GengChangeFunc) (const GengChange *change, gpointer user_data);

/* Called after each change, in the order of observing.  Observers are not owned. */
void geng_change_observe (gpointer owner, GengChangeFunc func, gpointer user_data);
void geng_change_ignore (gpointer owner, GengChangeFunc func, gpointer user_data);

/* Tells the observers of @place, of what owns it, and so on. */
void geng_change_tell (gpointer place, const GengChange *change);

/* owner: (nullable), not owned; it takes itself away before it goes. */
void geng_change_set_owner (gpointer thing, gpointer owner);
gpointer geng_change_get_owner (gpointer thing);

/* Whether a property of the thing may be the other thing, or NULL: one that belongs to a station
 * names only what belongs to it as well. */
gboolean geng_change_may_name (gpointer thing, gpointer other);

/* Instances of the class, which derives from GObject, tell of their properties. */
void geng_change_watch (GObjectClass *klass);

G_END_DECLS
