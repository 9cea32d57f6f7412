/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/*
 * What goes between the station's folder and the server where members ask, which may stand
 * elsewhere: a folder DIR with a table that we write (table.json, 0600: hashes of tokens and keys,
 * duties, states) and the asks that the server writes (new/, a file an ask); what the journal
 * refuses of them is put into aside/.  The keys by which
 * members ask lie in phone-keys.ini; they stand in no calendar, and a token that is given anew
 * renews the key.
 */
typedef struct
{
  char *folder;   /* (nullable): DIR; members cannot ask before one is named */
  GKeyFile *file; /* phone-keys.ini */
  gboolean changed;
} Phones;

/* Asks that one member may have open, on the phone and in the inbox together. */
#define PHONE_MOST_OPEN 20
/* A text in a member's words. */
#define PHONE_MOST_TEXT 1024
/* A file of new/. */
#define PHONE_MOST_BYTES 8192
/* Files of new/ that are looked at. */
#define PHONE_MOST_FILES 10000
/* Findings that lie in aside/ until somebody has looked at them. */
#define PHONE_MOST_ASIDE 1000

gboolean phones_load (Phones *self, Desk *desk, GError **error);
void phones_clear (Phones *self);
/* (transfer full) (nullable): the key of a member whose page is @page, "TOKEN.html"; made where
 * there is none or the token is another; NULL where members cannot ask, and for a token that was
 * revoked: who is forgotten has it in his old page still */
char *phones_dup_key (Phones *self, const char *member, const char *page);
/* Nobody can ask any more in the name of a member. */
void phones_forget (Phones *self, const char *member);
gboolean phones_save (Phones *self, Desk *desk, GError **error);
/* Writes DIR/table.json, where there is a DIR. */
gboolean phones_write_table (Phones *self, Desk *desk, GDateTime *now, GError **error);
/* The member whose token has this hash; NULL for one that was revoked or never was. */
GengMember *phones_find_member (Phones *self, Desk *desk, const char *hash);
/* How far a token goes that begins the text: so many letters a-z and digits 2-7; 0 for none. */
gsize phone_token_length (const char *text);
/* (transfer full): in hexadecimal digits */
char *phone_hash (const char *secret);

/* What members see where they ask is as it is now; a server out of reach is no failure. */
gboolean phones_refresh (Desk *desk, GDateTime *now);

/* So many in a run: more of them at once is for the captain to look at. */
#define APPLY_MOST_SWAPS 5

/* What became of swaps on which both agree. */
typedef struct
{
  guint done[APPLY_MOST_SWAPS]; /* the asks' numbers */
  guint n_done;
  guint left; /* for the captain */
} Applied;

/* geng inbox --from DIR, and --apply */
Status inbox_take_from (Desk *desk, const char *folder, const char *now, gboolean apply);
Status inbox_apply (Desk *desk, const char *now, Applied *applied);
/* Members "published" and "waiting" of the open object. */
void applied_add (const Applied *self, JsonBuilder *builder);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Phones, phones_clear)
