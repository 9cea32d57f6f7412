/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-array.h"
#include "geng-change.h"
#include "geng-copy.h"
#include "geng-field.h"
#include "geng-gettext.h"
#include "geng-station-private.h"
#include "geng-text.h"

/**
 * GengStation:
 *
 * One planning unit and its time zone (联防队); it owns members, windows, demands and all the rest.
 *
 * A station is built by geng_station_new() and the `add` functions, and edited afterwards:
 * geng_station_remove() and geng_station_move() take what was added, and what belongs to the
 * station has properties to set.  Its lists are for reading and for views; they follow every
 * change.  What names a thing that is not there is refused at once; what only makes sense as a
 * whole is for geng_station_validate(), so that an edit may pass through states that are not whole.
 *
 * Several threads may read a station while nobody changes it.  A call that leaves the caller's
 * thread works on a copy, so that the station may be edited meanwhile.
 */

#define DEFAULT_DAY_START (8 * 60)

G_DEFINE_FINAL_TYPE (GengStation, geng_station, GENG_TYPE_ENTITY)

/* Where nothing else is said the meeting is on the 20th. */
#define USUAL_MEETING_DAY 20

enum
{
  PROP_0,
  PROP_TIMEZONE,
  PROP_DAY_START_MINUTE,
  PROP_LANGUAGE,
  PROP_SHOW_PHONES,
  PROP_HOLIDAY_CALENDAR,
  PROP_FEED_TITLE,
  PROP_FEED_URL,
  PROP_FEED_ALARM_MINUTES,
  PROP_DUTY_PHONE,
  PROP_ASK_ABOVE,
  PROP_SWAPS_BY_THEMSELVES,
  PROP_KEEP_MONTHS,
  PROP_MEETING_DAY,
  PROP_ELSEWHERE,
  PROP_RULE_KINDS,
  PROP_GENERATION,
  N_PROPERTIES
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

static void
geng_station_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengStation *self = GENG_STATION (object);

