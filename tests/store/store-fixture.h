/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

/* Folders that a test may spoil. */
char *fixture_new_folder (void);
void fixture_remove_folder (char *folder);
void fixture_copy (const char *from, const char *to);
void fixture_write (const char *folder, const char *file, const char *text);
char *fixture_read (const char *folder, const char *file);
gboolean fixture_same (GObject *a, GObject *b, const char *what);

typedef char FixtureFolder;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FixtureFolder, fixture_remove_folder)
