/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What stands before each file that mutants.py has put mutants into. */
#pragma once

/* GENG_MUTANT: the number of the mutant that acts, or -1. */
extern int geng_mutant_chosen;
/* GENG_MUTANTS_SEEN: a file with a byte for each, or NULL. */
extern unsigned char *geng_mutants_seen;

/* Whether the mutant of this number acts; notes that the place was reached. */
static inline int __attribute__ ((unused)) geng_mutant (int number)
{
  if (geng_mutants_seen != (void *) 0)
    geng_mutants_seen[number] = 1;
  return number == geng_mutant_chosen;
}
