/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* An open zip archive in memory. */
typedef struct _GengZip GengZip;

GengZip *geng_zip_open (GBytes *content);
void geng_zip_free (GengZip *self);
GBytes *geng_zip_read (GengZip *self, const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengZip, geng_zip_free)
