/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A list of people into a station: who is new, who is known and what has changed about him. */

#include <geng-office/geng-staff-list.h>

#include "geng-gettext.h"
#include "geng-staff-groups.h"
#include "geng-staff-people.h"
#include "geng-text.h"
#include "geng-words.h"
#include <geng/geng-error.h>

#include <string.h>

struct _GengStaffList
{
  GObject parent_instance;

  GengWorksheet *sheet;
  GengStaffLayout layout;
  GPtrArray *people; /* of GengPerson */
  GPtrArray *faults;
  char **unused;
  guint n_added, n_changed;
};

G_DEFINE_FINAL_TYPE (GengStaffList, geng_staff_list, G_TYPE_OBJECT)

static void
geng_staff_list_finalize (GObject *object)
{
  GengStaffList *self = GENG_STAFF_LIST (object);

  g_clear_object (&self->sheet);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_clear_pointer (&self->unused, g_strfreev);
  G_OBJECT_CLASS (geng_staff_list_parent_class)->finalize (object);
}

static void
geng_staff_list_class_init (GengStaffListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = geng_staff_list_finalize;
}

static void
geng_staff_list_init (GengStaffList *self)
{
  self->people = g_ptr_array_new ();
  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_fault_free);
}

/**
 * geng_staff_list_fits:
 * @sheet: a table
 *
 * Returns: whether it looks like a list of people: one of its first rows names a column 姓名
 */
gboolean
geng_staff_list_fits (GengWorksheet *sheet)
{
  GengStaffLayout layout;

  g_return_val_if_fail (GENG_IS_WORKSHEET (sheet), FALSE);
  return geng_staff_layout_find (&layout, sheet);
}

/**
 * geng_staff_list_new:
 * @sheet: a table
 * @error: return location
 *
 * Reads the people of a table.  What is wrong with single cells is told by
 * geng_staff_list_list_faults().
 *
 * Returns: (transfer full): the list; %NULL with %GENG_ERROR_INVALID where no row names a column
 * 姓名 (name), or nobody stands below it
 */
GengStaffList *
geng_staff_list_new (GengWorksheet *sheet, GError **error)
{
  g_autoptr (GengStaffList) self = NULL;

  g_return_val_if_fail (GENG_IS_WORKSHEET (sheet), NULL);
  self = g_object_new (GENG_TYPE_STAFF_LIST, NULL);
  self->sheet = g_object_ref (sheet);
  if (!geng_staff_layout_find (&self->layout, sheet))
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID,
                   _ ("%s: no row names a column 姓名 (name); a list of people has one"),
                   geng_worksheet_get_file (sheet));
      return NULL;
    }
  g_ptr_array_unref (self->people);
  self->people = geng_staff_people_read (sheet, &self->layout, self->faults);
  self->unused = geng_staff_layout_list_unused (&self->layout, sheet);
  if (self->people->len > 0)
    return g_steal_pointer (&self);
  g_set_error (error, GENG_ERROR, GENG_ERROR_INVALID, _ ("%s: nobody stands below row %u"),
               geng_worksheet_get_file (sheet), self->layout.header + 1);
  return NULL;
}

/**
 * geng_staff_list_get_n_people:
 * @self: a list
 *
 * Returns: how many people it names
 */
guint
geng_staff_list_get_n_people (GengStaffList *self)
{
  g_return_val_if_fail (GENG_IS_STAFF_LIST (self), 0);
  return self->people->len;
}

/**
 * geng_staff_list_get_unused:
 * @self: a list
 *
 * Returns: (transfer none): names of the columns that are not taken
 */
const char *const *
geng_staff_list_get_unused (GengStaffList *self)
{
  g_return_val_if_fail (GENG_IS_STAFF_LIST (self), NULL);
  return (const char *const *) self->unused;
}

/**
 * geng_staff_list_list_faults:
 * @self: a list
 *
 * Returns: (transfer container) (element-type GengFault): what is wrong with its cells, and what
 * the last geng_staff_list_take() could not tell; each message begins with the cell
 */
GPtrArray *
geng_staff_list_list_faults (GengStaffList *self)
{
  g_return_val_if_fail (GENG_IS_STAFF_LIST (self), NULL);
  return g_ptr_array_ref (self->faults);
}

