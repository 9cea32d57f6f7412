/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "geng-crew.h"

struct _GengCrew
{
  GMutex lock;
  GCond news;          /* a job was handed over, or is done, or the crew goes home */
  GQueue waiting;      /* GengJob, the oldest first */
  GPtrArray *more;     /* GThread */
  GengLineArena arena; /* of the caller's thread */
  GengBudget *budget;
  gboolean home;
};

static void
step (GengCrew *self, GengJob *job, GengLineArena *arena)
{
  guint64 before = arena->effort;

  job->task->step (job, arena);
  job->effort = arena->effort - before;
  job->cut = geng_budget_interrupted (self->budget);
}

static gpointer
work (gpointer data)
{
  GengCrew *self = data;
  GengLineArena arena = { 0 };

  g_mutex_lock (&self->lock);
  while (!self->home)
    {
      GengJob *job = g_queue_pop_head (&self->waiting);

      if (job == NULL)
        {
          g_cond_wait (&self->news, &self->lock);
          continue;
        }
      g_mutex_unlock (&self->lock);
      step (self, job, &arena);
      g_mutex_lock (&self->lock);
      job->done = TRUE;
      g_cond_broadcast (&self->news);
    }
  g_mutex_unlock (&self->lock);
  geng_line_arena_clear (&arena);
  return NULL;
}

GengCrew *
geng_crew_new (guint n_threads, GengBudget *budget)
{
  GengCrew *self = g_new0 (GengCrew, 1);

  self->budget = budget;
  g_mutex_init (&self->lock);
  g_cond_init (&self->news);
  g_queue_init (&self->waiting);
  self->more = g_ptr_array_new ();
  for (guint t = 1; t < n_threads; t++)
    {
      GThread *thread = g_thread_try_new ("geng-solver", work, self, NULL);

      /* where the system gives no more threads, those there are do all of the work */
      if (thread == NULL)
        break;
      g_ptr_array_add (self->more, thread);
    }
  return self;
}

void
geng_crew_free (GengCrew *self)
{
  g_assert (g_queue_is_empty (&self->waiting));
  g_mutex_lock (&self->lock);
  self->home = TRUE;
  g_cond_broadcast (&self->news);
  g_mutex_unlock (&self->lock);
  for (guint t = 0; t < self->more->len; t++)
    g_thread_join (self->more->pdata[t]);
  g_ptr_array_unref (self->more);
  geng_line_arena_clear (&self->arena);
  g_cond_clear (&self->news);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
geng_crew_hand (GengCrew *self, GengJob *job)
{
  job->done = FALSE;
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->waiting, job);
  g_cond_broadcast (&self->news);
  g_mutex_unlock (&self->lock);
}

void
geng_crew_wait (GengCrew *self, GengJob *job)
{
  g_mutex_lock (&self->lock);
  while (!job->done)
    {
      GengJob *next = g_queue_pop_head (&self->waiting);

      if (next == NULL)
        {
          g_cond_wait (&self->news, &self->lock);
          continue;
        }
      g_mutex_unlock (&self->lock);
      step (self, next, &self->arena);
      g_mutex_lock (&self->lock);
      next->done = TRUE;
    }
  g_mutex_unlock (&self->lock);
}
