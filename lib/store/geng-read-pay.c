/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * station.ini: how a contract counts hours and what it pays.
 *
 *   hours-scheme = comprehensive month
 *   approval = 浙综合计算〔2026〕12号
 *   pay = ordinary 20 per hour; statutory 60 per hour; night 30 per duty
 */

#include "geng-gettext.h"
#include "geng-reader.h"

#include <geng/geng-pay.h>
#include <string.h>

/* More than anybody is paid for an hour or a duty, in the currency's unit. */
#define MOST_PAY 100000
#define CENTS 100

/* An amount with at most two digits after the point, in cents; -1 where it is none. */
static int
read_amount (const char *text)
{
  char *end;
  guint64 whole = g_ascii_strtoull (text, &end, 10);
  int cents = 0;

  if (end == text || whole > MOST_PAY)
    return -1;
  if (*end == '.')
    {
      const char *part = end + 1;

      for (int unit = CENTS / 10; unit > 0 && g_ascii_isdigit (*part); unit /= 10, part++)
        cents += (*part - '0') * unit;
      end = (char *) part;
    }
  return *end == '\0' ? (int) whole * CENTS + cents : -1;
}

/* `per hour` (每小时) or `per duty` (每班) */
static gboolean
read_unit (char **words, gboolean *per_hour)
{
  g_autofree char *unit = g_strjoinv (" ", words);

  *per_hour = g_str_equal (unit, "per hour") || g_str_equal (unit, "每小时");
  return *per_hour || g_str_equal (unit, "per duty") || g_str_equal (unit, "每班");
}

/* One of `ordinary 20 per hour`. */
static gboolean
read_part (GengContract *contract, const char *part)
{
  g_auto (GStrv) words = g_strsplit (part, " ", -1);
  gboolean per_hour;
  int pay_class, cents;

  if (g_strv_length (words) < 3 || !geng_words_find (geng_words_pay, words[0], &pay_class)
      || (cents = read_amount (words[1])) < 0 || !read_unit (words + 2, &per_hour))
    return FALSE;
  geng_contract_set_pay (contract, pay_class,
                         per_hour ? cents : geng_contract_get_pay_per_hour (contract, pay_class),
                         per_hour ? geng_contract_get_pay_per_duty (contract, pay_class) : cents);
  return TRUE;
}

static void
read_pay (GengReader *self, GengGroup *group, GengContract *contract)
{
  GengKey *key = geng_ini_get (group, "pay");
  g_auto (GStrv) parts = key == NULL ? NULL : geng_ini_split (key->value);
  g_autofree char *classes = geng_words_list (geng_words_pay);

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    {
      const char *at = strstr (key->value, parts[i]);

      if (!read_part (contract, parts[i]))
        geng_faults_add (
            self->faults, key->line,
            key->value_column + (at == NULL ? 0 : g_utf8_strlen (key->value, at - key->value)),
            _ ("'%s' is no pay; write it as ordinary 20 per hour (平时 20 每小时), or per "
               "duty (每班), with one of %s"),
            parts[i], classes);
    }
}

void
geng_read_pay (GengReader *self, GengGroup *group, GengContract *contract)
{
  GengKey *scheme = geng_ini_get (group, "hours-scheme");
  GengKey *approval = geng_ini_get (group, "approval");
  g_autofree char *schemes = geng_words_list (geng_words_scheme);
  int value = GENG_HOURS_SCHEME_NONE;

  if (scheme != NULL && !geng_words_find (geng_words_scheme, scheme->value, &value))
    geng_faults_add (self->faults, scheme->line, scheme->value_column,
                     _ ("'%s' is no way to count hours; it should be one of %s"), scheme->value,
                     schemes);
  geng_contract_set_hours_scheme (contract, value);
  if (approval != NULL)
    geng_contract_set_approval (contract, approval->value);
  read_pay (self, group, contract);
}
