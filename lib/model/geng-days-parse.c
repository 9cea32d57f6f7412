/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-days-parse.h"

#include "geng-date.h"
#include "geng-gettext.h"
#include "geng-text.h"

#include <string.h>

#define N_NAMES 7

/* English, and Chinese as captains write it; the rest of a row is NULL. */
static const char *const kind_names[][N_NAMES] = {
  { "all", "每天", "全部" },          { "weekdays", "平日" },
  { "weekends", "周末", "双休日" },   { "holidays", "节假日", "假日" },
  { "workdays", "工作日", "上班日" },
};

static const char *const weekday_names[][N_NAMES] = {
  { "mon", "monday", "周一", "星期一", "礼拜一" },
  { "tue", "tuesday", "周二", "星期二", "礼拜二" },
  { "wed", "wednesday", "周三", "星期三", "礼拜三" },
  { "thu", "thursday", "周四", "星期四", "礼拜四" },
  { "fri", "friday", "周五", "星期五", "礼拜五" },
  { "sat", "saturday", "周六", "星期六", "礼拜六" },
  { "sun", "sunday", "周日", "周天", "星期日", "星期天", "礼拜天" },
};

typedef struct
{
  const char *text; /* the whole, for columns */
  const char *p;
  GArray *words;
  gboolean first; /* the next word begins an alternative */
} Parser;

static void
clear_word (gpointer data)
{
  g_clear_pointer (&((GengDayWord *) data)->items, g_array_unref);
}

static gboolean
fail (const Parser *parser, const char *at, gsize length, const char *expected, GError **error)
{
  glong column = g_utf8_pointer_to_offset (parser->text, at) + 1;
  g_autofree char *word = g_strndup (at, length);
  g_autofree char *quoted = geng_text_quote (word);

  /* Translators: column, what stands there, what would be right */
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("column %ld: %s: %s"), column, quoted,
               expected);
  return FALSE;
}

static gboolean
find_name (const char *word, const char *const names[][N_NAMES], guint n, int *index)
{
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < N_NAMES && names[i][j]; j++)
      if (g_ascii_strcasecmp (word, names[i][j]) == 0)
        {
          *index = (int) i;
          return TRUE;
        }
  return FALSE;
}

static gboolean
find_weekday (const char *word, int *weekday)
{
  int index;

  if (!find_name (word, weekday_names, G_N_ELEMENTS (weekday_names), &index))
    return FALSE;
  *weekday = index + 1;
  return TRUE;
}

/* One end of a range, or both when there is but one. */
static gboolean
parse_range (const char *first, const char *last, GengDayItem *item)
{
  if (find_weekday (first, &item->first) && find_weekday (last, &item->last))
    {
      item->kind = GENG_DAYS_WEEKDAY_RANGE;
      return TRUE;
    }
  item->kind = GENG_DAYS_DATE_RANGE;
  return geng_date_parse (first, &item->first_date) && geng_date_parse (last, &item->last_date);
}

/* Where a range is cut: `..`, or 至 or 到; NULL in a word that is no range. */
static const char *
find_range (const char *word, gsize *length)
{
  static const char *const signs[] = { "..", "至", "到", "~" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      const char *found = strstr (word, signs[i]);

      if (found)
        {
          *length = strlen (signs[i]);
          return found;
        }
    }
  return NULL;
}

static const char *
expected_words (void)
{
  return _ ("not a set of days; write all, weekdays, weekends, holidays, workdays, mon, "
            "2027-08-01 or 2027-08-01..2027-08-31");
}

static gboolean
parse_item (const Parser *parser, const char *at, gsize length, GengDayItem *item, GError **error)
{
  g_autofree char *word = g_strndup (at, length);
  g_autofree char *first = NULL;
  const char *cut;
  gsize sign = 0;
  int kind;

  if (find_name (word, kind_names, G_N_ELEMENTS (kind_names), &kind))
    {
      item->kind = (GengDayKind) kind;
      return TRUE;
    }
  cut = find_range (word, &sign);
  first = cut ? g_strndup (word, (gsize) (cut - word)) : g_strdup (word);
  if (!parse_range (first, cut ? cut + sign : word, item))
    return fail (parser, at, length, expected_words (), error);
  if (item->kind == GENG_DAYS_DATE_RANGE
      && g_date_compare (&item->first_date, &item->last_date) > 0)
    return fail (parser, at, length, _ ("the range ends before it begins"), error);
  return TRUE;
}

