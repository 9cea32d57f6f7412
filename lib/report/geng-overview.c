/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What an overview counts; geng-overview-pages.c writes it. */

#include "geng-overview-private.h"

#include "geng-report-sheet.h"

G_DEFINE_FINAL_TYPE (GengOverview, geng_overview, G_TYPE_OBJECT)

GType
geng_month_state_get_type (void)
{
  static gsize type = 0;
  static const GEnumValue values[]
      = { { GENG_MONTH_STATE_NONE, "GENG_MONTH_STATE_NONE", "none" },
          { GENG_MONTH_STATE_DRAFT, "GENG_MONTH_STATE_DRAFT", "draft" },
          { GENG_MONTH_STATE_OFFICIAL, "GENG_MONTH_STATE_OFFICIAL", "official" },
          { 0, NULL, NULL } };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("GengMonthState", values));
  return type;
}

static void
part_free (gpointer data)
{
  GengOverviewPart *part = data;

  g_free (part->id);
  g_clear_object (&part->station);
  g_array_unref (part->rows);
  g_array_unref (part->hours);
  g_ptr_array_unref (part->guests);
  g_ptr_array_unref (part->on_duty);
  g_free (part);
}

static void
geng_overview_finalize (GObject *object)
{
  GengOverview *self = GENG_OVERVIEW (object);

  g_free (self->name);
  g_clear_pointer (&self->at, g_date_time_unref);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->pools);
  G_OBJECT_CLASS (geng_overview_parent_class)->finalize (object);
}

static void
geng_overview_class_init (GengOverviewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = geng_overview_finalize;
}

static void
geng_overview_init (GengOverview *self)
{
  self->name = g_strdup ("");
  g_date_clear (&self->today, 1);
  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->pools = g_ptr_array_new_with_free_func (geng_overview_pool_free);
}

/**
 * geng_overview_new:
 * @name: of the zone, or of the one station
 * @at: the moment that counts as now
 *
 * Returns: (transfer full): an overview without stations
 */
GengOverview *
geng_overview_new (const char *name, GDateTime *at)
{
  GengOverview *self;

  g_return_val_if_fail (name != NULL && at != NULL, NULL);
  self = g_object_new (GENG_TYPE_OVERVIEW, NULL);
  g_free (self->name);
  self->name = g_strdup (name);
  self->at = g_date_time_ref (at);
  return self;
}

/* The station may let go of a post, or rename an organisation, while the overview is read. */
static void
row_clear (gpointer row)
{
  g_clear_object (&((GengOverviewRow *) row)->post);
}

static void
hours_clear (gpointer hours)
{
  g_free (((GengOverviewHours *) hours)->name);
  g_hash_table_unref (((GengOverviewHours *) hours)->people);
}

static GArray *
new_hours (void)
{
  GArray *list = g_array_new (FALSE, TRUE, sizeof (GengOverviewHours));

  g_array_set_clear_func (list, hours_clear);
  return list;
}

static GengOverviewPart *
add_part (GengOverview *self, const char *id)
{
  GengOverviewPart *part = g_new0 (GengOverviewPart, 1);

  part->id = g_strdup (id);
  part->rows = g_array_new (FALSE, TRUE, sizeof (GengOverviewRow));
  part->hours = new_hours ();
  g_array_set_clear_func (part->rows, row_clear);
  part->guests = g_ptr_array_new_with_free_func (g_free);
  part->on_duty = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->parts, part);
  return part;
}

static GengOverviewRow *
row_of (GengOverviewPart *part, GengPost *post)
{
  for (guint i = 0; i < part->rows->len; i++)
    if (g_array_index (part->rows, GengOverviewRow, i).post == post)
      return &g_array_index (part->rows, GengOverviewRow, i);
  return NULL;
}

/* -- people and places -- */

static gboolean
is_there (GengMember *member, const GDate *today)
{
  const GDate *since = geng_member_get_since (member), *until = geng_member_get_until (member);

  return (since == NULL || g_date_compare (since, today) <= 0)
         && (until == NULL || g_date_compare (until, today) >= 0);
}

/* A member without posts of his own may serve at all. */
static void
count_member (GengOverviewPart *part, GengMember *member)
{
  const char *const *posts = geng_member_get_posts (member);

  /* Whom another station lends is counted there. */
  if (geng_member_get_guest (member) && geng_member_get_lend_price (member) > 0)
    return;
  part->sum.people++;
  if (geng_member_get_guest (member))
    g_ptr_array_add (part->guests, g_strdup (geng_entity_get_id (GENG_ENTITY (member))));
  for (guint i = 0; i < part->rows->len; i++)
    {
      GengOverviewRow *row = &g_array_index (part->rows, GengOverviewRow, i);

      row->people += posts == NULL || posts[0] == NULL
                     || g_strv_contains (posts, geng_entity_get_id (GENG_ENTITY (row->post)));
    }
}

