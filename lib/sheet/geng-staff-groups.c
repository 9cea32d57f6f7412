/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a list of people names: found in the station by id or name, else made. */

#include "geng-staff-groups.h"
#include "geng-text.h"

#include <string.h>

/* By id or name, however it is spaced. */
gpointer
geng_staff_find (GListModel *list, const char *text)
{
  g_autofree char *wanted = geng_text_compact (text);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GengEntity) entity = g_list_model_get_item (list, i);
      g_autofree char *id = geng_text_compact (geng_entity_get_id (entity));
      g_autofree char *name = geng_text_compact (geng_entity_get_name (entity));

      if (g_str_equal (id, wanted) || g_str_equal (name, wanted))
        return entity;
    }
  return NULL;
}

static gboolean
is_taken (GListModel *taken, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (taken); i++)
    {
      g_autoptr (GengEntity) entity = g_list_model_get_item (taken, i);

      if (g_str_equal (geng_entity_get_id (entity), id))
        return TRUE;
    }
  return FALSE;
}

/* The text itself, with - for what no id may have. */
char *
geng_staff_make_id (const char *text, GListModel *taken)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *whole = NULL;
  g_autoptr (GString) id = g_string_new (NULL);
  char *unique;

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)) || *at == '_')
      g_string_append_unichar (id, g_utf8_get_char (at));
    else if (id->len > 0 && id->str[id->len - 1] != '-')
      g_string_append_c (id, '-');
  if (id->len == 0)
    g_string_append_c (id, 'x');
  /* Room for a number that makes it unique. */
  if (g_utf8_strlen (id->str, -1) > GENG_ID_MAX - 4)
    g_string_truncate (id, g_utf8_offset_to_pointer (id->str, GENG_ID_MAX - 4) - id->str);
  whole = g_strdup (id->str);
  unique = g_strdup (whole);
  for (guint n = 2; is_taken (taken, unique); n++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%s-%u", whole, n);
    }
  return unique;
}

static gsize
count_digits (const char *id)
{
  gsize digits = 0, size = strlen (id);

  while (digits < size && digits < 9 && g_ascii_isdigit (id[size - digits - 1]))
    digits++;
  return digits;
}

/* What stands before the digits of the last member's id, and how many these are.  Who has left
 * gives no pattern: such ids may be made up for an old roster.  (transfer full) (nullable) */
static char *
find_prefix (GListModel *members, gsize *width)
{
  for (guint i = g_list_model_get_n_items (members); i > 0; i--)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i - 1);
      const char *id = geng_entity_get_id (GENG_ENTITY (member));
      gsize digits = count_digits (id);

      if (digits == 0 || geng_member_get_until (member) != NULL)
        continue;
      *width = digits;
      return g_strndup (id, strlen (id) - digits);
    }
  return NULL;
}

/* Ids go on as they are: after m28 comes m29.  The first ones are 01, 02, … or 001 where the list
 * is long. */
char *
geng_staff_next_member_id (GengStation *station, guint n_people)
{
  GListModel *members = geng_station_get_members (station);
  gsize width = n_people > 99 ? 3 : 2;
  g_autofree char *found = find_prefix (members, &width);
  const char *prefix = found != NULL ? found : "";
  guint64 highest = 0;

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengEntity) member = g_list_model_get_item (members, i);
      const char *id = geng_entity_get_id (member);
      gsize before = strlen (id) - count_digits (id);

      if (strlen (prefix) == before && g_str_has_prefix (id, prefix))
        highest = MAX (highest, g_ascii_strtoull (id + before, NULL, 10));
    }
  return g_strdup_printf ("%s%0*" G_GUINT64_FORMAT, prefix, (int) width, highest + 1);
}

/* Finds or makes an entity of one type: the same three lines for each. */
#define DEFINE_GROUP(Type, type, types)                                                            \
  Geng##Type *geng_staff_##type (GengStation *station, const char *text, GError **error)           \
  {                                                                                                \
    GListModel *list = geng_station_get_##types (station);                                         \
    Geng##Type *found = geng_staff_find (list, text);                                              \
    g_autofree char *id = NULL;                                                                    \
    g_autoptr (Geng##Type) made = NULL;                                                            \
                                                                                                   \
    if (found != NULL)                                                                             \
      return found;                                                                                \
    id = geng_staff_make_id (text, list);                                                          \
    made = geng_##type##_new (id, text);                                                           \
    return geng_station_add_##type (station, made, error) ? made : NULL;                           \
  }

DEFINE_GROUP (Organisation, organisation, organisations)
DEFINE_GROUP (Team, team, teams)
DEFINE_GROUP (Contract, contract, contracts)
