/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-rule-term.h"

#include <geng/geng-rule-kind.h>
#include <geng/geng-rule-what.h>

G_BEGIN_DECLS

/*
 * What a statement says, value by value, each as its parameter holds it (GengRuleParameterType).
 * A text is read parameter by parameter, in their order, and is written so again, in either
 * language.
 */
typedef struct
{
  GengStation *station;
  const char *part;      /* (nullable): of a zone's planning station, who says it */
  const char *kind;      /* for messages */
  GPtrArray *parameters; /* of GengRuleParameter */
  GHashTable *values;    /* a parameter's name to its GValue; none for what is left out */
  gboolean lifts;        /* `none` stands behind what it is about */
} GengValues;

/* (transfer full): empty */
GHashTable *geng_value_table_new (void);
const GValue *geng_values_lookup (const GengValues *values, const char *name);
/* value: (transfer full) */
void geng_values_take (GengValues *values, GengRuleParameter *parameter, GValue *value);
/* The parameter of that name; (nullable). */
GengRuleParameter *geng_values_find (const GengValues *values, const char *name);
/* What its number counts. */
GengRuleUnit geng_values_unit (const GengValues *values, GengRuleParameter *parameter);
/* (transfer full): an empty one of that type */
GValue *geng_value_new (GType type);
void geng_value_free (gpointer value);

/* Reads what stands in the text. */
gboolean geng_values_read (GengValues *values, GengRuleText *text, GError **error);
/* Reads one value from a text of its own.  (transfer full) (nullable) */
GValue *geng_values_read_one (GengValues *values,
                              GengRuleParameter *parameter,
                              const char *text,
                              GError **error);
/* A value is what the parameter takes, of this station; the error names the parameter, and what
 * would be right. */
gboolean geng_values_check (GengValues *values,
                            GengRuleParameter *parameter,
                            const GValue *value,
                            GError **error);
/* Sets that error.  Always FALSE. */
gboolean geng_values_refuse (const GengValues *values,
                             GengRuleParameter *parameter,
                             GError **error);

/* The statement as it is written.  language: (nullable): that of messages.  (transfer full) */
char *geng_values_write (const GengValues *values, const char *language);
/* What is counted, so that it is read as the same; NULL where nothing reads so.
 * allowed: of GengWhat.  (transfer full) (nullable) */
char *geng_values_write_what (const GengValues *values,
                              GengRuleWhat *what,
                              guint allowed,
                              const char *language);
/* One value by itself, in English; a list has one text for each.
 * Returns: (transfer full) (element-type utf8) */
GPtrArray *geng_values_write_parts (const GengValues *values,
                                    GengRuleParameter *parameter,
                                    const GValue *value,
                                    const char *language);

/* A value without a class, made of what JSON has.  (transfer floating) */
GVariant *geng_values_pack (const GengValues *values,
                            GengRuleParameter *parameter,
                            const GValue *value);
/* And back.  (transfer full) (nullable) */
GValue *geng_values_unpack (GengValues *values,
                            GengRuleParameter *parameter,
                            GVariant *packed,
                            GError **error);

G_END_DECLS
