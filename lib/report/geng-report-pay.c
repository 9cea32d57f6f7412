/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * The sheet of allowances (补贴发放表): a page for each who pays, a table for each contract, since
 * a contract's rates stand in the heads of its columns.
 */

#include "geng-document-private.h"
#include "geng-earnings.h"
#include "geng-report-month-end.h"
#include "geng-report-words.h"

#define say geng_document_say

#define CENTS 100

typedef struct
{
  GengDocument *document;
  GengEarningsMonth month;
  GPtrArray *all; /* of GengEarnings: all who are listed */
} Sheet;

/* A column of a contract's table: hours or duties of a class. */
typedef struct
{
  GengPayClass pay_class;
  gboolean per_duty;
} Item;

static const struct
{
  const char *english, *chinese;
} class_names[GENG_N_PAY_CLASSES] = {
  [GENG_PAY_CLASS_ORDINARY] = { "Ordinary", "平时" },
  [GENG_PAY_CLASS_OVERTIME] = { "Overtime", "加班" },
  [GENG_PAY_CLASS_REST_DAY] = { "Rest day", "休息日" },
  [GENG_PAY_CLASS_STATUTORY] = { "Statutory holiday", "法定节假日" },
  [GENG_PAY_CLASS_STANDBY] = { "Standby", "值守" },
  [GENG_PAY_CLASS_NIGHT] = { "Night", "夜班" },
};

static const struct
{
  const char *english, *chinese;
} scheme_names[] = {
  [GENG_HOURS_SCHEME_NONE] = { "no employment", "志愿" },
  [GENG_HOURS_SCHEME_STANDARD] = { "standard hours", "标准工时制" },
  [GENG_HOURS_SCHEME_MONTH] = { "hours summed up by the month", "综合计算工时制，按月" },
  [GENG_HOURS_SCHEME_QUARTER] = { "hours summed up by the quarter", "综合计算工时制，按季" },
  [GENG_HOURS_SCHEME_YEAR] = { "hours summed up by the year", "综合计算工时制，按年" },
  [GENG_HOURS_SCHEME_FLEXIBLE] = { "flexible hours", "不定时工作制" },
  [GENG_HOURS_SCHEME_PART_TIME] = { "part-time work", "非全日制用工" },
};

static GengOrganisation *
payer_of (const GengEarnings *one)
{
  GengOrganisation *payer
      = one->contract != NULL ? geng_contract_get_paid_by (one->contract) : NULL;

  return payer != NULL ? payer : geng_member_get_organisation (one->member);
}

/* "1234.50" */
static char *
money (gint64 cents)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", cents / CENTS, (int) (cents % CENTS));
}

/* -- which columns a contract's table has -- */

/* Duties of nights and standby, and hours of each class but the night's: those that somebody has,
 * and those that the contract pays. */
static gboolean
is_shown (GengContract *contract, const Item *item, GPtrArray *people)
{
  if (contract != NULL
      && (item->per_duty ? geng_contract_get_pay_per_duty (contract, item->pay_class)
                         : geng_contract_get_pay_per_hour (contract, item->pay_class))
             > 0)
    return TRUE;
  if (item->per_duty
          ? item->pay_class != GENG_PAY_CLASS_NIGHT && item->pay_class != GENG_PAY_CLASS_STANDBY
          : item->pay_class == GENG_PAY_CLASS_NIGHT)
    return FALSE;
  for (guint i = 0; i < people->len; i++)
    {
      const GengEarnings *one = people->pdata[i];

      if (item->per_duty ? one->duties[item->pay_class] > 0 : one->minutes[item->pay_class] > 0)
        return TRUE;
    }
  return FALSE;
}

static GArray *
list_items (GengContract *contract, GPtrArray *people)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (Item));

  for (guint duty = 0; duty < 2; duty++)
    for (guint i = 0; i < GENG_N_PAY_CLASSES; i++)
      {
        Item item = { i, duty == 0 };

        if (is_shown (contract, &item, people))
          g_array_append_val (items, item);
      }
  return items;
}

