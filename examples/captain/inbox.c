/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The files of the inbox. */
#include "inbox.h"

#include <stdio.h>
#include <string.h>

#include "zone.h"

#define FOLDER "inbox"
#define GROUP "ask"
/* A file that phones may have written. */
#define MOST_BYTES 8192

static const char *const kind_words[ASK_N_KINDS] = { "leave", "serve", "swap", "offer" };
static const char *const state_words[ASK_N_STATES]
    = { "open", "partner", "accepted", "published", "refused", "withdrawn" };

const char *
ask_kind_word (AskKind kind)
{
  return kind_words[kind];
}

const char *
ask_state_word (AskState state)
{
  return state_words[state];
}

const char *
ask_kind_text (AskKind kind)
{
  static const char *const texts[ASK_N_KINDS]
      = { N_ ("leave"), N_ ("to serve"), N_ ("a swap"), N_ ("a substitute") };

  return _ (texts[kind]);
}

const char *
ask_state_text (AskState state)
{
  static const char *const texts[ASK_N_STATES] = { N_ ("waits for an answer"),
                                                   N_ ("waits for the colleague"),
                                                   N_ ("accepted, to be published"),
                                                   N_ ("published"),
                                                   N_ ("refused"),
                                                   N_ ("withdrawn") };

  return _ (texts[state]);
}

Ask *
ask_new (AskKind kind, GengMember *member, const GDate *first, const GDate *last)
{
  Ask *self = g_new0 (Ask, 1);

  self->kind = kind;
  self->state = kind == ASK_SWAP ? ASK_PARTNER : ASK_OPEN;
  self->member = g_strdup (geng_entity_get_id (GENG_ENTITY (member)));
  self->first = *first;
  self->last = *last;
  g_date_clear (&self->with_day, 1);
  return self;
}

void
ask_free (gpointer data)
{
  Ask *self = data;

  g_free (self->member);
  g_free (self->shift);
  g_free (self->with);
  g_free (self->gave);
  g_free (self->took);
  g_free (self->text);
  g_free (self->from);
  g_free (self->came);
  g_free (self->agreed);
  g_free (self->answer);
  g_free (self);
}

void
ask_agree (Ask *self, GDateTime *now)
{
  g_free (self->agreed);
  self->agreed = g_date_time_format_iso8601 (now);
  self->state = ASK_OPEN;
}

void
ask_close (Ask *self, AskState state, const char *why)
{
  g_free (self->answer);
  self->answer = g_strdup (why);
  self->state = state;
}

/* -- in -- */

static int
find_word (const char *const *words, int n, const char *text)
{
  for (int i = 0; text != NULL && i < n; i++)
    if (g_str_equal (words[i], text))
      return i;
  return -1;
}

static char *
get (GKeyFile *file, const char *key)
{
  return g_key_file_get_string (file, GROUP, key, NULL);
}

