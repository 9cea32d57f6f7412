/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "geng-problem-private.h"

/* Duties of people of which a scout knows; a byte has eight. */
#define MAX_SCOUTED (G_GUINT64_CONSTANT (8) * 500000000)

/* -- making -- */

static GengProblem *
new_mapped (guint n_people, guint n_days, guint n_duties, GError **error)
{
  GengProblem *problem;

  /* what is too many of codes is known when people's own are */
  if (!geng_problem_fits (n_people, n_days, 1, error))
    return NULL;
  if (n_duties > GENG_MAX_DUTIES)
    {
      g_set_error (error, GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_TOO_LARGE,
                   "problem: %u duties are too many, at most %d", n_duties, GENG_MAX_DUTIES);
      return NULL;
    }
  problem = geng_problem_new_empty (n_days);
  problem->map = g_new0 (GengProblemMap, 1);
  problem->map->n_people = n_people;
  problem->map->n_duties = n_duties;
  problem->map->duties = g_new0 (GArray *, n_people + 1);
  problem->map->joined = g_array_new (FALSE, FALSE, sizeof (GengJoined));
  return problem;
}

GengProblem *
geng_problem_new_mapped (guint n_people, guint n_days, guint n_duties, GError **error)
{
  return new_mapped (n_people, n_days, n_duties, error);
}

GengProblem *
geng_problem_new_scout (guint n_people, guint n_days, guint n_duties, GError **error)
{
  GengProblem *scout = new_mapped (n_people, n_days, n_duties, error);
  guint64 bits = (guint64) n_people * n_duties;

  if (scout == NULL)
    return NULL;
  if (bits > MAX_SCOUTED)
    {
      g_set_error (error, GENG_PROBLEM_ERROR, GENG_PROBLEM_ERROR_TOO_LARGE,
                   "problem: %u people × %u duties are too many", n_people, n_duties);
      geng_problem_free (scout);
      return NULL;
    }
  scout->map->scout = geng_scout_new (n_people, n_days, n_duties);
  return scout;
}

static void
wardrobe_free (gpointer data)
{
  GengWardrobe *wardrobe = data;

  g_free (wardrobe->duty);
  g_free (wardrobe);
}

void
geng_problem_map_free (GengProblemMap *map)
{
  if (map == NULL)
    return;
  for (guint i = 0; map->duties != NULL && i < map->n_people; i++)
    g_clear_pointer (&map->duties[i], g_array_unref);
  for (guint i = 0; i < map->joined->len; i++)
    g_free (g_array_index (map->joined, GengJoined, i).present);
  g_array_unref (map->joined);
  g_clear_error (&map->error);
  g_clear_pointer (&map->wardrobes, g_ptr_array_unref);
  g_free (map->duties);
  geng_scout_free (map->scout);
  g_free (map->excused);
  g_free (map->line);
  g_free (map->place);
  g_free (map->first);
  g_free (map->wardrobe);
  g_free (map);
}

static void
mistake (GengProblem *problem, GengProblemError code, const char *text)
{
  if (problem->map->error == NULL)
    problem->map->error = g_error_new (GENG_PROBLEM_ERROR, code, "problem: %s", text);
}

void
geng_problem_set_duties (GengProblem *problem, guint person, const guint16 *duties, guint n)
{
  GengProblemMap *map = problem->map;

  g_return_if_fail (map != NULL && !map->begun && person < map->n_people);
  g_clear_pointer (&map->duties[person], g_array_unref);
  map->duties[person] = g_array_new (FALSE, FALSE, sizeof (guint16));
  for (guint i = 0; i < n; i++)
    if (duties[i] != GENG_OFF && duties[i] < map->n_duties)
      g_array_append_val (map->duties[person], duties[i]);
}

static gboolean
is_joined (const GengProblemMap *map, guint person)
{
  for (guint i = 0; i < map->joined->len; i++)
    {
      const GengJoined *joined = &g_array_index (map->joined, GengJoined, i);

      for (guint j = 0; j < joined->n; j++)
        if (joined->people[j] == person)
          return TRUE;
    }
  return FALSE;
}

