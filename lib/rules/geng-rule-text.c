/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-text.h"

#include "geng-rule-words.h"

#include <geng/geng-error.h>
#include <glib/gi18n-lib.h>

#include <string.h>

void
geng_rule_text_init (GengRuleText *text, const char *source)
{
  text->text = text->at = source;
  text->column = 0;
  text->part = NULL;
}

static void
skip_blanks (GengRuleText *text)
{
  while (g_ascii_isspace (*text->at))
    text->at++;
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("-_:@", c) != NULL) || (guchar) c >= 0x80;
}

/* Bytes of the next word: letters in a row, or one character of punctuation. */
static gsize
word_length (const char *at)
{
  gsize n = 0;

  while (is_word (at[n]))
    n++;
  return n > 0 || *at == '\0' ? n : 1;
}

static gboolean
fail_valist (GengRuleText *text, const char *at, GError **error, const char *format, va_list args)
{
  g_autofree char *message = g_strdup_vprintf (format, args);

  text->column = g_utf8_pointer_to_offset (text->text, at) + 1;
  g_set_error_literal (error, GENG_ERROR, GENG_ERROR_INVALID, message);
  return FALSE;
}

gboolean
geng_rule_text_fail_at (GengRuleText *text, const char *at, GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  fail_valist (text, at, error, format, args);
  va_end (args);
  return FALSE;
}

gboolean
geng_rule_text_fail (GengRuleText *text, GError **error, const char *format, ...)
{
  va_list args;

  skip_blanks (text);
  va_start (args, format);
  fail_valist (text, text->at, error, format, args);
  va_end (args);
  return FALSE;
}

gboolean
geng_rule_text_ended (GengRuleText *text)
{
  skip_blanks (text);
  return *text->at == '\0';
}

gboolean
geng_rule_text_accept (GengRuleText *text, const char *word)
{
  gsize n;

  skip_blanks (text);
  n = word_length (text->at);
  if (!geng_rule_word_is (text->at, n, word))
    return FALSE;
  text->at += n;
  return TRUE;
}

gboolean
geng_rule_text_leads (GengRuleText *text, const char *word)
{
  const GengRuleWord *known = geng_rule_word_find (word, strlen (word));

  if (geng_rule_text_accept (text, word))
    return TRUE;
  if (known == NULL || !g_str_has_prefix (text->at, known->chinese))
    return FALSE;
  text->at += strlen (known->chinese);
  return TRUE;
}

char *
geng_rule_text_word (GengRuleText *text, const char *wanted, GError **error)
{
  const char *start;

  skip_blanks (text);
  if (!is_word (*text->at))
    {
      geng_rule_text_fail (text, error, _ ("here should be %s"), wanted);
      return NULL;
    }
  start = text->at;
  text->at += word_length (start);
  return g_strndup (start, text->at - start);
}

static gboolean
is_one_of (const char *at, gsize n, const char *const *names)
{
  for (; *names != NULL; names++)
    if (strlen (*names) == n && strncmp (at, *names, n) == 0)
      return TRUE;
  return FALSE;
}

/* The unit after a number: what one of it is in the unit that is kept, or 0 for none that fits. */
static int
unit_factor (const char *at, gsize n, GengRuleUnit unit)
{
  static const char *const hours[] = { "h", "小时", "时", NULL };
  static const char *const minutes[] = { "min", "分钟", "分", NULL };
  static const char *const months[] = { "month", "months", "个月", "月", NULL };
  static const char *const years[] = { "year", "years", "年", NULL };
  static const char *const days[] = { "day", "days", "天", "日", NULL };

  if (n == 0)
    return unit == GENG_RULE_UNIT_MINUTES ? 60 : 1;
  if (unit == GENG_RULE_UNIT_MINUTES)
    return is_one_of (at, n, hours) ? 60 : is_one_of (at, n, minutes);
  if (unit == GENG_RULE_UNIT_MONTHS)
    return is_one_of (at, n, years) ? 12 : is_one_of (at, n, months);
  return unit == GENG_RULE_UNIT_DAYS && is_one_of (at, n, days);
}

static const char *
unit_hint (GengRuleUnit unit)
{
  switch (unit)
    {
    case GENG_RULE_UNIT_MINUTES:
      return _ ("hours or minutes, like 11h or 90min");
    case GENG_RULE_UNIT_MONTHS:
      return _ ("months or years, like 6 months or 2 years");
    case GENG_RULE_UNIT_DAYS:
      return _ ("a number of days, like 5");
    case GENG_RULE_UNIT_COUNT:
    default:
      return _ ("a whole number");
    }
}

/* Of months, the unit may stand behind a blank. */
static int
apart_factor (GengRuleText *text)
{
  GengRuleText ahead = *text;
  gboolean years = geng_rule_text_accept (&ahead, "year");

  if (years || geng_rule_text_accept (&ahead, "month"))
    *text = ahead;
  return years ? 12 : 1;
}