/**
 * geng_staff_list_list_titles:
 * @self: a list
 * @station: a station
 *
 * Returns: (transfer full): titles (职务) of the list that are no role of the station, each once
 */
char **
geng_staff_list_list_titles (GengStaffList *self, GengStation *station)
{
  g_autoptr (GStrvBuilder) titles = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (GENG_IS_STAFF_LIST (self) && GENG_IS_STATION (station), NULL);
  titles = g_strv_builder_new ();
  for (guint i = 0; i < self->people->len; i++)
    {
      const GengPerson *person = g_ptr_array_index (self->people, i);
      const char *text = person->texts[STAFF_TITLE];
      g_auto (GStrv) words = geng_words_split_ids (text != NULL ? text : "");

      for (guint j = 0; words[j] != NULL; j++)
        if (geng_staff_find (geng_station_get_roles (station), words[j]) == NULL
            && g_hash_table_add (seen, g_strdup (words[j])))
          g_strv_builder_add (titles, words[j]);
    }
  return g_strv_builder_end (titles);
}

static gboolean
same_phone (GengMember *member, const GengPerson *person)
{
  const char *phone = geng_member_get_phone (member);

  return phone != NULL && g_strcmp0 (phone, person->texts[STAFF_PHONE]) == 0;
}

static guint
count_name (GengStaffList *self, const char *name)
{
  guint n = 0;

  for (guint i = 0; i < self->people->len; i++)
    if (g_strcmp0 (((GengPerson *) g_ptr_array_index (self->people, i))->texts[STAFF_NAME], name)
        == 0)
      n++;
  return n;
}

/* Members of that name whom no row before has taken. */
static GPtrArray *
list_candidates (GengStation *station, GHashTable *taken, const char *name)
{
  GListModel *members = geng_station_get_members (station);
  GPtrArray *list = g_ptr_array_new ();
  g_autofree char *wanted = geng_text_compact (name);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      g_autofree char *known = geng_text_compact (geng_entity_get_name (GENG_ENTITY (member)));

      if (g_str_equal (known, wanted) && !g_hash_table_contains (taken, member))
        g_ptr_array_add (list, member);
    }
  return list;
}

/* (nullable): NULL for somebody new; @clear is FALSE where two may be meant. */
static GengMember *
find_member (GengStaffList *self,
             GengStation *station,
             GHashTable *taken,
             const GengPerson *person,
             gboolean *clear)
{
  const char *name = person->texts[STAFF_NAME];
  g_autoptr (GPtrArray) candidates = NULL;

  if (person->texts[STAFF_ID] != NULL)
    return geng_station_lookup_member (station, person->texts[STAFF_ID]);
  candidates = list_candidates (station, taken, name);
  for (guint i = 0; i < candidates->len; i++)
    if (same_phone (g_ptr_array_index (candidates, i), person))
      return g_ptr_array_index (candidates, i);
  *clear = candidates->len == 0 || (candidates->len == 1 && count_name (self, name) == 1);
  return *clear && candidates->len == 1 ? g_ptr_array_index (candidates, 0) : NULL;
}

/**
 * geng_staff_list_find_bearer:
 * @self: a list
 * @station: a station
 * @title: a title (职务)
 *
 * Whoever bears a title and was there before shows what the title means: whether it leads was
 * settled when that member came.
 *
 * Returns: (transfer none) (nullable): the first member of the station whose row has the title;
 * %NULL where all who bear it are new, or nobody does
 */
GengMember *
geng_staff_list_find_bearer (GengStaffList *self, GengStation *station, const char *title)
{
  g_autoptr (GHashTable) taken = NULL;

  g_return_val_if_fail (GENG_IS_STAFF_LIST (self) && GENG_IS_STATION (station), NULL);
  g_return_val_if_fail (title != NULL, NULL);
  taken = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < self->people->len; i++)
    {
      const GengPerson *person = g_ptr_array_index (self->people, i);
      const char *text = person->texts[STAFF_TITLE];
      g_auto (GStrv) words = geng_words_split_ids (text != NULL ? text : "");
      gboolean clear = TRUE;
      GengMember *member = find_member (self, station, taken, person, &clear);

      if (member == NULL)
        continue;
      g_hash_table_add (taken, member);
      if (g_strv_contains ((const char *const *) words, title))
        return member;
    }
  return NULL;
}

