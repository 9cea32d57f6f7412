/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <libsoup/soup.h>

/*
 * Members ask from their pages.  The calendar's token is no right to act: TOKEN.html?k=KEY shows
 * the form, made for each request and without a script, to who has the member's key; a POST with
 * the key in its body and a number that counts once makes a file in DIR/new, which `geng inbox
 * --from DIR` takes in.  The server reads DIR/table.json and knows nothing else: no station, no
 * lock.
 */
typedef struct _ServedRequests ServedRequests;

ServedRequests *served_requests_new (const char *folder);
void served_requests_free (ServedRequests *self);
/* Whether the request was about asking, and is answered. */
gboolean served_requests_answer (ServedRequests *self,
                                 SoupServerMessage *message,
                                 const char *path,
                                 GHashTable *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServedRequests, served_requests_free)
