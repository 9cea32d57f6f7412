/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reads the exceptions of a confirmed shift: a name, then a word, then perhaps a number or a time.
 * The longest name that fits is meant, so that 张三丰 is not taken for 张三.  What a patrol's
 * rounds came to is said of one of its crew, or of its post. */

#include "geng-exceptions.h"

#include "geng-date.h"
#include "geng-gettext.h"

#include <string.h>

typedef struct
{
  const char *word;
  GengExceptionKind kind;
  int value; /* of the state or the rounds */
} Word;

static const Word words[] = {
  { "缺勤", GENG_EXCEPTION_ABSENT, 0 },
  { "没来", GENG_EXCEPTION_ABSENT, 0 },
  { "absent", GENG_EXCEPTION_ABSENT, 0 },
  { "迟到", GENG_EXCEPTION_LATE, 0 },
  { "late", GENG_EXCEPTION_LATE, 0 },
  { "早退", GENG_EXCEPTION_LEFT, 0 },
  { "left", GENG_EXCEPTION_LEFT, 0 },
  { "由", GENG_EXCEPTION_TAKEN, 0 },
  { "by ", GENG_EXCEPTION_TAKEN, 0 },
  { "损坏", GENG_EXCEPTION_ITEM, GENG_ITEM_STATE_REPAIR },
  { "坏", GENG_EXCEPTION_ITEM, GENG_ITEM_STATE_REPAIR },
  { "broken", GENG_EXCEPTION_ITEM, GENG_ITEM_STATE_REPAIR },
  { "丢失", GENG_EXCEPTION_ITEM, GENG_ITEM_STATE_LOST },
  { "丢", GENG_EXCEPTION_ITEM, GENG_ITEM_STATE_LOST },
  { "lost", GENG_EXCEPTION_ITEM, GENG_ITEM_STATE_LOST },
  { "未查", GENG_EXCEPTION_ROUNDS, GENG_ROUNDS_MISSED },
  { "missed", GENG_EXCEPTION_ROUNDS, GENG_ROUNDS_MISSED },
  { "已查有问题", GENG_EXCEPTION_ROUNDS, GENG_ROUNDS_FOUND },
  { "有问题", GENG_EXCEPTION_ROUNDS, GENG_ROUNDS_FOUND },
  { "found", GENG_EXCEPTION_ROUNDS, GENG_ROUNDS_FOUND },
  { "已查无问题", GENG_EXCEPTION_ROUNDS, GENG_ROUNDS_CLEAN },
  { "无问题", GENG_EXCEPTION_ROUNDS, GENG_ROUNDS_CLEAN },
  { "已查", GENG_EXCEPTION_ROUNDS, GENG_ROUNDS_CLEAN },
  { "clean", GENG_EXCEPTION_ROUNDS, GENG_ROUNDS_CLEAN },
};

static void
free_exception (gpointer data)
{
  GengException *self = data;

  g_free (self->text);
  g_free (self);
}

static const char *
skip_blanks (const char *text)
{
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

/* The longest name so far, and whether several have it. */
typedef struct
{
  gpointer entity;
  gsize length;
  gboolean shared;
} Named;

static void
try_name (gpointer entity, const char *name, const char *text, Named *best)
{
  gsize length = name != NULL ? strlen (name) : 0;

  if (length == 0 || length < best->length || strncmp (text, name, length) != 0)
    return;
  if (length == best->length && best->entity != entity)
    best->shared = TRUE;
  else
    *best = (Named){ entity, length, FALSE };
}

/* What of the list is named first in @text, which then stands behind the name; NULL where several
 * have that name. */
static gpointer
take_name (GListModel *list, const char **text, gboolean *shared)
{
  Named best = { 0 };

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GengEntity) entity = g_list_model_get_item (list, i);

      try_name (entity, geng_entity_get_name (entity), *text, &best);
      try_name (entity, geng_entity_get_id (entity), *text, &best);
    }
  *text = skip_blanks (*text + best.length);
  *shared = *shared || best.shared;
  return best.shared ? NULL : best.entity;
}

static const Word *
take_word (const char **text)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (*text, words[i].word))
      {
        *text = skip_blanks (*text + strlen (words[i].word));
        return &words[i];
      }
  return NULL;
}

/* "20", "20分钟", "22:00" or nothing. */
static gboolean
take_amount (GengException *self, GengStation *station, const char *text)
{
  char *end = NULL;
  int clock;
  gint64 minutes;

  if (*text == '\0')
    return TRUE;
  if (geng_minutes_parse (text, &clock) && clock <= GENG_DAY_MINUTES)
    {
      self->at_minute = geng_station_minute (station, clock);
      return TRUE;
    }
  minutes = g_ascii_strtoll (text, &end, 10);
  if (end == text || minutes <= 0 || minutes > GENG_DAY_MINUTES)
    return FALSE;
  self->minutes = (int) minutes;
  end = (char *) skip_blanks (end);
  return *end == '\0' || g_str_equal (end, "分钟") || g_str_equal (end, "分")
         || g_str_equal (end, "min");
}