/* The roles that a member has and those that his titles mean. */
static gboolean
take_roles (GengMember *member,
            const GengPerson *person,
            GengStation *station,
            const char *const *titles,
            const char *role)
{
  const char *text = person->texts[STAFF_TITLE];
  g_auto (GStrv) words = geng_words_split_ids (text != NULL ? text : "");
  const char *const *old = geng_member_get_roles (member);
  g_autoptr (GPtrArray) roles = g_ptr_array_new ();
  gboolean changed = FALSE;

  for (guint i = 0; old != NULL && old[i] != NULL; i++)
    g_ptr_array_add (roles, (char *) old[i]);
  for (guint i = 0; words[i] != NULL; i++)
    {
      GengEntity *known = geng_staff_find (geng_station_get_roles (station), words[i]);
      const char *id = known != NULL ? geng_entity_get_id (known) : NULL;

      if (id == NULL && titles != NULL && g_strv_contains (titles, words[i]))
        id = role;
      if (id == NULL || geng_member_has_role (member, id)
          || g_ptr_array_find_with_equal_func (roles, id, g_str_equal, NULL))
        continue;
      g_ptr_array_add (roles, (char *) id);
      changed = TRUE;
    }
  g_ptr_array_add (roles, NULL);
  if (changed)
    geng_member_set_roles (member, (const char *const *) roles->pdata);
  return changed;
}

static gboolean
same_date (const GDate *a, const GDate *b)
{
  return a != NULL && g_date_compare (a, b) == 0;
}

/* Whether anything changed: what the row leaves out stays. */
static gboolean
take_dates (GengMember *member, const GengPerson *person)
{
  gboolean since = g_date_valid (&person->since)
                   && !same_date (geng_member_get_since (member), &person->since);
  gboolean until = g_date_valid (&person->until)
                   && !same_date (geng_member_get_until (member), &person->until);

  if (since)
    geng_member_set_since (member, &person->since);
  if (until)
    geng_member_set_until (member, &person->until);
  return since || until;
}

static gboolean
take_phone (GengMember *member, const GengPerson *person)
{
  if (person->texts[STAFF_PHONE] == NULL || same_phone (member, person))
    return FALSE;
  geng_member_set_phone (member, person->texts[STAFF_PHONE]);
  return TRUE;
}

/* TRUE without an error where all is well; counts a change in @changed. */
static gboolean
take_groups (GengMember *member,
             const GengPerson *person,
             GengStation *station,
             gboolean *changed,
             GError **error)
{
  const char *const *texts = (const char *const *) person->texts;
  GengOrganisation *organisation = NULL;
  GengTeam *team = NULL;
  GengContract *contract = NULL;

  if ((texts[STAFF_ORGANISATION] != NULL
       && !(organisation = geng_staff_organisation (station, texts[STAFF_ORGANISATION], error)))
      || (texts[STAFF_TEAM] != NULL
          && !(team = geng_staff_team (station, texts[STAFF_TEAM], error)))
      || (texts[STAFF_CONTRACT] != NULL
          && !(contract = geng_staff_contract (station, texts[STAFF_CONTRACT], error))))
    return FALSE;
  *changed = *changed
             || (organisation != NULL && organisation != geng_member_get_organisation (member))
             || (team != NULL && team != geng_member_get_team (member))
             || (contract != NULL && contract != geng_member_get_contract (member));
  if (organisation != NULL)
    geng_member_set_organisation (member, organisation);
  if (team != NULL)
    geng_member_set_team (member, team);
  if (contract != NULL)
    geng_member_set_contract (member, contract);
  return TRUE;
}

static GengMember *
add_member (GengStaffList *self, GengStation *station, const GengPerson *person, GError **error)
{
  g_autofree char *id = person->texts[STAFF_ID] != NULL
                            ? g_strdup (person->texts[STAFF_ID])
                            : geng_staff_next_member_id (station, self->people->len);
  g_autoptr (GengMember) member = geng_member_new (id, person->texts[STAFF_NAME]);

  /* The station keeps it. */
  return geng_station_add_member (station, member, error) ? member : NULL;
}

