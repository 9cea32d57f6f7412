/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-look-back.h"

#include "geng-limit.h"
#include "geng-rule-book.h"
#include "geng-rule-list.h"
#include "geng-share.h"

/* A rule whose span is written; that of others ends with what is known. */
static gboolean
first_day_of (const GengTerm *term, const GDate *first, GDate *day)
{
  if (term->params == NULL)
    return FALSE;
  if (term->kind == &geng_rule_limit)
    return geng_rule_span_first_day (&((const GengCount *) term->params)->span, first, day);
  if (term->kind == &geng_rule_fair_share)
    return geng_burden_looks_back (term->params, first, day);
  return FALSE;
}

static void
look_at (GPtrArray *terms, const GDate *first, GDate *earliest)
{
  for (guint i = 0; i < terms->len; i++)
    {
      GDate day;

      if (first_day_of (g_ptr_array_index (terms, i), first, &day)
          && g_date_compare (&day, earliest) < 0)
        *earliest = day;
    }
}

static gboolean
shares_all (GPtrArray *terms)
{
  for (guint i = 0; i < terms->len; i++)
    {
      const GengTerm *term = g_ptr_array_index (terms, i);

      if (term->kind == &geng_rule_fair_share && term->params != NULL
          && ((const GengBurden *) term->params)->n_over == 0)
        return TRUE;
    }
  return FALSE;
}

typedef void (*EachList) (GPtrArray *terms, gpointer data);

static void
for_each_list (const GengRuleBook *book, GengStation *station, EachList each, gpointer data)
{
  GListModel *contracts = geng_station_get_contracts (station);
  GListModel *members = geng_station_get_members (station);

  each (geng_rule_book_station (book), data);
  for (guint i = 0; i < g_list_model_get_n_items (contracts); i++)
    {
      g_autoptr (GengContract) contract = g_list_model_get_item (contracts, i);

      each (geng_rule_book_contract (book, contract), data);
    }
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      each (geng_rule_book_member (book, member), data);
    }
}

typedef struct
{
  GDate first, earliest;
  gboolean shares;
} Look;

static void
look (GPtrArray *terms, gpointer data)
{
  Look *self = data;

  look_at (terms, &self->first, &self->earliest);
  self->shares = self->shares || shares_all (terms);
}

static Look
look_back (GengStation *station, const GDate *first)
{
  g_autoptr (GengRuleBook) book = geng_rule_book_new (station, NULL, NULL);
  Look self = { *first, *first, FALSE };

  for_each_list (book, station, look, &self);
  return self;
}

guint
geng_look_back_months (GengStation *station, const GDate *first)
{
  Look self = look_back (station, first);
  guint months = 12 * (g_date_get_year (first) - g_date_get_year (&self.earliest))
                 + g_date_get_month (first) - g_date_get_month (&self.earliest);

  return MAX (MAX (months, 1), self.shares ? GENG_LOOK_BACK_SHARES : 1);
}

gboolean
geng_look_back (GengStation *station, const GDate *first, GDate *day)
{
  *day = look_back (station, first).earliest;
  return g_date_compare (day, first) < 0;
}
