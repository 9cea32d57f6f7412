/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../captain/official.h"
#include "../captain/settled.h"
#include "desk-past.h"

/* What all months of a desk share. */
typedef struct
{
  Options *options;   /* not owned: whose steps these are, for the log */
  GHashTable *boards; /* month → Board */
  char *session;      /* (nullable): what the log's open step is */
  DeskPast *past;
} Evening;

typedef enum
{
  BOARD_TURN_NONE,
  BOARD_TURN_BACK, /* a step is taken back */
  BOARD_TURN_FORTH /* and done again */
} BoardTurn;

/*
 * One month on the page: the station and the roster as they are worked on, the judge who follows,
 * and what can be undone.  The folder's lock is held for a step, never while a page is open: each
 * step says which generation it saw and is refused where the folder has moved on.
 *
 * A step is judged first (board_paint() and its kin), then written as one line beside the draft
 * (board_save()); the table follows when the desk rests (board_rest()).
 */
typedef struct
{
  char *folder;
  Evening *evening;  /* not owned */
  Desk desk;         /* the store, the station, the roster, what is published, the days */
  GengRoster *saved; /* the draft as it is in the folder */
  Official official; /* what is published, and what of it was served */
  Settled settled;   /* read when something is broken: see board_is_settled() */
  gboolean settled_read;
  GengJudge *judge;
  GengUndo *undo;     /* holds the last step, until it is saved */
  GPtrArray *around;  /* (nullable): see board_list_around() */
  GHashTable *stamp;  /* of the folder when it was read: see board_stamp() */
  GPtrArray *came;    /* (element-type GengFinding): since the page was told */
  GArray *went;       /* (element-type guint): numbers of findings */
  guint64 generation; /* grows with each step */
  gboolean unsaved;
  BoardTurn turn;            /* what is not saved */
  gint64 planned_generation; /* of the station, when it was planned; -1: not */
  gint64 bound_gaps, bound_cost;
  guint64 disproofs; /* how often what a plan had proven stopped being so: see board_disprove() */
} Board;

typedef enum
{
  BOARD_ERROR_MOVED,   /* the folder is not as it was seen */
  BOARD_ERROR_LOCKED,  /* somebody else is writing */
  BOARD_ERROR_REFUSED, /* what was asked makes no sense or is not allowed */
  BOARD_ERROR_FOLDER,  /* the folder cannot be read: the message lists why */
  BOARD_ERROR_WRITE    /* the disk; nothing is lost but the step */
} BoardError;

#define BOARD_ERROR (board_error_quark ())
GQuark board_error_quark (void);

/* @month: "2026-12"; it is not opened yet */
Board *board_new (const char *folder, const char *month, Evening *evening, GError **error);
void board_free (Board *self);

/* In board-read.c: reads the month where it was not read, or has moved since. */
gboolean board_open (Board *self, GError **error);
/* (transfer full) (nullable): the files that changed under our hands */
char *board_list_moved (Board *self);
/* @generation: what the page shows; fails with BOARD_ERROR_MOVED */
gboolean board_check (Board *self, guint64 generation, GError **error);

/* @cells: of objects: see docs/desk.md; @name: (nullable): what can be undone, in words */
gboolean board_paint (Board *self, JsonArray *cells, const char *name, GError **error);
/* What of @roster is to be taken; @only: (nullable): pairs "member date" as in @cells */
gboolean board_take (Board *self, GengRoster *roster, JsonArray *only, GError **error);
/* The last stroke of the evening is taken back, or done again. */
gboolean board_turn (Board *self, gboolean back, GError **error);
gboolean board_save (Board *self, GError **error);
gboolean board_rest (Board *self, GError **error);

/* What is proven of the month was proven with other pins, or of another folder. */
void board_disprove (Board *self);

/* In board-folder.c: the files on which a month depends, from their names to their state. */
GHashTable *board_stamp (const char *folder, GPtrArray *around);
/* (transfer full) (element-type utf8): the folders of a zone which shares people with the station:
 * what they serve there counts here; none where nobody is shared */
GPtrArray *board_list_around (const char *folder);
/* (transfer full) (nullable): names of files that are not as they were */
char *board_moved_files (GHashTable *before, GHashTable *after);
guint board_count_moved (GHashTable *before, GHashTable *after);
gboolean board_has_moved (GHashTable *before, GHashTable *after, const char *name);

/* (transfer full) (nullable): which command the log has open */
char *board_log_state (const char *folder);

/* It is broken by what the journal has confirmed, and stays. */
gboolean board_is_settled (Board *self, GengFinding *finding);

/* In board-json.c: members of the object that is open. */
/* All of the month but its cells. */
void board_add_month (Board *self, JsonBuilder *builder);
/* (transfer full): the cells, as JSON.  They are more than all the rest, and a zone has tens of
 * thousands, which a tree of nodes would hold one by one. */
char *board_write_cells (Board *self);
void board_add_step (Board *self, JsonBuilder *builder);
void board_add_difference (Board *self, GengRoster *from, GengRoster *to, JsonBuilder *builder);
void board_add_covers (GPtrArray *covers, JsonBuilder *builder);
guint board_number_of (GengFinding *finding);
/* The page was told, or is about to be told all. */
void board_forget_news (Board *self);

/* In board-cells.c */
gboolean board_same (GengDuty *a, GengDuty *b);
gboolean board_put (GengRoster *roster,
                    GengMember *member,
                    const GDate *date,
                    GengDuty *duty,
                    GError **error);
/* @member, @date: ids, as they were sent; (nullable) */
gboolean board_find_cell (Board *self,
                          const char *member,
                          const char *date,
                          GengMember **found,
                          GDate *day,
                          GError **error);
gboolean board_paint_cell (Board *self, JsonObject *cell, GError **error);
gboolean board_is_served (Board *self, GengMember *member, const GDate *date);
/* Whether who serves the shift at the demand's post is one of those for whom it asks. */
gboolean board_takes (Board *self, GengDemand *demand, GengShift *shift);
/* The post of a demand on the shift that day: where he is already, where he may be, where somebody
 * lacks; (nullable) */
GengPost *board_find_post (Board *self, GengMember *member, const GDate *date, GengShift *shift);

typedef void (
    *BoardCell) (Board *self, guint member, guint day, GengDuty *from, GengDuty *to, gpointer data);
void board_each_difference (Board *self,
                            GengRoster *from,
                            GengRoster *to,
                            BoardCell func,
                            gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Board, board_free)