static gboolean
take_substitute (GengException *self, GengStation *station, const char *text)
{
  self->substitute = take_name (geng_station_get_members (station), &text, &self->shared);
  if (g_str_has_prefix (text, "顶班"))
    text = skip_blanks (text + strlen ("顶班"));
  else if (g_str_has_prefix (text, "顶"))
    text = skip_blanks (text + strlen ("顶"));
  return self->substitute != NULL && self->substitute != self->member
         && take_amount (self, station, text) && self->minutes < 0;
}

/* A member, else an item, else a post. */
static gboolean
take_subject (GengException *self, GengStation *station, const char **text)
{
  self->member = take_name (geng_station_get_members (station), text, &self->shared);
  if (self->member == NULL && !self->shared)
    self->item = take_name (geng_station_get_items (station), text, &self->shared);
  if (self->member == NULL && self->item == NULL && !self->shared)
    self->post = take_name (geng_station_get_posts (station), text, &self->shared);
  return self->member != NULL || self->item != NULL || self->post != NULL;
}

/* Items break, posts have rounds, and all the rest is people's. */
static gboolean
fits_subject (const GengException *self, GengExceptionKind kind)
{
  if (self->item != NULL)
    return kind == GENG_EXCEPTION_ITEM;
  if (self->post != NULL)
    return kind == GENG_EXCEPTION_ROUNDS;
  return kind != GENG_EXCEPTION_ITEM;
}

static gboolean
parse_clause (GengException *self, GengStation *station)
{
  const char *text = skip_blanks (self->text);
  const Word *word;

  self->minutes = self->at_minute = -1;
  if (!take_subject (self, station, &text))
    {
      self->unnamed = !self->shared;
      return FALSE;
    }
  word = take_word (&text);
  if (word == NULL || !fits_subject (self, word->kind))
    return FALSE;
  self->kind = word->kind;
  self->state = word->kind == GENG_EXCEPTION_ITEM ? (GengItemState) word->value : 0;
  self->rounds = word->kind == GENG_EXCEPTION_ROUNDS ? (GengRounds) word->value : 0;
  if (word->kind == GENG_EXCEPTION_TAKEN)
    return take_substitute (self, station, text);
  if (!take_amount (self, station, text))
    return FALSE;
  return (self->minutes < 0 && self->at_minute < 0)
         != (word->kind == GENG_EXCEPTION_LATE || word->kind == GENG_EXCEPTION_LEFT);
}

static gboolean
add_clause (GPtrArray *list, GengStation *station, const char *clause, GError **error)
{
  GengException *self = g_new0 (GengException, 1);

  self->text = g_strdup (clause);
  g_ptr_array_add (list, self);
  if (parse_clause (self, station))
    return TRUE;
  if (self->shared)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_UNKNOWN,
                   _ ("“%s”: several people have that name; write the id instead"), clause);
      return FALSE;
    }
  if (self->unnamed)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("“%s” begins with no name or id of a member, an item or a post of the "
                      "station"),
                   clause);
      return FALSE;
    }
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
               _ ("“%s” is not understood; write a name and one of: absent (缺勤), late 20 "
                  "(迟到20), left 03:30 (早退 03:30), by NAME 22:00 (由姓名顶 22:00), missed "
                  "(未查), found (有问题); an item and broken (坏) or lost (丢); or a post and "
                  "missed or found"),
               clause);
  return FALSE;
}

/* Full-width signs and digits, as a Chinese keyboard writes them, become plain ones: ；，：２０;
 * the stops between sentences and the comma of lists part clauses too. */
static char *
narrow (const char *text)
{
  const gunichar first = 0xff01, last = 0xff5e, offset = 0xfee0, stop = 0x3002, comma = 0x3001;
  GString *plain = g_string_new (NULL);

  for (const char *at = text != NULL ? text : ""; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c == stop || c == comma)
        g_string_append_c (plain, ';');
      else
        g_string_append_unichar (plain, c >= first && c <= last ? c - offset : c);
    }
  return g_string_free (plain, FALSE);
}

/* Without blanks and the full stop of a sentence. */
static char *
trim (char *clause)
{
  g_strstrip (clause);
  if (g_str_has_suffix (clause, "."))
    clause[strlen (clause) - 1] = '\0';
  return g_strchomp (clause);
}

GPtrArray *
geng_exceptions_parse (GengStation *station, const char *text, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free_exception);
  g_auto (GStrv) clauses = NULL;
  g_autofree char *plain = narrow (text);

  clauses = g_strsplit_set (plain, ";,\n", -1);
  for (guint i = 0; clauses[i] != NULL; i++)
    if (trim (clauses[i])[0] != '\0' && !add_clause (list, station, clauses[i], error))
      return NULL;
  return g_steal_pointer (&list);
}
