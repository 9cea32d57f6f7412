/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <geng/geng-rule-parameter.h>

G_BEGIN_DECLS

/*
 * The grammar that the texts of all rules share:
 *
 *   limit  = range ["soft" WEIGHT]
 *   range  = MIN ".." MAX | ".." MAX | MIN ".." | N
 *   MIN, MAX, N = a number, with a unit where the rule counts time: 11h, 90min, 2days
 *
 * Words are separated by blanks, and each has a Chinese one (geng-rule-words.h).  A text is one
 * statement; in a file, `;` separates several of a kind.  An error says the column and what would
 * be right.
 */

typedef struct
{
  const char *text; /* borrowed */
  const char *at;   /* the next character */
  guint column;     /* of the error, from 1, in characters; 0 while there is none */
  const char *part; /* (nullable), borrowed: of a zone's planning station, who says it */
} GengRuleText;

/* Open sides are 0 (or G_MININT, see the function) and G_MAXINT. */
typedef struct
{
  int min, max;
  int weight; /* 0: hard; else points for each unit off (an hour where time is counted) */
} GengLimit;

/* The largest number and the largest weight that a text may hold. */
#define GENG_RULE_MAX_NUMBER 1000000
#define GENG_RULE_MAX_WEIGHT 100000

void geng_rule_text_init (GengRuleText *text, const char *source);
/* TRUE at the end of the text. */
gboolean geng_rule_text_ended (GengRuleText *text);
/* Eats the next word if it is @word; punctuation (`;`, `>`) is a word of its own. */
gboolean geng_rule_text_accept (GengRuleText *text, const char *word);
/* The same for a word that, in Chinese, stands right before the next one: 近2年, 每周. */
gboolean geng_rule_text_leads (GengRuleText *text, const char *word);
/* The next word: letters, digits, `-`, `_`, `:`, `@` and anything beyond ASCII.
 * Returns: (transfer full): NULL with an error saying that @wanted should be here. */
char *geng_rule_text_word (GengRuleText *text, const char *wanted, GError **error);
gboolean geng_rule_text_number (GengRuleText *text, GengRuleUnit unit, int *value, GError **error);
/* A range; min 0 and max G_MAXINT where open. */
gboolean geng_rule_text_range (GengRuleText *text,
                               GengRuleUnit unit,
                               int *min,
                               int *max,
                               GError **error);
/* An open range, `N..`, whatever follows. */
gboolean geng_rule_text_least (GengRuleText *text, GengRuleUnit unit, int *min, GError **error);
/* `soft W`, or 0 where there is none. */
gboolean geng_rule_text_weight (GengRuleText *text, int *weight, GError **error);
/* range and weight */
gboolean geng_rule_text_limit (GengRuleText *text,
                               GengRuleUnit unit,
                               GengLimit *limit,
                               GError **error);
/* One statement of a value that holds several. */
typedef struct
{
  char *text;
  guint column; /* where it begins, in characters from 0 */
} GengRulePart;

/* Splits at `;`.  Returns: (transfer full) (element-type GengRulePart): at least one */
GArray *geng_rule_text_split (const char *value);
/* Fails unless the text is at its end. */
gboolean geng_rule_text_finish (GengRuleText *text, GError **error);
/* Sets the error at the next word (or at @at). Always FALSE. */
gboolean geng_rule_text_fail (GengRuleText *text, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
gboolean geng_rule_text_fail_at (GengRuleText *text,
                                 const char *at,
                                 GError **error,
                                 const char *format,
                                 ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