  switch (id)
    {
    case PROP_TIMEZONE:
      g_value_set_string (value, self->timezone);
      break;
    case PROP_DAY_START_MINUTE:
      g_value_set_int (value, self->day_start);
      break;
    case PROP_LANGUAGE:
      g_value_set_string (value, self->language);
      break;
    case PROP_SHOW_PHONES:
      g_value_set_boolean (value, self->show_phones);
      break;
    case PROP_HOLIDAY_CALENDAR:
      g_value_set_string (value, self->holiday_calendar);
      break;
    case PROP_FEED_TITLE:
      g_value_set_string (value, self->feed_title);
      break;
    case PROP_FEED_URL:
      g_value_set_string (value, self->feed_url);
      break;
    case PROP_FEED_ALARM_MINUTES:
      g_value_set_int (value, self->feed_alarm);
      break;
    case PROP_DUTY_PHONE:
      g_value_set_string (value, self->duty_phone);
      break;
    case PROP_ASK_ABOVE:
      g_value_set_uint (value, self->ask_above);
      break;
    case PROP_SWAPS_BY_THEMSELVES:
      g_value_set_boolean (value, self->swaps_by_themselves);
      break;
    case PROP_KEEP_MONTHS:
      g_value_set_uint (value, self->keep_months);
      break;
    case PROP_MEETING_DAY:
      g_value_set_int (value, self->meeting_day);
      break;
    case PROP_ELSEWHERE:
      g_value_take_boxed (value, geng_station_list_elsewhere (self));
      break;
    case PROP_RULE_KINDS:
      g_value_take_boxed (value, geng_array_copy (self->kinds, GENG_TYPE_RULE_KIND));
      break;
    case PROP_GENERATION:
      g_value_set_uint64 (value, self->generation);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_station_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengStation *self = GENG_STATION (object);

  switch (id)
    {
    case PROP_TIMEZONE:
      self->timezone = g_value_dup_string (value);
      break;
    case PROP_DAY_START_MINUTE:
      geng_station_set_day_start_minute (self, g_value_get_int (value), NULL);
      break;
    case PROP_LANGUAGE:
      geng_station_set_language (self, g_value_get_string (value));
      break;
    case PROP_SHOW_PHONES:
      geng_station_set_show_phones (self, g_value_get_boolean (value));
      break;
    case PROP_HOLIDAY_CALENDAR:
      geng_station_set_holiday_calendar (self, g_value_get_string (value), NULL);
      break;
    case PROP_FEED_TITLE:
      geng_station_set_feed_title (self, g_value_get_string (value), NULL);
      break;
    case PROP_FEED_URL:
      geng_station_set_feed_url (self, g_value_get_string (value), NULL);
      break;
    case PROP_FEED_ALARM_MINUTES:
      geng_station_set_feed_alarm_minutes (self, g_value_get_int (value), NULL);
      break;
    case PROP_DUTY_PHONE:
      geng_station_set_duty_phone (self, g_value_get_string (value));
      break;
    case PROP_ASK_ABOVE:
      geng_station_set_ask_above (self, g_value_get_uint (value));
      break;
    case PROP_SWAPS_BY_THEMSELVES:
      geng_station_set_swaps_by_themselves (self, g_value_get_boolean (value));
      break;
    case PROP_KEEP_MONTHS:
      geng_station_set_keep_months (self, g_value_get_uint (value), NULL);
      break;
    case PROP_MEETING_DAY:
      geng_station_set_meeting_day (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
drop (GengList **list)
{
  geng_list_let_go (*list);
  g_clear_object (list);
}

static void
geng_station_finalize (GObject *object)
{
  GengStation *self = GENG_STATION (object);

  for (guint i = 0; i < GENG_N_TABLES; i++)
    drop (&self->tables[i]);
  g_clear_pointer (&self->copy, geng_copy_unref);
  g_clear_pointer (&self->elsewhere, g_ptr_array_unref);
  g_clear_pointer (&self->elsewhere_shifts, g_ptr_array_unref);
  g_clear_pointer (&self->elsewhere_posts, g_ptr_array_unref);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_clear_pointer (&self->lowered, g_ptr_array_unref);
  drop (&self->requests);
  drop (&self->holidays);
  g_clear_pointer (&self->holiday_calendar, g_free);
  drop (&self->rules);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->timezone, g_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->duty_phone, g_free);
  g_clear_pointer (&self->feed_title, g_free);
  g_clear_pointer (&self->feed_url, g_free);
  g_clear_pointer (&self->feed_folder, g_free);
  G_OBJECT_CLASS (geng_station_parent_class)->finalize (object);
}

static void
geng_station_constructed (GObject *object)
{
  GengStation *self = GENG_STATION (object);

  G_OBJECT_CLASS (geng_station_parent_class)->constructed (object);
  if (self->timezone != NULL)
    self->zone = g_time_zone_new_identifier (self->timezone);
  self->zone_known = self->zone != NULL;
  if (self->zone == NULL)
    self->zone = g_time_zone_new_utc ();
}

static void
define_feeds (void)
{
  /**
   * GengStation:feed-title:
   *
   * The template of the titles of duties in its feeds; a template that is not understood leaves it
   * as it was, and geng_station_set_feed_title() says why.
   */
  properties[PROP_FEED_TITLE]
      = g_param_spec_string ("feed-title", NULL, NULL, NULL, GENG_READWRITE);
  /**
   * GengStation:feed-url:
   *
   * Where the folder of its feeds is found in the web; geng_station_set_feed_url() says which
   * addresses do.
   */
  properties[PROP_FEED_URL] = g_param_spec_string ("feed-url", NULL, NULL, NULL, GENG_READWRITE);
  /**
   * GengStation:meeting-day:
   *
   * On which day of the month the meeting is that reviews the last month and settles the next.
   */
  properties[PROP_MEETING_DAY]
      = g_param_spec_int ("meeting-day", NULL, NULL, 1, 31, USUAL_MEETING_DAY, GENG_READWRITE);
  /**
   * GengStation:feed-alarm-minutes:
   *
   * How many minutes before a personal duty phones ring; -1 for no alarm.
   */
  properties[PROP_FEED_ALARM_MINUTES] = g_param_spec_int ("feed-alarm-minutes", NULL, NULL, -1,
                                                          7 * GENG_DAY_MINUTES, -1, GENG_READWRITE);
}

static void
define_office (void)
{
  /**
   * GengStation:ask-above:
   *
   * How many official duties a publication may change before somebody is asked.
   */
  properties[PROP_ASK_ABOVE] = g_param_spec_uint ("ask-above", NULL, NULL, 0, G_MAXUINT,
                                                  GENG_STATION_ASK_ABOVE, GENG_READWRITE);
  /**
   * GengStation:swaps-by-themselves:
   *
   * Whether a swap on which both members agree may become official without the captain.
   */
  properties[PROP_SWAPS_BY_THEMSELVES]
      = g_param_spec_boolean ("swaps-by-themselves", NULL, NULL, FALSE, GENG_READWRITE);
  /**
   * GengStation:keep-months:
   *
   * After how many months what is known of people is forgotten; 0: it is kept.
   */
  properties[PROP_KEEP_MONTHS]
      = g_param_spec_uint ("keep-months", NULL, NULL, 0, G_MAXUINT, 0, GENG_READWRITE);
}

static void
define_zone (void)
{
  /**
   * GengStation:elsewhere: (type GLib.PtrArray(Geng.Roster))
   *
   * What its members serve at other stations of the zone; see
   * [method@Station.set_elsewhere].
   */
  properties[PROP_ELSEWHERE]
      = g_param_spec_boxed ("elsewhere", NULL, NULL, G_TYPE_PTR_ARRAY, GENG_READABLE);
  /**
   * GengStation:rule-kinds: (type GLib.PtrArray(Geng.RuleKind))
   *
   * The program's own kinds of rules; see [method@Station.add_rule_kind].
   */
  properties[PROP_RULE_KINDS]
      = g_param_spec_boxed ("rule-kinds", NULL, NULL, G_TYPE_PTR_ARRAY, GENG_READABLE);
}

static void
geng_station_class_init (GengStationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_station_get_property;
  object_class->set_property = geng_station_set_property;
  object_class->constructed = geng_station_constructed;
  object_class->finalize = geng_station_finalize;

  /**
   * GengStation:timezone:
   *
   * The IANA name of its time zone, like `Asia/Shanghai`.  A station without one, or with one that
   * this system does not know, goes by UTC, and geng_station_validate() says so.
   */
  properties[PROP_TIMEZONE] = g_param_spec_string ("timezone", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengStation:day-start-minute:
   *
   * When the duty day begins, in minutes from 00:00; 08:00 if not set.
   */
  properties[PROP_DAY_START_MINUTE] = g_param_spec_int (
      "day-start-minute", NULL, NULL, 0, GENG_DAY_MINUTES - 1, DEFAULT_DAY_START, GENG_READWRITE);
  /**
   * GengStation:language:
   *
   * The language of what it publishes, like `zh_CN`; %NULL for that of the program.
   */
  properties[PROP_LANGUAGE] = g_param_spec_string ("language", NULL, NULL, NULL, GENG_READWRITE);
  /**
   * GengStation:show-phones:
   *
   * Whether feeds and prints show telephone numbers.
   */
  properties[PROP_SHOW_PHONES]
      = g_param_spec_boolean ("show-phones", NULL, NULL, FALSE, GENG_READWRITE);
  /**
   * GengStation:holiday-calendar:
   *
   * The library's table of holidays that fills in what the station does not list: `china`, or %NULL
   * for none.
   */
  properties[PROP_HOLIDAY_CALENDAR]
      = g_param_spec_string ("holiday-calendar", NULL, NULL, NULL, GENG_READWRITE);
  /**
   * GengStation:duty-phone:
   *
   * The telephone at which the station is reached at any hour (值班电话), which may be shown to
   * everybody; never a member's own.
   */
  properties[PROP_DUTY_PHONE]
      = g_param_spec_string ("duty-phone", NULL, NULL, NULL, GENG_READWRITE);
  /**
   * GengStation:generation:
   *
   * Grows with each change of the station or of something that belongs to it.  To hear of changes,
   * connect to [signal@Station::changed].
   */
  properties[PROP_GENERATION]
      = g_param_spec_uint64 ("generation", NULL, NULL, 0, G_MAXUINT64, 0, GENG_READABLE);
  define_feeds ();
  define_office ();
  define_zone ();
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * GengStation::changed:
   * @self: the station
   * @thing: what has another value, came or went: the station, or something that belongs to it
   *
   * Something of the station is no longer as it was.  The property `notify` and the list's
   * `items-changed` say the same thing by thing; this is for who wants to hear of everything.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
}

static gconstpointer
holiday_day (gpointer holiday)
{
  return GUINT_TO_POINTER (g_date_get_julian (geng_holiday_get_date (holiday)));
}

/* Whatever changes of the station or of what belongs to it. */
static void
on_change (const GengChange *change, gpointer user_data)
{
  GengStation *self = user_data;

  self->generation++;
  g_signal_emit (self, signals[CHANGED], 0, change->thing);
}

static void
geng_station_init (GengStation *self)
{
  const GType types[GENG_N_TABLES] = {
    [GENG_TABLE_ORGANISATIONS] = GENG_TYPE_ORGANISATION,
    [GENG_TABLE_ROLES] = GENG_TYPE_ROLE,
    [GENG_TABLE_CONTRACTS] = GENG_TYPE_CONTRACT,
    [GENG_TABLE_TEAMS] = GENG_TYPE_TEAM,
    [GENG_TABLE_MEMBERS] = GENG_TYPE_MEMBER,
    [GENG_TABLE_WINDOWS] = GENG_TYPE_WINDOW,
    [GENG_TABLE_SHIFTS] = GENG_TYPE_SHIFT,
    [GENG_TABLE_POSTS] = GENG_TYPE_POST,
    [GENG_TABLE_DEMANDS] = GENG_TYPE_DEMAND,
    [GENG_TABLE_PIECES] = GENG_TYPE_PIECE,
    [GENG_TABLE_ITEMS] = GENG_TYPE_ITEM,
    [GENG_TABLE_CYCLES] = GENG_TYPE_CYCLE,
    [GENG_TABLE_LAWS] = GENG_TYPE_LAW,
    [GENG_TABLE_LEAVE_KINDS] = GENG_TYPE_LEAVE_KIND,
  };

  for (guint i = 0; i < GENG_N_TABLES; i++)
    self->tables[i] = geng_table_new (types[i], self);
  self->requests = geng_list_new (GENG_TYPE_REQUEST, self);
  self->holidays = geng_list_new (GENG_TYPE_HOLIDAY, self);
  geng_list_index (self->holidays, holiday_day, NULL, NULL);
  self->rules = geng_list_new (GENG_TYPE_RULE, self);
  geng_change_observe (self, on_change, self);
  self->feed_alarm = -1;
  self->ask_above = GENG_STATION_ASK_ABOVE;
  self->meeting_day = USUAL_MEETING_DAY;
  self->day_start = DEFAULT_DAY_START;
}

/**
 * geng_station_new:
 * @id: a short name for files: letters, digits, `-` and `_`
 * @name: (nullable): what people call it; the id if none
 * @zone: the IANA name of its time zone, like `Asia/Shanghai`
 * @error: return location for an error
 *
 * Returns: (transfer full): a new station whose duty day begins at 08:00, or %NULL with
 * %GENG_ERROR_INVALID for an id out of form or a time zone that this system does not know
 */
GengStation *
geng_station_new (const char *id, const char *name, const char *zone, GError **error)
{
  g_autoptr (GTimeZone) known = zone ? g_time_zone_new_identifier (zone) : NULL;
  g_autofree char *quoted = geng_text_quote (geng_text_is_id (id) ? zone : id);

  if (!geng_text_is_id (id))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("station: the id %s is not allowed; "
                      "write 1 to %d letters, digits, “-” or “_”"),
                   quoted, GENG_ID_MAX);
      return NULL;
    }
  if (!known)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("station: the time zone %s is not known; write a name like Asia/Shanghai"),
                   quoted);
      return NULL;
    }
  return g_object_new (GENG_TYPE_STATION, "id", id, "name", name, "timezone", zone, NULL);
}

