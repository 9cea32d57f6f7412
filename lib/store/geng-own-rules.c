/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Columns of members.csv that are rules of the member's own: what volunteers say of themselves
 * belongs beside their names and not into station.ini.
 *
 * `rounds` is the range of the rule `limit = duties per month RANGE`.  A number alone is a wish:
 * never more, and fewer cost a point each, so that nobody is sent out against it.
 */

#include "geng-own-rules.h"

#include <string.h>

#define ROUNDS "duties per month "
#define TARGET " target "

const char *
geng_own_rule_kind (GengOwnRule own)
{
  return own == GENG_OWN_AVAILABLE ? "available" : "limit";
}

static gboolean
is_number (const char *text)
{
  return text[0] != '\0' && text[strspn (text, "0123456789")] == '\0';
}

char *
geng_own_rule_text (GengOwnRule own, const char *cell)
{
  if (own == GENG_OWN_AVAILABLE)
    return g_strdup (cell);
  return is_number (cell) ? g_strdup_printf (ROUNDS "..%s" TARGET "%s", cell, cell)
                          : g_strconcat (ROUNDS, cell, NULL);
}

/* `..2 target 2` is the number 2. */
static char *
wish_of (const char *range)
{
  const char *target = strstr (range, TARGET);
  g_autofree char *most = NULL;

  if (target == NULL || !g_str_has_prefix (range, ".."))
    return g_strdup (range);
  most = g_strndup (range + strlen (".."), target - range - strlen (".."));
  return g_strdup (is_number (most) && g_str_equal (most, target + strlen (TARGET)) ? most : range);
}

char *
geng_own_rule_cell (GengOwnRule own, const char *text)
{
  if (own == GENG_OWN_AVAILABLE)
    return g_strdup (text);
  return g_str_has_prefix (text, ROUNDS) ? wish_of (text + strlen (ROUNDS)) : NULL;
}

GengRule *
geng_own_rule_find (GengOwnRule own, GengMember *member)
{
  GListModel *rules = geng_member_get_rules (member);

  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GengRule) rule = g_list_model_get_item (rules, i);
      g_autofree char *cell = NULL;

      if (!g_str_equal (geng_rule_get_kind (rule), geng_own_rule_kind (own)))
        continue;
      cell = geng_own_rule_cell (own, geng_rule_get_text (rule));
      if (cell != NULL)
        return g_steal_pointer (&rule);
    }
  return NULL;
}
