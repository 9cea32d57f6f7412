/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The one file that knows expat. */

#include "geng-xlsx-xml.h"
#include "geng-gettext.h"
#include <geng/geng-error.h>

#include <expat.h>
#include <string.h>

/* Elements inside each other; a workbook has about ten. */
#define DEPTH_MAX 64

typedef struct
{
  const GengXmlCalls *calls;
  gpointer data;
  XML_Parser parser;
  guint depth;
} Reader;

static const char *
without_prefix (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

/* The value of an attribute, whatever its prefix is. */
const char *
geng_xml_get (const char *const *attributes, const char *name)
{
  for (; attributes[0] != NULL; attributes += 2)
    if (g_str_equal (without_prefix (attributes[0]), name))
      return attributes[1];
  return NULL;
}

static void
on_start (void *data, const XML_Char *name, const XML_Char **attributes)
{
  Reader *self = data;

  if (++self->depth > DEPTH_MAX)
    XML_StopParser (self->parser, XML_FALSE);
  else
    self->calls->start (self->data, without_prefix (name), (const char *const *) attributes);
}

static void
on_end (void *data, const XML_Char *name)
{
  Reader *self = data;

  self->depth--;
  self->calls->end (self->data, without_prefix (name));
}

static void
on_text (void *data, const XML_Char *text, int size)
{
  Reader *self = data;

  if (self->calls->text != NULL)
    self->calls->text (self->data, text, size);
}

/* No workbook has a document type, and entities live in one: who sends one wants to harm. */
static void
on_doctype (void *data,
            const XML_Char *name,
            const XML_Char *system,
            const XML_Char *public,
            int internal)
{
  XML_StopParser (((Reader *) data)->parser, XML_FALSE);
}

/* GENG_ERROR_INVALID, with the line of @name, for what is no XML. */
gboolean
geng_xml_parse (GBytes *part,
                const char *name,
                const GengXmlCalls *calls,
                gpointer data,
                GError **error)
{
  Reader self = { calls, data, XML_ParserCreate (NULL), 0 };
  gsize size;
  const char *text = g_bytes_get_data (part, &size);
  gboolean ok;

  if (self.parser == NULL)
    g_error ("XML_ParserCreate: out of memory");
  XML_SetUserData (self.parser, &self);
  XML_SetElementHandler (self.parser, on_start, on_end);
  XML_SetCharacterDataHandler (self.parser, on_text);
  XML_SetStartDoctypeDeclHandler (self.parser, on_doctype);
  ok = XML_Parse (self.parser, text != NULL ? text : "", (int) size, XML_TRUE) == XML_STATUS_OK;
  if (!ok)
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                 _ ("%s: line %lu is no XML of a workbook; save the workbook again"), name,
                 (gulong) XML_GetCurrentLineNumber (self.parser));
  XML_ParserFree (self.parser);
  return ok;
}
