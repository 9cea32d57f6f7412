/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-rule-kind-private.h"

#include "geng-array.h"
#include "geng-field.h"
#include "geng-language.h"

/**
 * GengRuleKind:
 *
 * A kind of rule: what it says of itself, for a form or a manual, and of a program's own kind what
 * it does.
 *
 * The library's kinds are instances of it ([func@RuleKind.list_shipped]).  A program adds one of
 * its own to a station ([method@Station.add_rule_kind]): a class that overrides
 * [vfunc@RuleKind.check], the *meaning*, which reads a roster, and [vfunc@RuleKind.lower], which
 * says the same to the planner.  The two know nothing of each other, and
 * [method@Station.test_rule_kind] holds them together.
 *
 * The text of an own kind is the values of its parameters, one after the other: `2 soft 3`,
 * `night 1..2`.  They are read as those of the library's kinds are, of all types.
 *
 * Both are called in the thread that calls the library and never in another one: where planning
 * does not block, the lowering is read before the call returns, and the meaning where it is
 * finished; the objects that they see are those of a copy of the station then.
 */

typedef struct
{
  char *name;
  char *chinese;
  char *title;
  char *chinese_title;
  char *meaning;
  char *chinese_meaning;
  char *data;
  char *chinese_data;
  char *grammar;
  GengRuleScope scope;
  gboolean by_member;
  gboolean conforms;
  GPtrArray *parameters;
  GPtrArray *examples;
  gpointer def;
  GDestroyNotify free_def;
} GengRuleKindPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (GengRuleKind, geng_rule_kind, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_NAME,
  PROP_CHINESE,
  PROP_TITLE,
  PROP_CHINESE_TITLE,
  PROP_MEANING,
  PROP_CHINESE_MEANING,
  PROP_DATA,
  PROP_CHINESE_DATA,
  PROP_GRAMMAR,
  PROP_SCOPE,
  PROP_BY_MEMBER,
  PROP_CONFORMS,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static GengRuleKindPrivate *
private_of (GengRuleKind *self)
{
  return geng_rule_kind_get_instance_private (self);
}

/* The text of one of its properties; NULL for one that is no text. */
static char **
text_of (GengRuleKind *self, guint id)
{
  GengRuleKindPrivate *own = private_of (self);
  char **texts[] = {
    [PROP_NAME] = &own->name,       [PROP_CHINESE] = &own->chinese,
    [PROP_TITLE] = &own->title,     [PROP_CHINESE_TITLE] = &own->chinese_title,
    [PROP_MEANING] = &own->meaning, [PROP_CHINESE_MEANING] = &own->chinese_meaning,
    [PROP_DATA] = &own->data,       [PROP_CHINESE_DATA] = &own->chinese_data,
    [PROP_GRAMMAR] = &own->grammar,
  };

  return id < G_N_ELEMENTS (texts) ? texts[id] : NULL;
}

static void
geng_rule_kind_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GengRuleKind *self = GENG_RULE_KIND (object);

  if (id == PROP_SCOPE)
    g_value_set_enum (value, private_of (self)->scope);
  else if (id == PROP_BY_MEMBER)
    g_value_set_boolean (value, private_of (self)->by_member);
  else if (id == PROP_CONFORMS)
    g_value_set_boolean (value, private_of (self)->conforms);
  else if (id == PROP_GRAMMAR)
    g_value_take_string (value, geng_rule_kind_dup_grammar (self));
  else if (text_of (self, id) != NULL)
    g_value_set_string (value, *text_of (self, id));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
geng_rule_kind_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GengRuleKind *self = GENG_RULE_KIND (object);

  if (id == PROP_SCOPE)
    private_of (self)->scope = g_value_get_enum (value);
  else if (id == PROP_BY_MEMBER)
    private_of (self)->by_member = g_value_get_boolean (value);
  else if (text_of (self, id) != NULL)
    *text_of (self, id) = g_value_dup_string (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
geng_rule_kind_constructed (GObject *object)
{
  GengRuleKindPrivate *own = private_of (GENG_RULE_KIND (object));

  if (own->name == NULL)
    own->name = g_strdup ("");
  if (own->title == NULL)
    own->title = g_strdup (own->name);
  G_OBJECT_CLASS (geng_rule_kind_parent_class)->constructed (object);
}

static void
geng_rule_kind_finalize (GObject *object)
{
  GengRuleKindPrivate *own = private_of (GENG_RULE_KIND (object));

  for (guint id = PROP_0 + 1; id < N_PROPERTIES; id++)
    if (text_of (GENG_RULE_KIND (object), id) != NULL)
      g_free (*text_of (GENG_RULE_KIND (object), id));
  g_ptr_array_unref (own->parameters);
  g_ptr_array_unref (own->examples);
  if (own->free_def != NULL)
    own->free_def (own->def);
  G_OBJECT_CLASS (geng_rule_kind_parent_class)->finalize (object);
}

static void
define_texts (void)
{
  /**
   * GengRuleKind:name:
   *
   * As it is written in a station's files.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengRuleKind:chinese:
   *
   * The same in Chinese.
   */
  properties[PROP_CHINESE] = g_param_spec_string ("chinese", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengRuleKind:title:
   *
   * What it is, in a reader's words, in English.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengRuleKind:chinese-title:
   *
   * The same in Chinese.
   */
  properties[PROP_CHINESE_TITLE]
      = g_param_spec_string ("chinese-title", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengRuleKind:meaning:
   *
   * What it counts, when it is broken, what it costs: a paragraph.
   */
  properties[PROP_MEANING] = g_param_spec_string ("meaning", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengRuleKind:chinese-meaning:
   *
   * The same in Chinese.
   */
  properties[PROP_CHINESE_MEANING]
      = g_param_spec_string ("chinese-meaning", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengRuleKind:data:
   *
   * Of a kind that always holds, what of the station it reads instead of a text.
   */
  properties[PROP_DATA] = g_param_spec_string ("data", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengRuleKind:chinese-data:
   *
   * The same in Chinese.
   */
  properties[PROP_CHINESE_DATA]
      = g_param_spec_string ("chinese-data", NULL, NULL, NULL, GENG_CONSTRUCT);
  /**
   * GengRuleKind:grammar:
   *
   * How its text is written; made of the parameters where it is not said.
   */
  properties[PROP_GRAMMAR] = g_param_spec_string ("grammar", NULL, NULL, NULL, GENG_CONSTRUCT);
}

static void
geng_rule_kind_class_init (GengRuleKindClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = geng_rule_kind_get_property;
  object_class->set_property = geng_rule_kind_set_property;
  object_class->constructed = geng_rule_kind_constructed;
  object_class->finalize = geng_rule_kind_finalize;

  define_texts ();
  /**
   * GengRuleKind:scope:
   *
   * Where its rules may stand.
   */
  properties[PROP_SCOPE] = g_param_spec_enum ("scope", NULL, NULL, GENG_TYPE_RULE_SCOPE,
                                              GENG_RULE_SCOPE_PERSONAL, GENG_CONSTRUCT);
  /**
   * GengRuleKind:by-member:
   *
   * Its meaning looks at each member's own duties alone.  Who edits a roster is told at once then:
   * only the members that a change touches are looked at again, one a call.
   */
  properties[PROP_BY_MEMBER]
      = g_param_spec_boolean ("by-member", NULL, NULL, FALSE, GENG_CONSTRUCT);
  /**
   * GengRuleKind:conforms:
   *
   * Whether [method@Station.test_rule_kind] has found its meaning and its lowering to say the same.
   * The library's own kinds are held to it by the library's tests.
   */
  properties[PROP_CONFORMS] = g_param_spec_boolean ("conforms", NULL, NULL, FALSE, GENG_READABLE);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
geng_rule_kind_init (GengRuleKind *self)
{
  private_of (self)->parameters = g_ptr_array_new_with_free_func (g_object_unref);
  private_of (self)->examples
      = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_rule_example_free);
}

void
geng_rule_kind_set_def (GengRuleKind *self, gpointer def, GDestroyNotify free)
{
  private_of (self)->def = def;
  private_of (self)->free_def = free;
}

gpointer
geng_rule_kind_get_def (GengRuleKind *self)
{
  return private_of (self)->def;
}

void
geng_rule_kind_set_conforms (GengRuleKind *self, gboolean conforms)
{
  if (private_of (self)->conforms == conforms)
    return;
  private_of (self)->conforms = conforms;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONFORMS]);
}

GPtrArray *
geng_rule_kind_parameters (GengRuleKind *self)
{
  return private_of (self)->parameters;
}

/**
 * geng_rule_kind_get_name:
 * @self: a kind of rule
 *
 * Returns: its name, as it is written in files
 */
const char *
geng_rule_kind_get_name (GengRuleKind *self)
{
  g_return_val_if_fail (GENG_IS_RULE_KIND (self), NULL);
  return private_of (self)->name;
}

/**
 * geng_rule_kind_get_chinese:
 * @self: a kind of rule
 *
 * Returns: (nullable): its name in Chinese
 */
const char *
geng_rule_kind_get_chinese (GengRuleKind *self)
{
  g_return_val_if_fail (GENG_IS_RULE_KIND (self), NULL);
  return private_of (self)->chinese;
}

/**
 * geng_rule_kind_get_title:
 * @self: a kind of rule
 * @language: (nullable): `zh` or `en`; %NULL: that of the program
 *
 * Returns: what it is, in a reader's words
 */
const char *
geng_rule_kind_get_title (GengRuleKind *self, const char *language)
{
  g_return_val_if_fail (GENG_IS_RULE_KIND (self), NULL);
  return geng_language_pick (language, private_of (self)->title, private_of (self)->chinese_title);
}

/**
 * geng_rule_kind_get_meaning:
 * @self: a kind of rule
 * @language: (nullable): `zh` or `en`; %NULL: that of the program
 *
 * Returns: (nullable): what it counts, when it is broken, what it costs
 */
const char *
geng_rule_kind_get_meaning (GengRuleKind *self, const char *language)
{
  g_return_val_if_fail (GENG_IS_RULE_KIND (self), NULL);
  return geng_language_pick (language, private_of (self)->meaning,
                             private_of (self)->chinese_meaning);
}

/**
 * geng_rule_kind_get_data:
 * @self: a kind of rule
 * @language: (nullable): `zh` or `en`; %NULL: that of the program
 *
 * Returns: (nullable): of a kind that always holds, what of the station it reads
 */
const char *
geng_rule_kind_get_data (GengRuleKind *self, const char *language)
{
  g_return_val_if_fail (GENG_IS_RULE_KIND (self), NULL);
  return geng_language_pick (language, private_of (self)->data, private_of (self)->chinese_data);
}

/* `[soft WEIGHT]` and the like. */
static void
append_parameter (GString *grammar, GengRuleParameter *parameter)
{
  gboolean may_lack = geng_rule_parameter_get_otherwise (parameter) != NULL;
  GengRuleParameterType type = geng_rule_parameter_get_value_type (parameter);
  g_autofree char *upper = g_ascii_strup (geng_rule_parameter_get_name (parameter), -1);

  g_string_append_printf (grammar, "%s%s", grammar->len > 0 ? " " : "", may_lack ? "[" : "");
  if (type == GENG_RULE_PARAMETER_TYPE_HOLD)
    g_string_append_printf (grammar, "soft %s", upper);
  else
    g_string_append (grammar, type == GENG_RULE_PARAMETER_TYPE_FLAG
                                  ? geng_rule_parameter_get_name (parameter)
                                  : upper);
  if (type == GENG_RULE_PARAMETER_TYPE_MEMBERS)
    g_string_append_printf (grammar, " [%s ...]", upper);
  if (may_lack)
    g_string_append_c (grammar, ']');
}

/**
 * geng_rule_kind_dup_grammar:
 * @self: a kind of rule
 *
 * Returns: (transfer full) (nullable): how its text is written, a line for each way; %NULL for a
 *   kind that always holds
 */
char *
geng_rule_kind_dup_grammar (GengRuleKind *self)
{
  GengRuleKindPrivate *own;
  GString *grammar;

  g_return_val_if_fail (GENG_IS_RULE_KIND (self), NULL);
  own = private_of (self);
  if (own->grammar != NULL || own->scope == GENG_RULE_SCOPE_ALWAYS)
    return g_strdup (own->grammar);
  grammar = g_string_new (NULL);
  for (guint i = 0; i < own->parameters->len; i++)
    append_parameter (grammar, own->parameters->pdata[i]);
  g_string_append (grammar, "\nnone");
  return g_string_free (grammar, FALSE);
}

/**
 * geng_rule_kind_get_scope:
 * @self: a kind of rule
 *
 * Returns: where its rules may stand
 */
GengRuleScope
geng_rule_kind_get_scope (GengRuleKind *self)
{
  g_return_val_if_fail (GENG_IS_RULE_KIND (self), GENG_RULE_SCOPE_ALWAYS);
  return private_of (self)->scope;
}

/**
 * geng_rule_kind_get_conforms:
 * @self: a kind of rule
 *
 * Returns: whether a conformance test has found its meaning and its lowering to be one
 */
gboolean
geng_rule_kind_get_conforms (GengRuleKind *self)
{
  g_return_val_if_fail (GENG_IS_RULE_KIND (self), FALSE);
  return private_of (self)->conforms;
}

/**
 * geng_rule_kind_list_parameters:
 * @self: a kind of rule
 *
 * Returns: (transfer container) (element-type GengRuleParameter): the values of its text, in order
 */
GPtrArray *
geng_rule_kind_list_parameters (GengRuleKind *self)
{
  g_return_val_if_fail (GENG_IS_RULE_KIND (self), NULL);
  return geng_array_copy (private_of (self)->parameters, GENG_TYPE_RULE_PARAMETER);
}

/**
 * geng_rule_kind_add_parameter:
 * @self: a kind of a program's own that no station has yet
 * @parameter: a value that its text has next
 *
 * Adds a parameter at the end.
 */
void
geng_rule_kind_add_parameter (GengRuleKind *self, GengRuleParameter *parameter)
{
  g_return_if_fail (GENG_IS_RULE_KIND (self) && GENG_IS_RULE_PARAMETER (parameter));
  g_return_if_fail (private_of (self)->def == NULL);
  g_ptr_array_add (private_of (self)->parameters, g_object_ref (parameter));
}

/**
 * geng_rule_kind_list_examples:
 * @self: a kind of rule
 *
 * Returns: (transfer container) (element-type GengRuleExample): texts of it; the first is the usual
 *   one
 */
GPtrArray *
geng_rule_kind_list_examples (GengRuleKind *self)
{
  g_return_val_if_fail (GENG_IS_RULE_KIND (self), NULL);
  return geng_array_copy (private_of (self)->examples, GENG_TYPE_RULE_EXAMPLE);
}

/**
 * geng_rule_kind_add_example:
 * @self: a kind of a program's own
 * @text: a statement
 * @chinese: (nullable): the same in Chinese
 * @title: what it says
 * @chinese_title: (nullable): the same in Chinese
 *
 * Adds an example at the end.
 */
void
geng_rule_kind_add_example (GengRuleKind *self,
                            const char *text,
                            const char *chinese,
                            const char *title,
                            const char *chinese_title)
{
  const GengRuleExample example = { .text = (char *) text,
                                    .chinese = (char *) chinese,
                                    .title = (char *) title,
                                    .chinese_title = (char *) chinese_title };

  g_return_if_fail (GENG_IS_RULE_KIND (self) && text != NULL && title != NULL);
  g_ptr_array_add (private_of (self)->examples, geng_rule_example_copy (&example));
}
