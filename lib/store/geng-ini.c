/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * GKeyFile keeps no line numbers and merges repeated groups and keys without a word, and both must
 * be faults that name their place.  So the lines are read here, by GKeyFile's syntax without its
 * locales: every file that passes is a key file with the same values.
 */

#include "geng-ini.h"
#include "geng-ini-words.h"
#include "geng-gettext.h"
#include "geng-rule-def.h"

#include <string.h>

static void
free_key (gpointer data)
{
  GengKey *key = data;

  g_free (key->key);
  g_free (key->value);
  g_free (key);
}

static void
free_group (gpointer data)
{
  GengGroup *group = data;

  g_free (group->kind);
  g_free (group->id);
  g_ptr_array_unref (group->keys);
  g_free (group);
}

/* \s \n \t \r \\ as in key files; \; stays for geng_ini_split(). */
static char *
unescape (const char *text)
{
  static const char codes[] = "sntr\\", means[] = " \n\t\r\\";
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      const char *code = *text == '\\' && text[1] != '\0' ? strchr (codes, text[1]) : NULL;

      if (code != NULL && *code == '\\' && text[2] == ';')
        code = NULL;
      if (code == NULL)
        g_string_append_c (out, *text);
      else
        {
          g_string_append_c (out, means[code - codes]);
          text++;
        }
    }
  return g_string_free (out, FALSE);
}

static char *
escape (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '\n')
        g_string_append (out, "\\n");
      else if (*at == '\r')
        g_string_append (out, "\\r");
      else if (*at == '\t')
        g_string_append (out, "\\t");
      else if (*at == ' ' && (at == text || at[1] == '\0'))
        g_string_append (out, "\\s");
      else if (*at == '\\' && at[1] != ';')
        g_string_append (out, "\\\\");
      else
        g_string_append_c (out, *at);
    }
  return g_string_free (out, FALSE);
}

static guint
column_of (const char *line, const char *at)
{
  return (guint) g_utf8_strlen (line, at - line) + 1;
}

static gboolean
same_group (const GengGroup *group, const char *kind, const char *id)
{
  return g_str_equal (group->kind, kind) && g_str_equal (group->id, id);
}

static GengGroup *
find_group (GPtrArray *groups, const char *kind, const char *id)
{
  for (guint i = 0; i < groups->len; i++)
    if (same_group (g_ptr_array_index (groups, i), kind, id))
      return g_ptr_array_index (groups, i);
  return NULL;
}

static GengGroup *
add_group (GPtrArray *groups, const char *name, guint line)
{
  GengGroup *group = g_new0 (GengGroup, 1);
  const char *space = strpbrk (name, " \t");
  g_autofree char *kind = space != NULL ? g_strndup (name, space - name) : g_strdup (name);

  group->kind = g_strdup (geng_ini_words_kind (kind));
  group->id = space != NULL ? g_strstrip (g_strdup (space)) : g_strdup ("");
  group->line = line;
  group->keys = g_ptr_array_new_with_free_func (free_key);
  g_ptr_array_add (groups, group);
  return group;
}

/* Keys of a repeated group are still read, into the first one, so that their faults show too. */
static GengGroup *
read_group (GPtrArray *groups, const char *line, guint number, GengFaults *faults)
{
  const char *open = strchr (line, '[');
  const char *close = strchr (open, ']');
  g_autofree char *name = NULL;
  GengGroup *group, *first;

  if (close == NULL || close[1] != '\0' || groups->len == GENG_INI_MAX_GROUPS)
    {
      geng_faults_add (faults, number, column_of (line, open),
                       groups->len == GENG_INI_MAX_GROUPS ? _ ("too many groups")
                                                          : _ ("a group is written [kind id]"));
      return NULL;
    }
  name = g_strstrip (g_strndup (open + 1, close - open - 1));
  group = add_group (groups, name, number);
  first = find_group (groups, group->kind, group->id);
  if (first == group)
    return group;
  geng_faults_add (faults, number, column_of (line, open),
                   _ ("[%s] is here twice, first in line %u; put all in one"), name, first->line);
  g_ptr_array_set_size (groups, groups->len - 1);
  return first;
}

static GengKey *
find_key (GengGroup *group, const char *name)
{
  for (guint i = 0; i < group->keys->len; i++)
    {
      GengKey *key = g_ptr_array_index (group->keys, i);

      if (g_str_equal (key->key, name))
        return key;
    }
  return NULL;
}

/* The first of `apart 2`, `apart 3`, … that the group does not have.  (transfer full) */
static char *
free_name (GengGroup *group, const char *written)
{
  g_autofree char *kind = g_strndup (written, strcspn (written, " \t"));

  for (guint n = 2;; n++)
    {
      g_autofree char *name = g_strdup_printf ("%s %u", kind, n);

      if (find_key (group, name) == NULL)
        return g_steal_pointer (&name);
    }
}

