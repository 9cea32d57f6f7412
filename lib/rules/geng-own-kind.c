/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * A program's own kinds of rules, to the library like its own ones.  Planning works in threads, in
 * which nothing of the program may be called: what a kind's lowering writes is plain data, written
 * ahead in the caller's thread, and there a roster is read by it.  What the roster means the
 * program is asked in the caller's thread, before he gets it.
 */

#include "geng-lowered.h"
#include "geng-own-kind.h"

#include "geng-array.h"
#include "geng-gettext.h"
#include "geng-rule-kind-private.h"
#include "geng-station-private.h"

#include <geng/geng-error.h>

/* What was written ahead. */
typedef struct
{
  char *kind, *text, *part;
  GArray *members;
  GengLowered *lowered;
} Ahead;

GPtrArray *
geng_own_kinds (GengStation *station)
{
  return station->kinds;
}

gboolean
geng_own_is_copy (GengStation *station)
{
  return station->is_copy;
}

const GengRuleDef *
geng_own_def (GengRuleKind *kind)
{
  return geng_rule_kind_get_def (kind);
}

/* -- as the library's kinds are -- */

/* The key of a statement that holds beside others of the kind is its text. */
static gboolean
parse (GengStatement *statement, GError **error)
{
  GengRuleKind *kind = statement->kind->own;
  GengOwn *own = geng_own_parse (statement, kind, error);
  gboolean personal = geng_rule_kind_get_scope (kind) == GENG_RULE_SCOPE_PERSONAL;

  if (own == NULL)
    return FALSE;
  geng_statement_add (statement, own, g_strdup (personal ? "" : own->text),
                      geng_hold_of (geng_own_weight (own)));
  return TRUE;
}

static char *
describe (gconstpointer params)
{
  const GengOwn *own = params;

  return own->text[0] == '\0'
             ? g_strdup (geng_rule_kind_get_title (own->kind, NULL))
             : g_strdup_printf ("%s: %s", geng_rule_kind_get_title (own->kind, NULL), own->text);
}

static void
check (const GengClause *clause, const GengScene *scene, GengVerdicts *verdicts)
{
  if (clause->lowered != NULL)
    geng_lowered_check (clause, scene, verdicts);
  else
    geng_own_call_check (clause, scene, verdicts);
}

static void
compile (const GengClause *clause, GengLowering *lowering)
{
  if (clause->lowered != NULL)
    geng_lowered_compile (clause, lowering);
}

static GengRuleDef *
def_new (GengRuleKind *kind)
{
  GengRuleDef *def = g_new0 (GengRuleDef, 1);
  gboolean by_member;

  g_object_get (kind, "by-member", &by_member, NULL);
  /* Verdicts keep it longer than the kind may live. */
  def->name = g_intern_string (geng_rule_kind_get_name (kind));
  def->chinese = geng_rule_kind_get_chinese (kind);
  def->title.english = geng_rule_kind_get_title (kind, "en");
  def->title.chinese = geng_rule_kind_get_title (kind, "zh");
  def->scope = geng_rule_kind_get_scope (kind);
  def->reach = by_member ? GENG_REACH_MEMBER : GENG_REACH_ALL;
  def->of_others = TRUE; /* who knows what the program looks at */
  def->parse = parse;
  def->free = geng_own_free;
  def->describe = describe;
  def->check = check;
  def->compile = compile;
  def->own = kind;
  return def;
}

/* -- what was written ahead -- */

static void
free_ahead (gpointer data)
{
  Ahead *ahead = data;

  g_free (ahead->kind);
  g_free (ahead->text);
  g_free (ahead->part);
  g_array_unref (ahead->members);
  geng_lowered_unref (ahead->lowered);
  g_free (ahead);
}

static Ahead *
ahead_new (const GengClause *clause)
{
  Ahead *ahead = g_new0 (Ahead, 1);

  ahead->kind = g_strdup (clause->kind->name);
  ahead->text = g_strdup (geng_rule_get_text (clause->term->rule));
  ahead->part = g_strdup (geng_term_part (clause->term));
  ahead->members = g_array_ref (clause->members);
  ahead->lowered = geng_lowered_ref (clause->lowered);
  return ahead;
}

/* Whoever is set aside since is no longer among those whom the clause binds. */
static gboolean
is_for (const Ahead *ahead, const GengClause *clause)
{
  guint member = g_array_index (clause->members, guint, 0);

  if (!g_str_equal (ahead->kind, clause->kind->name)
      || !g_str_equal (ahead->text, geng_rule_get_text (clause->term->rule))
      || g_strcmp0 (ahead->part, geng_term_part (clause->term)) != 0)
    return FALSE;
  for (guint i = 0; i < ahead->members->len; i++)
    if (g_array_index (ahead->members, guint, i) == member)
      return TRUE;
  return FALSE;
}