gboolean
geng_rule_text_number (GengRuleText *text, GengRuleUnit unit, int *value, GError **error)
{
  const char *start;
  gint64 number = 0;
  gsize n = 0;
  int factor;

  skip_blanks (text);
  start = text->at;
  while (g_ascii_isdigit (*text->at) && number <= GENG_RULE_MAX_NUMBER)
    number = number * 10 + (*text->at++ - '0');
  if (text->at == start)
    return geng_rule_text_fail (text, error, _ ("here should be %s"), unit_hint (unit));
  while (is_word (text->at[n]))
    n++;
  factor = unit_factor (text->at, n, unit);
  if (number > GENG_RULE_MAX_NUMBER || number * factor > GENG_RULE_MAX_NUMBER)
    return geng_rule_text_fail_at (text, start, error, _ ("the number is too large; at most %d"),
                                   GENG_RULE_MAX_NUMBER / MAX (factor, 1));
  if (factor == 0)
    return geng_rule_text_fail_at (text, start, error, _ ("“%.*s” should be %s"),
                                   (int) (text->at - start + n), start, unit_hint (unit));
  text->at += n;
  if (n == 0 && unit == GENG_RULE_UNIT_MONTHS)
    factor = apart_factor (text);
  *value = number * factor;
  return TRUE;
}

static gboolean
accept_dots (GengRuleText *text)
{
  skip_blanks (text);
  if (!g_str_has_prefix (text->at, ".."))
    return FALSE;
  text->at += 2;
  return TRUE;
}

/* A number starts here, not a word or the end. */
static gboolean
at_number (GengRuleText *text)
{
  skip_blanks (text);
  return g_ascii_isdigit (*text->at);
}

gboolean
geng_rule_text_range (GengRuleText *text, GengRuleUnit unit, int *min, int *max, GError **error)
{
  const char *start;

  skip_blanks (text);
  start = text->at;
  *min = 0;
  *max = G_MAXINT;
  if (at_number (text) && !geng_rule_text_number (text, unit, min, error))
    return FALSE;
  if (!accept_dots (text))
    {
      *max = *min;
      return text->at != start
             || geng_rule_text_fail (text, error,
                                     _ ("here should be a limit like 2..5, 2.. or ..5"));
    }
  if (at_number (text))
    {
      if (!geng_rule_text_number (text, unit, max, error))
        return FALSE;
    }
  else if (text->at - start <= 2)
    return geng_rule_text_fail_at (text, start, error,
                                   _ ("“..” limits nothing; it should be like 2..5, 2.. or ..5"));
  if (*min > *max)
    return geng_rule_text_fail_at (text, start, error,
                                   _ ("the range is upside down: the smaller number comes first"));
  return TRUE;
}

gboolean
geng_rule_text_least (GengRuleText *text, GengRuleUnit unit, int *min, GError **error)
{
  return geng_rule_text_number (text, unit, min, error)
         && (accept_dots (text)
             || geng_rule_text_fail (text, error, _ ("here should be “..”: so many or more")));
}

gboolean
geng_rule_text_weight (GengRuleText *text, int *weight, GError **error)
{
  const char *start;

  *weight = 0;
  if (!geng_rule_text_accept (text, "soft"))
    return TRUE;
  skip_blanks (text);
  start = text->at;
  if (!geng_rule_text_number (text, GENG_RULE_UNIT_COUNT, weight, error))
    return FALSE;
  if (*weight < 1 || *weight > GENG_RULE_MAX_WEIGHT)
    return geng_rule_text_fail_at (text, start, error, _ ("a weight should be 1 to %d points"),
                                   GENG_RULE_MAX_WEIGHT);
  return TRUE;
}

gboolean
geng_rule_text_limit (GengRuleText *text, GengRuleUnit unit, GengLimit *limit, GError **error)
{
  return geng_rule_text_range (text, unit, &limit->min, &limit->max, error)
         && geng_rule_text_weight (text, &limit->weight, error);
}

gboolean
geng_rule_text_finish (GengRuleText *text, GError **error)
{
  if (geng_rule_text_ended (text))
    return TRUE;
  return geng_rule_text_fail (text, error, _ ("“%s” is too much here"), text->at);
}

/* -- statements -- */

/* Bytes of the separator that begins here: `;` in its English or its Chinese form. */
static gsize
separator_length (const char *at)
{
  return *at == ';' ? 1 : g_str_has_prefix (at, "；") ? strlen ("；") : 0;
}

static void
part_clear (gpointer part)
{
  g_free (((GengRulePart *) part)->text);
}

static void
add_part (GArray *parts, const char *value, const char *start, const char *end)
{
  GengRulePart part;

  while (start < end && g_ascii_isspace (*start))
    start++;
  while (start < end && g_ascii_isspace (end[-1]))
    end--;
  part.text = g_strndup (start, end - start);
  part.column = g_utf8_pointer_to_offset (value, start);
  g_array_append_val (parts, part);
}

GArray *
geng_rule_text_split (const char *value)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (GengRulePart));
  const char *start = value;

  g_array_set_clear_func (parts, part_clear);
  for (const char *at = value;; at++)
    {
      gsize length = separator_length (at);

      if (length == 0 && *at != '\0')
        continue;
      add_part (parts, value, start, at);
      if (*at == '\0')
        return parts;
      start = at + length;
      at = start - 1;
    }
}
