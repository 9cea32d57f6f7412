/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-line-private.h"

static void
price_options (GengLineSearch *search, const gint32 *cost, guint first_day, guint end_day)
{
  const GengLineModel *model = search->model;
  gint32 *option_cost = search->option_cost;
  guint8 *option_code = search->option_code;

  for (guint d = first_day; d < end_day; d++)
    for (guint o = model->first_option[d]; o < model->first_option[d + 1]; o++)
      {
        const GengOption *option = &model->options[o];

        option_cost[o] = GENG_INFINITE;
        option_code[o] = 0;
        for (guint i = option->first; i < option->first + option->n; i++)
          {
            guint8 code = model->option_codes[i];
            gint32 price = cost[d * model->n_codes + code];

            if (price < option_cost[o])
              {
                option_cost[o] = price;
                option_code[o] = code;
              }
          }
      }
}

static void
price_groups (GengLineSearch *search, const gint32 *group_price)
{
  guint n_groups = search->model->automaton->n_groups;

  for (guint c = 0; c < 1u << n_groups; c++)
    {
      search->group_add[c] = 0;
      for (guint g = 0; g < n_groups && group_price != NULL; g++)
        search->group_add[c] += c >> g & 1 ? group_price[g] : 0;
    }
}

void
geng_line_search_prices (GengLineSearch *search,
                         const GengLineModel *model,
                         GengLineArena *arena,
                         const gint32 *cost,
                         const gint32 *group_price,
                         guint first_day,
                         guint end_day)
{
  guint n_options = model->first_option[model->n_days];

  *search = (GengLineSearch){ .model = model, .arena = arena };
  search->option_cost = g_new (gint32, n_options + 1);
  search->option_code = g_new (guint8, n_options + 1);
  price_options (search, cost, first_day, end_day);
  price_groups (search, group_price);
}

gboolean
geng_line_search_init (GengLineSearch *search,
                       const GengLineModel *model,
                       GengLineArena *arena,
                       const gint32 *cost,
                       const gint32 *group_price)
{
  gsize n_places = (gsize) model->automaton->n_states * (model->n_days + 1);

  geng_line_search_prices (search, model, arena, cost, group_price, 0, model->n_days);
  search->relaxed = g_new (gint64, model->first_option[model->n_days] + 1);
  search->first_reach = g_new (guint, model->n_days + 2);
  search->reach = g_new (guint16, n_places);
  search->rest = g_new (gint64, n_places);
  return geng_line_find_reach (search);
}

gint64
geng_line_usual_cost (const GengLineSearch *search)
{
  guint n = search->model->first_option[search->model->n_days], n_finite = 0;
  gint64 sum = 0;

  for (guint o = 0; o < n; o++)
    if (search->option_cost[o] < GENG_INFINITE)
      {
        sum += ABS ((gint64) search->option_cost[o]);
        n_finite++;
      }
  return sum / MAX (n_finite, 1) + 1;
}

void
geng_line_search_clear (GengLineSearch *search)
{
  g_free (search->option_cost);
  g_free (search->option_code);
  g_free (search->relaxed);
  g_free (search->first_reach);
  g_free (search->reach);
  g_free (search->rest);
}
