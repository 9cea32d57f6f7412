/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* An empty station from a few answers: no people, no past, and not a word of another language than
 * the captain's. */
#include <stdio.h>
#include <string.h>

#include "ask.h"
#include "desk.h"
#include "new.h"

/* A shift as it was typed: "白班 08:00-18:00". */
typedef struct
{
  char *name;
  int start, end; /* minutes from 00:00 of the duty day */
} Span;

/* Most shifts, posts and sets of kit that a question takes; the rest is for station.ini. */
#define MAX_SHIFTS 8
#define MAX_POSTS 26
#define MAX_SETS 200

/* Points for each person under the crew that is wished for, as in the sample village. */
#define UNDER_PRICE 4

static const char *
usual_shifts (void)
{
  /* Translators: names of shifts become ids: letters, digits, - and _ alone */
  return _ ("day 08:00-18:00; night 18:00-04:00; standby 04:00-08:00");
}

static const char *
usual_posts (void)
{
  /* Translators: names of posts become ids: letters, digits, - and _ alone */
  return _ ("village; desk");
}

static const char *
usual_crews (void)
{
  /* Translators: a crew for each shift; the word before the last number is "wanted" */
  return _ ("4..6 wanted 5; 4..6 wanted 5; 1..2");
}

void
new_wish_clear (NewWish *self)
{
  g_free (self->name);
  g_free (self->shifts);
  g_free (self->posts);
  g_free (self->crews);
  g_free (self->kit);
  g_free (self->cycle);
  g_free (self->timezone);
}

static gboolean
ask_one (char **answer, const char *question, const char *usual)
{
  if (*answer == NULL)
    *answer = ask_text (question, usual);
  return *answer != NULL;
}

/* Asks what was not said; FALSE where nobody answers. */
gboolean
new_wish_ask (NewWish *self, const char *folder)
{
  g_autofree char *base = g_path_get_basename (folder);

  if (!ask_possible ())
    return TRUE;
  g_print ("%s\n",
           _ ("A new station. Enter takes what stands in brackets; everything can be changed "
              "later in station.ini."));
  return ask_one (&self->name, _ ("Its name:"), base)
         && ask_one (&self->shifts, _ ("Shifts, with their times, apart by ;"), usual_shifts ())
         && ask_one (&self->posts,
                     _ ("Posts, apart by ; (a shift after midnight serves the last one):"),
                     usual_posts ())
         && ask_one (&self->crews, _ ("People on each of the shifts, apart by ;"),
                     self->shifts != NULL && g_str_equal (self->shifts, usual_shifts ())
                         ? usual_crews ()
                         : "2..")
         && ask_one (&self->kit,
                     _ ("Sets of baton, torch, pepper spray and radio (0: kit is not planned):"),
                     "0");
}

