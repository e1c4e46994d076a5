# SPDX-License-Identifier: GPL-2.0-or-later
"""What can go wrong between QGIS and a server."""


class ServerError(Exception):
    """Its text is one sentence for the user: what, where and the remedy."""


class Canceled(Exception):
    """The user has cancelled, and the server knows."""
