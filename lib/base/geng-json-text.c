/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-json-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/*
 * A reader by recursive descent and a writer.  GVariant is what GLib has for values without a
 * class: D-Bus carries it and no library must be loaded for it.  Texts come from strangers, so
 * depth and size are bounded before anything is built.
 */

#define MOST_BYTES (64 * 1024 * 1024)
/* An object is three levels of a GVariant, which has 128 at most. */
#define MOST_LEVELS 32

/* -- writing -- */

static void
print_text (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *c = text; *c != '\0'; c++)
    switch (*c)
      {
      case '"':
      case '\\':
        g_string_append_c (out, '\\');
        g_string_append_c (out, *c);
        break;
      case '\n':
        g_string_append (out, "\\n");
        break;
      default:
        if ((guchar) *c < 0x20)
          g_string_append_printf (out, "\\u%04x", (guchar) *c);
        else
          g_string_append_c (out, *c);
      }
  g_string_append_c (out, '"');
}

static void
print_line (GString *out, guint level)
{
  g_string_append_c (out, '\n');
  for (guint i = 0; i < level; i++)
    g_string_append (out, "  ");
}

static void print_value (GString *out, GVariant *value, guint level);

/* An object or an array; an entry of an object is {sv}. */
static void
print_container (GString *out, GVariant *value, guint level, gboolean object)
{
  gsize n = g_variant_n_children (value);

  g_string_append_c (out, object ? '{' : '[');
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (value, i);
      g_autoptr (GVariant) held = NULL;
      g_autoptr (GVariant) key = object ? g_variant_get_child_value (child, 0) : NULL;
      g_autoptr (GVariant) boxed = object ? g_variant_get_child_value (child, 1) : NULL;

      held = object ? g_variant_get_variant (boxed) : g_variant_get_variant (child);
      print_line (out, level + 1);
      if (object)
        {
          print_text (out, g_variant_get_string (key, NULL));
          g_string_append (out, ": ");
        }
      print_value (out, held, level + 1);
      if (i + 1 < n)
        g_string_append_c (out, ',');
    }
  if (n > 0)
    print_line (out, level);
  g_string_append_c (out, object ? '}' : ']');
}

static void
print_double (GString *out, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, isfinite (number) ? g_ascii_dtostr (buffer, sizeof buffer, number) : "0");
}

/* Nothing is null. */
static void
print_maybe (GString *out, GVariant *value, guint level)
{
  g_autoptr (GVariant) held = g_variant_get_maybe (value);

  if (held != NULL)
    print_value (out, held, level);
  else
    g_string_append (out, "null");
}

static void
print_value (GString *out, GVariant *value, guint level)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_MAYBE))
    print_maybe (out, value, level);
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT))
    print_container (out, value, level, TRUE);
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE ("av")))
    print_container (out, value, level, FALSE);
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    print_text (out, g_variant_get_string (value, NULL));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    g_string_append (out, g_variant_get_boolean (value) ? "true" : "false");
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    g_string_append_printf (out, "%" G_GINT64_FORMAT, g_variant_get_int64 (value));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_UINT64))
    g_string_append_printf (out, "%" G_GUINT64_FORMAT, g_variant_get_uint64 (value));
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    print_double (out, g_variant_get_double (value));
  else
    g_return_if_reached ();
}

char *
geng_json_print (GVariant *value)
{
  GString *out = g_string_new (NULL);

  print_value (out, value, 0);
  g_string_append_c (out, '\n');
  return g_string_free (out, FALSE);
}

/* -- reading -- */

typedef struct
{
  const char *start;
  const char *at;
  const char *end;
  guint level;
  char *message; /* the first thing that is wrong */
} Reader;

static GVariant *
fail (Reader *self, const char *what)
{
  guint line = 1;
  const char *begin = self->start;

  if (self->message != NULL)
    return NULL;
  for (const char *c = self->start; c < self->at; c++)
    if (*c == '\n')
      {
        line++;
        begin = c + 1;
      }
  /* Translators: line, column, what is wrong there */
  self->message = g_strdup_printf (_ ("%u:%u: %s"), line,
                                   (guint) g_utf8_strlen (begin, self->at - begin) + 1, what);
  return NULL;
}

static void
skip_blanks (Reader *self)
{
  while (self->at < self->end && strchr (" \t\r\n", *self->at) != NULL)
    self->at++;
}

/* The next character that is no blank; 0 at the end. */
static char
peek (Reader *self)
{
  skip_blanks (self);
  return self->at < self->end ? *self->at : '\0';
}

static gboolean
eat (Reader *self, char c)
{
  if (peek (self) != c)
    return FALSE;
  self->at++;
  return TRUE;
}

static gboolean
eat_word (Reader *self, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (self->end - self->at) < length || memcmp (self->at, word, length) != 0)
    return FALSE;
  self->at += length;
  return TRUE;
}

