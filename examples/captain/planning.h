/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdio.h>

#include "official.h"

/* Points that a changed duty costs: more than all wishes and shares of a month differ, so that the
 * fewest changes come first, whatever they cost. */
#define PLANNING_CHANGE_PRICE 1000

/* The options of the commands that plan. */
typedef struct
{
  char *effort;
  GengEffort effort_level; /* what @effort says, once it was read */
  gint64 seed;
  int threads;
  double time_limit;
  char *certificate; /* (nullable): the file of `plan --certificate` */
  char *trace;       /* (nullable): that of `plan --trace` */
  FILE *course;      /* that, open */
  char *from;        /* (nullable): what begins before it is served */
} Planning;

/* Entries of a Planning, for an array of options: what a roster depends on, and the threads. */
#define PLANNING_EFFORT_ENTRIES(planning)                                                          \
  { "effort",                                                                                      \
    'e',                                                                                           \
    0,                                                                                             \
    G_OPTION_ARG_STRING,                                                                           \
    &(planning)->effort,                                                                           \
    N_ ("How hard to look: quick, normal or thorough"),                                            \
    N_ ("HOW") },                                                                                  \
      { "seed",                                                                                    \
        0,                                                                                         \
        0,                                                                                         \
        G_OPTION_ARG_INT64,                                                                        \
        &(planning)->seed,                                                                         \
        N_ ("Start of the random numbers; the same seed gives the same roster"),                   \
        N_ ("N") },                                                                                \
  {                                                                                                \
    "threads", 0, 0, G_OPTION_ARG_INT, &(planning)->threads,                                       \
        N_ ("Threads to use; the roster does not depend on it"), N_ ("N")                          \
  }

/* The entries of commands that plan one month. */
#define PLANNING_ENTRIES(planning)                                                                 \
  PLANNING_EFFORT_ENTRIES (planning),                                                              \
  {                                                                                                \
    "time-limit", 0, 0, G_OPTION_ARG_DOUBLE, &(planning)->time_limit,                              \
        N_ ("Stop after so many seconds with the best roster so far"), N_ ("S")                    \
  }

/* The entries of `plan` that name a file to write. */
#define PLANNING_FILE_ENTRIES(planning)                                                            \
  { "trace",                                                                                       \
    0,                                                                                             \
    0,                                                                                             \
    G_OPTION_ARG_FILENAME,                                                                         \
    &(planning)->trace,                                                                            \
    N_ ("Write the course of the search to a file"),                                               \
    N_ ("FILE") },                                                                                 \
  {                                                                                                \
    "certificate", 0, 0, G_OPTION_ARG_FILENAME, &(planning)->certificate,                          \
        N_ ("Write what shows to a stranger how good the roster is"), N_ ("FILE")                  \
  }

/* The option that says from when on a published month may change. */
#define FROM_ENTRY(planning)                                                                       \
  {                                                                                                \
    "from", 0, 0, G_OPTION_ARG_STRING, &(planning)->from,                                          \
        N_ ("Duties that began before it are served and stay; needed for a published month"),      \
        N_ ("DATE[ TIME]")                                                                         \
  }

/* Reads what the option says of the effort; FALSE after a message. */
gboolean planning_read_effort (Planning *self);
/* Effort, seed, threads and limit. */
void planning_set_up (const Planning *self, GengPlanner *planner);
/* (nullable): the duties that the draft marks as fixed, and those of people whom the zone plans;
 * NULL where there are none, and with an error. */
GengRoster *planning_load_fixed (Desk *desk, GError **error);
/* (transfer full) (nullable): these, what swaps have brought, and the served duties of what is
 * official; NULL where there are none, and with an error. */
GengRoster *planning_load_base (Desk *desk, Official *official, GError **error);
GengPlanner *planning_new_planner (Planning *self, Desk *desk);
void planning_assign_kit (Desk *desk);
/* Where @before was repaired: how many changes, whether fewer would do, and what they cost. */
void planning_print_changes (Desk *desk, GengPlan *plan, GengRoster *before);
/* How good the plan on the desk is, as far as it is proven. */
void planning_print_proofs (Desk *desk, GengPlan *plan);
/* Where it was asked for. */
gboolean planning_write_certificate (const Planning *self, GengPlan *plan, GError **error);
gboolean planning_load_official (Planning *self, Desk *desk, Official *official);
Status planning_run (const Planning *self,
                     GengPlanner *planner,
                     Desk *desk,
                     GengRoster *before,
                     const Options *options);
void planning_clear (Planning *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Planning, planning_clear)
