/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <libsoup/soup.h>

/*
 * The gate through which connections come to a server of libsoup, which has no limits of its own:
 * how many at all and from one address, how many bytes and how long a request may take, how long a
 * connection may be idle.  When all places are taken, the connection gives way that has longest
 * been without a whole request: whoever asks and goes is never kept out by those who only hold on.
 */
typedef struct _Gate Gate;

#define GATE_CONNECTIONS 256
#define GATE_PER_ADDRESS 32 /* loopback is exempt: a proxy stands there for everybody */
#define GATE_REQUEST_SECONDS 10
#define GATE_IDLE_SECONDS 30
#define GATE_REQUEST_BYTES (16 * 1024) /* of who only reads */

/* Lets connections that @service accepts through to @server. @bytes: the most of a request */
Gate *gate_new (SoupServer *server, GSocketService *service, gsize bytes);
void gate_free (Gate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Gate, gate_free)
