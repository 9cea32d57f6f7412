/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

/* The page on which a member asks.  Its words are in the station's language, whatever the server's
 * is. */

typedef enum
{
  FORM_PLAIN,
  FORM_TAKEN, /* what he asked has come */
  FORM_AGAIN, /* the same form was sent before */
  FORM_WRONG, /* something is missing in it */
  FORM_TOO_MANY
} FormNews;

/* (transfer full). @table: of everybody; @member: of him; @key: as he gave it; @number: counts
 * once */
char *form_page (JsonObject *table,
                 JsonObject *member,
                 const char *key,
                 const char *number,
                 FormNews news);
/* (transfer full): a page with one sentence: the address is no longer in use */
char *form_gone (JsonObject *table);