/* A rule may be said again in another line. */
static gboolean
is_rule (const GengGroup *group, const char *name)
{
  static const char *const owners[] = { "contract", "member", NULL };

  return g_str_equal (group->kind, "rules")
         || (g_strv_contains (owners, group->kind) && geng_rule_def_lookup (NULL, name) != NULL);
}

static void
add_twice (GengGroup *group,
           const char *written,
           guint first,
           guint number,
           guint column,
           GengFaults *faults)
{
  g_autofree char *other = free_name (group, written);

  if (is_rule (group, written))
    geng_faults_add (faults, number, column,
                     _ ("'%s' is here twice, first in line %u; another one is written '%s = …'"),
                     written, first, other);
  else
    geng_faults_add (faults, number, column, _ ("'%s' is here twice, first in line %u"), written,
                     first);
}

static void
add_key (GengGroup *group, const char *line, const char *equals, guint number, GengFaults *faults)
{
  const char *begin = line + strspn (line, " \t");
  const char *value = equals + 1 + strspn (equals + 1, " \t");
  g_autofree char *written = g_strchomp (g_strndup (begin, equals - begin));
  const char *name = geng_ini_words_key (written);
  GengKey *key = find_key (group, name);

  if (key != NULL)
    {
      add_twice (group, written, key->line, number, column_of (line, begin), faults);
      return;
    }
  key = g_new0 (GengKey, 1);
  key->key = g_strdup (name);
  key->value = unescape (value);
  key->line = number;
  key->column = column_of (line, begin);
  key->value_column = column_of (line, value);
  g_ptr_array_add (group->keys, key);
}

static void
read_key (GengGroup *group, const char *line, guint number, GengFaults *faults)
{
  const char *begin = line + strspn (line, " \t");
  const char *equals = strchr (begin, '=');

  if (equals == NULL || equals == begin)
    geng_faults_add (faults, number, column_of (line, begin),
                     _ ("neither [kind id] nor key = value nor # comment"));
  else if (group == NULL)
    geng_faults_add (faults, number, column_of (line, begin), _ ("a key before the first [group]"));
  else if (group->keys->len == GENG_INI_MAX_KEYS)
    geng_faults_add (faults, number, column_of (line, begin), _ ("more than %d keys in a group"),
                     GENG_INI_MAX_KEYS);
  else
    add_key (group, line, equals, number, faults);
}

/*
 * Reads the groups of an INI file in their order.
 * Returns: (transfer full) (element-type GengGroup): what is wrong goes to @faults
 */
GPtrArray *
geng_ini_read (const char *text, GengFaults *faults)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (free_group);
  GengGroup *group = NULL;
  guint number = 0;

  while (*text != '\0')
    {
      gsize size = strcspn (text, "\n");
      g_autofree char *line = g_strchomp (g_strndup (text, size));
      const char *begin = line + strspn (line, " \t");

      number++;
      if (*begin == '[')
        group = read_group (groups, line, number, faults);
      else if (*begin != '\0' && *begin != '#' && *begin != ';')
        read_key (group, line, number, faults);
      text += size + (text[size] == '\n');
    }
  return groups;
}

/* Returns: (nullable): the key, marked as known */
GengKey *
geng_ini_get (GengGroup *group, const char *name)
{
  GengKey *key = find_key (group, name);

  if (key != NULL)
    key->used = TRUE;
  return key;
}

static gsize
separator (const char *at)
{
  if (*at == ';')
    return 1;
  return g_str_has_prefix (at, "；") ? strlen ("；") : 0;
}

/* Splits at ; or ； and trims; empty entries are left out.  \; and \； stand for themselves. */
char **
geng_ini_split (const char *value)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (GString) entry = g_string_new (NULL);

  for (gboolean end = FALSE; !end;)
    {
      gsize skip = *value == '\\' ? separator (value + 1) : 0;

      end = *value == '\0';
      if (end || separator (value) > 0)
        {
          char *text = g_strstrip (g_strdup (entry->str));

          if (text[0] != '\0')
            g_ptr_array_add (list, text);
          else
            g_free (text);
          g_string_truncate (entry, 0);
          value += separator (value);
        }
      else
        {
          g_string_append_len (entry, value + (skip > 0), skip > 0 ? skip : 1);
          value += skip > 0 ? skip + 1 : 1;
        }
    }
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

char *
geng_ini_join (const char *const *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (text, "; ");
      for (const char *at = list[i]; *at != '\0'; at++)
        {
          if (separator (at) > 0)
            g_string_append_c (text, '\\');
          g_string_append_c (text, *at);
        }
    }
  return g_string_free (text, FALSE);
}

void
geng_ini_write_group (GString *text, const char *kind, const char *id)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (id == NULL || id[0] == '\0')
    g_string_append_printf (text, "[%s]\n", kind);
  else
    g_string_append_printf (text, "[%s %s]\n", kind, id);
}

/* Nothing is written for a value that is not there. */
void
geng_ini_write_key (GString *text, const char *key, const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL || value[0] == '\0')
    return;
  escaped = escape (value);
  g_string_append_printf (text, "%s = %s\n", key, escaped);
}