void
geng_problem_join (GengProblem *problem, const guint *people, guint n, const guint8 *present)
{
  GengProblemMap *map = problem->map;
  GengJoined joined = { .n = n };

  g_return_if_fail (map != NULL && !map->begun);
  if (n < 2 || n > GENG_MAX_JOINED)
    {
      mistake (problem, GENG_PROBLEM_ERROR_INVALID, "two to four people can be one line");
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      joined.people[i] = people[i];
      for (guint j = 0; j < i; j++)
        if (people[i] == people[j])
          mistake (problem, GENG_PROBLEM_ERROR_INVALID, "somebody is joined with himself");
      if (people[i] < map->n_people && !is_joined (map, people[i]))
        continue;
      mistake (problem, GENG_PROBLEM_ERROR_INVALID, "somebody is in two lines, or in none");
      return;
    }
  if (present != NULL)
    joined.present = g_memdup2 (present, (gsize) problem->n_days * n);
  g_array_append_val (map->joined, joined);
}

/* -- wardrobes -- */

/* Who is present, as bits; everybody where it does not matter. */
static guint
present_on (const GengJoined *joined, guint day)
{
  guint bits = 0;

  for (guint i = 0; i < joined->n; i++)
    if (joined->present == NULL || joined->present[(gsize) day * joined->n + i])
      bits |= 1u << i;
  return bits;
}

static gboolean
has_duty (const GengProblemMap *map, guint person, guint16 duty)
{
  const GArray *duties = map->duties[person];

  for (guint i = 0; duties != NULL && i < duties->len; i++)
    if (g_array_index (duties, guint16, i) == duty)
      return TRUE;
  return FALSE;
}

/* The duties that all of them may serve, served by them alone. */
static void
add_codes_of (const GengProblemMap *map, const GengJoined *joined, guint bits, GArray *duty)
{
  const GArray *of_first = map->duties[joined->people[g_bit_nth_lsf (bits, -1)]];

  for (guint i = 0; of_first != NULL && i < of_first->len; i++)
    {
      guint16 here = g_array_index (of_first, guint16, i);
      gboolean all = TRUE;

      for (guint j = 0; j < joined->n; j++)
        all = all && (!(bits >> j & 1) || has_duty (map, joined->people[j], here));
      for (guint j = 0; j < joined->n && all; j++)
        {
          guint16 his = bits >> j & 1 ? here : GENG_OFF;

          g_array_append_val (duty, his);
        }
    }
}

/* The line's codes as duties of its people, code after code. */
static GArray *
list_codes (const GengProblem *problem, const GengJoined *joined)
{
  const GengProblemMap *map = problem->map;
  GArray *duty = g_array_new (FALSE, FALSE, sizeof (guint16));
  const guint16 off = GENG_OFF;
  guint seen = 0; /* bit b: those present by the bits b have their codes */

  for (guint i = 0; i < joined->n; i++)
    g_array_append_val (duty, off);
  for (guint d = 0; d < problem->n_days; d++)
    {
      guint bits = present_on (joined, d);

      if (bits == 0 || seen >> bits & 1)
        continue;
      seen |= 1u << bits;
      add_codes_of (map, joined, bits, duty);
    }
  return duty;
}

static guint
share_wardrobe (GengProblem *problem, GHashTable *known, const GengJoined *joined)
{
  GengProblemMap *map = problem->map;
  g_autoptr (GArray) duty = list_codes (problem, joined);
  guint n_codes = duty->len / joined->n;
  g_autoptr (GBytes) key = NULL;
  gpointer index;
  GengWardrobe *wardrobe;

  if (n_codes > GENG_MAX_CODES)
    {
      mistake (problem, GENG_PROBLEM_ERROR_TOO_LARGE,
               "somebody has more than 249 duties to choose");
      return 0;
    }
  g_array_append_val (duty, joined->n); /* a key of one size for no other number of people */
  key = g_bytes_new (duty->data, duty->len * sizeof (guint16));
  if (g_hash_table_lookup_extended (known, key, NULL, &index))
    return GPOINTER_TO_UINT (index);
  wardrobe = g_new0 (GengWardrobe, 1);
  wardrobe->n_places = joined->n;
  wardrobe->n_codes = n_codes;
  wardrobe->duty = g_memdup2 (duty->data, duty->len * sizeof (guint16));
  g_hash_table_insert (known, g_steal_pointer (&key), GUINT_TO_POINTER (map->wardrobes->len));
  g_ptr_array_add (map->wardrobes, wardrobe);
  return map->wardrobes->len - 1;
}

