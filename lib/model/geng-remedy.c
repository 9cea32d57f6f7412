/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-remedy-private.h"

#include "geng-date.h"
#include "geng-gettext.h"

/* Days that a sentence names one by one; more are told by their first and last. */
#define DAYS_NAMED 4

struct _GengRemedy
{
  GObject parent_instance;

  GengRemedyKind kind;
  int number;
  int before;
  char **roles;
  char *title;
  GengMember *member;
  GengRequest *request;
  GengDemand *demand;
  char *rule;
  char *rule_text;
  char *rule_sentence;
  GArray *days;
  gint64 gaps;
  gboolean least;
};

G_DEFINE_FINAL_TYPE (GengRemedy, geng_remedy, G_TYPE_OBJECT)

static void
geng_remedy_finalize (GObject *object)
{
  GengRemedy *self = GENG_REMEDY (object);

  g_strfreev (self->roles);
  g_free (self->title);
  g_clear_object (&self->member);
  g_clear_object (&self->request);
  g_clear_object (&self->demand);
  g_free (self->rule);
  g_free (self->rule_text);
  g_free (self->rule_sentence);
  g_clear_pointer (&self->days, g_array_unref);
  G_OBJECT_CLASS (geng_remedy_parent_class)->finalize (object);
}

static void
geng_remedy_class_init (GengRemedyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = geng_remedy_finalize;
}

static void
geng_remedy_init (GengRemedy *self)
{
}

GengRemedy *
geng_remedy_make (const GengRemedyFacts *facts)
{
  GengRemedy *self = g_object_new (GENG_TYPE_REMEDY, NULL);

  self->kind = facts->kind;
  self->number = facts->number;
  self->before = facts->before;
  self->roles = g_strdupv ((char **) facts->roles);
  self->title = g_strdup (facts->title);
  g_set_object (&self->member, facts->member);
  g_set_object (&self->request, facts->request);
  g_set_object (&self->demand, facts->demand);
  self->rule = g_strdup (facts->rule);
  self->rule_text = g_strdup (facts->rule_text);
  self->rule_sentence = g_strdup (facts->rule_sentence);
  self->days = facts->days != NULL ? g_array_ref (facts->days) : NULL;
  self->gaps = facts->gaps;
  self->least = facts->least;
  return self;
}

/**
 * geng_remedy_get_kind:
 * @self: a #GengRemedy
 *
 * Returns: what it changes
 */
GengRemedyKind
geng_remedy_get_kind (GengRemedy *self)
{
  g_return_val_if_fail (GENG_IS_REMEDY (self), GENG_REMEDY_KIND_JOIN);
  return self->kind;
}

/**
 * geng_remedy_get_number:
 * @self: a #GengRemedy
 *
 * Returns: how many people come; of a crew, how many it is to have; 0 for other kinds
 */
int
geng_remedy_get_number (GengRemedy *self)
{
  g_return_val_if_fail (GENG_IS_REMEDY (self), 0);
  return self->number;
}

/**
 * geng_remedy_get_roles:
 * @self: a #GengRemedy
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): what each of those who come must
 * be: ids of roles, or `org:` and the id of an organisation; %NULL where anybody will do
 */
const char *const *
geng_remedy_get_roles (GengRemedy *self)
{
  g_return_val_if_fail (GENG_IS_REMEDY (self), NULL);
  return (const char *const *) self->roles;
}

/**
 * geng_remedy_get_member:
 * @self: a #GengRemedy
 *
 * Returns: (transfer none) (nullable): whose leave or limit it is
 */
GengMember *
geng_remedy_get_member (GengRemedy *self)
{
  g_return_val_if_fail (GENG_IS_REMEDY (self), NULL);
  return self->member;
}

/**
 * geng_remedy_get_request:
 * @self: a #GengRemedy
 *
 * Returns: (transfer none) (nullable): the leave that is not taken on its days
 */
GengRequest *
geng_remedy_get_request (GengRemedy *self)
{
  g_return_val_if_fail (GENG_IS_REMEDY (self), NULL);
  return self->request;
}

/**
 * geng_remedy_get_demand:
 * @self: a #GengRemedy
 *
 * Returns: (transfer none) (nullable): whose crew is smaller
 */
GengDemand *
geng_remedy_get_demand (GengRemedy *self)
{
  g_return_val_if_fail (GENG_IS_REMEDY (self), NULL);
  return self->demand;
}

/**
 * geng_remedy_get_rule:
 * @self: a #GengRemedy
 *
 * Returns: (nullable): the kind of the rule that is relaxed, like `limit`
 */
const char *
geng_remedy_get_rule (GengRemedy *self)
{
  g_return_val_if_fail (GENG_IS_REMEDY (self), NULL);
  return self->rule;
}

/**
 * geng_remedy_get_rule_text:
 * @self: a #GengRemedy
 *
 * Returns: (nullable): the rule's text for the member, like `hours per period ..194`
 */
const char *
geng_remedy_get_rule_text (GengRemedy *self)
{
  g_return_val_if_fail (GENG_IS_REMEDY (self), NULL);
  return self->rule_text;
}

