/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * station.ini: laws of the station's own, and which laws bind whom.
 *
 *   [law village-rest]
 *   name = 村规 第三条
 *   text = 夜巡之后休息两天。
 *   hours-scheme = comprehensive month
 *   sequence = night day never
 *
 * What is no key of a law is a rule that it demands.
 */

#include "geng-gettext.h"
#include "geng-reader.h"
#include "geng-rule-def.h"

#include <geng/geng-law.h>
#include <string.h>

#define PAY "pay"
#define NAMED "named"

static gboolean
is_about (const GengKey *key)
{
  static const char *const keys[] = { "name", "text", "source", "hours-scheme", NULL };

  return g_strv_contains (keys, key->key);
}

/* Returns: (transfer full) (nullable): nicks of GengHoursScheme */
static char **
read_schemes (GengReader *self, GengGroup *group)
{
  GengKey *key = geng_ini_get (group, "hours-scheme");
  g_auto (GStrv) parts = key == NULL ? NULL : geng_ini_split (key->value);
  g_autoptr (GEnumClass) schemes = g_type_class_ref (GENG_TYPE_HOURS_SCHEME);
  g_autoptr (GStrvBuilder) nicks = g_strv_builder_new ();
  g_autofree char *known = geng_words_list (geng_words_scheme);

  if (key == NULL)
    return NULL;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      int value;

      if (g_str_equal (parts[i], NAMED) || g_str_equal (parts[i], "点名"))
        g_strv_builder_add (nicks, NAMED);
      else if (geng_words_find_phrase (geng_words_scheme, parts[i], &value))
        g_strv_builder_add (nicks, g_enum_get_value (schemes, value)->value_nick);
      else
        geng_faults_add (self->faults, key->line, geng_reader_column_of (key, parts[i]),
                         _ ("'%s' is no way to count hours; it should be one of %s"), parts[i],
                         known);
    }
  return g_strv_builder_end (nicks);
}

/* `overtime 150; 法定 300` with the English words. */
static char *
read_pay (GengReader *self, GengKey *key)
{
  g_auto (GStrv) parts = geng_ini_split (key->value);
  g_autofree char *known = geng_words_list (geng_words_pay);
  GString *text = g_string_new (PAY " = ");

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (parts[i], " ", 2);
      guint64 percent;
      int pay_class;

      if (words[0] == NULL || words[1] == NULL
          || !geng_words_find (geng_words_pay, words[0], &pay_class)
          || !g_ascii_string_to_unsigned (words[1], 10, 1, 1000, &percent, NULL))
        geng_faults_add (self->faults, key->line, geng_reader_column_of (key, parts[i]),
                         _ ("'%s' is no class of pay and percent, like overtime 150 (加班 150); "
                            "the classes are %s"),
                         parts[i], known);
      else
        g_string_append_printf (text, "%s%s %u", text->len > strlen (PAY " = ") ? "; " : "",
                                geng_words_text (geng_words_pay, pay_class, FALSE),
                                (guint) percent);
    }
  return g_string_free (text, FALSE);
}

static void
read_demands (GengReader *self, GengGroup *group, GengLaw *law)
{
  g_autoptr (GStrvBuilder) demands = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (guint i = 0; i < group->keys->len; i++)
    {
      GengKey *key = g_ptr_array_index (group->keys, i);
      const GengRuleDef *kind = geng_rule_def_lookup (self->station, key->key);
      g_autoptr (GArray) parts = NULL;

      if (is_about (key))
        continue;
      key->used = TRUE;
      if (g_str_equal (key->key, PAY))
        {
          g_autofree char *pay = read_pay (self, key);

          g_strv_builder_add (demands, pay);
          continue;
        }
      parts = geng_rule_text_split (key->value);
      for (guint k = 0; k < parts->len; k++)
        {
          g_autofree char *demand
              = g_strdup_printf ("%s = %s", kind != NULL ? kind->name : key->key,
                                 g_array_index (parts, GengRulePart, k).text);

          g_strv_builder_add (demands, demand);
        }
    }
  list = g_strv_builder_end (demands);
  geng_law_set_demands (law, (const char *const *) list);
}

