/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-merge.h"

#include "geng-copy.h"
#include "geng-part.h"
#include "geng-station-private.h"
#include "geng-thing.h"

/*
 * Stations side by side as parts of one, in which they can be planned and judged together.
 *
 * Every id gets its part in front (`v01/day`), and so does whatever names it.  Roles and
 * organisations are words that all share: a demand of one station asks for the police of any pool.
 * Rules keep their text and know their part, in which it is read.  What is already of another part
 * stays away: a station that has guests gives its own alone.
 */

typedef struct
{
  GengStation *self;
  GengStation *other;
  const char *part;
  GHashTable *there;
} Merge;

/* -- what names something by its id -- */

static void
join_all (GObject *thing, const char *property, const char *part)
{
  g_auto (GStrv) ids = NULL;

  g_object_get (thing, property, &ids, NULL);
  if (ids == NULL)
    return;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autofree char *id = ids[i];

      ids[i] = geng_part_join (part, id);
    }
  g_object_set (thing, property, ids, NULL);
}

static void
mark_rules (GListModel *rules, const char *part)
{
  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GengRule) rule = g_list_model_get_item (rules, i);

      geng_rule_set_part (rule, part);
    }
}

/* A name that the other station's table does not have is of a word that all share: of a law or a
 * kind of leave that is shipped.  Returns: (transfer full) */
static char *
join_own (const Merge *merge, GengTableKind kind, const char *id)
{
  return geng_part_join (
      geng_table_lookup (merge->other->tables[kind], id) != NULL ? merge->part : NULL, id);
}

static void
join_laws (const Merge *merge, GObject *copy)
{
  g_auto (GStrv) ids = NULL;

  g_object_get (copy, "laws", &ids, NULL);
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      g_autofree char *id = ids[i];

      ids[i] = join_own (merge, GENG_TABLE_LAWS, id);
    }
  g_object_set (copy, "laws", ids, NULL);
}

static void
rename_names (const Merge *merge, GObject *copy)
{
  if (GENG_IS_CONTRACT (copy))
    {
      join_laws (merge, copy);
      mark_rules (geng_contract_get_rules (GENG_CONTRACT (copy)), merge->part);
    }
  else if (GENG_IS_WINDOW (copy) || GENG_IS_POST (copy))
    join_all (copy, "kit", merge->part);
  else if (GENG_IS_DEMAND (copy))
    join_all (copy, "candidates", merge->part);
  else if (GENG_IS_MEMBER (copy))
    {
      join_all (copy, "posts", merge->part);
      join_all (copy, "shifts", merge->part);
      join_laws (merge, copy);
      mark_rules (geng_member_get_rules (GENG_MEMBER (copy)), merge->part);
    }
}

/* -- tables -- */

static void
add_copy (const Merge *merge, GengList *to, GObject *thing)
{
  g_autofree char *id = geng_part_join (merge->part, geng_entity_get_id (GENG_ENTITY (thing)));
  GObject *copy = geng_thing_copy_as (thing, id, merge->there);

  rename_names (merge, copy);
  geng_list_append (to, copy);
  g_hash_table_insert (merge->there, g_object_ref (thing), copy);
}

static void
merge_table (const Merge *merge, GengTableKind kind)
{
  GengList *from = merge->other->tables[kind];

  for (guint i = 0; i < geng_list_size (from); i++)
    if (geng_part_has (NULL, geng_list_peek (from, i)))
      add_copy (merge, merge->self->tables[kind], geng_list_peek (from, i));
}

static void
merge_names (const Merge *merge)
{
  GengList *from = merge->other->tables[GENG_TABLE_MEMBERS];

  for (guint i = 0; i < geng_list_size (from); i++)
    {
      GengEntity *member = geng_list_peek (from, i);
      g_autofree char *id = NULL;
      GengMember *named;

      if (!geng_part_has (NULL, member))
        continue;
      id = geng_part_join (merge->part, geng_entity_get_id (member));
      named = geng_member_new (id, geng_entity_get_name (member));
      geng_list_append (merge->self->tables[GENG_TABLE_MEMBERS], named);
      g_hash_table_insert (merge->there, g_object_ref (member), named);
    }
}

