/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * Sizes of neighbourhoods (geng-shapes.h): S (members, days); 0 days: as many as `repair_days`
 * says.  Which serve a problem is learnt in each run, and its log tells what each has taken and
 * gained (`geng-solve --log`).  What the large ones and the learning are worth:
 * tests/bench/ablation.py --techniques.
 */
#define GENG_SHAPES(S)                                                                             \
  /* a few, over many days */                                                                      \
  S (3, 0)                                                                                         \
  S (5, 0)                                                                                         \
  S (8, 0)                                                                                         \
  S (12, 0)                                                                                        \
  S (18, 0)                                                                                        \
  /* many, over a week or two */                                                                   \
  S (8, 14)                                                                                        \
  S (16, 14)                                                                                       \
  S (28, 14)                                                                                       \
  S (14, 7)                                                                                        \
  S (28, 7)                                                                                        \
  /* large: what they move nothing smaller does, but they cost a village all it has */             \
  S (150, 7)                                                                                       \
  S (75, 14)                                                                                       \
  /* gains on long horizons alone: RESULTS.md, many people and eight weeks */                      \
  S (50, 21)