/* "夜班（次）\n30.00元/次" */
static char *
item_head (const Sheet *self, GengContract *contract, const Item *item)
{
  const char *name = say (self->document, class_names[item->pay_class].english,
                          class_names[item->pay_class].chinese);
  int rate = 0;
  g_autofree char *amount = NULL;

  if (contract != NULL)
    rate = item->per_duty ? geng_contract_get_pay_per_duty (contract, item->pay_class)
                          : geng_contract_get_pay_per_hour (contract, item->pay_class);
  if (rate == 0)
    return g_strdup_printf (item->per_duty ? say (self->document, "%s\n(duties)", "%s\n（次）")
                                           : say (self->document, "%s\n(hours)", "%s\n（时）"),
                            name);
  amount = money (rate);
  return g_strdup_printf (item->per_duty
                              ? say (self->document, "%s (duties)\n× %s", "%s（次）\n×%s元/次")
                              : say (self->document, "%s (hours)\n× %s", "%s（时）\n×%s元/时"),
                          name, amount);
}

static gboolean
has_leave (GPtrArray *people)
{
  for (guint i = 0; i < people->len; i++)
    if (((const GengEarnings *) people->pdata[i])->leave > 0)
      return TRUE;
  return FALSE;
}

static void
add_item_columns (const Sheet *self, GengGrid *grid, GengContract *contract, GArray *items)
{
  geng_grid_column (grid, say (self->document, "Name", "姓名"), 8);
  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *head = item_head (self, contract, &g_array_index (items, Item, i));

      geng_grid_column (grid, head, 10);
    }
}

/* @leave: whether some leave counts as hours */
static void
add_columns (const Sheet *self,
             GengGrid *grid,
             GengContract *contract,
             GArray *items,
             gboolean leave)
{
  add_item_columns (self, grid, contract, items);
  if (leave)
    geng_grid_column (grid, say (self->document, "Paid leave\n(hours)", "带薪假\n（时）"), 8);
  geng_grid_column (grid, say (self->document, "All hours", "时数合计"), 8);
  geng_grid_column (grid, say (self->document, "from the month before", "跨月转入\n（时）"), 7);
  geng_grid_column (grid, say (self->document, "into the next month", "跨月转出\n（时）"), 7);
  geng_grid_column (grid, say (self->document, "Uncon-\nfirmed", "未核\n（次）"), 6);
  geng_grid_column (grid, say (self->document, "Amount", "金额（元）"), 9);
  geng_grid_column (grid, say (self->document, "Received (signature)", "领款人签名"), 12);
}

/* -- rows -- */

static void
add_item_values (GengGrid *grid, GArray *items, const GengEarnings *one)
{
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);
      g_autofree char *duties = geng_month_end_duties (one->duties[item->pay_class]);

      if (item->per_duty)
        geng_grid_figure (grid, one->duties[item->pay_class], duties);
      else
        geng_grid_hours (grid, one->minutes[item->pay_class]);
    }
}

static void
add_values (const Sheet *self,
            GengGrid *grid,
            GArray *items,
            const GengEarnings *one,
            gboolean leave)
{
  g_autofree char *amount = money (one->cents);

  add_item_values (grid, items, one);
  if (leave)
    geng_grid_hours (grid, one->leave);
  geng_grid_hours (grid, one->served);
  geng_grid_hours (grid, one->carried_in);
  geng_grid_hours (grid, one->carried_out);
  geng_grid_number (grid, one->unconfirmed);
  geng_grid_figure (grid, (double) one->cents / CENTS, amount);
}

static void
add_to_sum (GengEarnings *sum, const GengEarnings *one)
{
  for (guint i = 0; i < GENG_N_PAY_CLASSES; i++)
    {
      sum->minutes[i] += one->minutes[i];
      sum->duties[i] += one->duties[i];
    }
  sum->served += one->served;
  sum->leave += one->leave;
  sum->carried_in += one->carried_in;
  sum->carried_out += one->carried_out;
  sum->unconfirmed += one->unconfirmed;
  sum->cents += one->cents;
}

