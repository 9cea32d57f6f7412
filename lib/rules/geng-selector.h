/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-rule-text.h"
#include "geng-scene.h"

G_BEGIN_DECLS

/* What a rule counts. */

typedef enum
{
  GENG_WHAT_DUTIES = 1 << 0,    /* all duties, the night ones, those of a shift, window or post */
  GENG_WHAT_HOURS = 1 << 1,     /* real time on duty */
  GENG_WHAT_WEEKENDS = 1 << 2,  /* weekends with a duty on one of their days */
  GENG_WHAT_SUNDAYS = 1 << 3,   /* duties of Sundays that nobody declared a working day */
  GENG_WHAT_HOLIDAYS = 1 << 4,  /* duties of public holidays, or of those of one name */
  GENG_WHAT_STATUTORY = 1 << 5, /* duties of holidays that the law itself names */
  GENG_WHAT_OFF = 1 << 6,       /* days without work: on call is one */
  GENG_WHAT_OVERTIME = 1 << 7   /* beyond eight hours of a working day, and all on other days */
} GengWhat;

/* What is counted in minutes. */
#define GENG_WHAT_MINUTES (GENG_WHAT_HOURS | GENG_WHAT_OVERTIME)
/* A day's normal work: 国务院关于职工工作时间的规定, 第三条 (State Council's decree 174). */
#define GENG_NORMAL_DAY_MINUTES (8 * 60)

/**
 * GengSelector:
 * @key: what it is in one form for all ways to write it: `nights`, `shift:day`
 * @title: for a reader, translated where it is no name of the station's
 * @n_shifts: of the station
 * @shifts: [n_shifts] nonzero for a shift that is meant; that of the leader on call is meant by its
 *   name or its post alone, and by %GENG_WHAT_OFF
 * @entity: (nullable): the shift, window or post that was named
 * @post: (nullable): of %GENG_WHAT_DUTIES, the one post that is meant
 * @holiday: (nullable): of %GENG_WHAT_HOLIDAYS, the name of those that are meant
 */
typedef struct
{
  GengWhat what;
  char *key;
  char *title;
  guint n_shifts;
  guint8 *shifts;
  GengEntity *entity;
  GengPost *post;
  char *holiday;
} GengSelector;

/* The words of the rules' language for @allowed; where holidays are, holiday:NAME is too, and where
 * duties are, so are a shift, a window and a post.
 * Returns: (transfer container) (element-type utf8) */
GPtrArray *geng_selector_list_words (guint allowed);
/* Reads one of the words of GengWhat that @allowed has, or a shift, a window or a post by id or by
 * name. */
gboolean geng_selector_parse (GengSelector *selector,
                              GengRuleText *text,
                              GengStation *station,
                              guint allowed,
                              GError **error);
GengSelector geng_selector_copy (const GengSelector *selector);
void geng_selector_clear (GengSelector *selector);

/* A duty in this shift at this post on this day counts.  post: (nullable): whatever the post. */
gboolean geng_selector_takes (const GengSelector *selector,
                              const GengScene *scene,
                              guint shift,
                              GengPost *post,
                              int day);
/* The member's day of the scene's rosters counts: a duty that is taken, or a day off. */
gboolean geng_selector_counts (const GengSelector *selector,
                               const GengScene *scene,
                               guint member,
                               int day);
/* The same for what is asked at least, aimed at or shared: who waits as a reserve serves nothing
 * but what names his post, and has the day off. */
gboolean geng_selector_takes_least (const GengSelector *selector,
                                    const GengScene *scene,
                                    guint shift,
                                    GengPost *post,
                                    int day);
gboolean geng_selector_counts_least (const GengSelector *selector,
                                     const GengScene *scene,
                                     guint member,
                                     int day);

G_END_DECLS
