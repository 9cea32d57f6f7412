/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-shared.h"

#include <geng/geng-fault.h>

/*
 * Collects what is wrong with a folder.  @file is the one being read; it stays owned by the caller.
 */
typedef struct
{
  GPtrArray *list; /* of GengFault */
  const char *file;
  gboolean disk; /* a file that is there could not be read: the same may go well later */
} GengFaults;

/* No folder gets a longer list than this: the rest tells nobody anything. */
#define GENG_FAULTS_MAX 200

GENG_SHARED
GengFaults *geng_faults_new (void);
GENG_SHARED
void geng_faults_free (GengFaults *self);
GENG_SHARED
void geng_faults_add (GengFaults *self, guint line, guint column, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
/* A file that could not be read: a mistake where it is missing, else the disk's. */
void geng_faults_add_unread (GengFaults *self,
                             const char *path,
                             const char *message,
                             const GError *error);
/* Adds those of another folder, by the names that its files have from here.
 * folder: (nullable): it is this one */
void geng_faults_add_all (GengFaults *self, GengFaults *other, const char *folder);
gboolean geng_faults_to_error (GengFaults *self, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengFaults, geng_faults_free)
