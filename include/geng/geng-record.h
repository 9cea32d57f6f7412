/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-types.h"

G_BEGIN_DECLS

/**
 * GengRevision:
 * @key: which event: member, duty day and shift
 * @sequence: how often this event changed visibly (RFC 5545 §3.8.7.4)
 * @modified: seconds since 1970 UTC of its last visible change
 * @digest: (nullable): of what a phone shows of it; a change of it is a visible change
 * @gone: a tombstone: the event is no longer there
 *
 * The state in which phones last saw the event of a duty.
 */
typedef struct
{
  char *key;
  guint sequence;
  gint64 modified;
  char *digest;
  gboolean gone;

  /*< private >*/
  gpointer reserved[4];
} GengRevision;

#define GENG_TYPE_REVISION (geng_revision_get_type ())
GENG_AVAILABLE_IN_1_0
GType geng_revision_get_type (void) G_GNUC_CONST;
GENG_AVAILABLE_IN_1_0
GengRevision *geng_revision_copy (const GengRevision *self);
GENG_AVAILABLE_IN_1_0
void geng_revision_free (GengRevision *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengRevision, geng_revision_free)

#define GENG_TYPE_RECORD (geng_record_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengRecord, geng_record, GENG, RECORD, GObject)

/* The published revisions of one month's events: personal (member + duty day) and shared (duty day
 * + shift + post). */
GENG_AVAILABLE_IN_1_0
GengRecord *geng_record_new (void);
GENG_AVAILABLE_IN_1_0
const GengRevision *geng_record_lookup (GengRecord *self, const char *key);
/* Counts a visible change if @digest differs from what is recorded; returns what is in force. */
GENG_AVAILABLE_IN_1_0
const GengRevision *geng_record_touch (GengRecord *self,
                                       const char *key,
                                       const char *digest,
                                       gint64 now);
GENG_AVAILABLE_IN_1_0
void geng_record_set (GengRecord *self, const GengRevision *revision);
/* Makes a tombstone of every key under @prefix that is not in @keys. */
GENG_AVAILABLE_IN_1_0
void geng_record_bury (GengRecord *self, const char *prefix, const char *const *keys, gint64 now);
/* (transfer container) (element-type GengRevision), sorted by key */
GENG_AVAILABLE_IN_1_0
GPtrArray *geng_record_list (GengRecord *self);

/* The version of the whole month: its sequence counts from 0, and it is modified when the month was
 * last published with another duty. */
GENG_AVAILABLE_IN_1_0
const GengRevision *geng_record_lookup_month (GengRecord *self, GDateYear year, GDateMonth month);
GENG_AVAILABLE_IN_1_0
const GengRevision *geng_record_touch_month (GengRecord *self, GengRoster *roster, gint64 now);

/* Whether the month came from outside, as history alone: no feed ever showed it. */
GENG_AVAILABLE_IN_1_0
gboolean geng_record_get_imported (GengRecord *self);
GENG_AVAILABLE_IN_1_0
void geng_record_set_imported (GengRecord *self, gboolean imported);

G_END_DECLS