static void
count_people (GengOverviewPart *part, const GDate *today)
{
  GListModel *members = geng_station_get_members (part->station);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);

      if (is_there (member, today))
        count_member (part, member);
    }
}

/* Who waits, or is on call, takes no place. */
static void
count_places (GengOverviewPart *part, const GDate *first, const GDate *last)
{
  GListModel *demands = geng_station_get_demands (part->station);

  for (guint i = 0; i < g_list_model_get_n_items (demands); i++)
    {
      g_autoptr (GengDemand) demand = g_list_model_get_item (demands, i);
      GengOverviewRow *row = row_of (part, geng_demand_get_post (demand));

      if (row == NULL || geng_demand_get_leader (demand) || geng_demand_get_reserve (demand))
        continue;
      for (GDate date = *first; g_date_compare (&date, last) <= 0; g_date_add_days (&date, 1))
        if (geng_demand_holds_on (demand, part->station, &date))
          row->places += (guint) geng_demand_get_min (demand);
    }
}

/* -- what is missing, who is there, what is open -- */

/* On the last day of a month the roster of the next one says what is missing tomorrow. */
static gboolean
tomorrow_is_next_month (const GDate *today)
{
  return g_date_is_last_of_month (today);
}

static void
count_gaps (GengOverviewPart *part, GengJudgement *judgement, const GDate *today)
{
  g_autoptr (GPtrArray) gaps = geng_judgement_list_gaps (judgement);
  gboolean has_tomorrow = !tomorrow_is_next_month (today);

  for (guint i = 0; i < part->rows->len; i++)
    {
      GengOverviewRow *row = &g_array_index (part->rows, GengOverviewRow, i);

      row->judged = TRUE;
      row->judged_tomorrow = has_tomorrow;
    }
  part->sum.judged = TRUE;
  part->sum.judged_tomorrow = has_tomorrow;
  for (guint i = 0; i < gaps->len; i++)
    {
      GengGap *gap = gaps->pdata[i];
      GengOverviewRow *row = row_of (part, geng_demand_get_post (geng_gap_get_demand (gap)));
      int days = g_date_days_between (today, geng_gap_get_date (gap));
      guint people = (guint) geng_sheet_count_missing (gaps, i);

      if (row == NULL)
        continue;
      row->missing += people;
      row->missing_today += days == 0 ? people : 0;
      row->missing_tomorrow += has_tomorrow && days == 1 ? people : 0;
    }
}

/* The same of tomorrow alone, and into the sum at once. */
static void
count_gaps_tomorrow (GengOverviewPart *part, GengJudgement *judgement, const GDate *today)
{
  g_autoptr (GPtrArray) gaps = geng_judgement_list_gaps (judgement);

  for (guint i = 0; i < part->rows->len; i++)
    {
      GengOverviewRow *row = &g_array_index (part->rows, GengOverviewRow, i);

      row->judged_tomorrow = TRUE;
      row->missing_tomorrow = 0;
    }
  part->sum.judged_tomorrow = TRUE;
  part->sum.missing_tomorrow = 0;
  for (guint i = 0; i < gaps->len; i++)
    {
      GengGap *gap = gaps->pdata[i];
      GengOverviewRow *row = row_of (part, geng_demand_get_post (geng_gap_get_demand (gap)));
      guint people = (guint) geng_sheet_count_missing (gaps, i);

      if (row == NULL || g_date_days_between (today, geng_gap_get_date (gap)) != 1)
        continue;
      row->missing_tomorrow += people;
      part->sum.missing_tomorrow += people;
    }
}

static void
count_on_duty (GengOverviewPart *part, GengRoster *roster, GDateTime *at)
{
  g_autoptr (GPtrArray) duties = geng_roster_on_duty_at (roster, at);

  for (guint i = 0; i < part->rows->len; i++)
    g_array_index (part->rows, GengOverviewRow, i).planned = TRUE;
  part->sum.planned = TRUE;
  for (guint i = 0; i < duties->len; i++)
    {
      GengDuty *duty = duties->pdata[i];
      GengOverviewRow *row = row_of (part, geng_duty_get_post (duty));

      if (!geng_station_is_at_work (part->station, duty))
        continue;
      g_ptr_array_add (part->on_duty, g_object_ref (duty));
      if (row != NULL)
        row->on_duty++;
    }
}

