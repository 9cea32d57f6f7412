/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <geng/geng.h>

#include "geng-array.h"
#include "geng-field.h"
#include "geng-judgement-private.h"

/**
 * GengJudgement:
 *
 * What the judge says about a roster: its score, every finding and every gap.
 */

struct _GengJudgement
{
  GObject parent_instance;

  GPtrArray *findings;
  GPtrArray *gaps;
  GengScore score;
};

G_DEFINE_FINAL_TYPE (GengJudgement, geng_judgement, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_FINDINGS,
  PROP_GAPS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void
geng_judgement_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengJudgement *self = GENG_JUDGEMENT (object);

  switch (id)
    {
    case PROP_FINDINGS:
      g_value_take_boxed (value, geng_array_copy (self->findings, GENG_TYPE_FINDING));
      break;
    case PROP_GAPS:
      g_value_take_boxed (value, geng_array_copy (self->gaps, GENG_TYPE_GAP));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
geng_judgement_finalize (GObject *object)
{
  GengJudgement *self = GENG_JUDGEMENT (object);

  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->gaps, g_ptr_array_unref);
  G_OBJECT_CLASS (geng_judgement_parent_class)->finalize (object);
}

static void
geng_judgement_class_init (GengJudgementClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_judgement_get_property;
  object_class->finalize = geng_judgement_finalize;

  /**
   * GengJudgement:findings: (type GLib.PtrArray(Geng.Finding))
   *
   * Broken rules, gaps and prices, the worst first.
   */
  properties[PROP_FINDINGS]
      = g_param_spec_boxed ("findings", NULL, NULL, G_TYPE_PTR_ARRAY, GENG_READABLE);
  /**
   * GengJudgement:gaps: (type GLib.PtrArray(Geng.Gap))
   *
   * The places that nobody fills, by day.
   */
  properties[PROP_GAPS] = g_param_spec_boxed ("gaps", NULL, NULL, G_TYPE_PTR_ARRAY, GENG_READABLE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_judgement_init (GengJudgement *self)
{
  self->findings = g_ptr_array_new ();
  self->gaps = g_ptr_array_new ();
}

/* findings, gaps: (transfer full), arrays that own their elements. */
GengJudgement *
geng_judgement_make (const GengScore *score, GPtrArray *findings, GPtrArray *gaps)
{
  GengJudgement *self = g_object_new (GENG_TYPE_JUDGEMENT, NULL);

  self->score = *score;
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->gaps);
  self->findings = findings;
  self->gaps = gaps;
  return self;
}

/**
 * geng_judgement_list_findings:
 * @self: a #GengJudgement
 *
 * Returns: (transfer container) (element-type GengFinding): broken rules, gaps and prices, the
 * worst first
 */
GPtrArray *
geng_judgement_list_findings (GengJudgement *self)
{
  g_return_val_if_fail (GENG_IS_JUDGEMENT (self), NULL);
  return geng_array_copy (self->findings, GENG_TYPE_FINDING);
}

/**
 * geng_judgement_list_gaps:
 * @self: a #GengJudgement
 *
 * Returns: (transfer container) (element-type GengGap): the places that nobody fills, by day
 */
GPtrArray *
geng_judgement_list_gaps (GengJudgement *self)
{
  g_return_val_if_fail (GENG_IS_JUDGEMENT (self), NULL);
  return geng_array_copy (self->gaps, GENG_TYPE_GAP);
}

/**
 * geng_judgement_get_score:
 * @self: a #GengJudgement
 *
 * Returns: (transfer none): broken rules, gaps and cost, summed up
 */
const GengScore *
geng_judgement_get_score (GengJudgement *self)
{
  g_return_val_if_fail (GENG_IS_JUDGEMENT (self), NULL);
  return &self->score;
}
