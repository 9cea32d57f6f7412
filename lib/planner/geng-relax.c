/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-relax.h"

#include <string.h>

/* Widens one limit by a duty: its text is edited where the upper end stands, and read again. */

#define HOUR 60

void
geng_relaxed_free (GengRelaxed *self)
{
  g_free (self->text);
  g_free (self->sentence);
  g_free (self);
}

/* The upper end of the first range of a statement, and what follows; NULL where it is open. */
static const char *
find_upper (const char *text)
{
  const char *dots = strstr (text, "..");

  if (dots == NULL)
    return NULL;
  dots += 2;
  while (g_ascii_isspace (*dots))
    dots++;
  return g_ascii_isdigit (*dots) ? dots : NULL;
}

/* `..184` by ten hours is `..194`; what is written in minutes stays in minutes. */
static char *
widen (const char *text, gboolean time, int step)
{
  const char *upper = find_upper (text);
  char *end = NULL;
  gint64 number;

  if (upper == NULL)
    return NULL;
  number = g_ascii_strtoll (upper, &end, 10);
  if (!time)
    number += 1;
  else if (g_str_has_prefix (end, "min") || g_str_has_prefix (end, "分"))
    number += step;
  else
    number += (step + HOUR - 1) / HOUR;
  return g_strdup_printf ("%.*s%" G_GINT64_FORMAT "%s", (int) (upper - text), text, number, end);
}

/* The hard term of a statement, which is what the limit says; NULL without one. */
static GengTerm *
hard_term (GPtrArray *terms)
{
  for (guint i = 0; terms != NULL && i < terms->len; i++)
    if (((GengTerm *) terms->pdata[i])->hold == GENG_HOLD_HARD)
      return terms->pdata[i];
  return NULL;
}

/* A rule is one statement, so that its text is the term's. */
static GengRelaxed *
relax_term (GengStation *station, const GengTerm *term, int step)
{
  gboolean time = g_str_has_prefix (term->key, "hours") || g_str_has_prefix (term->key, "overtime");
  g_autofree char *text = widen (geng_rule_get_text (term->rule), time, step);
  g_autoptr (GPtrArray) terms
      = text == NULL
            ? NULL
            : geng_rule_def_parse (term->kind, station, geng_term_part (term), text, NULL, NULL);
  GengTerm *wider = hard_term (terms);
  GengRelaxed *relaxed;

  if (wider == NULL)
    return NULL;
  relaxed = g_new0 (GengRelaxed, 1);
  relaxed->kind = term->kind->name;
  relaxed->text = g_strstrip (g_steal_pointer (&text));
  relaxed->sentence = term->kind->describe (wider->params);
  return relaxed;
}

static gboolean
says (const GengTerm *term, const char *kind, const char *claim)
{
  g_autofree char *words = NULL;

  if (term->rule == NULL || term->key == NULL || term->hold != GENG_HOLD_HARD
      || !g_str_equal (term->kind->name, kind))
    return FALSE;
  words = term->kind->describe (term->params);
  return g_strcmp0 (words, claim) == 0;
}

GengRelaxed *
geng_relax (GengStation *station,
            const GengRuleBook *book,
            GengMember *member,
            const char *kind,
            const char *claim,
            int step)
{
  GPtrArray *places[] = { geng_rule_book_contract (book, geng_member_get_contract (member)),
                          geng_rule_book_station (book) };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (guint t = 0; t < places[i]->len; t++)
      {
        const GengTerm *term = places[i]->pdata[t];

        if (says (term, kind, claim) && geng_rule_book_binds (book, term, member))
          return relax_term (station, term, step);
      }
  return NULL;
}