/* Splits at ; or ； and trims. */
static char **
split (const char *text)
{
  g_autofree char *wide = g_strdup (text);
  g_autoptr (GString) plain = g_string_new (wide);
  char **parts;

  g_string_replace (plain, "；", ";", 0);
  parts = g_strsplit (plain->str, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    g_strstrip (parts[i]);
  return parts;
}

static void
span_free (gpointer data)
{
  Span *span = data;

  g_free (span->name);
  g_free (span);
}

static Span *
parse_span (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  const char *space = plain != NULL ? strrchr (plain, ' ') : NULL;
  int from[2] = { 0 }, to[2] = { 0 }, size = 0;
  Span *span;

  if (space == NULL || space == plain
      || (sscanf (space + 1, "%2d:%2d-%2d:%2d%n", &from[0], &from[1], &to[0], &to[1], &size) != 4
          && sscanf (space + 1, "%2d:%2d–%2d:%2d%n", &from[0], &from[1], &to[0], &to[1], &size)
                 != 4)
      || space[1 + size] != '\0' || from[0] > 23 || from[1] > 59 || to[0] > 24 || to[1] > 59)
    {
      say_error (_ ("“%s” is no shift. Write a name and times, like: day 08:00-18:00"), text);
      return NULL;
    }
  span = g_new0 (Span, 1);
  span->name = g_strstrip (g_strndup (plain, space - plain));
  span->start = from[0] * 60 + from[1];
  span->end = to[0] * 60 + to[1];
  return span;
}

/* Shifts that begin before the first one are of the next morning. */
static GPtrArray *
parse_spans (const char *text)
{
  g_auto (GStrv) parts = split (text);
  g_autoptr (GPtrArray) spans = g_ptr_array_new_with_free_func (span_free);

  for (guint i = 0; parts[i] != NULL && i < MAX_SHIFTS; i++)
    {
      Span *span = parts[i][0] != '\0' ? parse_span (parts[i]) : NULL;

      if (span == NULL && parts[i][0] != '\0')
        return NULL;
      if (span == NULL)
        continue;
      g_ptr_array_add (spans, span);
      if (span->start < ((Span *) g_ptr_array_index (spans, 0))->start)
        span->start += GENG_DAY_MINUTES;
      while (span->end <= span->start)
        span->end += GENG_DAY_MINUTES;
    }
  if (spans->len > 0)
    return g_steal_pointer (&spans);
  say_error (_ ("A station needs a shift, like: day 08:00-18:00"));
  return NULL;
}

/* Says what the library says against a station's part. */
static gboolean
fine (gboolean added, GError **error)
{
  if (!added)
    say_failure (*error);
  return added;
}

static gboolean
add_window (GengStation *station, const char *name, int start, int end)
{
  g_autoptr (GengWindow) window = geng_window_new (name, NULL, start, end);
  g_autoptr (GError) error = NULL;

  return fine (geng_station_add_window (station, window, &error), &error);
}

/* Windows fill the duty day: the stretch before midnight's end that shifts cover is the patrol,
 * a shift that begins after midnight where the patrol ends is the standby, what is left is free. */
static gboolean
add_windows (GengStation *station, GPtrArray *spans)
{
  int start = ((Span *) g_ptr_array_index (spans, 0))->start, end = start, dawn = G_MAXINT;

  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = g_ptr_array_index (spans, i);

      if (span->start >= GENG_DAY_MINUTES)
        dawn = MIN (dawn, span->start);
      else
        end = MAX (end, span->end);
    }
  end = MIN (MIN (end, dawn), start + GENG_DAY_MINUTES);
  geng_station_set_day_start_minute (station, start, NULL);
  if (!add_window (station, _ ("patrol"), start, end))
    return FALSE;
  if (dawn > end && end < start + GENG_DAY_MINUTES
      && !add_window (station, _ ("closed"), end, MIN (dawn, start + GENG_DAY_MINUTES)))
    return FALSE;
  if (dawn == G_MAXINT)
    return TRUE;
  if (!add_window (station, _ ("standby-window"), dawn, start + GENG_DAY_MINUTES))
    return FALSE;
  geng_window_set_standby (geng_station_lookup_window (station, _ ("standby-window")), TRUE);
  return TRUE;
}

static GengWindow *
window_at (GengStation *station, int minute)
{
  GListModel *windows = geng_station_get_windows (station);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GengWindow) window = g_list_model_get_item (windows, i);

      if (geng_window_get_start_minute (window) <= minute
          && minute < geng_window_get_end_minute (window))
        return window;
    }
  return NULL;
}

/* A shift that is at work at midnight is a night. */
static gboolean
add_shift (GengStation *station, const Span *span)
{
  GengWindow *window = window_at (station, span->start);
  g_autoptr (GengShift) shift = NULL;
  g_autoptr (GError) error = NULL;

  if (window == NULL)
    {
      say_error (_ ("“%s” lies outside of the duty day."), span->name);
      return FALSE;
    }
  shift = geng_shift_new (span->name, NULL, window, span->start, span->end);
  /* What captains write for 值守. */
  if (strstr (span->name, "守") != NULL)
    geng_shift_set_mark (shift, "守");
  geng_shift_set_night (shift, span->start < GENG_DAY_MINUTES && span->end > GENG_DAY_MINUTES);
  return fine (geng_station_add_shift (station, shift, &error), &error);
}

static gboolean
add_posts (GengStation *station, const char *text)
{
  g_auto (GStrv) parts = split (text);

  for (guint i = 0; parts[i] != NULL && i < MAX_POSTS; i++)
    {
      g_autoptr (GengPost) post = geng_post_new (parts[i], NULL);
      g_autoptr (GError) error = NULL;

      if (parts[i][0] != '\0' && !fine (geng_station_add_post (station, post, &error), &error))
        return FALSE;
    }
  if (g_list_model_get_n_items (geng_station_get_posts (station)) > 0)
    return TRUE;
  say_error (_ ("A station needs a post, like: village"));
  return FALSE;
}

