/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "planning.h"

/* What `geng batch` knows of a folder that it has planned, from batch/MONTH.json. */
typedef struct
{
  JsonNode *line; /* (nullable): what it said then; NULL where nothing is known */
  char *draft;    /* (nullable): the digest of the draft that is on the disk; NULL for none */
} BatchState;

typedef enum
{
  BATCH_CHANGED, /* to be planned: something that the plan depends on has changed */
  BATCH_SAME,
  BATCH_EDITED /* somebody else made the draft, or changed it since */
} BatchChange;

/* (transfer full): a digest of all that a plan of the month depends on */
char *batch_state_input (GengStore *store, const char *month, const Planning *planning);
/* (transfer full): the same of all stations of a zone that shares people, with its pools */
char *batch_state_zone_input (GengZone *zone, const char *month, const Planning *planning);
/* (transfer full) (nullable): of the draft that is on the disk; NULL where there is none */
char *batch_state_draft (GengStore *store, const char *month);
void batch_state_read (BatchState *self, GengStore *store, const char *month);
BatchChange batch_state_compare (const BatchState *self, const char *input);
/* Says in the line which draft is on the disk now. */
void batch_state_add_draft (GengStore *store, const char *month, JsonNode *line);
gboolean batch_state_write (GengStore *store, const char *month, JsonNode *line, GError **error);
void batch_state_clear (BatchState *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BatchState, batch_state_clear)
