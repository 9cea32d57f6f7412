/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "official.h"

/* The draft of the month follows what became official; what it has otherwise is said and stays.
 * Nothing happens where there is no draft. */
gboolean rebase_draft (Desk *desk, GengRoster *before, GengRoster *after, GError **error);
/* In publish.c: the roster on the desk becomes official, within the change that is open.
 * revoked: (nullable): id of a member whose calendar gets a new address */
gboolean publish_official (Desk *desk, const char *revoked, GError **error);
/* Where calendars shall go besides, as --to, --url and --also of a command line say. */
typedef struct
{
  char *to, *url; /* (nullable) */
  gboolean also;
} PublishPlace;

/* The same to that place.  FALSE without an error after a message.  place: (nullable) */
gboolean publish_official_to (Desk *desk,
                              const PublishPlace *place,
                              const char *revoked,
                              GError **error);
/* The same for several months, each with the roster that it gets; they come on the desk in turn. */
gboolean publish_rosters (Desk *desk, GPtrArray *rosters, GError **error);
/* @days: "DATE" or "DATE..DATE". The roster on the desk becomes what is official, with these days
 * as the desk had them.  @whose: (nullable) (element-type GengMember): of these members alone */
gboolean keep_only (Desk *desk, const Official *official, const char *days, GPtrArray *whose);