/* What was found by then and not settled by then. */
static void
count_findings (GengOverviewPart *part, GengJournal *journal, const GDate *today)
{
  GListModel *findings = geng_journal_get_findings (journal);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (GengPatrolFinding) finding = g_list_model_get_item (findings, i);
      GengOverviewRow *row = row_of (part, geng_patrol_finding_get_post (finding));
      const GDate *settled = geng_patrol_finding_get_settled (finding);
      const GDate *due = geng_patrol_finding_get_due (finding);

      if (row == NULL || g_date_compare (geng_patrol_finding_get_date (finding), today) > 0
          || (settled != NULL && g_date_compare (settled, today) <= 0))
        continue;
      row->open++;
      row->overdue += due != NULL && g_date_compare (due, today) < 0;
    }
}

/* -- hours -- */

static GengOverviewHours *
hours_of (GArray *list, const char *name)
{
  GengOverviewHours fresh = { 0 };

  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (g_array_index (list, GengOverviewHours, i).name, name))
      return &g_array_index (list, GengOverviewHours, i);
  fresh.name = g_strdup (name);
  fresh.people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_array_append_val (list, fresh);
  return &g_array_index (list, GengOverviewHours, list->len - 1);
}

static const char *
name_of_organisation (GengMember *member)
{
  GengOrganisation *organisation = geng_member_get_organisation (member);

  return organisation != NULL ? geng_entity_get_name (GENG_ENTITY (organisation)) : "";
}

/* Guests are called alike at all stations, and whom a station lends others call after it. */
static char *
id_in_zone (const GengOverviewPart *part, GengMember *member)
{
  const char *id = geng_entity_get_id (GENG_ENTITY (member));

  return geng_member_get_guest (member) ? g_strdup (id) : g_strconcat (part->id, "/", id, NULL);
}

static void
count_hours (GengOverviewPart *part, GengRoster *roster)
{
  GListModel *members = geng_station_get_members (part->station);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      g_autoptr (GPtrArray) duties = geng_roster_list_member (roster, member);
      GengOverviewHours *hours = NULL;

      for (guint d = 0; d < duties->len; d++)
        {
          GengDuty *duty = duties->pdata[d];
          GengShift *shift = geng_duty_get_shift (duty);

          if (!geng_station_is_at_work (part->station, duty))
            continue;
          if (hours == NULL)
            {
              hours = hours_of (part->hours, name_of_organisation (member));
              g_hash_table_add (hours->people, id_in_zone (part, member));
            }
          hours->duties++;
          hours->minutes += geng_station_elapsed_minutes (part->station, geng_duty_get_date (duty),
                                                          geng_shift_get_start_minute (shift),
                                                          geng_shift_get_end_minute (shift));
        }
    }
}

GArray *
geng_overview_sum_hours (const GengOverview *self)
{
  GArray *all = new_hours ();

  for (guint i = 0; i < self->parts->len; i++)
    {
      const GengOverviewPart *part = self->parts->pdata[i];

      for (guint h = 0; h < part->hours->len; h++)
        {
          const GengOverviewHours *hours = &g_array_index (part->hours, GengOverviewHours, h);
          GengOverviewHours *sum = hours_of (all, hours->name);
          GHashTableIter iter;
          gpointer id;

          sum->duties += hours->duties;
          sum->minutes += hours->minutes;
          g_hash_table_iter_init (&iter, hours->people);
          while (g_hash_table_iter_next (&iter, &id, NULL))
            g_hash_table_add (sum->people, g_strdup (id));
        }
    }
  return all;
}

static void
add_rows (GengOverviewPart *part)
{
  GListModel *posts = geng_station_get_posts (part->station);

  for (guint i = 0; i < g_list_model_get_n_items (posts); i++)
    {
      GengOverviewRow row = { .post = g_list_model_get_item (posts, i) };

      g_array_append_val (part->rows, row);
    }
}

static void
sum_up (GengOverviewPart *part)
{
  for (guint i = 0; i < part->rows->len; i++)
    {
      const GengOverviewRow *row = &g_array_index (part->rows, GengOverviewRow, i);

      part->sum.places += row->places;
      part->sum.missing += row->missing;
      part->sum.missing_today += row->missing_today;
      part->sum.missing_tomorrow += row->missing_tomorrow;
      part->sum.open += row->open;
      part->sum.overdue += row->overdue;
    }
  part->sum.on_duty = part->on_duty->len;
}

