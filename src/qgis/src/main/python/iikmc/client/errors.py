# SPDX-License-Identifier: GPL-2.0-or-later
"""What can go wrong between QGIS and a server."""


class ServerError(Exception):
    """Its text is one sentence for the user: what, where and the remedy."""


class NoAnswerError(ServerError):
    """The server could not be asked, or its answer did not arrive whole; it may at a second try."""


class Canceled(Exception):
    """The user has cancelled. Its text says what became of the work."""

    def __init__(self, text="Cancelled; nothing was kept."):
        super().__init__(text)

    @staticmethod
    def after_the_end():
        """Of a run that the server had ended; only its results did not arrive."""
        return Canceled("Cancelled after the run had ended; what it has published stays on the server.")