/* Of words that all share the first one stays. */
static void
share_table (const Merge *merge, GengTableKind kind)
{
  GengList *from = merge->other->tables[kind], *to = merge->self->tables[kind];

  for (guint i = 0; i < geng_list_size (from); i++)
    {
      GObject *thing = geng_list_peek (from, i);
      GObject *same = geng_table_lookup (to, geng_entity_get_id (GENG_ENTITY (thing)));

      if (same == NULL)
        {
          same = geng_thing_copy (thing, merge->there);
          geng_list_append (to, same);
          g_object_unref (same);
        }
      g_hash_table_insert (merge->there, g_object_ref (thing), g_object_ref (same));
    }
}

static void
merge_windows (const Merge *merge)
{
  GengList *shifts = merge->other->tables[GENG_TABLE_SHIFTS];

  for (guint i = 0; i < geng_list_size (shifts); i++)
    {
      GengShift *shift = geng_list_peek (shifts, i);

      if (geng_part_has (NULL, shift))
        geng_copy_times_and_windows (shift, g_hash_table_lookup (merge->there, shift),
                                     merge->there);
    }
}

/* -- lists -- */

static void
merge_request (const Merge *merge, GengRequest *request)
{
  const char *kind = geng_request_get_leave_kind (request);
  g_autofree char *own = kind != NULL ? join_own (merge, GENG_TABLE_LEAVE_KINDS, kind) : NULL;
  g_autoptr (GObject) copy = geng_thing_copy (G_OBJECT (request), merge->there);

  geng_request_set_leave_kind (GENG_REQUEST (copy), own);
  geng_list_append (merge->self->requests, copy);
}

static void
merge_requests (const Merge *merge)
{
  for (guint i = 0; i < geng_list_size (merge->other->requests); i++)
    {
      GengRequest *request = geng_list_peek (merge->other->requests, i);
      GengMember *member = geng_request_get_member (request);

      if (geng_part_has (NULL, member) && g_hash_table_contains (merge->there, member))
        merge_request (merge, request);
    }
}

static void
merge_rules (const Merge *merge)
{
  for (guint i = 0; i < geng_list_size (merge->other->rules); i++)
    {
      GengRule *rule = geng_list_peek (merge->other->rules, i);
      g_autoptr (GObject) copy = NULL;

      if (geng_rule_get_part (rule) != NULL)
        continue;
      copy = geng_thing_copy (G_OBJECT (rule), merge->there);
      geng_rule_set_part (GENG_RULE (copy), merge->part);
      geng_list_append (merge->self->rules, copy);
    }
}

/* A program's own kinds come with the rules that are of them. */
static void
share_kinds (GengStation *self, GengStation *other)
{
  GPtrArray *kinds = self->kinds;

  for (guint i = 0; other->kinds != NULL && i < other->kinds->len; i++)
    {
      if (kinds != NULL && g_ptr_array_find (kinds, other->kinds->pdata[i], NULL))
        continue;
      /* Copies of the station have the list as it was. */
      if (kinds == self->kinds)
        kinds = geng_station_list_rule_kinds (self);
      g_ptr_array_add (kinds, g_object_ref (other->kinds->pdata[i]));
    }
  if (kinds == self->kinds)
    return;
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  self->kinds = kinds;
}

