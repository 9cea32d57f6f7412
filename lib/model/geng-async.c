/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-async.h"

void
geng_async_run_apart (GTask *task, GTaskThreadFunc run, GAsyncReadyCallback done)
{
  g_autoptr (GTask) apart
      = g_task_new (NULL, g_task_get_cancellable (task), done, g_object_ref (task));

  g_task_set_task_data (apart, task, NULL);
  /* What was written was written, and a plan that was cut short may still be a plan. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_check_cancellable (apart, FALSE);
  g_task_run_in_thread (apart, run);
}
