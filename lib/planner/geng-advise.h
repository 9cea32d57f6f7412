/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-planning.h"

G_BEGIN_DECLS

/* Why the question's base leaves places open, and what would help; each remedy is planned. */
GengAdvice *geng_advise (const GengPlanning *question,
                         GCancellable *cancellable,
                         GengPlanningShow show,
                         gpointer user_data,
                         GError **error);

G_END_DECLS