/* Four digits of \u; -1 if they are none. */
static int
read_unit (Reader *self)
{
  int unit = 0;

  if (self->end - self->at < 4)
    return -1;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (self->at[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  self->at += 4;
  return unit;
}

/* A letter after \u; two units make one beyond the first plane (RFC 8259 §7). */
static gboolean
read_letter (Reader *self, GString *text)
{
  int high = read_unit (self), low;

  if (high >= 0xD800 && high < 0xDC00)
    {
      low = eat_word (self, "\\u") ? read_unit (self) : -1;
      if (low < 0xDC00 || low > 0xDFFF)
        return FALSE;
      high = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    }
  if (high <= 0 || !g_unichar_validate ((gunichar) high))
    return FALSE;
  g_string_append_unichar (text, (gunichar) high);
  return TRUE;
}

static gboolean
read_escape (Reader *self, GString *text)
{
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (self->at == self->end)
    return FALSE;
  if (*self->at == 'u')
    {
      self->at++;
      return read_letter (self, text);
    }
  found = memchr (from, *self->at, sizeof from - 1);
  if (found == NULL)
    return FALSE;
  g_string_append_c (text, to[found - from]);
  self->at++;
  return TRUE;
}

/* Returns: (transfer full) (nullable) */
static char *
read_text (Reader *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (self->at++; self->at < self->end && *self->at != '"';)
    if (*self->at == '\\')
      {
        self->at++;
        if (!read_escape (self, text))
          return (char *) fail (self, _ ("this is no escape that a text may have"));
      }
    else if ((guchar) *self->at < 0x20)
      return (char *) fail (self, _ ("a text has a control character; write it as \\n or \\u000a"));
    else
      g_string_append_c (text, *self->at++);
  if (self->at == self->end)
    return (char *) fail (self, _ ("a text has no end"));
  self->at++;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
skip_digits (Reader *self)
{
  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;
}

static GVariant *
read_number (Reader *self)
{
  const char *start = self->at;
  g_autofree char *digits = NULL;
  gboolean whole = TRUE;
  gint64 number;

  if (*self->at == '-')
    self->at++;
  if (self->at == self->end || !g_ascii_isdigit (*self->at))
    return fail (self, _ ("this is no value; write a text in quotes, a number, true, false, "
                          "[…] or {…}"));
  skip_digits (self);
  if (self->at < self->end && *self->at == '.')
    {
      whole = FALSE;
      self->at++;
      skip_digits (self);
    }
  if (self->at < self->end && (*self->at == 'e' || *self->at == 'E'))
    {
      whole = FALSE;
      self->at++;
      if (self->at < self->end && (*self->at == '+' || *self->at == '-'))
        self->at++;
      skip_digits (self);
    }
  digits = g_strndup (start, (gsize) (self->at - start));
  if (whole && g_ascii_string_to_signed (digits, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return g_variant_new_int64 (number);
  return g_variant_new_double (g_ascii_strtod (digits, NULL));
}

static GVariant *read_value (Reader *self);

static GVariant *
read_array (Reader *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("av"));
  self->at++;
  while (self->message == NULL && peek (self) != ']')
    {
      GVariant *value = read_value (self);

      if (value != NULL)
        g_variant_builder_add (&builder, "v", value);
      else
        fail (self, _ ("an array cannot have null"));
      if (!eat (self, ',') && peek (self) != ']')
        fail (self, _ ("a comma or ] is missing"));
    }
  if (self->message == NULL)
    {
      self->at++;
      return g_variant_builder_end (&builder);
    }
  g_variant_builder_clear (&builder);
  return NULL;
}

static void
read_entry (Reader *self, GVariantBuilder *builder, GHashTable *keys)
{
  g_autofree char *key = NULL;
  GVariant *value;

  if (peek (self) != '"')
    {
      fail (self, _ ("an object has names in quotes"));
      return;
    }
  key = read_text (self);
  if (key == NULL)
    return;
  if (!g_hash_table_add (keys, g_strdup (key)))
    fail (self, _ ("this name is there twice"));
  if (!eat (self, ':'))
    fail (self, _ ("a colon is missing after the name"));
  if (self->message != NULL)
    return;
  skip_blanks (self);
  value = read_value (self);
  if (value != NULL)
    g_variant_builder_add (builder, "{sv}", key, value);
}

static GVariant *
read_object (Reader *self)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  self->at++;
  while (self->message == NULL && peek (self) != '}')
    {
      read_entry (self, &builder, keys);
      if (self->message == NULL && !eat (self, ',') && peek (self) != '}')
        fail (self, _ ("a comma or } is missing"));
    }
  if (self->message == NULL)
    {
      self->at++;
      return g_variant_builder_end (&builder);
    }
  g_variant_builder_clear (&builder);
  return NULL;
}

static GVariant *
read_deeper (Reader *self, GVariant *(*read) (Reader *self))
{
  GVariant *value = NULL;

  if (++self->level > MOST_LEVELS)
    fail (self, _ ("this is nested too deep"));
  else
    value = read (self);
  self->level--;
  return value;
}

/* NULL for null, and where something is wrong. */
static GVariant *
read_value (Reader *self)
{
  g_autofree char *text = NULL;

  switch (peek (self))
    {
    case '{':
      return read_deeper (self, read_object);
    case '[':
      return read_deeper (self, read_array);
    case '"':
      text = read_text (self);
      return text != NULL ? g_variant_new_string (text) : NULL;
    case '\0':
      return fail (self, _ ("the text ends where a value is due"));
    default:
      break;
    }
  if (eat_word (self, "true"))
    return g_variant_new_boolean (TRUE);
  if (eat_word (self, "false"))
    return g_variant_new_boolean (FALSE);
  return eat_word (self, "null") ? NULL : read_number (self);
}

GVariant *
geng_json_parse (const char *text, gssize length, char **message)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  Reader reader = { .start = text, .at = text, .end = text + size };
  GVariant *value = NULL;

  if (size > MOST_BYTES)
    reader.message = g_strdup_printf (_ ("more than %d bytes are too many"), MOST_BYTES);
  else if (!g_utf8_validate_len (text, size, &reader.at))
    fail (&reader, _ ("this is no UTF-8"));
  else
    {
      reader.at = text;
      value = read_value (&reader);
      if (value == NULL || peek (&reader) != '\0')
        fail (&reader,
              value == NULL ? _ ("null alone says nothing") : _ ("something follows the end"));
    }
  if (reader.message == NULL)
    return g_variant_ref_sink (value);
  if (value != NULL)
    g_variant_unref (g_variant_ref_sink (value));
  *message = reader.message;
  return NULL;
}
