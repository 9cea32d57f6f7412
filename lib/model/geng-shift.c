/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-change.h"
#include "geng-field.h"
#include "geng-shift-private.h"

/**
 * GengShift:
 *
 * What a member serves in one go (班次): the day shift from 08:00 to 18:00. It lies in one window,
 * or spans several that follow one another and counts in each, slice by slice: twenty-four hours of
 * patrol and standby, or a night after which somebody keeps the station open until 08:00. Several
 * shifts may cover a window in different ways. Times are minutes from 00:00 of the duty day's date.
 */

struct _GengShift
{
  GengEntity parent_instance;

  GListStore *windows; /* GengWindow, in the order of time */
  GPtrArray *posts; /* GengPost or NULL, as many as windows: where else than at the duty's post */
  int start;        /* -1: as the first window */
  int end;          /* -1: as the last */
  gboolean night;
  char *mark;
  char *colour;
};

G_DEFINE_FINAL_TYPE (GengShift, geng_shift, GENG_TYPE_ENTITY)

enum
{
  PROP_0,
  PROP_WINDOW,
  PROP_START_MINUTE,
  PROP_END_MINUTE,
  PROP_NIGHT,
  PROP_MARK,
  PROP_COLOUR,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_shift_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengShift *self = GENG_SHIFT (object);

