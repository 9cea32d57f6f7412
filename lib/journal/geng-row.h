/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-shared.h"

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * A row of the journal is a record: it is made with its properties and never changes.  Its class
 * names its fields in a table, and the rest is the same for every row.
 */

typedef enum
{
  GENG_ROW_OBJECT, /* (nullable): an object of the type */
  GENG_ROW_DATE,   /* (nullable) GDate * */
  GENG_ROW_ENUM,   /* int, a value of the type; at first 0 */
  GENG_ROW_MINUTE, /* int, minutes from 00:00 of the duty day; at first -1: not known */
  GENG_ROW_MOMENT, /* gint64, seconds since 1970 UTC; at first 0: not known */
  GENG_ROW_TEXT,   /* (nullable) char *, cleaned */
  GENG_ROW_FLAG    /* gboolean; at first TRUE */
} GengRowValue;

typedef struct
{
  const char *name; /* of the property */
  GengRowValue value;
  gsize offset;         /* in the instance */
  GType (*type) (void); /* of an object or an enumeration */
} GengRowField;

/* fields: static, and ends with one without a name; they become the properties of the class, which
 * derives from GObject, in their order */
void geng_row_class_init (GObjectClass *klass, const GengRowField *fields);

/* (transfer full): a row of the same class with the same fields, but for those that follow as names
 * and values up to a NULL */
GENG_SHARED
gpointer geng_row_copy (gpointer row, const char *name, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
