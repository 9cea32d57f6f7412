/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "geng-shared.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Runs @run in a thread for @task, whose data it finds through it: g_task_get_task_data (data).
 * When it is done @done is called in the context of @task, with @task as its data (transfer full),
 * to propagate the result and to return @task.
 *
 * A thread may be the last to let go of the task that it ran.  So it gets one that has nothing of
 * the caller's, and what the caller gave is only ever let go of in the caller's thread.
 */
GENG_SHARED
void geng_async_run_apart (GTask *task, GTaskThreadFunc run, GAsyncReadyCallback done);

G_END_DECLS
