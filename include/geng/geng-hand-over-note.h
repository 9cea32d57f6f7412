/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-station.h"

G_BEGIN_DECLS

#define GENG_TYPE_HAND_OVER_NOTE (geng_hand_over_note_get_type ())
GENG_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (GengHandOverNote, geng_hand_over_note, GENG, HAND_OVER_NOTE, GObject)

GENG_AVAILABLE_IN_1_0
const GDate *geng_hand_over_note_get_date (GengHandOverNote *self);
GENG_AVAILABLE_IN_1_0
int geng_hand_over_note_get_minute (GengHandOverNote *self);
GENG_AVAILABLE_IN_1_0
GengMember *geng_hand_over_note_get_giver (GengHandOverNote *self);
GENG_AVAILABLE_IN_1_0
GengMember *geng_hand_over_note_get_receiver (GengHandOverNote *self);
GENG_AVAILABLE_IN_1_0
gboolean geng_hand_over_note_get_complete (GengHandOverNote *self);
GENG_AVAILABLE_IN_1_0
const char *geng_hand_over_note_get_report (GengHandOverNote *self);
GENG_AVAILABLE_IN_1_0
const char *geng_hand_over_note_get_open (GengHandOverNote *self);

G_END_DECLS