static void
add_line (GengProblem *problem, GHashTable *known, const GengJoined *joined)
{
  GengProblemMap *map = problem->map;
  guint line = problem->n_members++;

  for (guint i = 0; i < joined->n; i++)
    {
      map->line[joined->people[i]] = line;
      map->place[joined->people[i]] = i;
    }
  map->first[line] = joined->people[0];
  for (guint i = 1; i < joined->n; i++)
    map->first[line] = MIN (map->first[line], joined->people[i]);
  map->wardrobe[line] = share_wardrobe (problem, known, joined);
  if (map->wardrobes->len > 0)
    {
      const GengWardrobe *wardrobe = map->wardrobes->pdata[map->wardrobe[line]];

      problem->n_codes = MAX (problem->n_codes, wardrobe->n_codes);
    }
}

/* The group of which the person is the first; himself alone where he is in none; NULL where he
 * stands in another's. */
static const GengJoined *
group_of (const GengProblemMap *map, guint person, GengJoined *alone)
{
  for (guint i = 0; i < map->joined->len; i++)
    {
      const GengJoined *joined = &g_array_index (map->joined, GengJoined, i);
      guint least = G_MAXUINT;
      gboolean among = FALSE;

      for (guint j = 0; j < joined->n; j++)
        {
          least = MIN (least, joined->people[j]);
          among |= joined->people[j] == person;
        }
      if (among)
        return least == person ? joined : NULL;
    }
  *alone = (GengJoined){ { person }, 1, NULL };
  return alone;
}

static void
forbid_code (GengProblem *problem, guint line, guint day, guint code)
{
  GENG_PROBLEM_COST (problem, line, day)[code] = GENG_FORBIDDEN;
}

/* Codes that the line does not have, and those of others than the day's present ones. */
static void
forbid_foreign (GengProblem *problem, guint line, const GengJoined *joined)
{
  const GengWardrobe *wardrobe = problem->map->wardrobes->pdata[problem->map->wardrobe[line]];

  for (guint d = 0; d < problem->n_days; d++)
    for (guint c = GENG_OFF + 1; c < problem->n_codes; c++)
      {
        guint bits = 0;

        for (guint i = 0; c < wardrobe->n_codes && i < joined->n; i++)
          bits |= wardrobe->duty[c * joined->n + i] != GENG_OFF ? 1u << i : 0;
        if (c >= wardrobe->n_codes || bits != present_on (joined, d))
          forbid_code (problem, line, d, c);
      }
}

/* After a mistake everybody can do nothing, so that what is still said does no harm. */
static void
forget_codes (GengProblem *problem)
{
  GengProblemMap *map = problem->map;
  GengWardrobe *bare = g_new0 (GengWardrobe, 1);

  bare->n_places = GENG_MAX_JOINED;
  bare->n_codes = problem->n_codes = 1;
  bare->duty = g_new0 (guint16, GENG_MAX_JOINED);
  g_ptr_array_set_size (map->wardrobes, 0);
  g_ptr_array_add (map->wardrobes, bare);
  memset (map->wardrobe, 0, map->n_people * sizeof *map->wardrobe);
}

static void
find_lines (GengProblem *problem)
{
  GengProblemMap *map = problem->map;
  g_autoptr (GHashTable) known
      = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  GengJoined alone;

  map->line = g_new0 (guint, map->n_people + 1);
  map->place = g_new0 (guint, map->n_people + 1);
  map->first = g_new0 (guint, map->n_people + 1);
  map->wardrobe = g_new0 (guint, map->n_people + 1);
  map->wardrobes = g_ptr_array_new_with_free_func (wardrobe_free);
  for (guint i = 0; i < map->n_people; i++)
    {
      const GengJoined *joined = group_of (map, i, &alone);

      if (joined != NULL)
        add_line (problem, known, joined);
    }
}