void
geng_station_merge (GengStation *self,
                    GengStation *other,
                    const char *part,
                    GengMerge what,
                    GHashTable *there)
{
  static const GengTableKind people[]
      = { GENG_TABLE_CONTRACTS, GENG_TABLE_TEAMS, GENG_TABLE_PIECES,     GENG_TABLE_ITEMS,
          GENG_TABLE_CYCLES,    GENG_TABLE_LAWS,  GENG_TABLE_LEAVE_KINDS };
  static const GengTableKind places[]
      = { GENG_TABLE_WINDOWS, GENG_TABLE_POSTS, GENG_TABLE_SHIFTS, GENG_TABLE_DEMANDS };
  const Merge merge = { self, other, part, there };

  if (what == GENG_MERGE_NAMES)
    {
      merge_table (&merge, GENG_TABLE_PIECES);
      merge_table (&merge, GENG_TABLE_ITEMS);
      merge_names (&merge);
      return;
    }
  share_kinds (self, other);
  share_table (&merge, GENG_TABLE_ORGANISATIONS);
  share_table (&merge, GENG_TABLE_ROLES);
  if (what == GENG_MERGE_PLACES)
    merge_table (&merge, GENG_TABLE_PIECES);
  for (guint i = 0; what != GENG_MERGE_PLACES && i < G_N_ELEMENTS (people); i++)
    merge_table (&merge, people[i]);
  for (guint i = 0; what != GENG_MERGE_PEOPLE && i < G_N_ELEMENTS (places); i++)
    merge_table (&merge, places[i]);
  if (what != GENG_MERGE_PEOPLE)
    merge_windows (&merge);
  if (what == GENG_MERGE_PLACES)
    return;
  merge_table (&merge, GENG_TABLE_MEMBERS);
  merge_requests (&merge);
  merge_rules (&merge);
}

/* -- one member -- */

/* What is there already, by an earlier member of the part, stays. */
static GObject *
merge_once (const Merge *merge, GengTableKind kind, GObject *thing)
{
  g_autofree char *id = geng_part_join (merge->part, geng_entity_get_id (GENG_ENTITY (thing)));
  GObject *there = geng_table_lookup (merge->self->tables[kind], id);

  if (there == NULL)
    {
      add_copy (merge, merge->self->tables[kind], thing);
      return geng_table_lookup (merge->self->tables[kind], id);
    }
  g_hash_table_insert (merge->there, g_object_ref (thing), g_object_ref (there));
  return there;
}

static void
merge_missing (const Merge *merge, GengTableKind kind)
{
  GengList *from = merge->other->tables[kind];

  for (guint i = 0; i < geng_list_size (from); i++)
    if (geng_part_has (NULL, geng_list_peek (from, i)))
      merge_once (merge, kind, geng_list_peek (from, i));
}

static void
merge_leave (const Merge *merge, GengMember *member)
{
  for (guint i = 0; i < geng_list_size (merge->other->requests); i++)
    {
      GengRequest *request = geng_list_peek (merge->other->requests, i);

      if (geng_request_get_member (request) == member
          && geng_request_get_kind (request) == GENG_REQUEST_KIND_LEAVE)
        merge_request (merge, request);
    }
}

GengMember *
geng_station_merge_member (GengStation *self,
                           GengStation *other,
                           const char *part,
                           GengMember *member)
{
  static const GengTableKind own[] = { GENG_TABLE_CONTRACTS, GENG_TABLE_TEAMS, GENG_TABLE_CYCLES,
                                       GENG_TABLE_LAWS, GENG_TABLE_LEAVE_KINDS };
  g_autoptr (GHashTable) there = g_hash_table_new_full (NULL, NULL, g_object_unref, g_object_unref);
  const Merge merge = { self, other, part, there };
  guint before = geng_list_size (self->tables[GENG_TABLE_MEMBERS]);
  GObject *copy;

  share_kinds (self, other);
  share_table (&merge, GENG_TABLE_ORGANISATIONS);
  share_table (&merge, GENG_TABLE_ROLES);
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    merge_missing (&merge, own[i]);
  copy = merge_once (&merge, GENG_TABLE_MEMBERS, G_OBJECT (member));
  if (geng_list_size (self->tables[GENG_TABLE_MEMBERS]) > before)
    merge_leave (&merge, member);
  return GENG_MEMBER (copy);
}