static gboolean
take_person (GengStaffList *self,
             GengStation *station,
             const GengPerson *person,
             GengMember *member,
             const char *const *titles,
             const char *role,
             GError **error)
{
  gboolean changed = FALSE, added = member == NULL;

  if (added && (member = add_member (self, station, person, error)) == NULL)
    return FALSE;
  if (!take_groups (member, person, station, &changed, error))
    return FALSE;
  if (g_strcmp0 (geng_entity_get_name (GENG_ENTITY (member)), person->texts[STAFF_NAME]) != 0)
    {
      geng_entity_set_name (GENG_ENTITY (member), person->texts[STAFF_NAME]);
      changed = TRUE;
    }
  changed |= take_phone (member, person);
  changed |= take_dates (member, person);
  changed |= take_roles (member, person, station, titles, role);
  self->n_added += added;
  self->n_changed += !added && changed;
  return TRUE;
}

static void
fault_in_row (GengStaffList *self, const GengPerson *person, const char *format)
{
  g_ptr_array_add (self->faults,
                   geng_staff_fault (self->sheet, person->row, self->layout.columns[STAFF_NAME],
                                     format, person->texts[STAFF_NAME]));
}

/* Whom each row means, before anything changes: NULL for somebody new. */
static GPtrArray *
match_people (GengStaffList *self, GengStation *station)
{
  GPtrArray *matches = g_ptr_array_new ();
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->people->len; i++)
    {
      const GengPerson *person = g_ptr_array_index (self->people, i);
      const char *id = person->texts[STAFF_ID], *phone = person->texts[STAFF_PHONE];
      gboolean clear = TRUE;
      GengMember *member = find_member (self, station, taken, person, &clear);

      if (!g_hash_table_add (rows, id != NULL ? g_strdup_printf ("id %s", id)
                                              : g_strdup_printf ("%s %s", person->texts[STAFF_NAME],
                                                                 phone != NULL ? phone : "")))
        fault_in_row (self, person,
                      _ ("%s is in the list twice; take one row out, or tell two people of one "
                         "name apart by a column 编号 (id)"));
      else if (!clear)
        fault_in_row (self, person,
                      _ ("several are called %s; tell them apart by a column 编号 (id)"));
      if (member != NULL)
        g_hash_table_add (taken, member);
      g_ptr_array_add (matches, member);
    }
  return matches;
}

/**
 * geng_staff_list_take:
 * @self: a list
 * @station: a station, which is changed
 * @titles: (nullable) (array zero-terminated=1): titles (职务) whose people have @role
 * @role: (nullable): the id of a role of the station
 * @error: return location
 *
 * Adds the people of the list to a station, and changes those it has: by id where the list has a
 * column 编号, else by name, and by phone among people of one name.  What a row leaves out stays.
 * Organisations, teams and contracts that the station does not have are made; a title that is a
 * role of the station gives the role.  Nobody is removed.
 *
 * Returns: %FALSE with %GENG_ERROR_FAULTY where geng_staff_list_list_faults() has something, and
 * nothing changed; with another error the station must be thrown away
 */
gboolean
geng_staff_list_take (GengStaffList *self,
                      GengStation *station,
                      const char *const *titles,
                      const char *role,
                      GError **error)
{
  g_autoptr (GPtrArray) matches = NULL;

  g_return_val_if_fail (GENG_IS_STAFF_LIST (self) && GENG_IS_STATION (station), FALSE);
  matches = match_people (self, station);
  if (self->faults->len > 0)
    {
      g_set_error (error, GENG_ERROR, GENG_ERROR_FAULTY,
                   ngettext ("%s: %u fault", "%s: %u faults", self->faults->len),
                   geng_worksheet_get_file (self->sheet), self->faults->len);
      return FALSE;
    }
  self->n_added = self->n_changed = 0;
  for (guint i = 0; i < self->people->len; i++)
    if (!take_person (self, station, g_ptr_array_index (self->people, i),
                      g_ptr_array_index (matches, i), titles, role, error))
      return FALSE;
  return TRUE;
}

/**
 * geng_staff_list_get_n_added:
 * @self: a list that was taken
 *
 * Returns: how many were new
 */
guint
geng_staff_list_get_n_added (GengStaffList *self)
{
  g_return_val_if_fail (GENG_IS_STAFF_LIST (self), 0);
  return self->n_added;
}

/**
 * geng_staff_list_get_n_changed:
 * @self: a list that was taken
 *
 * Returns: of how many known members something changed
 */
guint
geng_staff_list_get_n_changed (GengStaffList *self)
{
  g_return_val_if_fail (GENG_IS_STAFF_LIST (self), 0);
  return self->n_changed;
}