/* "全日制　综合计算工时制，按月　审批文号：…" */
static char *
contract_text (const Sheet *self, GengContract *contract)
{
  const char *approval;
  GengHoursScheme scheme;

  if (contract == NULL)
    return g_strdup (say (self->document, "Without a contract", "无用工形式"));
  approval = geng_contract_get_approval (contract);
  scheme = geng_contract_get_hours_scheme (contract);
  return g_strdup_printf (
      say (self->document, "%s: %s%s%s", "%s：%s%s%s"),
      geng_entity_get_name (GENG_ENTITY (contract)),
      say (self->document, scheme_names[scheme].english, scheme_names[scheme].chinese),
      approval != NULL ? say (self->document, ", approval ", "，审批文号") : "",
      approval != NULL ? approval : "");
}

static void
write_table (const Sheet *self, GengContract *contract, GPtrArray *people, GengEarnings *sum)
{
  g_autoptr (GArray) items = list_items (contract, people);
  g_autofree char *text = contract_text (self, contract);
  gboolean leave = has_leave (people);
  GengEarnings of_table = { NULL };
  GengGrid *grid;

  geng_document_paragraph (self->document, GENG_TONE_PLAIN, text);
  grid = geng_document_grid (self->document);
  add_columns (self, grid, contract, items, leave);
  for (guint i = 0; i < people->len; i++)
    {
      const GengEarnings *one = people->pdata[i];

      geng_grid_row (grid);
      geng_grid_text (grid, GENG_LOOK_TEXT, geng_entity_get_name (GENG_ENTITY (one->member)));
      add_values (self, grid, items, one, leave);
      geng_grid_empty (grid, 1);
      add_to_sum (&of_table, one);
    }
  geng_grid_total (grid);
  geng_grid_text (grid, GENG_LOOK_PLAIN, say (self->document, "All", "合计"));
  add_values (self, grid, items, &of_table, leave);
  geng_grid_text (grid, GENG_LOOK_PLAIN, "");
  add_to_sum (sum, &of_table);
}

/* -- people whom stations share -- */

/* What of their month is of this station: nothing to be paid here. */
static void
add_share (const Sheet *self, GengGrid *grid, GArray *items, const GengEarnings *one)
{
  g_autofree char *amount = money (one->cents);
  g_autofree char *part = g_strdup_printf (
      "%d %%", one->anywhere > 0 ? (int) ((100.0 * one->served) / one->anywhere + 0.5) : 0);

  geng_grid_row (grid);
  geng_grid_text (grid, GENG_LOOK_TEXT, geng_entity_get_name (GENG_ENTITY (one->member)));
  add_item_values (grid, items, one);
  geng_grid_hours (grid, one->served);
  geng_grid_hours (grid, one->anywhere);
  geng_grid_text (grid, GENG_LOOK_PLAIN, part);
  geng_grid_number (grid, one->unconfirmed);
  geng_grid_figure (grid, (double) one->cents / CENTS, amount);
}

static void
write_shares (const Sheet *self, GengContract *contract, GPtrArray *people)
{
  g_autoptr (GArray) items = list_items (contract, people);
  g_autofree char *text = contract_text (self, contract);
  g_autofree char *head = g_strdup_printf (
      say (
          self->document,
          "%s. Shared with other stations: what of their month was served here. They are paid "
          "where they are at home, and nothing here; overtime goes by their hours at all stations.",
          "%s。与其他队共用的人员：本月在本队的部分。由所属单位统一发放，本表不发；"
          "加班按各队合计时数计。"),
      text);
  GengGrid *grid;

  geng_document_paragraph (self->document, GENG_TONE_PLAIN, head);
  grid = geng_document_grid (self->document);
  add_item_columns (self, grid, contract, items);
  geng_grid_column (grid, say (self->document, "Hours here", "本队时数"), 8);
  geng_grid_column (grid, say (self->document, "at all stations", "各队合计"), 8);
  geng_grid_column (grid, say (self->document, "Share", "占比"), 6);
  geng_grid_column (grid, say (self->document, "Uncon-\nfirmed", "未核\n（次）"), 6);
  geng_grid_column (grid, say (self->document, "Amount of it", "其中金额（元）"), 9);
  for (guint i = 0; i < people->len; i++)
    add_share (self, grid, items, people->pdata[i]);
}