/**
 * geng_station_get_timezone:
 * @self: a #GengStation
 *
 * Returns: (nullable): the IANA name of its time zone
 */
const char *
geng_station_get_timezone (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return self->timezone;
}

/**
 * geng_station_get_zone:
 * @self: a #GengStation
 *
 * Returns: (transfer none): its time zone
 */
GTimeZone *
geng_station_get_zone (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return self->zone;
}

/**
 * geng_station_get_day_start_minute:
 * @self: a #GengStation
 *
 * Returns: when the duty day begins, in minutes from 00:00
 */
int
geng_station_get_day_start_minute (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), 0);
  return self->day_start;
}

/**
 * geng_station_set_day_start_minute:
 * @self: a #GengStation
 * @minutes: when the duty day begins, in minutes from 00:00 (0 to 1439)
 * @error: return location for an error
 *
 * Sets #GengStation:day-start-minute.  Fails with %GENG_ERROR_INVALID outside the civil day, and
 * changes nothing then; the property takes the nearer end of its range instead.
 *
 * Returns: whether @minutes is in range
 */
gboolean
geng_station_set_day_start_minute (GengStation *self, int minutes, GError **error)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  if (minutes < 0 || minutes >= GENG_DAY_MINUTES)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("station: the duty day cannot begin at minute %d; give 0 to %d"), minutes,
                   GENG_DAY_MINUTES - 1);
      return FALSE;
    }
  if (self->day_start == minutes)
    return TRUE;
  self->day_start = minutes;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAY_START_MINUTE]);
  return TRUE;
}

