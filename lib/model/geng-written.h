/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng.h>

G_BEGIN_DECLS

/*
 * Things as a{sv}: a name a property.  What a thing names is its id, a date is 2027-01-04, a value
 * of an enumeration its nick; what has its default is left out.
 */

/* Adds the values of the thing that are not the default's to @builder (a{sv}). */
void geng_written_add_values (GVariantBuilder *builder, GObject *thing);
/* Returns: (transfer full), floating: a{sv} */
GVariant *geng_written_thing (GObject *thing);
/* Makes a thing of what is written.  What it names is looked up in @station.  more: (nullable)
 * names that are written for readers and not read; where: like "members[3]", for errors. Returns:
 * (transfer full): the thing, or NULL with GENG_ERROR_INVALID or GENG_ERROR_UNKNOWN */
GObject *geng_written_read_thing (GType type,
                                  GVariant *value,
                                  GengStation *station,
                                  const char *const *more,
                                  const char *where,
                                  GError **error);

/* The value of a property; (transfer full) (nullable), floating: NULL says the default */
GVariant *geng_written_value (const GParamSpec *pspec, const GValue *value);
/* written: (nullable).  Sets @value, which is not initialised, to what the property of @thing shall
 * be. */
gboolean geng_written_read_value (GObject *thing,
                                  GParamSpec *pspec,
                                  GVariant *written,
                                  GengStation *station,
                                  GValue *value,
                                  GError **error);

/* A thing of a station with all that belongs to it, also what is no property. */
GVariant *geng_written_station_thing (GObject *thing);
GObject *geng_written_read_station_thing (GengStation *station,
                                          GType type,
                                          GVariant *value,
                                          const char *where,
                                          GError **error);
/* The name of a station's list, and the other way round; (nullable). */
const char *geng_written_list_name (GengStation *station, gpointer list);
gpointer geng_written_find_list (GengStation *station, const char *name);
/* The tables of things with ids, what is named before what names it; NULL after the last. */
const char *geng_written_nth_table (guint position);

/* A roster of what may have more than a roster, as a plan has. */
GengRoster *geng_written_read_roster (GengStation *station, GVariant *value, GError **error);

/* -- pieces of written forms; add_ functions take a builder of a{sv} -- */
void geng_written_add_text (GVariantBuilder *builder, const char *name, const char *text);
void geng_written_add_number (GVariantBuilder *builder, const char *name, gint64 number);
void geng_written_add_truth (GVariantBuilder *builder, const char *name, gboolean truth);
void geng_written_add_date (GVariantBuilder *builder, const char *name, const GDate *date);
/* things: (element-type GengEntity) */
void geng_written_add_ids (GVariantBuilder *builder, const char *name, GPtrArray *things);

/* The value is an object whose names are all among @names, else GENG_ERROR_INVALID. */
gboolean geng_written_check_names (GVariant *value,
                                   const char *const *names,
                                   const char *where,
                                   GError **error);
/* (transfer full) (nullable): the elements of an array; empty where there is none. */
GVariant *geng_written_get_array (GVariant *value, const char *name, GError **error);
/* The i-th element, unboxed.  (transfer full) */
GVariant *geng_written_nth (GVariant *array, gsize i);
/* 0, FALSE or NULL where there is none; errors for another type. */
gboolean geng_written_get_number (GVariant *value,
                                  const char *name,
                                  gint64 *number,
                                  GError **error);
gboolean geng_written_get_truth (GVariant *value,
                                 const char *name,
                                 gboolean *truth,
                                 GError **error);
gboolean geng_written_get_text (GVariant *value, const char *name, char **text, GError **error);
gboolean geng_written_get_date (GVariant *value, const char *name, GDate *date, GError **error);

G_END_DECLS