static GengLowered *
find_ahead (GPtrArray *all, const GengClause *clause)
{
  for (guint i = 0; i < all->len; i++)
    if (is_for (all->pdata[i], clause))
      return geng_lowered_ref (((const Ahead *) all->pdata[i])->lowered);
  return NULL;
}

gboolean
geng_own_prepare (GengClause *clause, const GengScene *scene)
{
  if (scene->by_meaning)
    return TRUE;
  if (scene->station->lowered != NULL)
    clause->lowered = find_ahead (scene->station->lowered, clause);
  else if (scene->lowers_now || !scene->station->is_copy)
    clause->lowered = geng_own_call_lower (clause, scene);
  return clause->lowered != NULL;
}

void
geng_own_lower_ahead (GengStation *station,
                      const GDate *first,
                      const GDate *last,
                      GengRoster *history,
                      GengRoster *base)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (free_ahead);
  g_autoptr (GPtrArray) clauses = NULL;
  g_autoptr (GengScene) scene = NULL;

  if (station->kinds == NULL)
    return;
  g_clear_pointer (&station->lowered, g_ptr_array_unref);
  /* Whoever plans hears of what is wrong with the question. */
  scene = geng_scene_new (station, first, last, NULL, history, base, NULL);
  if (scene != NULL)
    scene->lowers_now = TRUE;
  clauses = scene != NULL ? geng_clauses_new (scene, NULL) : NULL;
  for (guint i = 0; clauses != NULL && i < clauses->len; i++)
    if (((const GengClause *) clauses->pdata[i])->lowered != NULL)
      g_ptr_array_add (all, ahead_new (clauses->pdata[i]));
  station->lowered = g_steal_pointer (&all);
}

/* -- of a station -- */

static gboolean
is_name (const char *name)
{
  if (!g_ascii_isalpha (name[0]))
    return FALSE;
  for (guint i = 0; name[i] != '\0'; i++)
    if (!g_ascii_isalnum (name[i]) && name[i] != '-' && name[i] != '_')
      return FALSE;
  return TRUE;
}

static gboolean
check_kind (GengStation *self, GengRuleKind *kind, GError **error)
{
  const char *name = geng_rule_kind_get_name (kind);
  const char *chinese = geng_rule_kind_get_chinese (kind);
  GengRuleKindClass *klass = GENG_RULE_KIND_GET_CLASS (kind);

  if (!is_name (name))
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                 _ ("rule kind “%s”: a name begins with a letter and has letters, digits, “-” and "
                    "“_”"),
                 name);
  else if (klass->check == NULL || klass->lower == NULL
           || geng_rule_kind_get_scope (kind) == GENG_RULE_SCOPE_ALWAYS)
    g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                 _ ("rule kind “%s”: it should have a meaning (check) and a lowering (lower), and "
                    "be personal or of the station"),
                 name);
  else if (geng_rule_def_lookup (self, name) != NULL
           || (chinese != NULL && geng_rule_def_lookup (self, chinese) != NULL))
    g_set_error (error, GENG_ERROR, GENG_ERROR_DUPLICATE,
                 _ ("rule kind “%s”: there is a kind of this name already"), name);
  else
    return TRUE;
  return FALSE;
}

/**
 * geng_station_add_rule_kind:
 * @self: a station
 * @kind: a kind of the program's own
 * @error: return location
 *
 * From here on rules of this kind may stand at the station, its contracts and its members, and are
 * judged and planned like others.  Kinds are no data: they are not written to files, and a store
 * that reads a station with such rules is told of the kind before ([method@Store.add_rule_kind]).
 *
 * Returns: %FALSE with %GENG_ERROR_INVALID for a kind without a meaning or a lowering or with a bad
 *   name, and with %GENG_ERROR_DUPLICATE where there is a kind of this name
 */
gboolean
geng_station_add_rule_kind (GengStation *self, GengRuleKind *kind, GError **error)
{
  GPtrArray *kinds;

  g_return_val_if_fail (GENG_IS_STATION (self) && GENG_IS_RULE_KIND (kind), FALSE);
  if (!check_kind (self, kind, error))
    return FALSE;
  if (geng_rule_kind_get_def (kind) == NULL)
    geng_rule_kind_set_def (kind, def_new (kind), g_free);
  /* Copies have the list as it was. */
  kinds = geng_station_list_rule_kinds (self);
  g_ptr_array_add (kinds, g_object_ref (kind));
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  self->kinds = kinds;
  g_object_notify (G_OBJECT (self), "rule-kinds");
  return TRUE;
}

/**
 * geng_station_list_rule_kinds:
 * @self: a station
 *
 * Returns: (transfer container) (element-type GengRuleKind): the program's own kinds, in the order
 *   in which they were added
 */
GPtrArray *
geng_station_list_rule_kinds (GengStation *self)
{
  g_return_val_if_fail (GENG_IS_STATION (self), NULL);
  return geng_array_copy (self->kinds, GENG_TYPE_RULE_KIND);
}