  switch (id)
    {
    case PROP_WINDOW:
      g_value_take_object (value, g_list_model_get_item (G_LIST_MODEL (self->windows), 0));
      break;
    case PROP_START_MINUTE:
      g_value_set_int (value, geng_shift_get_start_minute (self));
      break;
    case PROP_END_MINUTE:
      g_value_set_int (value, geng_shift_get_end_minute (self));
      break;
    case PROP_NIGHT:
      g_value_set_boolean (value, self->night);
      break;
    case PROP_MARK:
      g_value_set_string (value, self->mark);
      break;
    case PROP_COLOUR:
      g_value_set_string (value, self->colour);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_shift_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengShift *self = GENG_SHIFT (object);

  switch (id)
    {
    case PROP_WINDOW:
      if (g_value_get_object (value) != NULL)
        geng_shift_put_window (self, g_value_get_object (value), NULL);
      break;
    case PROP_START_MINUTE:
      self->start = g_value_get_int (value);
      break;
    case PROP_END_MINUTE:
      self->end = g_value_get_int (value);
      break;
    case PROP_NIGHT:
      geng_shift_set_night (self, g_value_get_boolean (value));
      break;
    case PROP_MARK:
      geng_shift_set_mark (self, g_value_get_string (value));
      break;
    case PROP_COLOUR:
      geng_shift_set_colour (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_shift_constructed (GObject *object)
{
  GengShift *self = GENG_SHIFT (object);

  if (self->end >= 0 && self->end <= geng_shift_get_start_minute (self)
      && geng_shift_get_start_minute (self) < 2 * GENG_DAY_MINUTES)
    self->end += GENG_DAY_MINUTES;
  G_OBJECT_CLASS (geng_shift_parent_class)->constructed (object);
}

void
geng_shift_put_times (GengShift *self, GengShift *other)
{
  self->start = other->start;
  self->end = other->end;
}

static void
geng_shift_finalize (GObject *object)
{
  GengShift *self = GENG_SHIFT (object);

  g_clear_object (&self->windows);
  g_clear_pointer (&self->posts, g_ptr_array_unref);
  g_clear_pointer (&self->mark, g_free);
  g_clear_pointer (&self->colour, g_free);
  G_OBJECT_CLASS (geng_shift_parent_class)->finalize (object);
}

static void
geng_shift_class_init (GengShiftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_shift_get_property;
  object_class->set_property = geng_shift_set_property;
  object_class->constructed = geng_shift_constructed;
  object_class->finalize = geng_shift_finalize;

  /**
   * GengShift:window:
   *
   * The window in which it begins.
   */
  properties[PROP_WINDOW]
      = g_param_spec_object ("window", NULL, NULL, GENG_TYPE_WINDOW, GENG_CONSTRUCT);
  /**
   * GengShift:start-minute:
   *
   * Its beginning, in minutes from 00:00 of the duty day's date.
   */
  properties[PROP_START_MINUTE]
      = g_param_spec_int ("start-minute", NULL, NULL, G_MININT, G_MAXINT, -1, GENG_CONSTRUCT);
  /**
   * GengShift:end-minute:
   *
   * Its end, in minutes from 00:00 of the duty day's date.
   */
  properties[PROP_END_MINUTE]
      = g_param_spec_int ("end-minute", NULL, NULL, G_MININT, G_MAXINT, -1, GENG_CONSTRUCT);
  /**
   * GengShift:night:
   *
   * Whether it counts as night burden.
   */
  properties[PROP_NIGHT] = g_param_spec_boolean ("night", NULL, NULL, FALSE, GENG_READWRITE);
  /**
   * GengShift:mark:
   *
   * One or two characters that stand for it in a printed roster.
   */
  properties[PROP_MARK] = g_param_spec_string ("mark", NULL, NULL, NULL, GENG_READWRITE);
  /**
   * GengShift:colour:
   *
   * Its colour in calendars and prints, a CSS colour name.
   */
  properties[PROP_COLOUR] = g_param_spec_string ("colour", NULL, NULL, NULL, GENG_READWRITE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
unref_post (gpointer post)
{
  if (post != NULL)
    g_object_unref (post);
}

static void
geng_shift_init (GengShift *self)
{
  self->windows = g_list_store_new (GENG_TYPE_WINDOW);
  self->posts = g_ptr_array_new_with_free_func (unref_post);
}

/**
 * geng_shift_new:
 * @id: unique among the shifts of a station
 * @name: (nullable): what people call it; the id if none
 * @window: the window it lies in, or the first of several (see geng_shift_add_window())
 * @start: its beginning, in minutes from 00:00 of the duty day's date; -1: as the first window
 * @end: its end, likewise; a day is added when it is not after @start; -1: as the last window
 *
 * Returns: (transfer full): a new shift
 */
GengShift *
geng_shift_new (const char *id, const char *name, GengWindow *window, int start, int end)
{
  g_return_val_if_fail (GENG_IS_WINDOW (window), NULL);
  return g_object_new (GENG_TYPE_SHIFT, "id", id, "name", name, "window", window, "start-minute",
                       start, "end-minute", end, NULL);
}

/**
 * geng_shift_add_window:
 * @self: a #GengShift
 * @window: (transfer none): the window that follows those that it has
 * @post: (transfer none) (nullable): where it is served in that window; %NULL: at the duty's post
 *
 * Lets the shift span one more window. It counts in each window for the time that lies there: who
 * patrols a grid until 04:00 and then keeps the station's desk until 08:00 serves a shift whose
 * second window is served at the desk.
 *
 * The windows are a part of its making, as its times are: once a shift belongs to a station, they
 * stay.
 */
void
geng_shift_add_window (GengShift *self, GengWindow *window, GengPost *post)
{
  g_return_if_fail (GENG_IS_SHIFT (self));
  g_return_if_fail (GENG_IS_WINDOW (window));
  g_return_if_fail (post == NULL || GENG_IS_POST (post));
  g_return_if_fail (geng_change_get_owner (self) == NULL);

  geng_shift_put_window (self, window, post);
}

void
geng_shift_put_window (GengShift *self, GengWindow *window, GengPost *post)
{
  g_list_store_append (self->windows, window);
  g_ptr_array_add (self->posts, post == NULL ? NULL : g_object_ref (post));
}

/**
 * geng_shift_get_window:
 * @self: a #GengShift
 *
 * Returns: (transfer none) (nullable): the window in which it begins; the first of
 * geng_shift_get_windows()
 */
GengWindow *
geng_shift_get_window (GengShift *self)
{
  g_autoptr (GengWindow) first = NULL;

  g_return_val_if_fail (GENG_IS_SHIFT (self), NULL);
  first = g_list_model_get_item (G_LIST_MODEL (self->windows), 0);
  /* The list keeps its reference. */
  return first;
}

/**
 * geng_shift_get_windows:
 * @self: a #GengShift
 *
 * Returns: (transfer none): the #GengWindow that it lies in, one after the other
 */
GListModel *
geng_shift_get_windows (GengShift *self)
{
  g_return_val_if_fail (GENG_IS_SHIFT (self), NULL);
  return G_LIST_MODEL (self->windows);
}

static gboolean
find_window (GengShift *self, GengWindow *window, guint *place)
{
  return g_list_store_find (self->windows, window, place);
}

/**
 * geng_shift_has_window:
 * @self: a #GengShift
 * @window: a window
 *
 * Returns: whether some of the shift lies in the window
 */
gboolean
geng_shift_has_window (GengShift *self, GengWindow *window)
{
  guint place;

  g_return_val_if_fail (GENG_IS_SHIFT (self), FALSE);
  g_return_val_if_fail (GENG_IS_WINDOW (window), FALSE);
  return find_window (self, window, &place);
}

/**
 * geng_shift_get_post:
 * @self: a #GengShift
 * @window: one of its windows
 *
 * Returns: (transfer none) (nullable): where it is served in that window, whatever the duty's post;
 *   %NULL: at the duty's post
 */
GengPost *
geng_shift_get_post (GengShift *self, GengWindow *window)
{
  guint place;

  g_return_val_if_fail (GENG_IS_SHIFT (self), NULL);
  g_return_val_if_fail (GENG_IS_WINDOW (window), NULL);
  return find_window (self, window, &place) ? g_ptr_array_index (self->posts, place) : NULL;
}

/* What the pieces of the window's kit are where it is served at @post. */
static const char *const *
kit_of (GengShift *self, guint place, GengPost *post)
{
  g_autoptr (GengWindow) window = g_list_model_get_item (G_LIST_MODEL (self->windows), place);
  GengPost *other = g_ptr_array_index (self->posts, place);
  const char *const *kit = NULL;

  if (other != NULL || post != NULL)
    kit = geng_post_get_kit (other != NULL ? other : post);
  return kit != NULL ? kit : geng_window_get_kit (window);
}

gboolean
geng_shift_needs (GengShift *self, GengPost *post, const char *piece)
{
  for (guint i = 0; i < self->posts->len; i++)
    {
      const char *const *kit = kit_of (self, i, post);

      if (kit != NULL && g_strv_contains (kit, piece))
        return TRUE;
    }
  return FALSE;
}

void
geng_shift_kit_span (GengShift *self, GengPost *post, int *start, int *end)
{
  *start = geng_shift_get_start_minute (self);
  *end = *start;
  for (guint i = 0; i < self->posts->len; i++)
    {
      g_autoptr (GengWindow) window = g_list_model_get_item (G_LIST_MODEL (self->windows), i);
      const char *const *kit = kit_of (self, i, post);

      if (kit == NULL || kit[0] == NULL)
        continue;
      if (*end == *start)
        *start = MAX (geng_window_get_start_minute (window), geng_shift_get_start_minute (self));
      *end = MIN (geng_window_get_end_minute (window), geng_shift_get_end_minute (self));
    }
}

/**
 * geng_shift_get_start_minute:
 * @self: a #GengShift
 *
 * Returns: its beginning, in minutes from 00:00 of the duty day's date
 */
int
geng_shift_get_start_minute (GengShift *self)
{
  g_autoptr (GengWindow) first = NULL;

  g_return_val_if_fail (GENG_IS_SHIFT (self), 0);
  /* Whatever is put in order asks for it. */
  if (self->start != -1)
    return self->start;
  first = g_list_model_get_item (G_LIST_MODEL (self->windows), 0);
  return first == NULL ? self->start : geng_window_get_start_minute (first);
}

/**
 * geng_shift_get_end_minute:
 * @self: a #GengShift
 *
 * Returns: its end, in minutes from 00:00 of the duty day's date
 */
int
geng_shift_get_end_minute (GengShift *self)
{
  g_autoptr (GengWindow) last = NULL;

  g_return_val_if_fail (GENG_IS_SHIFT (self), 0);
  last = g_list_model_get_item (G_LIST_MODEL (self->windows), self->posts->len - 1);
  return self->end != -1 || last == NULL ? self->end : geng_window_get_end_minute (last);
}

/**
 * geng_shift_get_night:
 * @self: a #GengShift
 *
 * Returns: whether it counts as night burden
 */
gboolean
geng_shift_get_night (GengShift *self)
{
  g_return_val_if_fail (GENG_IS_SHIFT (self), FALSE);
  return self->night;
}

/**
 * geng_shift_set_night:
 * @self: a #GengShift
 * @night: whether it counts as night burden
 *
 * Sets #GengShift:night.
 */
void
geng_shift_set_night (GengShift *self, gboolean night)
{
  g_return_if_fail (GENG_IS_SHIFT (self));

  if (self->night == !!night)
    return;
  self->night = !!night;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NIGHT]);
}

/**
 * geng_shift_get_mark:
 * @self: a #GengShift
 *
 * Returns: (nullable): one or two characters that stand for it in a printed roster
 */
const char *
geng_shift_get_mark (GengShift *self)
{
  g_return_val_if_fail (GENG_IS_SHIFT (self), NULL);
  return self->mark;
}

/**
 * geng_shift_set_mark:
 * @self: a #GengShift
 * @mark: (nullable): one or two characters that stand for it in a printed roster
 *
 * Sets #GengShift:mark. The text is cleaned: ends trimmed, control characters made blanks.
 */
void
geng_shift_set_mark (GengShift *self, const char *mark)
{
  g_return_if_fail (GENG_IS_SHIFT (self));

  if (geng_field_set_text (&self->mark, mark))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARK]);
}

/**
 * geng_shift_get_colour:
 * @self: a #GengShift
 *
 * Returns: (nullable): its colour in calendars and prints, a CSS colour name
 */
const char *
geng_shift_get_colour (GengShift *self)
{
  g_return_val_if_fail (GENG_IS_SHIFT (self), NULL);
  return self->colour;
}

/**
 * geng_shift_set_colour:
 * @self: a #GengShift
 * @css_name: (nullable): its colour in calendars and prints, a CSS colour name
 *
 * Sets #GengShift:colour. The text is cleaned: ends trimmed, control characters made blanks.
 */
void
geng_shift_set_colour (GengShift *self, const char *css_name)
{
  g_return_if_fail (GENG_IS_SHIFT (self));

  if (geng_field_set_text (&self->colour, css_name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOUR]);
}
