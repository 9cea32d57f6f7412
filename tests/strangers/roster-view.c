/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A roster in a GtkColumnView: a row a duty, which follows each change of the roster, and a line
 * below it that says what the judge finds.
 *
 *   roster-view PICTURE    shows one week, gives a duty to somebody else, saves what is seen, ends
 */
#include <geng/geng.h>
#include <gtk/gtk.h>

typedef struct
{
  GengRoster *roster;
  GengJudge *judge;
  GtkWidget *window;
  GtkWidget *view;
  GtkLabel *verdict;
  const char *picture;
  int status;
} Board;

/* example: the station */
static GengStation *
new_station (void)
{
  GengStation *station = geng_station_new ("gate", "门岗", "Asia/Shanghai", NULL);
  g_autoptr (GengWindow) window = geng_window_new ("all", NULL, 8 * 60, 32 * 60);
  g_autoptr (GengShift) day = geng_shift_new ("day", "日班", window, 8 * 60, 20 * 60);
  g_autoptr (GengShift) night = geng_shift_new ("night", "夜班", window, 20 * 60, 32 * 60);
  g_autoptr (GengPost) post = geng_post_new ("gate", "大门");
  g_autoptr (GengDemand) by_day = geng_demand_new_for_shift ("day", NULL, post, day);
  g_autoptr (GengDemand) by_night = geng_demand_new_for_shift ("night", NULL, post, night);
  g_autoptr (GengRule) rest = geng_rule_new ("rest", "11h");

  geng_station_add_window (station, window, NULL);
  geng_station_add_shift (station, day, NULL);
  geng_station_add_shift (station, night, NULL);
  geng_station_add_post (station, post, NULL);
  geng_station_add_demand (station, by_day, NULL);
  geng_station_add_demand (station, by_night, NULL);
  geng_station_add_rule (station, rest);
  for (int n = 1; n <= 5; n++)
    {
      g_autofree char *id = g_strdup_printf ("m%d", n);
      g_autofree char *name = g_strdup_printf ("队员%d", n);
      g_autoptr (GengMember) member = geng_member_new (id, name);

      geng_station_add_member (station, member, NULL);
    }
  return station;
}
/* end */

/* example: the columns */
static char *
tell_date (GengDuty *duty)
{
  const GDate *date = geng_duty_get_date (duty);

  return g_strdup_printf ("%d-%02d-%02d", g_date_get_year (date), g_date_get_month (date),
                          g_date_get_day (date));
}

static char *
tell_shift (GengDuty *duty)
{
  return g_strdup (geng_entity_get_name (GENG_ENTITY (geng_duty_get_shift (duty))));
}

static char *
tell_member (GengDuty *duty)
{
  return g_strdup (geng_entity_get_name (GENG_ENTITY (geng_duty_get_member (duty))));
}

static void
setup_cell (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer tell)
{
  GengDuty *duty = gtk_list_item_get_item (item);
  g_autofree char *text = ((char *(*) (GengDuty *) ) tell) (duty);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
append_column (GtkColumnView *view, const char *title, char *(*tell) (GengDuty *duty))
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), (gpointer) tell);
  gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_append_column (view, column);
}
/* end */

/* example: the view */
static GtkWidget *
new_view (GengRoster *roster)
{
  /* A roster is a list model of its duties, by day, shift and post. */
  GtkSingleSelection *selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (roster)));
  GtkWidget *view = gtk_column_view_new (GTK_SELECTION_MODEL (selection));

  append_column (GTK_COLUMN_VIEW (view), "日期", tell_date);
  append_column (GTK_COLUMN_VIEW (view), "班次", tell_shift);
  append_column (GTK_COLUMN_VIEW (view), "队员", tell_member);
  return view;
}
/* end */

/* example: the judge */
static void
show_verdict (GengJudge *judge, GParamSpec *pspec, GtkLabel *label)
{
  const GengScore *score = geng_judgement_get_score (geng_judge_get_judgement (judge));
  g_autofree char *text
      = g_strdup_printf ("缺岗 %d，违反规则 %d", (int) score->gaps, (int) score->broken);

  gtk_label_set_text (label, text);
}
/* end */