/* -- pages -- */

static void
write_end (const Sheet *self, const GengEarnings *sum)
{
  g_autofree char *amount = money (sum->cents);
  g_autofree char *all
      = g_strdup_printf (say (self->document, "In all: %s", "本页合计：%s 元"), amount);
  g_autofree char *crossing
      = geng_month_end_crossing (self->document, sum->carried_in, sum->carried_out);
  g_autofree char *shifts = geng_month_end_shifts (self->document, self->month.station, FALSE);

  geng_document_paragraph (self->document, GENG_TONE_PLAIN, all);
  geng_document_paragraph (self->document, GENG_TONE_PLAIN, crossing);
  geng_document_paragraph (self->document, GENG_TONE_NOTE, shifts);
  if (sum->unconfirmed > 0)
    {
      g_autofree char *open = g_strdup_printf (
          say (self->document, "Not final: %u duties are unconfirmed and not counted.",
               "尚非定稿：有 %u 次勤务未核，未计入。"),
          sum->unconfirmed);

      geng_document_paragraph (self->document, GENG_TONE_LOUD, open);
    }
  geng_document_paragraph (
      self->document, GENG_TONE_NOTE,
      say (
          self->document,
          "Duties go by duty day, hours and statutory holidays by the date on the clock; a split "
          "duty counts for who served more than half of it, or by time where the contract says so. "
          "A night is an allowance beside the class of its hours. Leave whose kind counts as hours "
          "is eight hours a working day on which nothing was served, paid as ordinary ones and "
          "counted to the period's total.",
          "次数按勤务日计，时数和法定节假日按自然日计；一班由几人分担的，次数归服务过半的"
          "人，用工形式写明按时间的按时间分。夜班是各类时数之外的补贴。"
          "计工时的假，每个未出勤的工作日按8小时，随平时工时计发，并计入周期总工时。"));
  geng_document_footer (self->document, say (self->document, "Made by:", "制表人："),
                        say (self->document, "Checked by:", "审核人："),
                        say (self->document, "Approved by:", "负责人："), NULL);
}

/* guests: of another station or a pool; or else the station's own */
static GPtrArray *
list_people (const Sheet *self, GengOrganisation *payer, GengContract *contract, gboolean guests)
{
  GPtrArray *people = g_ptr_array_new ();

  for (guint i = 0; i < self->all->len; i++)
    {
      const GengEarnings *one = self->all->pdata[i];

      if (payer_of (one) == payer && one->contract == contract
          && geng_member_get_guest (one->member) == guests)
        g_ptr_array_add (people, (gpointer) one);
    }
  return people;
}

/* Tables by contract, @n_tables of them on the page so far; the page begins with the first. */
static void
write_tables (const Sheet *self,
              GengOrganisation *payer,
              gboolean guests,
              guint *n_tables,
              GengEarnings *sum)
{
  GListModel *contracts = geng_station_get_contracts (self->month.station);
  guint n = g_list_model_get_n_items (contracts);

  for (guint i = 0; i <= n; i++)
    {
      g_autoptr (GengContract) contract = i < n ? g_list_model_get_item (contracts, i) : NULL;
      g_autoptr (GPtrArray) people = list_people (self, payer, contract, guests);

      if (people->len == 0)
        continue;
      if ((*n_tables)++ == 0)
        geng_month_end_begin_page (self->document, payer, &self->month.first, "%s: allowances, %s",
                                   "%s补贴发放表　%s");
      if (guests)
        write_shares (self, contract, people);
      else
        write_table (self, contract, people, sum);
    }
}

static void
write_page (gpointer data, GengOrganisation *payer)
{
  const Sheet *self = data;
  GengEarnings sum = { NULL };
  guint n_tables = 0, n_paid;

  write_tables (self, payer, FALSE, &n_tables, &sum);
  n_paid = n_tables;
  write_tables (self, payer, TRUE, &n_tables, &sum);
  if (n_paid > 0)
    write_end (self, &sum);
}

