/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-written.h"

#include "geng-gettext.h"
#include "geng-json-text.h"

/* From JSON to GVariant and back, and from either to the things. */

/**
 * geng_json_print_variant:
 * @value: a value of `a{sv}`, `av`, `s`, `b`, `x`, `t` and `d`, and `m` before one of them
 *
 * Writes a value as JSON (RFC 8259); what may be nothing, and is, as `null`, which
 * [func@json_parse_variant] does not read.
 *
 * Returns: (transfer full): the text, UTF-8, on lines of two blanks a level
 */
char *
geng_json_print_variant (GVariant *value)
{
  g_return_val_if_fail (value != NULL, NULL);
  return geng_json_print (value);
}

/**
 * geng_json_parse_variant:
 * @text: JSON, UTF-8
 * @length: of the text in bytes, or -1 where it ends with a 0
 * @error: return location for an error
 *
 * Reads JSON (RFC 8259) as a value: an object is `a{sv}`, an array `av`, a text `s`, a truth value
 * `b`, a whole number `x`, another number `d`; null is left out of objects.  At most 64 MiB and 32
 * levels are read.
 *
 * Fails with %GENG_ERROR_INVALID; the message has line and column.
 *
 * Returns: (transfer full): the value
 */
GVariant *
geng_json_parse_variant (const char *text, gssize length, GError **error)
{
  g_autofree char *message = NULL;
  GVariant *value;

  g_return_val_if_fail (text != NULL, NULL);
  value = geng_json_parse (text, length, &message);
  if (value == NULL)
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, "JSON:%s", message);
  return value;
}

/* @value: (transfer full) (nullable) */
static char *
print (GVariant *value)
{
  g_autoptr (GVariant) taken = value;

  return taken != NULL ? geng_json_print (taken) : NULL;
}

#define READ(call)                                                                                 \
  do                                                                                               \
    {                                                                                              \
      g_autoptr (GVariant) value = NULL;                                                           \
      g_return_val_if_fail (json != NULL, NULL);                                                   \
      value = geng_json_parse_variant (json, -1, error);                                           \
      return value != NULL ? call : NULL;                                                          \
    }                                                                                              \
  while (0)

/**
 * geng_station_to_json:
 * @self: a #GengStation
 *
 * Returns: (transfer full): the station as JSON; `docs/schema.json` says how
 */
char *
geng_station_to_json (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return print (geng_station_to_variant (self));
}

/**
 * geng_station_new_from_json:
 * @json: what geng_station_to_json() writes
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_INVALID for what is out of form, %GENG_ERROR_UNKNOWN for an id that is not
 * there, and %GENG_ERROR_DUPLICATE for one that is there twice; the message says where.
 *
 * Returns: (transfer full): the station
 */
GengStation *
geng_station_new_from_json (const char *json, GError **error)
{
  READ (geng_station_new_from_variant (value, error));
}

/**
 * geng_roster_to_json:
 * @self: a #GengRoster
 *
 * Returns: (transfer full): the roster as JSON; `docs/schema.json` says how
 */
char *
geng_roster_to_json (GengRoster *self)
{
  g_return_val_if_fail (GENG_IS_ROSTER (self), NULL);
  return print (geng_roster_to_variant (self));
}

/**
 * geng_roster_new_from_json:
 * @station: the station whose members serve
 * @json: what geng_roster_to_json() writes
 * @error: return location for an error
 *
 * Fails as [method@Roster.add] does, and with %GENG_ERROR_INVALID for what is out of form.
 *
 * Returns: (transfer full): the roster
 */
GengRoster *
geng_roster_new_from_json (GengStation *station, const char *json, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (station), NULL);
  READ (geng_roster_new_from_variant (station, value, error));
}

/**
 * geng_judgement_to_json:
 * @self: a #GengJudgement
 *
 * Returns: (transfer full): the judgement as JSON; `docs/schema.json` says how
 */
char *
geng_judgement_to_json (GengJudgement *self)
{
  g_return_val_if_fail (GENG_IS_JUDGEMENT (self), NULL);
  return print (geng_judgement_to_variant (self));
}

/**
 * geng_judgement_new_from_json:
 * @station: the station that was judged
 * @json: what geng_judgement_to_json() writes
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_INVALID for what is out of form, and %GENG_ERROR_UNKNOWN for an id that is
 * not there.
 *
 * Returns: (transfer full): the judgement
 */
GengJudgement *
geng_judgement_new_from_json (GengStation *station, const char *json, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (station), NULL);
  READ (geng_judgement_new_from_variant (station, value, error));
}

/**
 * geng_plan_to_json:
 * @self: a #GengPlan
 *
 * Returns: (transfer full): the plan, its roster and its judgement as JSON; `docs/schema.json` says
 *   how
 */
char *
geng_plan_to_json (GengPlan *self)
{
  g_return_val_if_fail (GENG_IS_PLAN (self), NULL);
  return print (geng_plan_to_variant (self));
}

/**
 * geng_plan_new_from_json:
 * @station: the station that was planned
 * @json: what geng_plan_to_json() writes
 * @error: return location for an error
 *
 * Fails as geng_roster_new_from_json() and geng_judgement_new_from_json() do, with
 * %GENG_ERROR_INVALID, %GENG_ERROR_UNKNOWN, %GENG_ERROR_DUPLICATE or %GENG_ERROR_PERIOD.  What a
 * plan proves is as good as its writer: nothing is proven anew.
 *
 * Returns: (transfer full): the plan
 */
GengPlan *
geng_plan_new_from_json (GengStation *station, const char *json, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (station), NULL);
  READ (geng_plan_new_from_variant (station, value, error));
}

/**
 * geng_record_to_json:
 * @self: a #GengRecord
 *
 * Returns: (transfer full): the record as JSON; `docs/schema.json` says how
 */
char *
geng_record_to_json (GengRecord *self)
{
  g_return_val_if_fail (GENG_IS_RECORD (self), NULL);
  return print (geng_record_to_variant (self));
}

/**
 * geng_record_new_from_json:
 * @json: what geng_record_to_json() writes
 * @error: return location for an error
 *
 * Fails with %GENG_ERROR_INVALID for what is out of form.
 *
 * Returns: (transfer full): the record
 */
GengRecord *
geng_record_new_from_json (const char *json, GError **error)
{
  READ (geng_record_new_from_variant (value, error));
}