static GengRoster *
plan_week (GengStation *station)
{
  g_autoptr (GDate) first = g_date_new_dmy (1, G_DATE_MARCH, 2027);
  g_autoptr (GDate) last = g_date_new_dmy (7, G_DATE_MARCH, 2027);
  g_autoptr (GengPlanner) planner = geng_planner_new (station, first, last, NULL);
  g_autoptr (GengPlan) plan = NULL;

  geng_planner_set_effort (planner, GENG_EFFORT_QUICK);
  plan = geng_planner_plan (planner, NULL, NULL);
  return geng_roster_copy (geng_plan_get_roster (plan));
}

/* -- the picture -- */

static gboolean
save_picture (gpointer data)
{
  Board *board = data;
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (board->window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int width = gtk_widget_get_width (board->window);
  int height = gtk_widget_get_height (board->window);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return G_SOURCE_CONTINUE; /* nothing is drawn yet */
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (board->window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (!gdk_texture_save_to_png (texture, board->picture))
    board->status = 2;
  gtk_window_destroy (GTK_WINDOW (board->window));
  return G_SOURCE_REMOVE;
}

/* The first duty is given to who has it on no day nearby: the row is another one at once. */
static gboolean
give_away (gpointer data)
{
  Board *board = data;
  g_autoptr (GengDuty) duty = g_list_model_get_item (G_LIST_MODEL (board->roster), 0);
  GengMember *before = geng_duty_get_member (duty);
  g_autoptr (GPtrArray) covers = geng_cover_list_for_duty (board->roster, NULL, duty, NULL);
  g_autoptr (GengDuty) moved = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (board->roster));

  for (guint i = 0; i < covers->len; i++)
    if (geng_cover_get_possible (covers->pdata[i]))
      {
        geng_roster_move (board->roster, duty, geng_cover_get_member (covers->pdata[i]),
                          geng_duty_get_date (duty), NULL);
        break;
      }
  moved = g_list_model_get_item (G_LIST_MODEL (board->roster), 0);
  if (geng_duty_get_member (moved) == before
      || g_list_model_get_n_items (G_LIST_MODEL (board->roster)) != n
      || !g_str_has_suffix (gtk_label_get_text (board->verdict), " 0"))
    board->status = 3;
  g_timeout_add (300, save_picture, board);
  return G_SOURCE_REMOVE;
}

static void
activate (GtkApplication *application, Board *board)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *label = gtk_label_new (NULL);

  board->window = gtk_application_window_new (application);
  board->view = new_view (board->roster);
  board->verdict = GTK_LABEL (label);
  gtk_window_set_title (GTK_WINDOW (board->window), "值班表");
  gtk_window_set_default_size (GTK_WINDOW (board->window), 480, 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), board->view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), label);
  gtk_window_set_child (GTK_WINDOW (board->window), box);
  g_signal_connect_object (board->judge, "notify::judgement", G_CALLBACK (show_verdict), label, 0);
  show_verdict (board->judge, NULL, board->verdict);
  gtk_window_present (GTK_WINDOW (board->window));
  if (board->picture != NULL)
    g_timeout_add (500, give_away, board);
}

int
main (int argc, char **argv)
{
  g_autoptr (GengStation) station = new_station ();
  g_autoptr (GengRoster) roster = plan_week (station);
  g_autoptr (GengJudge) judge = geng_judge_new (roster, NULL, NULL, NULL);
  g_autoptr (GtkApplication) application
      = gtk_application_new ("org.example.RosterView", G_APPLICATION_NON_UNIQUE);
  Board board = { .roster = roster, .judge = judge, .picture = argv[1] };

  g_signal_connect (application, "activate", G_CALLBACK (activate), &board);
  g_application_run (G_APPLICATION (application), 1, argv);
  return board.status;
}