static void
list_all (Sheet *self)
{
  GListModel *members = geng_station_get_members (self->month.station);

  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (GengMember) member = g_list_model_get_item (members, i);
      g_autoptr (GengEarnings) one = geng_earnings_new (
          &self->month, member,
          geng_member_get_guest (member) ? GENG_EARNINGS_HERE : GENG_EARNINGS_ANYWHERE);

      if (geng_earnings_is_listed (one))
        g_ptr_array_add (self->all, g_steal_pointer (&one));
    }
}

/**
 * geng_report_pay:
 * @station: a station
 * @month: a day of the month
 * @official: (nullable): the official roster of the month
 * @journal: the journal of the month and of all that geng_report_pay_reach() names
 * @language: (nullable): "en" or "zh"; %NULL for the station's
 *
 * The sheet of allowances (补贴发放表), a page for each organisation that pays
 * (#GengContract:paid-by, or the member's own) and a table for each contract: duties and hours by
 * class, the contract's rate of each, what a night over the month's end carries from one month to
 * the other, the amount, and places to sign.  Classes follow the contract's hours scheme: where
 * hours are summed up, a weekend is no class, and hours over the period's total are overtime from
 * the minute on in which it is reached.  Leave whose kind counts as hours
 * (#GengLeaveKind:counts-as-hours) is eight hours a working day without service, for whoever is
 * employed by hours, paid as ordinary ones and counted to that total.  What is not confirmed is
 * not counted, and marked.  For the office alone, and headed so.
 *
 * Of whom a zone shares, hours are counted at all stations that the journal knows of
 * (geng_journal_set_elsewhere()), and overtime is what comes last of them.  He is paid where he is
 * no guest (#GengMember:guest); on the sheet of another station a table says what of it was served
 * there.
 *
 * Returns: (transfer full): a document, A4 landscape
 */
GengDocument *
geng_report_pay (GengStation *station,
                 const GDate *month,
                 GengRoster *official,
                 GengJournal *journal,
                 const char *language)
{
  Sheet sheet = { NULL };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) geng_earnings_free);
  g_autofree char *title = NULL;
  const char *tag;

  g_return_val_if_fail (GENG_IS_STATION (station) && GENG_IS_JOURNAL (journal), NULL);
  g_return_val_if_fail (month != NULL && g_date_valid (month), NULL);
  tag = geng_report_language (station, language);
  title = g_strdup_printf (tag[0] == 'z' ? "%s补贴发放表" : "%s: allowances",
                           geng_entity_get_name (GENG_ENTITY (station)));
  sheet.all = all;
  geng_earnings_month_init (&sheet.month, station, official, journal, month);
  list_all (&sheet);
  sheet.document = geng_document_new (tag, title, GENG_DOCUMENT_WIDE | GENG_DOCUMENT_INTERNAL);
  geng_month_end_write_pages (station, write_page, &sheet);
  geng_earnings_month_clear (&sheet.month);
  return sheet.document;
}

/**
 * geng_report_pay_reach:
 * @station: a station
 * @month: a day of a month
 * @first: (out caller-allocates): the first day whose journal the month's pay depends on
 *
 * Where hours are summed up by the quarter or the year, its earlier months tell what of a month is
 * overtime; and the last night before a month reaches into it.
 */
void
geng_report_pay_reach (GengStation *station, const GDate *month, GDate *first)
{
  GListModel *contracts;

  g_return_if_fail (GENG_IS_STATION (station));
  g_return_if_fail (month != NULL && g_date_valid (month) && first != NULL);
  contracts = geng_station_get_contracts (station);
  geng_earnings_reach (NULL, month, first);
  for (guint i = 0; i < g_list_model_get_n_items (contracts); i++)
    {
      g_autoptr (GengContract) contract = g_list_model_get_item (contracts, i);
      GDate reach;

      geng_earnings_reach (contract, month, &reach);
      if (g_date_compare (&reach, first) < 0)
        *first = reach;
    }
}
