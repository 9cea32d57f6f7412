/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * station.ini: how a contract counts hours and what it pays.
 *
 *   hours-scheme = comprehensive month
 *   approval = 浙综合计算〔2026〕12号
 *   pay = ordinary 20 per hour; overtime x1.5; statutory x3; night 30 per duty
 *   paid-by = village
 *   split = by time
 */

#include "geng-gettext.h"
#include "geng-reader.h"

#include <geng/geng-pay.h>
#include <string.h>

/* More than anybody is paid for an hour or a duty, in the currency's unit. */
#define MOST_PAY 100000
#define CENTS 100
/* More than any law or contract multiplies an hour by, in hundredths. */
#define MOST_FACTOR 1000

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
  g_autofree char *unit = g_strjoinv ("", words);

  *per_hour = g_str_equal (unit, "perhour") || g_str_equal (unit, "每小时");
  return *per_hour || g_str_equal (unit, "perduty") || g_str_equal (unit, "每班");
}

/* `x1.5`, `×1.5` or `1.5倍` in hundredths; -1 where it is none. */
static int
read_factor (const char *text)
{
  g_autofree char *number = NULL;
  int factor;

  if (g_str_has_prefix (text, "x"))
    number = g_strdup (text + 1);
  else if (g_str_has_prefix (text, "×"))
    number = g_strdup (text + strlen ("×"));
  else if (g_str_has_suffix (text, "倍"))
    number = g_strndup (text, strlen (text) - strlen ("倍"));
  else
    return -1;
  factor = read_amount (number);
  return factor > 0 && factor <= MOST_FACTOR ? factor : -1;
}

/* One of `ordinary 20 per hour`, `night 30 per duty` and `overtime x1.5`. */
static gboolean
read_part (GengContract *contract, const char *part)
{
  g_auto (GStrv) words = g_strsplit (part, " ", -1);
  guint n = g_strv_length (words);
  gboolean per_hour;
  int pay_class, cents;

  if (n < 2 || !geng_words_find (geng_words_pay, words[0], &pay_class))
    return FALSE;
  if (n == 2)
    {
      int factor = read_factor (words[1]);

      if (factor < 0 || pay_class == GENG_PAY_CLASS_ORDINARY)
        return FALSE;
      geng_contract_set_factor (contract, pay_class, factor);
      return TRUE;
    }
  if ((cents = read_amount (words[1])) < 0 || !read_unit (words + 2, &per_hour)
      || (!per_hour && pay_class == GENG_PAY_CLASS_OVERTIME))
    return FALSE;
  if (per_hour)
    geng_contract_set_pay_per_hour (contract, pay_class, cents);
  else
    geng_contract_set_pay_per_duty (contract, pay_class, cents);
  return TRUE;
}

static void
read_pay (GengReader *self, GengGroup *group, GengContract *contract)
{
  GengKey *key = geng_ini_get (group, "pay");
  g_auto (GStrv) parts = key == NULL ? NULL : geng_ini_split (key->value);
  g_autofree char *classes = geng_words_list (geng_words_pay);

  for (guint i = 0; parts != NULL && parts[i] != NULL; i++)
    if (!read_part (contract, parts[i]))
      geng_faults_add (self->faults, key->line, geng_reader_column_of (key, parts[i]),
                       _ ("'%s' is no pay; write it as ordinary 20 per hour (平时 20 每小时), "
                          "night 30 per duty "
                          "(夜班 30 每班) or overtime x1.5 (加班 1.5倍), with one of %s; "
                          "overtime has no duties"),
                       parts[i], classes);
}

static void
read_paid_by (GengReader *self, GengGroup *group, GengContract *contract)
{
  GengKey *key = geng_ini_get (group, "paid-by");
  GengOrganisation *payer;
  g_autofree char *known = NULL;

  if (key == NULL)
    return;
  payer = geng_station_lookup_organisation (self->station, key->value);
  known = geng_reader_list_ids (geng_station_get_organisations (self->station));
  if (payer != NULL)
    geng_contract_set_paid_by (contract, payer);
  else
    geng_faults_add (self->faults, key->line, key->value_column,
                     _ ("unknown organisation '%s'; there are: %s"), key->value, known);
}

static void
read_split (GengReader *self, GengGroup *group, GengContract *contract)
{
  GengKey *key = geng_ini_get (group, "split");
  int by_time = FALSE;

  if (key != NULL && !geng_words_find_phrase (geng_words_split, key->value, &by_time))
    geng_faults_add (self->faults, key->line, key->value_column,
                     _ ("'%s' is no way to count a duty that several served; write half (过半) or "
                        "by time (按时间)"),
                     key->value);
  geng_contract_set_split_by_time (contract, by_time);
}

void
geng_read_pay (GengReader *self, GengGroup *group, GengContract *contract)
{
  GengKey *scheme = geng_ini_get (group, "hours-scheme");
  GengKey *approval = geng_ini_get (group, "approval");
  g_autofree char *schemes = geng_words_list (geng_words_scheme);
  int value = GENG_HOURS_SCHEME_NONE;

  if (scheme != NULL && !geng_words_find_phrase (geng_words_scheme, scheme->value, &value))
    geng_faults_add (self->faults, scheme->line, scheme->value_column,
                     _ ("'%s' is no way to count hours; it should be one of %s"), scheme->value,
                     schemes);
  geng_contract_set_hours_scheme (contract, value);
  if (approval != NULL)
    geng_contract_set_approval (contract, approval->value);
  read_pay (self, group, contract);
  read_paid_by (self, group, contract);
  read_split (self, group, contract);
}
