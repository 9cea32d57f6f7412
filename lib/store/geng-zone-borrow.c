/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Whom a station borrows from another one of the zone.
 *
 * In its folder he is `v01/m03`, a guest, and is there as soon as one of its tables names him, with
 * his contract and his leave: nobody reads of people who never come.  Where his own station cannot
 * be read he is a guest of whom nothing is known but what the row says: what is wrong there is no
 * mistake here, and the rows stay.
 */

#include <geng/geng.h>

#include <string.h>

#include "geng-charset.h"
#include "geng-merge.h"
#include "geng-part.h"
#include "geng-rule-def.h"
#include "geng-station-private.h"
#include "geng-text.h"
#include "geng-zone-private.h"

/* What speaks of shifts or posts that this station does not have is for home to judge. */
static void
drop_unreadable (GengStation *station, gpointer owner, GListModel *rules)
{
  for (guint i = g_list_model_get_n_items (rules); i-- > 0;)
    {
      g_autoptr (GengRule) rule = g_list_model_get_item (rules, i);

      if (geng_rule_check_text (station, geng_rule_get_part (rule), geng_rule_get_kind (rule),
                                geng_rule_get_text (rule), NULL, NULL))
        continue;
      if (GENG_IS_CONTRACT (owner))
        geng_contract_remove_rule (owner, rule);
      else
        geng_member_remove_rule (owner, rule);
    }
}

static const GengPlace *
find_lender (GengZone *self, const GengPlace *borrower, const char *part)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      const GengPlace *place = self->places->pdata[i];

      if (place != borrower && geng_zone_lends (self, place) && g_str_equal (place->id, part))
        return place;
    }
  return NULL;
}

/* His name comes with the first row that has one. */
static void
add_unknown (GengZone *self, const GengPlace *place, const char *id)
{
  g_autoptr (GengMember) guest = geng_member_new (id, id);

  geng_member_set_guest (guest, TRUE);
  geng_member_set_lend_price (guest, self->lend_price);
  geng_list_append (place->station->tables[GENG_TABLE_MEMBERS], guest);
}

void
geng_zone_borrow (GengZone *self, const GengPlace *place, const char *id)
{
  const char *local = geng_part_local_id (id);
  g_autofree char *part = local > id ? g_strndup (id, (gsize) (local - id) - 1) : NULL;
  const GengPlace *lender
      = part != NULL && geng_zone_lends (self, place) ? find_lender (self, place, part) : NULL;
  GengMember *own = lender != NULL && lender->station != NULL
                        ? geng_station_lookup_member (lender->station, local)
                        : NULL;
  GengMember *guest;

  if (lender == NULL || geng_station_lookup_member (place->station, id) != NULL)
    return;
  if (lender->station == NULL && geng_text_is_id (local))
    add_unknown (self, place, id);
  if (own == NULL)
    return;
  guest = geng_station_merge_member (place->station, lender->station, lender->id, own);
  geng_member_set_guest (guest, TRUE);
  geng_member_set_lend_price (guest, self->lend_price);
  geng_member_set_posts (guest, NULL);
  geng_member_set_shifts (guest, NULL);
  drop_unreadable (place->station, guest, geng_member_get_rules (guest));
  if (geng_member_get_contract (guest) != NULL)
    drop_unreadable (place->station, geng_member_get_contract (guest),
                     geng_contract_get_rules (geng_member_get_contract (guest)));
}

/* -- whom the tables of a station name -- */

static gboolean
ends_word (char c)
{
  return strchr (",;\"'\t\r\n ", c) != NULL;
}

/* Each word with the mark that only ids of other parts have, once. */
static void
find_words (const char *text, GHashTable *words)
{
  for (const char *at = strchr (text, '/'); at != NULL; at = strchr (at, '/'))
    {
      const char *first = at, *end = at;

      while (first > text && !ends_word (first[-1]))
        first--;
      while (*end != '\0' && !ends_word (*end))
        end++;
      g_hash_table_add (words, g_strndup (first, (gsize) (end - first)));
      at = end;
    }
}

static void
find_in_folder (const char *root, const char *folder, int depth, GHashTable *words)
{
  g_autofree char *path = g_build_filename (root, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (folder, name, NULL);
      g_autoptr (GengFaults) unread = geng_faults_new ();
      g_autofree char *text = NULL;

      if (depth > 0 && strchr (name, '.') == NULL)
        find_in_folder (root, inside, depth - 1, words);
      else if (g_str_has_suffix (name, ".csv") || g_str_has_suffix (name, ".steps"))
        text = geng_charset_load (root, inside, FALSE, unread);
      if (text != NULL)
        find_words (text, words);
    }
}

/* The log's copy of the tables is read against the same people. */
static GHashTable *
find_named (const GengPlace *place)
{
  static const char *const roots[] = { ".", "log/known" };
  static const char *const folders[] = { "drafts", "rosters", "journal" };
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint r = 0; r < G_N_ELEMENTS (roots); r++)
    for (guint f = 0; f < G_N_ELEMENTS (folders); f++)
      {
        g_autofree char *folder = g_build_filename (roots[r], folders[f], NULL);

        find_in_folder (geng_store_get_path (place->store), folder, 1, words);
      }
  return words;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

void
geng_zone_add_lent (GengZone *self, const GengPlace *place)
{
  g_autoptr (GHashTable) words = NULL;
  g_autofree char **ids = NULL;
  guint n;

  if (place->station == NULL || !geng_zone_lends (self, place))
    return;
  words = find_named (place);
  ids = (char **) g_hash_table_get_keys_as_array (words, &n);
  qsort (ids, n, sizeof *ids, compare_words);
  for (guint i = 0; i < n; i++)
    geng_zone_borrow (self, place, ids[i]);
}