/* "2026-12-05"; FALSE for anything else. */
static gboolean
get_date (GKeyFile *file, const char *key, GDate *date)
{
  g_autofree char *text = get (file, key);
  int year = 0, month = 0, day = 0;

  g_date_clear (date, 1);
  if (text == NULL || sscanf (text, "%4d-%2d-%2d", &year, &month, &day) != 3
      || !g_date_valid_dmy (CLAMP (day, 0, 99), CLAMP (month, 0, 99), CLAMP (year, 0, 9999)))
    return FALSE;
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

static void
read_texts (Ask *self, GKeyFile *file)
{
  self->shift = get (file, "shift");
  self->with = get (file, "with");
  get_date (file, "with-date", &self->with_day);
  self->gave = get (file, "gave");
  self->took = get (file, "took");
  self->text = get (file, "text");
  self->from = get (file, "from");
  self->came = get (file, "came");
  self->agreed = get (file, "agreed");
  self->answer = get (file, "answer");
}

/* NULL where a member would have to ask anew. */
static Ask *
read_ask (GKeyFile *file)
{
  g_autofree char *kind = get (file, "kind"), *state = get (file, "state");
  g_autoptr (Ask) self = g_new0 (Ask, 1);
  int k = find_word (kind_words, ASK_N_KINDS, kind),
      s = find_word (state_words, ASK_N_STATES, state);

  self->member = get (file, "member");
  if (k < 0 || s < 0 || self->member == NULL || !get_date (file, "first", &self->first))
    return NULL;
  if (!get_date (file, "last", &self->last))
    self->last = self->first;
  self->kind = (AskKind) k;
  self->state = (AskState) s;
  read_texts (self, file);
  return g_steal_pointer (&self);
}

static Ask *
load_one (Desk *desk, const char *name)
{
  g_autofree char *path = g_build_filename (FOLDER, name, NULL);
  g_autoptr (GBytes) content = geng_store_read_file (desk->store, path, MOST_BYTES, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  Ask *ask = NULL;

  if (content != NULL && g_bytes_get_size (content) > 0
      && g_key_file_load_from_bytes (file, content, G_KEY_FILE_NONE, NULL))
    ask = read_ask (file);
  if (ask == NULL)
    say_error (_ ("%s is no ask: it needs kind, member, first (a date) and state."), path);
  else
    ask->number = (guint) g_ascii_strtoull (name, NULL, 10);
  return ask;
}

GPtrArray *
inbox_load (Desk *desk)
{
  g_auto (GStrv) names = geng_store_list_files (desk->store, FOLDER);
  g_autoptr (GPtrArray) asks = g_ptr_array_new_with_free_func (ask_free);

  for (guint i = 0; names[i] != NULL; i++)
    {
      Ask *ask = load_one (desk, names[i]);

      if (ask == NULL)
        return NULL;
      g_ptr_array_add (asks, ask);
    }
  return g_steal_pointer (&asks);
}

/* -- out -- */

static void
set (GKeyFile *file, const char *key, const char *text)
{
  if (text != NULL && text[0] != '\0')
    g_key_file_set_string (file, GROUP, key, text);
}

static void
set_date (GKeyFile *file, const char *key, const GDate *date)
{
  g_autofree char *text = g_date_valid (date) ? desk_date_text (date) : NULL;

  set (file, key, text);
}

gboolean
inbox_save (Desk *desk, const Ask *ask, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = g_strdup_printf (FOLDER "/%u.ini", ask->number);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) content = NULL;

  set (file, "kind", kind_words[ask->kind]);
  set (file, "state", state_words[ask->state]);
  set (file, "member", ask->member);
  set_date (file, "first", &ask->first);
  set_date (file, "last", &ask->last);
  set (file, "shift", ask->shift);
  set (file, "with", ask->with);
  set_date (file, "with-date", &ask->with_day);
  set (file, "gave", ask->gave);
  set (file, "took", ask->took);
  set (file, "text", ask->text);
  set (file, "from", ask->from);
  set (file, "came", ask->came);
  set (file, "agreed", ask->agreed);
  set (file, "answer", ask->answer);
  text = g_key_file_to_data (file, NULL, NULL);
  content = g_bytes_new (text, strlen (text));
  return geng_store_put_file (desk->store, path, content, error);
}

gboolean
inbox_add (Desk *desk, GPtrArray *old, GPtrArray *asks, GError **error)
{
  guint number = 0;

  for (guint i = 0; i < old->len; i++)
    number = MAX (number, ((const Ask *) g_ptr_array_index (old, i))->number);
  if (!geng_store_begin (desk->store, error))
    return FALSE;
  for (guint i = 0; i < asks->len; i++)
    {
      Ask *ask = g_ptr_array_index (asks, i);

      ask->number = ++number;
      if (!inbox_save (desk, ask, error))
        {
          geng_store_unlock (desk->store);
          return FALSE;
        }
    }
  return geng_store_commit (desk->store, error);
}

static gboolean
same_day (const GDate *a, const GDate *b)
{
  if (!g_date_valid (a) || !g_date_valid (b))
    return g_date_valid (a) == g_date_valid (b);
  return g_date_compare (a, b) == 0;
}

gboolean
inbox_has (GPtrArray *asks, const Ask *ask)
{
  for (guint i = 0; i < asks->len; i++)
    {
      const Ask *other = g_ptr_array_index (asks, i);

      if (other->kind == ask->kind && other->state <= ASK_ACCEPTED
          && g_str_equal (other->member, ask->member)
          && g_date_compare (&other->first, &ask->first) == 0
          && g_date_compare (&other->last, &ask->last) == 0
          && g_strcmp0 (other->shift, ask->shift) == 0 && g_strcmp0 (other->with, ask->with) == 0
          && same_day (&other->with_day, &ask->with_day))
        return TRUE;
    }
  return FALSE;
}

char *
ask_place_text (Desk *desk, const char *id, const GDate *date)
{
  g_autofree char *month = desk_month_text (date);
  Desk pool = { .store = desk->store, .station = desk->station, .pool = desk->pool };
  GengMember *member = geng_station_lookup_member (desk->station, id);
  g_autoptr (GengRoster) roster = NULL;
  GengDuty *duty;

  if (desk->pool == NULL || member == NULL || !desk_has_month (&pool, month))
    return NULL;
  roster = zone_pool_load_roster (&pool, NULL);
  duty = roster != NULL ? geng_roster_lookup (roster, member, date) : NULL;
  return duty != NULL ? g_strdup (geng_entity_get_name (GENG_ENTITY (geng_duty_get_post (duty))))
                      : NULL;
}

/* " 生成2村 村区": where the duty is that somebody whom stations share gives away. */
static void
add_place (Desk *desk, const Ask *ask, const char *id, const GDate *date, GString *text)
{
  gboolean waits = ask->state == ASK_OPEN || ask->state == ASK_PARTNER;
  g_autofree char *place = waits && (ask->kind == ASK_SWAP || ask->kind == ASK_OFFER)
                               ? ask_place_text (desk, id, date)
                               : NULL;

  if (place != NULL)
    g_string_append_printf (text, " %s", place);
}

char *
ask_text_of (Desk *desk, const Ask *ask)
{
  g_autofree char *first = desk_date_text (&ask->first), *last = desk_date_text (&ask->last);
  GengShift *shift
      = ask->shift != NULL ? geng_station_lookup_shift (desk->station, ask->shift) : NULL;
  GengMember *with
      = ask->with != NULL ? geng_station_lookup_member (desk->station, ask->with) : NULL;
  GString *text = g_string_new (first);

  if (!g_str_equal (first, last))
    g_string_append_printf (text, "..%s", last);
  if (shift != NULL)
    g_string_append_printf (text, " %s", geng_entity_get_name (GENG_ENTITY (shift)));
  add_place (desk, ask, ask->member, &ask->first, text);
  if (with != NULL)
    g_string_append_printf (text, " ⇄ %s", geng_entity_get_name (GENG_ENTITY (with)));
  if (g_date_valid (&ask->with_day))
    {
      g_autofree char *day = desk_date_text (&ask->with_day);

      g_string_append_printf (text, " %s", day);
      add_place (desk, ask, ask->with, &ask->with_day, text);
    }
  return g_string_free (text, FALSE);
}