static void
set_month (const GDate *today, GDate *first, GDate *last)
{
  *first = *last = *today;
  g_date_set_day (first, 1);
  g_date_set_day (last,
                  g_date_get_days_in_month (g_date_get_month (today), g_date_get_year (today)));
}

/**
 * geng_overview_add:
 * @self: an overview
 * @station: a station
 * @roster: (nullable): its roster of the month of the moment; %NULL where there is none
 * @judgement: (nullable): what the judge says of @roster; %NULL where there is none
 * @state: how far that month has come
 * @next_state: how far the month after has come
 * @journal: (nullable): the journal as far as findings may still be open
 *
 * Adds a station at the end.  What there is no roster for is not known: gaps without @judgement,
 * who is on duty without @roster, and on the last day of a month the gaps of tomorrow, which
 * [method@Overview.add_next] tells.
 */
void
geng_overview_add (GengOverview *self,
                   GengStation *station,
                   GengRoster *roster,
                   GengJudgement *judgement,
                   GengMonthState state,
                   GengMonthState next_state,
                   GengJournal *journal)
{
  GengOverviewPart *part;
  GDate today, first, last;

  g_return_if_fail (GENG_IS_OVERVIEW (self) && self->at != NULL && GENG_IS_STATION (station));
  g_return_if_fail (roster == NULL || geng_roster_get_station (roster) == station);
  g_return_if_fail (judgement == NULL || GENG_IS_JUDGEMENT (judgement));
  g_return_if_fail (journal == NULL || GENG_IS_JOURNAL (journal));
  g_return_if_fail (state <= GENG_MONTH_STATE_OFFICIAL && next_state <= GENG_MONTH_STATE_OFFICIAL);
  part = add_part (self, geng_entity_get_id (GENG_ENTITY (station)));
  part->station = g_object_ref (station);
  part->state = state;
  part->next_state = next_state;
  geng_station_duty_date (station, self->at, &today);
  if (!g_date_valid (&self->today))
    self->today = today;
  set_month (&today, &first, &last);
  add_rows (part);
  count_people (part, &today);
  count_places (part, &first, &last);
  if (judgement != NULL)
    count_gaps (part, judgement, &today);
  if (roster != NULL)
    {
      count_on_duty (part, roster, self->at);
      count_hours (part, roster);
    }
  if (journal != NULL)
    count_findings (part, journal, &today);
  sum_up (part);
}

/* The one that was added last; (nullable): NULL where it was not */
static GengOverviewPart *
part_of (GengOverview *self, GengStation *station)
{
  for (guint i = self->parts->len; i-- > 0;)
    if (((const GengOverviewPart *) self->parts->pdata[i])->station == station)
      return self->parts->pdata[i];
  return NULL;
}

/**
 * geng_overview_add_next:
 * @self: an overview
 * @station: a station that was added
 * @judgement: what the judge says of its roster of the next month
 *
 * Tells who is missing tomorrow where that is the first day of a month.  On all other days
 * [method@Overview.add] knows, and nothing happens.
 */
void
geng_overview_add_next (GengOverview *self, GengStation *station, GengJudgement *judgement)
{
  GengOverviewPart *part;
  GDate today;

  g_return_if_fail (GENG_IS_OVERVIEW (self) && self->at != NULL && GENG_IS_STATION (station));
  g_return_if_fail (GENG_IS_JUDGEMENT (judgement));
  part = part_of (self, station);
  g_return_if_fail (part != NULL);
  geng_station_duty_date (station, self->at, &today);
  if (tomorrow_is_next_month (&today))
    count_gaps_tomorrow (part, judgement, &today);
}

/**
 * geng_overview_add_failed:
 * @self: an overview
 * @id: of a station that cannot be read
 *
 * Adds a row that says so, in the place of the station.
 */
void
geng_overview_add_failed (GengOverview *self, const char *id)
{
  g_return_if_fail (GENG_IS_OVERVIEW (self) && id != NULL);
  add_part (self, id);
}

/* -- as data -- */

static const char *
state_nick (GengMonthState state)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (GENG_TYPE_MONTH_STATE);

  /* nicks are static */
  return g_enum_get_value (states, (int) state)->value_nick;
}

static void
add_number (GVariantBuilder *builder, const char *name, gint64 number)
{
  g_variant_builder_add (builder, "{sv}", name, g_variant_new_int64 (number));
}

static void
add_known (GVariantBuilder *builder, const char *name, gint64 number, gboolean known)
{
  if (known)
    add_number (builder, name, number);
  else
    g_variant_builder_add (builder, "{sv}", name, g_variant_new_maybe (G_VARIANT_TYPE_INT64, NULL));
}

