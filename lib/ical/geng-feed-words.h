/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/*
 * The words that feeds print, by the station's language: a feed is read by phones, so the locale
 * of the process that writes it must not show in it.
 */
typedef struct
{
  const char *language;  /* prefix of the station's language */
  const char *join;      /* between a shift's and its window's name */
  const char *separator; /* between names */
  const char *colon;
  const char *crew;
  const char *kit;
  const char *checklist;
  const char *relieves;  /* whom the crew takes over from */
  const char *relieved;  /* whom it hands over to */
  const char *duties_of; /* printf format: a member's calendar */
  const char *revoked;   /* name of the calendar behind a revoked address */
  const char *ask_anew;  /* the notice in it */
  const char *no_duties; /* the notice in a feed without duties */
} GengFeedWords;

const GengFeedWords *geng_feed_words_get (const char *language);
