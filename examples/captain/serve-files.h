/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "serve-requests.h"

/*
 * What the server answers: calendars, their pages and the front door of one folder, by their exact
 * names and nothing else.  A file is looked at for each request, so that a publication shows
 * at once, and kept with its digest and its compressed form as long as it stays the same.
 */
typedef struct _ServedFiles ServedFiles;

ServedFiles *served_files_new (const char *folder);
void served_files_free (ServedFiles *self);
/* @requests: (nullable): what members ask, which is looked at first; not owned */
void served_files_set_requests (ServedFiles *self, ServedRequests *requests);
/* Answers all requests of @server. */
void served_files_answer (ServedFiles *self, SoupServer *server);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServedFiles, served_files_free)
