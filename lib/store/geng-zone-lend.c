/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * People whom a station of the zone lends to the others.
 *
 *     [lend]
 *     price = 20
 *     stations = v01; v02
 *
 * Whoever serves at home as a rule may be planned at the other stations that lend, at so many
 * points a duty; whoever has posts of his own in members.csv serves at these alone.  In the
 * planning station he is one of his station's people; how another station sees him is in
 * geng-zone-borrow.c.
 */

#include <geng/geng.h>

#include "geng-gettext.h"
#include "geng-ini-words.h"
#include "geng-part.h"
#include "geng-words.h"
#include "geng-zone-private.h"

/* More than anybody means; a month of such duties is far from the largest number. */
#define MAX_PRICE 10000

/* -- zone.ini -- */

static gboolean
has_place (GengZone *self, const char *id)
{
  return geng_zone_find (self, id) >= 0;
}

static void
read_price (GengZone *self, const GengGroup *group, const GengKey *price, GengFaults *faults)
{
  guint64 points = 0;

  if (price == NULL)
    geng_faults_add (faults, group->line, 1,
                     _ ("what does a duty at another station cost? Write %s = 20"),
                     geng_ini_words_tell ("price"));
  else if (!g_ascii_string_to_unsigned (price->value, 10, 1, MAX_PRICE, &points, NULL))
    geng_faults_add (faults, price->line, price->value_column,
                     _ ("'%s' is no price; write points a duty, from 1 to %d"), price->value,
                     MAX_PRICE);
  self->lend_price = (int) points;
}

void
geng_zone_read_lend (GengZone *self, GengGroup *group, GengFaults *faults)
{
  GengKey *price = geng_ini_get (group, "price"), *stations = geng_ini_get (group, "stations");

  if (group->id[0] != '\0')
    geng_faults_add (faults, group->line, 1, _ ("[%s] has no id"),
                     geng_ini_words_tell (group->kind));
  read_price (self, group, price, faults);
  g_clear_pointer (&self->lenders, g_strfreev);
  if (stations == NULL)
    return;
  self->lenders = geng_words_split_ids (stations->value);
  for (guint i = 0; self->lenders[i] != NULL; i++)
    if (!has_place (self, self->lenders[i]))
      geng_faults_add (faults, stations->line, stations->value_column,
                       _ ("the zone has no station '%s'"), self->lenders[i]);
  if (g_strv_length (self->lenders) < 2)
    geng_faults_add (faults, stations->line, stations->value_column,
                     _ ("two stations at least lend each other people; without this key all of "
                        "them do"));
}

gboolean
geng_zone_lends (const GengZone *self, const GengPlace *place)
{
  return self->lend_price > 0
         && (self->lenders == NULL
             || g_strv_contains ((const char *const *) self->lenders, place->id));
}

/**
 * geng_zone_get_lend_price:
 * @self: a zone
 *
 * Returns: the points that a duty costs of somebody whom one station lends to another; 0 where all
 *   serve at home
 */
int
geng_zone_get_lend_price (GengZone *self)
{
  g_return_val_if_fail (GENG_IS_ZONE (self), 0);
  return self->lend_price;
}

/* -- in the planning station -- */

static void
add_post (GPtrArray *ids, GengStation *joined, const char *part)
{
  GListModel *posts = geng_station_get_posts (joined);

  for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (GengEntity) post = g_list_model_get_item (posts, i);

      if (geng_part_has (part, post))
        g_ptr_array_add (ids, (gpointer) geng_entity_get_id (post));
    }
}

/* Returns: (transfer full) (element-type char): of all stations that lend */
static GPtrArray *
list_posts (const GengZone *self, GengStation *joined)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < self->places->len; i++)
    if (geng_zone_lends (self, self->places->pdata[i]))
      add_post (ids, joined, ((GengPlace *) self->places->pdata[i])->id);
  g_ptr_array_add (ids, NULL);
  return ids;
}

static gboolean
says_own_posts (const GengPlace *place, GengMember *member)
{
  GengMember *own = geng_station_lookup_member (place->station, geng_part_local (member));
  const char *const *listed = own != NULL ? geng_member_get_posts (own) : NULL;

  return listed != NULL && listed[0] != NULL;
}

void
geng_zone_join_lent (const GengZone *self, const GengPlace *place, GengStation *joined)
{
  GListModel *members = geng_station_get_members (joined);
  g_autoptr (GPtrArray) posts = list_posts (self, joined);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      if (!geng_part_has (place->id, member))
        continue;
      geng_member_set_lend_price (member, self->lend_price);
      if (!says_own_posts (place, member))
        {
          g_auto (GStrv) shifts = g_strdupv ((char **) geng_member_get_shifts (member));

          geng_member_set_posts (member, (const char *const *) posts->pdata);
          geng_zone_find_shifts (joined, member, (const char *const *) shifts);
        }
    }
}