/**
 * geng_station_get_language:
 * @self: a #GengStation
 *
 * Returns: (nullable): the language of what it publishes, like `zh_CN`; %NULL for that of the
 * program
 */
const char *
geng_station_get_language (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return self->language;
}

/**
 * geng_station_set_language:
 * @self: a #GengStation
 * @language: (nullable): a language like `zh_CN`; %NULL for that of the program
 *
 * Sets #GengStation:language.
 */
void
geng_station_set_language (GengStation *self, const char *language)
{
  g_return_if_fail (GENG_IS_STATION (self));
  if (geng_field_set_text (&self->language, language))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LANGUAGE]);
}

/**
 * geng_station_get_show_phones:
 * @self: a #GengStation
 *
 * Returns: whether feeds and prints show telephone numbers
 */
gboolean
geng_station_get_show_phones (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), FALSE);
  return self->show_phones;
}

/**
 * geng_station_set_show_phones:
 * @self: a #GengStation
 * @show: whether feeds and prints show telephone numbers
 *
 * Sets #GengStation:show-phones.
 */
void
geng_station_set_show_phones (GengStation *self, gboolean show)
{
  g_return_if_fail (GENG_IS_STATION (self));
  if (self->show_phones == !!show)
    return;
  self->show_phones = !!show;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_PHONES]);
}

