/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/**
 * GengLock:
 *
 * The right to write into one folder: at most one holder on the machine.  The kernel takes it back
 * when its holder dies, so that no lock is ever stale.
 */
typedef struct _GengLock GengLock;

#define GENG_LOCK_FILE ".geng-lock"

GengLock *geng_lock_take (const char *folder, GError **error);
void geng_lock_free (GengLock *self);
const char *geng_lock_get_folder (GengLock *self);
gboolean geng_lock_is_held (const char *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengLock, geng_lock_free)
