/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The words of the rules' language in English and in Chinese.
 *
 * A Chinese text is the same text word for word, so reading one takes nothing but this table.
 */
typedef struct
{
  const char *english;
  const char *chinese; /* as the library writes it */
  const char *others;  /* (nullable): read as well, separated by blanks */
} GengRuleWord;

/* The word that these @n bytes are, in either language; NULL where they are none. */
const GengRuleWord *geng_rule_word_find (const char *at, gsize n);
/* @english as the grammar has it in a language.  language: (nullable): that of messages */
const char *geng_rule_word_in (const char *english, const char *language);
/* The bytes are @english, or a Chinese word for it. */
gboolean geng_rule_word_is (const char *at, gsize n, const char *english);

G_END_DECLS
