# SPDX-License-Identifier: LGPL-2.1-or-later
"""What Python users expect of libgeng-office, on top of introspection: the same as of libgeng.

- Days, instants, content and attributes as there: `feed.content` is `bytes`, `document.title` an attribute.
- `await publisher.prepare_async(…)`, `await publisher.commit_async()`, `await GengOffice.Import.requests_async(…)`.
"""

from gi.module import get_introspection_module

from .Geng import awaitables, describe_when_asked

GengOffice = get_introspection_module("GengOffice")
__all__ = []

describe_when_asked(GengOffice, "GengOffice", {
    "Publisher": [awaitables(False, "prepare", "commit")],
    "Import": [awaitables(True, "requests", "holidays")],
})