/**
 * geng_station_get_duty_phone:
 * @self: a #GengStation
 *
 * Returns: (nullable): the telephone at which the station is reached at any hour (值班电话)
 */
const char *
geng_station_get_duty_phone (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return self->duty_phone;
}

/**
 * geng_station_set_duty_phone:
 * @self: a #GengStation
 * @phone: (nullable): the telephone at which the station is reached at any hour; never a member's
 *
 * Sets #GengStation:duty-phone.
 */
void
geng_station_set_duty_phone (GengStation *self, const char *phone)
{
  g_return_if_fail (GENG_IS_STATION (self));
  if (geng_field_set_text (&self->duty_phone, phone))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DUTY_PHONE]);
}

/**
 * geng_station_get_meeting_day:
 * @self: a #GengStation
 *
 * Returns: on which day of the month the meeting is; in a shorter month on its last
 */
int
geng_station_get_meeting_day (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), USUAL_MEETING_DAY);
  return self->meeting_day;
}

/**
 * geng_station_set_meeting_day:
 * @self: a #GengStation
 * @day: a day of the month, 1 to 31
 *
 * Sets #GengStation:meeting-day.
 */
void
geng_station_set_meeting_day (GengStation *self, int day)
{
  g_return_if_fail (GENG_IS_STATION (self));
  g_return_if_fail (day >= 1 && day <= 31);
  if (self->meeting_day == day)
    return;
  self->meeting_day = day;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEETING_DAY]);
}