static void
add_counts (GVariantBuilder *builder, const GengOverviewRow *row)
{
  add_number (builder, "people", row->people);
  add_number (builder, "places", row->places);
  add_known (builder, "gaps", row->missing, row->judged);
  add_known (builder, "gaps-today", row->missing_today, row->judged);
  add_known (builder, "gaps-tomorrow", row->missing_tomorrow, row->judged_tomorrow);
  add_known (builder, "on-duty", row->on_duty, row->planned);
  add_number (builder, "findings-open", row->open);
  add_number (builder, "findings-overdue", row->overdue);
}

static GVariant *
rows_to_variant (const GengOverviewPart *part)
{
  GVariantBuilder list;

  g_variant_builder_init (&list, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < part->rows->len; i++)
    {
      const GengOverviewRow *row = &g_array_index (part->rows, GengOverviewRow, i);
      GVariantBuilder one;

      g_variant_builder_init (&one, G_VARIANT_TYPE_VARDICT);
      g_variant_builder_add (&one, "{sv}", "post",
                             g_variant_new_string (geng_entity_get_id (GENG_ENTITY (row->post))));
      add_counts (&one, row);
      g_variant_builder_add (&list, "v", g_variant_builder_end (&one));
    }
  return g_variant_builder_end (&list);
}

static GVariant *
hours_to_variant (const GArray *all)
{
  GVariantBuilder list;

  g_variant_builder_init (&list, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < all->len; i++)
    {
      const GengOverviewHours *hours = &g_array_index (all, GengOverviewHours, i);
      GVariantBuilder one;

      g_variant_builder_init (&one, G_VARIANT_TYPE_VARDICT);
      g_variant_builder_add (&one, "{sv}", "organisation", g_variant_new_string (hours->name));
      add_number (&one, "people", g_hash_table_size (hours->people));
      add_number (&one, "duties", hours->duties);
      add_number (&one, "minutes", hours->minutes);
      g_variant_builder_add (&list, "v", g_variant_builder_end (&one));
    }
  return g_variant_builder_end (&list);
}

/**
 * geng_overview_to_variant:
 * @self: an overview
 *
 * All numbers, for programs: an array `stations` of dictionaries with `id`, `state`, `next-state`,
 * the counts, `posts` and `hours`; a station that cannot be read has its `id` and `failed` alone.
 * `hours` beside `stations` are those of all, where whom stations share counts once, and `pools`
 * those people: `id`, `people`, `duties`, `minutes` and `away`, an array of ids.  A count that
 * there is no roster for is nothing, of type `mx`.
 *
 * Returns: (transfer full): a dictionary
 */
GVariant *
geng_overview_to_variant (GengOverview *self)
{
  GVariantBuilder all, list;
  g_autoptr (GArray) hours = NULL;

  g_return_val_if_fail (GENG_IS_OVERVIEW (self), NULL);
  hours = geng_overview_sum_hours (self);
  g_variant_builder_init (&list, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < self->parts->len; i++)
    {
      const GengOverviewPart *part = self->parts->pdata[i];
      GVariantBuilder one;

      g_variant_builder_init (&one, G_VARIANT_TYPE_VARDICT);
      g_variant_builder_add (&one, "{sv}", "id", g_variant_new_string (part->id));
      if (part->station == NULL)
        g_variant_builder_add (&one, "{sv}", "failed", g_variant_new_boolean (TRUE));
      else
        {
          g_variant_builder_add (&one, "{sv}", "state",
                                 g_variant_new_string (state_nick (part->state)));
          g_variant_builder_add (&one, "{sv}", "next-state",
                                 g_variant_new_string (state_nick (part->next_state)));
          add_counts (&one, &part->sum);
          g_variant_builder_add (&one, "{sv}", "posts", rows_to_variant (part));
          g_variant_builder_add (&one, "{sv}", "hours", hours_to_variant (part->hours));
        }
      g_variant_builder_add (&list, "v", g_variant_builder_end (&one));
    }
  g_variant_builder_init (&all, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&all, "{sv}", "name", g_variant_new_string (self->name));
  g_variant_builder_add (&all, "{sv}", "stations", g_variant_builder_end (&list));
  g_variant_builder_add (&all, "{sv}", "hours", hours_to_variant (hours));
  g_variant_builder_add (&all, "{sv}", "pools", geng_overview_pools_to_variant (self));
  return g_variant_ref_sink (g_variant_builder_end (&all));
}
