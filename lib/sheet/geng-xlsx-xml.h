/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* What a reader of one XML part does; names come without their prefix. */
typedef struct
{
  void (*start) (gpointer self, const char *name, const char *const *attributes);
  void (*end) (gpointer self, const char *name);
  void (*text) (gpointer self, const char *text, gsize size);
} GengXmlCalls;

gboolean geng_xml_parse (GBytes *part,
                         const char *name,
                         const GengXmlCalls *calls,
                         gpointer data,
                         GError **error);
const char *geng_xml_get (const char *const *attributes, const char *name);
