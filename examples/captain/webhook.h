/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk.h"

/* Sends a text to every webhook of secrets.ini, and says of each how it went, never where it is. */
void webhooks_send (Desk *desk, const char *text);
