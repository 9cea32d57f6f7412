/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/*
 * contacts.csv: who was told of a change, who has seen it, who was asked to take over a duty and
 * who declined.  For the captain's eyes alone (0600); `geng forget` cleans it.
 */
typedef enum
{
  CONTACT_TOLD,
  CONTACT_SEEN,
  CONTACT_ASKED,
  CONTACT_DECLINED
} ContactKind;

typedef struct
{
  char *when;   /* ISO 8601 */
  char *member; /* the id */
  ContactKind kind;
  char *about; /* 2026-12, or 2026-12-05/night */
} Contact;

/* (transfer full) (element-type Contact) (nullable): NULL after a message */
GPtrArray *contacts_load (Desk *desk);
gboolean contacts_save (Desk *desk, GPtrArray *contacts, GError **error);
void contacts_add (GPtrArray *contacts,
                   const char *member,
                   ContactKind kind,
                   const char *about,
                   GDateTime *now);
/* (nullable): the last one of this kind; about: (nullable): whatever it is about */
const Contact *contacts_last (GPtrArray *contacts,
                              const char *member,
                              ContactKind kind,
                              const char *about);
/* (nullable): the month that was told last; NULL where nobody was told anything */
const char *contacts_last_told (GPtrArray *contacts);
/* Told of the month, and silent since. */
gboolean contacts_is_waited_for (GPtrArray *contacts, const char *member, const char *month);