static gunichar
peek (const Parser *parser)
{
  return g_utf8_get_char (parser->p);
}

static gboolean
is_comma (gunichar c)
{
  return c == ',' || c == 0xff0c /* ， */ || c == 0x3001 /* 、 */;
}

static gboolean
is_semicolon (gunichar c)
{
  return c == ';' || c == 0xff1b /* ； */;
}

static void
skip_blanks (Parser *parser)
{
  while (g_unichar_isspace (peek (parser)))
    parser->p = g_utf8_next_char (parser->p);
}

static gsize
take_run (Parser *parser)
{
  const char *start = parser->p;

  while (*parser->p && !g_unichar_isspace (peek (parser)) && !is_comma (peek (parser))
         && !is_semicolon (peek (parser)))
    parser->p = g_utf8_next_char (parser->p);
  return (gsize) (parser->p - start);
}

/* Items joined by commas; blanks may follow a comma. */
static gboolean
parse_items (Parser *parser, GArray *items, GError **error)
{
  for (;;)
    {
      const char *at = parser->p;
      gsize length = take_run (parser);
      GengDayItem item = { GENG_DAYS_ALL, 0, 0, { 0 }, { 0 } };

      g_date_clear (&item.first_date, 1);
      g_date_clear (&item.last_date, 1);
      if (!parse_item (parser, at, length, &item, error))
        return FALSE;
      g_array_append_val (items, item);
      if (!is_comma (peek (parser)))
        return TRUE;
      parser->p = g_utf8_next_char (parser->p);
      skip_blanks (parser);
    }
}

/* `not` with a blank behind it, or 非 or 除 right before a word. */
static gboolean
take_not (Parser *parser)
{
  if (g_ascii_strncasecmp (parser->p, "not", 3) == 0 && g_ascii_isspace (parser->p[3]))
    parser->p += 3;
  else if (g_str_has_prefix (parser->p, "非") || g_str_has_prefix (parser->p, "除"))
    parser->p = g_utf8_next_char (parser->p);
  else
    return FALSE;
  skip_blanks (parser);
  return TRUE;
}

/* The weekdays on which the item can hold, Monday as bit 1; 0 for one that does not go by them. */
static guint
weekdays_of (const GengDayItem *item)
{
  guint days = 0;

  if (item->kind == GENG_DAYS_WEEKDAYS)
    return weekdays_of (&(GengDayItem){ .kind = GENG_DAYS_WEEKDAY_RANGE,
                                        .first = G_DATE_MONDAY,
                                        .last = G_DATE_FRIDAY });
  if (item->kind == GENG_DAYS_WEEKENDS)
    return weekdays_of (&(GengDayItem){ .kind = GENG_DAYS_WEEKDAY_RANGE,
                                        .first = G_DATE_SATURDAY,
                                        .last = G_DATE_SUNDAY });
  if (item->kind != GENG_DAYS_WEEKDAY_RANGE)
    return 0;
  for (int day = item->first; day != item->last; day = day % G_DATE_SUNDAY + 1)
    days |= 1u << day;
  return days | 1u << item->last;
}

/* Two items of which it is certain that no day is both. */
static gboolean
exclude (const GengDayItem *a, const GengDayItem *b)
{
  if (a->kind == GENG_DAYS_DATE_RANGE && b->kind == GENG_DAYS_DATE_RANGE)
    return g_date_compare (&a->last_date, &b->first_date) < 0
           || g_date_compare (&b->last_date, &a->first_date) < 0;
  return weekdays_of (a) != 0 && weekdays_of (b) != 0 && (weekdays_of (a) & weekdays_of (b)) == 0;
}

