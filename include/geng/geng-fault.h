/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined(GENG_INSIDE) && !defined(GENG_COMPILATION)
#error "Only <geng/geng.h> can be included directly."
#endif

#include "geng-types.h"

G_BEGIN_DECLS

#define GENG_TYPE_FAULT (geng_fault_get_type ())
/**
 * GengFault:
 * @file: (nullable): the file, as given
 * @line: from 1; 0 if none
 * @column: from 1, in characters; 0 if none
 * @message: what is wrong and what would be right
 *
 * One thing wrong with the data.
 */
typedef struct
{
  char *file;
  guint line;
  guint column;
  char *message;

  /*< private >*/
  gpointer reserved[4];
} GengFault;

GENG_AVAILABLE_IN_1_0
GType geng_fault_get_type (void) G_GNUC_CONST;
GENG_AVAILABLE_IN_1_0
GengFault *geng_fault_new (const char *file, guint line, guint column, const char *message);
GENG_AVAILABLE_IN_1_0
GengFault *geng_fault_copy (const GengFault *self);
GENG_AVAILABLE_IN_1_0
void geng_fault_free (GengFault *self);
GENG_AVAILABLE_IN_1_0
char *geng_fault_to_string (const GengFault *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GengFault, geng_fault_free)

G_END_DECLS
