/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-problem-map.h"
#include "geng-problem-scout.h"

G_BEGIN_DECLS

/* A member's feed before sealing: slot = day × n_codes + code. */
typedef struct
{
  guint32 slot, cell;
  gint64 coefficient;
} GengBuiltFeed;

/* Tables of one kind and size, equal ones once. */
typedef struct
{
  GHashTable *index; /* GBytes -> index + 1 */
  GArray *all;       /* not owned, or owned by the builder alone */
  guint n;           /* elements of a table */
} GengTables;

/* What only the builder needs. */
typedef struct
{
  GError *error;                      /* the first mistake */
  GengTables sets;                    /* of codes, in the sealed problem's array */
  GengTables weights;                 /* alike */
  GengTables groups;                  /* alike */
  GengTables days;                    /* alike */
  GengTables duty_sets, duty_weights; /* of a mapped problem: as they were given, of duties */
  GArray **feeds;                     /* [member] GengBuiltFeed, or NULL */
  GArray **joins; /* [member] guint32 (day × n_codes + a) × n_codes + b, or NULL */
} GengProblemBuilding;

/* Codes of lines that have the same. */
typedef struct
{
  guint n_places; /* people of the line */
  guint n_codes;
  guint16 *duty; /* [code × n_places + place] */
} GengWardrobe;

typedef struct
{
  guint people[GENG_MAX_JOINED], n;
  guint8 *present; /* [day × n + i], or NULL */
} GengJoined;

/* Of a mapped problem. */
struct _GengProblemMap
{
  guint n_people, n_duties;
  GError *error;  /* the first mistake until begun */
  gboolean begun; /* lines and codes are known */
  guint16
      *excused; /* [person × n_days + day] 1 + the duty that nothing forbids, 0: none; or NULL */
  GengScout *scout;    /* (nullable): keeps what is forbidden, and nothing else is kept */
  GArray **duties;     /* [person] guint16, or NULL; until begun */
  GArray *joined;      /* GengJoined */
  guint *line, *place; /* [person] */
  guint *first;        /* [line]: a person of it */
  guint *wardrobe;     /* [line] */
  GPtrArray *wardrobes;
};

void geng_problem_map_free (GengProblemMap *map);
/* Lines and codes from what has been said; *error where there are too many. */
void geng_problem_map_begin (GengProblem *problem);
/* The codes of the person's line that mean this duty to him: the first one from `code` on, or
 * G_MAXUINT. */
guint geng_problem_map_next (const GengProblem *problem, guint person, guint duty, guint code);
/* What a code means to the person; G_MAXUINT for one that his line does not have. */
guint geng_problem_map_duty (const GengProblem *problem, guint person, guint code);

static inline guint
geng_problem_line (const GengProblem *problem, guint person)
{
  return problem->map != NULL ? problem->map->line[person] : person;
}

/* The person's days @first..@last are all excused. */
gboolean geng_problem_all_excused (const GengProblem *problem, guint person, gint first, gint last);
/* When feeds are laid out: no cell is held to more than excused days leave in reach. */
void geng_problem_relax_cells (GengProblem *problem);

/* Where the sizes do not go beyond the arithmetic. */
gboolean geng_problem_fits (guint n_members, guint n_days, guint n_codes, GError **error);
GengProblem *geng_problem_new_empty (guint n_days);
/* Makes room for what n_members and n_codes say, everything free. */
void geng_problem_allocate (GengProblem *problem);
void geng_problem_building_free (GengProblem *problem);

G_END_DECLS
