# SPDX-License-Identifier: GPL-2.0-or-later
"""Questions to servers that leave the windows alive."""

from qgis.core import QgsFeedback
from qgis.PyQt.QtCore import QCoreApplication, Qt, QThread
from qgis.PyQt.QtWidgets import QProgressDialog

_PATIENCE_MILLIS = 300


def ask(parent, text, question):
    """Answer of a question; what it raises is raised here, Canceled after a cancel.

    text: shown while it lasts, if that is long enough to be read
    question: called in a thread of its own, with a feedback whose cancel is to end it
    """
    worker = _Worker(question)
    worker.start()
    if not worker.wait(_PATIENCE_MILLIS):
        dialog = QProgressDialog(text, "Cancel", 0, 0, parent)
        dialog.setWindowTitle("IIkMC")
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.canceled.connect(worker.feedback.cancel)
        worker.finished.connect(dialog.accept)
        if not worker.isFinished():
            dialog.exec()
        # After a cancel the request may still ask the main thread, for a password say.
        while not worker.wait(50):
            QCoreApplication.processEvents()
    if worker.error:
        raise worker.error
    return worker.answer


class _Worker(QThread):
    def __init__(self, question):
        super().__init__()
        self.feedback = QgsFeedback()
        self.answer = None
        self.error = None
        self._question = question

    def run(self):
        try:
            self.answer = self._question(self.feedback)
        except Exception as error:  # raised again where it was asked
            self.error = error
