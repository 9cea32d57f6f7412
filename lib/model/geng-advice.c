/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-array.h"
#include "geng-gettext.h"
#include "geng-remedy-private.h"

/* Remedies that the sentence names; the list has the others. */
#define REMEDIES_NAMED 3

struct _GengAdvice
{
  GObject parent_instance;

  gint64 planned_gaps;
  gint64 gaps;
  gboolean proven;
  gboolean reduced;
  gboolean around_shared;
  GPtrArray *remedies;
};

G_DEFINE_FINAL_TYPE (GengAdvice, geng_advice, G_TYPE_OBJECT)

static void
geng_advice_finalize (GObject *object)
{
  GengAdvice *self = GENG_ADVICE (object);

  g_clear_pointer (&self->remedies, g_ptr_array_unref);
  G_OBJECT_CLASS (geng_advice_parent_class)->finalize (object);
}

static void
geng_advice_class_init (GengAdviceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = geng_advice_finalize;
}

static void
geng_advice_init (GengAdvice *self)
{
}

GengAdvice *
geng_advice_make (gint64 planned_gaps,
                  gint64 gaps,
                  gboolean proven,
                  gboolean reduced,
                  gboolean around_shared,
                  GPtrArray *remedies)
{
  GengAdvice *self = g_object_new (GENG_TYPE_ADVICE, NULL);

  self->planned_gaps = planned_gaps;
  self->gaps = gaps;
  self->proven = proven;
  self->reduced = reduced;
  self->around_shared = around_shared;
  self->remedies = remedies;
  return self;
}

/**
 * geng_advice_get_planned_gaps:
 * @self: a #GengAdvice
 *
 * Returns: how many places stay open in the roster that was asked about
 */
gint64
geng_advice_get_planned_gaps (GengAdvice *self)
{
  g_return_val_if_fail (GENG_IS_ADVICE (self), 0);
  return self->planned_gaps;
}

/**
 * geng_advice_get_gaps:
 * @self: a #GengAdvice
 *
 * Returns: how many places stay open in the best plan that was found with the people and rules as
 * they are
 */
gint64
geng_advice_get_gaps (GengAdvice *self)
{
  g_return_val_if_fail (GENG_IS_ADVICE (self), 0);
  return self->gaps;
}

/**
 * geng_advice_get_proven:
 * @self: a #GengAdvice
 *
 * Returns: whether it is proven that no roster leaves fewer places open than
 * geng_advice_get_gaps(); see geng_advice_get_around_shared() for which rosters
 */
gboolean
geng_advice_get_proven (GengAdvice *self)
{
  g_return_val_if_fail (GENG_IS_ADVICE (self), FALSE);
  return self->proven;
}

/**
 * geng_advice_get_reduced:
 * @self: a #GengAdvice
 *
 * Returns: whether the effort ended before all remedies were tried
 */
gboolean
geng_advice_get_reduced (GengAdvice *self)
{
  g_return_val_if_fail (GENG_IS_ADVICE (self), FALSE);
  return self->reduced;
}

/**
 * geng_advice_get_around_shared:
 * @self: a #GengAdvice
 *
 * Returns: whether all of it holds with those whom stations share, or lend, where they are
 * (#GengMember:guest): the zone, which plans them, may do better
 */
gboolean
geng_advice_get_around_shared (GengAdvice *self)
{
  g_return_val_if_fail (GENG_IS_ADVICE (self), FALSE);
  return self->around_shared;
}

/**
 * geng_advice_list_remedies:
 * @self: a #GengAdvice
 *
 * Returns: (transfer container) (element-type GengRemedy): what helps, each tried by planning
 * again: first those that leave the fewest places open
 */
GPtrArray *
geng_advice_list_remedies (GengAdvice *self)
{
  g_return_val_if_fail (GENG_IS_ADVICE (self), NULL);
  return geng_array_copy (self->remedies, GENG_TYPE_REMEDY);
}

/* Of rosters in which whoever is shared stays: what nobody can do only the zone could say. */
static void
append_open_around (GengAdvice *self, GString *text)
{
  gulong n = (gulong) self->gaps;

  if (self->proven)
    g_string_append_printf (
        text,
        ngettext ("%d place stays open as long as those whom stations share stay where they are: "
                  "shown.",
                  "%d places stay open as long as those whom stations share stay where they are: "
                  "shown.",
                  n),
        (int) self->gaps);
  else
    g_string_append_printf (
        text,
        ngettext ("%d place stays open in the best plan found that leaves those whom stations "
                  "share where they are.",
                  "%d places stay open in the best plan found that leaves those whom stations "
                  "share where they are.",
                  n),
        (int) self->gaps);
  g_string_append (text, _ (" The zone may move them: it plans all its stations as one."));
}

static void
append_state (GengAdvice *self, GString *text)
{
  gulong n = (gulong) self->gaps;

  if (self->gaps == 0 && self->planned_gaps == 0)
    g_string_append (text, _ ("Every place is filled."));
  else if (self->gaps == 0)
    g_string_append (text, _ ("Planned anew, the same people fill every place."));
  else if (self->around_shared)
    append_open_around (self, text);
  else if (self->proven)
    g_string_append_printf (text,
                            ngettext ("%d place stays open, and nobody can fill it: shown.",
                                      "%d places stay open, and nobody can fill them: shown.", n),
                            (int) self->gaps);
  else
    g_string_append_printf (
        text,
        ngettext ("%d place stays open in the best plan found; it is not shown that nobody can "
                  "fill it.",
                  "%d places stay open in the best plan found; it is not shown that nobody can "
                  "fill them.",
                  n),
        (int) self->gaps);
}

/* The first of the list that leave as few places open as the very first. */
static char *
join_best (GengAdvice *self)
{
  gint64 gaps = geng_remedy_get_gaps (self->remedies->pdata[0]);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MIN (self->remedies->len, REMEDIES_NAMED); i++)
    {
      g_autofree char *remedy = geng_remedy_to_string (self->remedies->pdata[i]);

      if (geng_remedy_get_gaps (self->remedies->pdata[i]) != gaps)
        break;
      if (i > 0)
        /* Translators: between remedies of which one is enough */
        g_string_append (text, _ (", or "));
      g_string_append (text, remedy);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_remedies (GengAdvice *self, GString *text)
{
  g_autofree char *best = NULL;
  gint64 gaps;

  if (self->remedies->len == 0)
    {
      g_string_append (text, _ (" Nothing that was tried helps."));
      return;
    }
  best = join_best (self);
  gaps = geng_remedy_get_gaps (self->remedies->pdata[0]);
  if (gaps == 0)
    /* Translators: what fills every place */
    g_string_append_printf (text, _ (" This fills all: %s."), best);
  else
    /* Translators: what helps most, how many places then stay open */
    g_string_append_printf (text, _ (" What helps most, and leaves %2$d open: %1$s."), best,
                            (int) gaps);
}

/**
 * geng_advice_to_string:
 * @self: a #GengAdvice
 *
 * Says in one or two sentences how many places nobody can fill and what would help, for the
 * captain: it names people.
 *
 * Returns: (transfer full): the advice in the language of the program
 */
char *
geng_advice_to_string (GengAdvice *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (GENG_IS_ADVICE (self), NULL);
  append_state (self, text);
  if (self->gaps > 0)
    append_remedies (self, text);
  if (self->gaps > 0 && self->reduced)
    g_string_append (text, _ (" Not everything was tried."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