/* "fri sat" is no day at all: whoever writes it wants either, which is written with a comma. */
static gboolean
clashes (const GengDayWord *a, const GengDayWord *b)
{
  if (a->negated || b->negated)
    return FALSE;
  for (guint i = 0; i < a->items->len; i++)
    for (guint j = 0; j < b->items->len; j++)
      if (!exclude (&g_array_index (a->items, GengDayItem, i),
                    &g_array_index (b->items, GengDayItem, j)))
        return FALSE;
  return TRUE;
}

/* @word, which stands at @at, with those of its alternative. */
static gboolean
check_word (Parser *parser, const GengDayWord *word, const char *at, GError **error)
{
  for (guint i = parser->words->len - 1; !g_array_index (parser->words, GengDayWord, i).first; i--)
    if (clashes (&g_array_index (parser->words, GengDayWord, i - 1), word))
      return fail (parser, at, (gsize) (parser->p - at),
                   _ ("no day is this as well as what stands before it; where either will do, "
                      "write a comma between them"),
                   error);
  return TRUE;
}

static gboolean
parse_word (Parser *parser, GError **error)
{
  GengDayWord word = { NULL, FALSE, parser->first };
  const char *at = parser->p;

  while (take_not (parser))
    word.negated = !word.negated;
  word.items = g_array_new (FALSE, TRUE, sizeof (GengDayItem));
  g_array_append_val (parser->words, word);
  parser->first = FALSE;
  return parse_items (parser, word.items, error) && check_word (parser, &word, at, error);
}

/* The words of @text, or NULL with GENG_ERROR_INVALID; the message names the column. */
GArray *
geng_days_parse_words (const char *text, GError **error)
{
  Parser parser = { text, text, NULL, TRUE };
  g_autoptr (GArray) words = g_array_new (FALSE, TRUE, sizeof (GengDayWord));

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID,
                           _ ("a set of days must be UTF-8"));
      return NULL;
    }
  g_array_set_clear_func (words, clear_word);
  parser.words = words;
  for (skip_blanks (&parser); *parser.p || parser.first; skip_blanks (&parser))
    {
      if (!parser.first && is_semicolon (peek (&parser)))
        {
          parser.first = TRUE;
          parser.p = g_utf8_next_char (parser.p);
        }
      else if (!parse_word (&parser, error))
        return NULL;
    }
  return g_steal_pointer (&words);
}

/* -- in the other language -- */

static const char *
name_in (const char *word, gboolean chinese)
{
  int index;

  if (find_name (word, kind_names, G_N_ELEMENTS (kind_names), &index))
    return kind_names[index][chinese];
  /* A weekday has two English names before its Chinese ones. */
  if (find_name (word, weekday_names, G_N_ELEMENTS (weekday_names), &index))
    return weekday_names[index][chinese ? 2 : 0];
  return word;
}

/* An item, or both ends of a range of weekdays. */
static void
append_item (GString *text, const char *word, gboolean chinese)
{
  gsize sign = 0;
  const char *cut = find_range (word, &sign);
  g_autofree char *first = cut != NULL ? g_strndup (word, (gsize) (cut - word)) : NULL;

  if (cut == NULL)
    g_string_append (text, name_in (word, chinese));
  else
    g_string_append_printf (text, "%s..%s", name_in (first, chinese),
                            name_in (cut + sign, chinese));
}

char *
geng_days_text_in (const char *text, gboolean chinese)
{
  Parser parser = { .text = text, .p = text };
  GString *said = g_string_new (NULL);

  while (*parser.p != '\0')
    {
      const char *at;
      gsize length;
      g_autofree char *word = NULL;

      if (take_not (&parser))
        g_string_append (said, chinese ? "非" : "not ");
      at = parser.p;
      length = take_run (&parser);
      word = g_strndup (at, length);
      append_item (said, word, chinese);
      if (*parser.p == '\0')
        break;
      g_string_append_unichar (said, is_comma (peek (&parser)) ? ',' : peek (&parser));
      parser.p = g_utf8_next_char (parser.p);
    }
  return g_string_free (said, FALSE);
}