static guint32
day_at (GengRemedy *self, guint i)
{
  return g_array_index (self->days, guint32, i);
}

/**
 * geng_remedy_dup_days:
 * @self: a #GengRemedy
 *
 * Returns: (transfer full): the duty days for which it is, as geng_days_parse() reads them:
 * `2026-12-10,2026-12-12`; empty where it is for the whole period
 */
char *
geng_remedy_dup_days (GengRemedy *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (GENG_IS_REMEDY (self), NULL);
  for (guint i = 0; self->days != NULL && i < self->days->len; i++)
    {
      GDate date;
      g_autofree char *day = NULL;

      g_date_clear (&date, 1);
      g_date_set_julian (&date, day_at (self, i));
      day = geng_date_to_string (&date);
      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", day);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * geng_remedy_get_gaps:
 * @self: a #GengRemedy
 *
 * Returns: how many places stayed open in the plan that was made with it; 0 when it fills all
 */
gint64
geng_remedy_get_gaps (GengRemedy *self)
{
  g_return_val_if_fail (GENG_IS_REMEDY (self), 0);
  return self->gaps;
}

/**
 * geng_remedy_get_least:
 * @self: a #GengRemedy
 *
 * Returns: whether it is proven that fewer people than geng_remedy_get_number() would leave more
 * places open
 */
gboolean
geng_remedy_get_least (GengRemedy *self)
{
  g_return_val_if_fail (GENG_IS_REMEDY (self), FALSE);
  return self->least;
}

/**
 * geng_remedy_get_consent:
 * @self: a #GengRemedy
 *
 * Returns: whether a member has to agree, since it touches his leave or his limits
 */
gboolean
geng_remedy_get_consent (GengRemedy *self)
{
  g_return_val_if_fail (GENG_IS_REMEDY (self), FALSE);
  return self->member != NULL;
}

static void
append_day (GString *text, guint32 julian)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, julian);
  g_string_append_printf (text, "%02d-%02d", g_date_get_month (&date), g_date_get_day (&date));
}

/* "12-10, 12-12", or "9 days of 12-02..12-28" for many. */
static char *
days_text (GengRemedy *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = self->days != NULL ? self->days->len : 0;

  if (n > DAYS_NAMED)
    {
      g_autoptr (GString) range = g_string_new (NULL);

      append_day (range, day_at (self, 0));
      g_string_append (range, "..");
      append_day (range, day_at (self, n - 1));
      /* Translators: how many days, from the first to the last */
      return g_strdup_printf (_ ("%u days of %s"), n, range->str);
    }
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        /* Translators: between names */
        g_string_append (text, _ (", "));
      append_day (text, day_at (self, i));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What those who come are to be, to stand behind their number. */
static char *
people_text (GengRemedy *self)
{
  if (self->title == NULL)
    return g_strdup (ngettext (" member", " members", (gulong) self->number));
  /* Translators: behind a number of people: what they must be */
  return g_strdup_printf (_ (" (%s)"), self->title);
}

static char *
join_text (GengRemedy *self, const char *people)
{
  if (self->least)
    /* Translators: how many people, what they must be */
    return g_strdup_printf (_ ("at least %d more%s"), self->number, people);
  /* Translators: how many people, what they must be */
  return g_strdup_printf (_ ("%d more%s (fewer may do)"), self->number, people);
}

static char *
crew_text (GengRemedy *self, const char *days)
{
  /* Translators: the demand's name, the days, the new size of the crew, its size now */
  return g_strdup_printf (_ ("a crew of %3$d instead of %4$d for %1$s on %2$s"),
                          geng_entity_get_name (GENG_ENTITY (self->demand)), days, self->number,
                          self->before);
}

/**
 * geng_remedy_to_string:
 * @self: a #GengRemedy
 *
 * Writes it as a part of a sentence, for the captain: it names people, so it belongs on no wall and
 * into no document of a meeting.
 *
 * Returns: (transfer full): the remedy in the language of the program
 */
char *
geng_remedy_to_string (GengRemedy *self)
{
  g_autofree char *days = NULL, *people = NULL;
  const char *name;

  g_return_val_if_fail (GENG_IS_REMEDY (self), NULL);
  days = days_text (self);
  people = people_text (self);
  name = self->member != NULL ? geng_entity_get_name (GENG_ENTITY (self->member)) : "";
  switch (self->kind)
    {
    case GENG_REMEDY_KIND_LEAVE:
      /* Translators: a member, days */
      return g_strdup_printf (_ ("no leave for %s on %s, who must agree"), name, days);
    case GENG_REMEDY_KIND_LIMIT:
      /* Translators: a member, a limit in words */
      return g_strdup_printf (_ ("for %s, who must agree, “%s”"), name, self->rule_sentence);
    case GENG_REMEDY_KIND_CREW:
      return crew_text (self, days);
    case GENG_REMEDY_KIND_LEND:
      /* Translators: how many people, what they must be, days */
      return g_strdup_printf (_ ("%d%s lent for %s"), self->number, people, days);
    case GENG_REMEDY_KIND_JOIN:
    default:
      return join_text (self, people);
    }
}
