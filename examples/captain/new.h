/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "command.h"

/* What a new station is made of, as typed; NULL for what was not said. */
typedef struct
{
  char *name;
  char *shifts;
  char *posts;
  char *crews;
  char *kit;
  char *cycle;
  char *timezone;
  gboolean no_captain;
} NewWish;

void new_wish_clear (NewWish *self);
gboolean new_wish_ask (NewWish *self, const char *folder);
/* Whether the teams take turns; asks where nothing was said and @ask is TRUE. */
gboolean new_cycle (const NewWish *wish, GengStation *station, gboolean ask);
void new_cycle_hint (GengStation *station);
/* Says each post at which nobody is wanted. */
void new_posts_hint (GengStation *station);
GengStation *new_station (const NewWish *wish, const char *folder);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NewWish, new_wish_clear)