static const char *
value_of (GengGroup *group, const char *key)
{
  GengKey *entry = geng_ini_get (group, key);

  return entry != NULL ? entry->value : NULL;
}

void
geng_read_law (GengReader *self, GengGroup *group)
{
  g_autoptr (GengLaw) law = geng_law_new (group->id, value_of (group, "name"));
  g_auto (GStrv) schemes = read_schemes (self, group);
  g_autoptr (GError) error = NULL;
  gboolean added;

  geng_law_set_text (law, value_of (group, "text"));
  geng_law_set_source (law, value_of (group, "source"));
  geng_law_set_schemes (law, (const char *const *) schemes);
  read_demands (self, group, law);
  added = geng_station_add_law (self->station, law, &error);
  geng_reader_take (self, group->line, 1, added, error);
}

/* What the rules of a law name is known by now. */
static void
check_key (GengReader *self, GengKey *key)
{
  g_autoptr (GArray) parts = geng_rule_text_split (key->value);

  for (guint i = 0; i < parts->len; i++)
    {
      const GengRulePart *part = &g_array_index (parts, GengRulePart, i);
      const GengRuleDef *kind = geng_rule_def_lookup (self->station, key->key);
      g_autoptr (GError) error = NULL;
      guint column = 0;

      if (!geng_rule_check_text (self->station, NULL, kind != NULL ? kind->name : key->key,
                                 part->text, &column, &error))
        geng_faults_add (self->faults, key->line,
                         kind != NULL ? key->value_column + part->column + MAX (column, 1) - 1
                                      : key->column,
                         "%s", error->message);
    }
}

void
geng_read_law_rules (GengReader *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      GengGroup *group = g_ptr_array_index (self->groups, i);

      for (guint k = 0; g_str_equal (group->kind, "law") && k < group->keys->len; k++)
        {
          GengKey *key = g_ptr_array_index (group->keys, k);

          if (!is_about (key) && !g_str_equal (key->key, PAY))
            check_key (self, key);
        }
    }
}

static char *
list_known (GengStation *station)
{
  g_autoptr (GPtrArray) shipped = geng_law_list_shipped ();
  g_autofree char *own = geng_reader_list_ids (geng_station_get_laws (station));
  GString *text = g_string_new (own);

  for (guint i = 0; i < shipped->len; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                            geng_entity_get_id (g_ptr_array_index (shipped, i)));
  return g_string_free (text, FALSE);
}

/* It may be named for hours that are counted so: it says nothing of them, or has them too. */
static gboolean
may_bind (GengLaw *law, GengHoursScheme scheme)
{
  g_autoptr (GEnumClass) all = g_type_class_ref (GENG_TYPE_HOURS_SCHEME);
  const char *const *schemes = geng_law_get_schemes (law);

  if (schemes == NULL || !g_strv_contains (schemes, NAMED))
    return geng_law_is_for (law, scheme);
  return schemes[1] == NULL
         || g_strv_contains (schemes, g_enum_get_value (all, (int) scheme)->value_nick);
}

char **
geng_read_law_names (GengReader *self, GengGroup *group, const GengHoursScheme *scheme)
{
  GengKey *key = geng_ini_get (group, "law");
  g_auto (GStrv) ids = key == NULL ? NULL : geng_words_split_ids (key->value);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  if (key == NULL)
    return NULL;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GengLaw) law = geng_station_dup_law (self->station, ids[i]);
      g_autofree char *known = law == NULL ? list_known (self->station) : NULL;

      g_strv_builder_add (names, ids[i]);
      if (law == NULL)
        geng_faults_add (self->faults, key->line, geng_reader_column_of (key, ids[i]),
                         _ ("unknown law '%s'; there are: %s"), ids[i], known);
      else if (scheme != NULL && !may_bind (law, *scheme))
        geng_faults_add (self->faults, key->line, geng_reader_column_of (key, ids[i]),
                         _ ("law '%s' is not for hours that are counted as “%s”"), ids[i],
                         geng_words_text (geng_words_scheme, (int) *scheme, FALSE));
    }
  return g_strv_builder_end (names);
}