/* Joined people are few; what they are in is found by looking at all. */
void
geng_problem_map_begin (GengProblem *problem)
{
  GengProblemMap *map = problem->map;
  GengJoined alone;
  GengProblemBuilding *building;

  map->begun = TRUE;
  problem->n_codes = 1;
  find_lines (problem);
  if (map->error == NULL)
    geng_problem_fits (problem->n_members, problem->n_days, problem->n_codes, &map->error);
  if (map->error != NULL)
    forget_codes (problem);
  geng_problem_allocate (problem);
  building = problem->building;
  building->error = g_steal_pointer (&map->error);
  for (guint l = 0; building->error == NULL && l < problem->n_members; l++)
    forbid_foreign (problem, l, group_of (map, map->first[l], &alone));
}

/* -- reading -- */

static const GengWardrobe *
wardrobe_of (const GengProblem *problem, guint person)
{
  const GengProblemMap *map = problem->map;

  return map->wardrobes->pdata[map->wardrobe[map->line[person]]];
}

guint
geng_problem_map_next (const GengProblem *problem, guint person, guint duty, guint code)
{
  const GengWardrobe *wardrobe;
  guint place;

  if (problem->map == NULL)
    return code <= duty ? duty : G_MAXUINT;
  wardrobe = wardrobe_of (problem, person);
  place = problem->map->place[person];
  for (; code < MIN (wardrobe->n_codes, problem->n_codes); code++)
    if (wardrobe->duty[code * wardrobe->n_places + place] == duty)
      return code;
  return G_MAXUINT;
}

guint
geng_problem_map_duty (const GengProblem *problem, guint person, guint code)
{
  const GengWardrobe *wardrobe;

  if (problem->map == NULL)
    return code;
  wardrobe = wardrobe_of (problem, person);
  return code < wardrobe->n_codes
             ? wardrobe->duty[code * wardrobe->n_places + problem->map->place[person]]
             : G_MAXUINT;
}

guint
geng_problem_count_people (const GengProblem *problem)
{
  return problem->map != NULL ? problem->map->n_people : problem->n_members;
}

guint
geng_problem_get_line (const GengProblem *problem, guint person)
{
  return geng_problem_line (problem, person);
}

guint
geng_problem_get_person (const GengProblem *problem, guint line)
{
  return problem->map != NULL ? problem->map->first[line] : line;
}

/* The code by which each of the line's people has his duty; all of them, or none. */
static guint
find_code (const GengProblem *problem, guint line, guint day, const guint16 *duties)
{
  const GengProblemMap *map = problem->map;
  guint first = geng_problem_get_person (problem, line);
  guint code = geng_problem_map_next (problem, first, duties[first * problem->n_days + day], 0);

  for (; code != G_MAXUINT; code = geng_problem_map_next (
                                problem, first, duties[first * problem->n_days + day], code + 1))
    {
      gboolean all = TRUE;

      for (guint i = first; map != NULL && i < map->n_people && all; i++)
        if (map->line[i] == line)
          all = geng_problem_map_duty (problem, i, code) == duties[i * problem->n_days + day];
      if (all)
        return code;
    }
  return G_MAXUINT;
}

gboolean
geng_problem_encode (const GengProblem *problem, const guint16 *duties, guint8 *codes)
{
  gboolean complete = TRUE;

  for (guint l = 0; l < problem->n_members; l++)
    for (guint d = 0; d < problem->n_days; d++)
      {
        guint code = find_code (problem, l, d, duties);

        complete = complete && code < problem->n_codes;
        codes[(gsize) l * problem->n_days + d] = code < problem->n_codes ? (guint8) code : GENG_OFF;
      }
  return complete;
}

void
geng_problem_decode (const GengProblem *problem, const guint8 *codes, guint16 *duties)
{
  guint n_people = geng_problem_count_people (problem);

  for (guint p = 0; p < n_people; p++)
    for (guint d = 0; d < problem->n_days; d++)
      {
        guint line = geng_problem_line (problem, p);

        duties[(gsize) p * problem->n_days + d] = (guint16) geng_problem_map_duty (
            problem, p, codes[(gsize) line * problem->n_days + d]);
      }
}

/* -- scouting -- */

GArray *
geng_problem_scout_duties (const GengProblem *scout, guint person)
{
  const GengProblemMap *map = scout->map;
  GArray *duties = g_array_new (FALSE, FALSE, sizeof (guint16));

  for (guint duty = GENG_OFF + 1; duty < map->n_duties; duty++)
    {
      guint16 one = (guint16) duty;

      if (geng_scout_is_open (map->scout, person, duty))
        g_array_append_val (duties, one);
    }
  return duties;
}