/* "4", "4..6", "4.. wanted 5", "4..6 期望 5" */
static gboolean
parse_crew (const char *text, int *min, int *wanted, int *max)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  char word[32] = "";
  int size = 0, n;

  *max = G_MAXINT;
  if (plain == NULL || sscanf (plain, "%d%n", min, &size) != 1 || *min < 0)
    n = -1;
  else if (plain[size] == '\0')
    {
      *max = *wanted = *min;
      return TRUE;
    }
  else if (!g_str_has_prefix (plain + size, ".."))
    n = -1;
  else
    {
      const char *rest = plain + size + 2;

      size = 0;
      if (g_ascii_isdigit (rest[0]) && sscanf (rest, "%d%n", max, &size) == 1)
        rest += size;
      *wanted = *min;
      n = rest[0] == '\0' ? 2 : sscanf (rest, " %31s %d", word, wanted);
    }
  if (n == 2 && *min <= *wanted && *wanted <= *max
      && (word[0] == '\0' || g_str_equal (word, "wanted") || g_str_equal (word, "期望")))
    return TRUE;
  say_error (_ ("“%s” is no number of people. Write 4, 4..6 or 4..6 wanted 5."), text);
  return FALSE;
}

/* The post of a shift: a shift after midnight keeps the station, the others patrol. */
static GengPost *
post_of (GengStation *station, GengShift *shift)
{
  GListModel *posts = geng_station_get_posts (station);
  gboolean dawn = geng_shift_get_start_minute (shift) >= GENG_DAY_MINUTES;
  g_autoptr (GengPost) post
      = g_list_model_get_item (posts, dawn ? g_list_model_get_n_items (posts) - 1 : 0);

  return post;
}

static gboolean
add_demand (GengStation *station, GengShift *shift, const char *crew, const char *captain)
{
  g_autoptr (GengDemand) demand = geng_demand_new_for_shift (
      geng_entity_get_id (GENG_ENTITY (shift)), NULL, post_of (station, shift), shift);
  g_autoptr (GError) error = NULL;
  int min, wanted, max;

  if (!parse_crew (crew, &min, &wanted, &max))
    return FALSE;
  geng_demand_set_crew (demand, min, wanted, max);
  if (wanted > min)
    geng_demand_set_prices (demand, UNDER_PRICE, 0);
  if (captain != NULL && geng_shift_get_start_minute (shift) < GENG_DAY_MINUTES)
    {
      g_autoptr (GengRoleLimit) limit = geng_role_limit_new (captain, 1, G_MAXINT, 0);

      geng_demand_add_role_limit (demand, limit);
    }
  return fine (geng_station_add_demand (station, demand, &error), &error);
}

static gboolean
is_wanted (GengStation *station, GengPost *post)
{
  GListModel *demands = geng_station_get_demands (station);

  for (guint i = 0; i < g_list_model_get_n_items (demands); i++)
    {
      g_autoptr (GengDemand) demand = g_list_model_get_item (demands, i);

      if (geng_demand_get_post (demand) == post)
        return TRUE;
    }
  return FALSE;
}

void
new_posts_hint (GengStation *station)
{
  GListModel *posts = geng_station_get_posts (station);

  for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
    {
      g_autoptr (GengPost) post = g_list_model_get_item (posts, i);

      if (!is_wanted (station, post))
        say_hint (_ ("Nobody is wanted at %s: give it a [demand …] in station.ini, as the other "
                     "posts have, or take the post out."),
                  geng_entity_get_name (GENG_ENTITY (post)));
    }
}

