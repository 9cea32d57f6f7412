/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/*
 * What a transaction is about to do, as a private file of the station's folder: the one place on
 * the disk from which a process that comes after a crash learns what to finish or to undo.
 *
 *     stage 0 .5b0f… .          new contents of the station lie in its folder .5b0f…
 *     stage 1 .9c41… /srv/duty  those of a served folder
 *     made /srv/duty            a folder that was not there before, or the index.html of a served
 *                               one, empty until the change brings its words
 *     put 1 7 644 TOKEN.ics     file 7 of the stage becomes TOKEN.ics, with that mode
 *     remove 1 OLD.ics
 *     end 2
 *
 * The first lines are on the disk before the folders that they name.  While the file bears the
 * name with .new nothing counts, and whoever finds it throws the stages away.  Under its real name
 * it promises that all new contents are on the disk, and whoever finds it finishes the work.
 *
 * Where a served folder cannot be reached, the station's part is finished all the same; what the
 * folder lacks goes to a list of the same form under another name, and whoever writes next tries
 * that first.
 *
 * It is not trusted further than it must be, since a station's folder may come from a
 * stranger.  Station paths stay inside the station.  A served folder is touched only while the
 * stage of that name, 128 random bits, lies in it, and only plain names inside it; what was made is
 * removed only while it is empty.
 */
typedef struct
{
  char *folder; /* absolute; of the first one: the station */
  char *name;   /* of the stage */
} GengStage;

typedef struct
{
  guint stage;  /* index */
  guint number; /* of the file in the stage */
  guint mode;
  gboolean put; /* or remove */
  char *path;   /* below the stage's folder */
} GengChange;

typedef struct
{
  char *station;
  GPtrArray *stages;  /* of GengStage */
  GPtrArray *made;    /* of char: absolute paths, parents first */
  GPtrArray *changes; /* of GengChange */
  gboolean complete;  /* sealed: its last line is there and right */
} GengPending;

#define GENG_PENDING_SEALED ".geng-pending"
#define GENG_PENDING_OPEN ".geng-pending.new"

GengPending *geng_pending_new (const char *station);
void geng_pending_free (GengPending *self);
/* From the file at @path; not complete where its last line is missing. */
GengPending *geng_pending_read (const char *station, const char *path, GError **error);
char *geng_pending_to_text (GengPending *self);
GengStage *geng_pending_add_stage (GengPending *self, const char *folder, const char *name);
/* Adds a stage of a random name. */
GengStage *geng_pending_add_new_stage (GengPending *self, const char *folder);
void geng_pending_add_change (GengPending *self, const GengChange *change);
char *geng_pending_target (GengPending *self, const GengChange *change);
char *geng_pending_staged (GengPending *self, const GengChange *change);

/* Appends the line of the newest stage, made folder or door and syncs it. */
gboolean geng_pending_note_stage (GengPending *self, GError **error);
gboolean geng_pending_note_made (GengPending *self, GError **error);
/* Everything is on the disk: from now on the changes count.  On failure they do not, unless the
 * list is complete nevertheless. */
gboolean geng_pending_seal (GengPending *self, GError **error);
/* Carries out the changes of a sealed list and removes it.  May be done again after a failure.
 */
gboolean geng_pending_finish (GengPending *self, GError **error);
/* The same of one folder. */
gboolean geng_pending_finish_stage (GengPending *self, guint index, GError **error);
/* Removes the stages of one that was not sealed, what was made and is empty, and the list. */
gboolean geng_pending_undo (GengPending *self, GError **error);

/* Whether there is a list whose changes count and are not all made. */
gboolean geng_pending_is_sealed (const char *station);
/* Adds the absolute paths (element-type char) of served folders whose changes count and cannot be
 * made yet. */
void geng_pending_list_due (const char *station, GPtrArray *folders);
/* Of a folder that was written anew as a whole. */
gboolean geng_pending_forget_due (const char *station, const char *folder, GError **error);
/* Finishes or undoes what is found in @station, whose lock the caller holds.  Served folders that
 * cannot be reached stay due. */
gboolean geng_pending_recover (const char *station, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengPending, geng_pending_free)