/* The last crew goes for all shifts that come after it. */
static gboolean
add_demands (GengStation *station, const char *text, const char *captain)
{
  g_auto (GStrv) crews = split (text);
  GListModel *shifts = geng_station_get_shifts (station);
  guint n = g_strv_length (crews);

  while (n > 0 && crews[n - 1][0] == '\0')
    n--;
  for (guint i = 0; i < g_list_model_get_n_items (shifts); i++)
    {
      g_autoptr (GengShift) shift = g_list_model_get_item (shifts, i);

      if (!add_demand (station, shift, n > 0 ? crews[MIN (i, n - 1)] : "", captain))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_piece (GengStation *station, const char *name, guint n_sets)
{
  g_autoptr (GengPiece) piece = geng_piece_new (name, NULL);
  g_autoptr (GError) error = NULL;

  if (!fine (geng_station_add_piece (station, piece, &error), &error))
    return FALSE;
  for (guint i = 1; i <= n_sets; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s%02u", name, i);
      g_autofree char *set = g_strdup_printf ("%02u", i);
      g_autoptr (GengItem) item = geng_item_new (id, piece);

      geng_item_set_kit_set (item, set);
      if (!fine (geng_station_add_item (station, item, &error), &error))
        return FALSE;
    }
  return TRUE;
}

/* So many sets of the four pieces, for each who patrols. */
static gboolean
add_kit (GengStation *station, const char *text)
{
  const char *const pieces[] = { _ ("baton"), _ ("torch"), _ ("pepper-spray"), _ ("radio"), NULL };
  g_autoptr (GengWindow) patrol = g_list_model_get_item (geng_station_get_windows (station), 0);
  guint64 n_sets = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 0, MAX_SETS, &n_sets, NULL))
    {
      say_error (_ ("“%s” is no number of sets from 0 to %d."), text, MAX_SETS);
      return FALSE;
    }
  for (guint i = 0; n_sets > 0 && pieces[i] != NULL; i++)
    if (!add_piece (station, pieces[i], (guint) n_sets))
      return FALSE;
  if (n_sets > 0)
    geng_window_set_kit (patrol, pieces);
  return TRUE;
}

/* What is decent and lawful nearly everywhere; the manual has the rest. */
static void
add_rules (GengStation *station)
{
  const char *const rules[][2] = {
    { "rest", _ ("11h") },
    { "run", _ ("duties ..5") },
    { "limit", _ ("hours per period ..184 target 160 soft 1") },
    { "fair-share", _ ("nights 20; weekends 5") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (GengRule) rule = geng_rule_new (rules[i][0], rules[i][1]);

      geng_station_add_rule (station, rule);
    }
}

/* The folder's name where it can be an id. */
static GengStation *
create (const NewWish *wish, const char *folder)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autofree char *base = g_path_get_basename (absolute);
  const char *zone = wish->timezone != NULL ? wish->timezone : "Asia/Shanghai";
  const char *name = wish->name != NULL && wish->name[0] != '\0' ? wish->name : base;
  g_autoptr (GError) error = NULL;
  GengStation *station = geng_station_new (base, name, zone, NULL);

  if (station == NULL)
    station = geng_station_new (_ ("station"), name, zone, &error);
  if (station == NULL)
    say_failure (error);
  else
    geng_station_set_language (station, desk_language ());
  return station;
}

/* Returns: (transfer full) (nullable): NULL after a message */
GengStation *
new_station (const NewWish *wish, const char *folder)
{
  gboolean usual = wish->shifts == NULL || g_str_equal (wish->shifts, usual_shifts ());
  g_autoptr (GPtrArray) spans = parse_spans (usual ? usual_shifts () : wish->shifts);
  g_autoptr (GengStation) station = spans != NULL ? create (wish, folder) : NULL;
  const char *captain = wish->no_captain ? NULL : _ ("captain");
  const char *crews = wish->crews != NULL ? wish->crews : usual ? usual_crews () : "2..";

  if (station == NULL || !add_windows (station, spans))
    return NULL;
  for (guint i = 0; i < spans->len; i++)
    if (!add_shift (station, g_ptr_array_index (spans, i)))
      return NULL;
  if (captain != NULL)
    {
      g_autoptr (GengRole) role = geng_role_new (captain, NULL);
      g_autoptr (GError) error = NULL;

      geng_role_set_leads (role, TRUE);
      if (!fine (geng_station_add_role (station, role, &error), &error))
        return NULL;
    }
  if (!add_posts (station, wish->posts != NULL ? wish->posts : usual_posts ())
      || !add_demands (station, crews, captain)
      || !add_kit (station, wish->kit != NULL && wish->kit[0] != '\0' ? wish->kit : "0"))
    return NULL;
  add_rules (station);
  return g_steal_pointer (&station);
}
