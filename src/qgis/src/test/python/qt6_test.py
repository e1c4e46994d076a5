# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin with the Qt of QGIS 4: PyQt6 has each name that it uses, and its windows work there.

A QGIS is not needed, so that this runs where there is none with Qt 6: what windows need of it are classes of Qt. The
environment says what to test: IIKMC_ZIP (the plugin).
"""

import ast
import collections
import importlib
import os
import re
import stat
import sys
import tempfile
import types
import unittest
import zipfile

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PyQt6 import QtCore, QtGui, QtNetwork, QtWidgets, sip  # noqa: E402

# The one name that QGIS 4 adds in qgis.PyQt and this plugin needs: QGIS 3.22 has it nowhere else.
QtWidgets.QAction = QtGui.QAction
MODULES = {"qgis.PyQt." + each.__name__.split(".")[1]: each for each in (QtCore, QtGui, QtNetwork, QtWidgets)}

FOLDER = tempfile.TemporaryDirectory(prefix="iikmc-qt6")
zipfile.ZipFile(os.environ["IIKMC_ZIP"]).extractall(FOLDER.name)


class Feedback(QtCore.QObject):
    """In place of QGIS's."""

    def __init__(self):
        super().__init__()
        self.told = []
        self._canceled = False

    def cancel(self):
        self._canceled = True

    def isCanceled(self):  # noqa: N802
        return self._canceled

    def pushConsoleInfo(self, text):  # noqa: N802
        self.told.append(text)


class AuthConfigSelect(QtWidgets.QWidget):
    """In place of QGIS's."""

    def setConfigId(self, config):  # noqa: N802
        self._config = config

    def configId(self):  # noqa: N802
        return self._config


def qgis(name, **members):
    """Makes a module of QGIS of what the windows use of it."""
    sys.modules[name] = types.ModuleType(name)
    vars(sys.modules[name]).update(members)


sys.modules.update(MODULES)
qgis(
    "qgis.core",
    QgsSettings=QtCore.QSettings,
    QgsFeedback=Feedback,
    **dict.fromkeys(("QgsApplication", "QgsBlockingNetworkRequest", "QgsNetworkAccessManager")),
)
qgis("qgis.gui", QgsAuthConfigSelect=AuthConfigSelect)
qgis("processing.core.ProcessingConfig", ProcessingConfig=None)
sys.path.insert(0, FOLDER.name)

# What the value of a name is; its class is known. A name can also be a class or a module itself.
Instance = collections.namedtuple("Instance", "cls")


class Names(ast.NodeVisitor):
    """Finds names of Qt in a file that PyQt6 does not have; lets pass what it can't tell the class of.

    classes: those of the plugin by their names, which this adds to; files that use each other have to be visited again
    missing: place and name of each
    """

    def __init__(self, path, classes):
        self.missing = []
        self._path = path
        self._classes = classes
        self._scopes = [{}]
        self._members = None
        with open(path, encoding="utf-8") as file:
            self._tree = ast.parse(file.read())

    def find(self):
        self.visit(self._tree)
        self._find_enums_of_qgis()
        return self

    def _find_enums_of_qgis(self):
        # QGIS 4 still has its own without scope, but the site of its plugins refuses them.
        nodes = list(ast.walk(self._tree))
        inner = [each.value for each in nodes if isinstance(each, ast.Attribute)]
        inner += [each.func for each in nodes if isinstance(each, ast.Call)]
        for each in nodes:
            if isinstance(each, ast.Attribute) and each not in inner and re.match(r"Qg(s\w+|is)\.[A-Z]\w+$", ast.unparse(each)):
                self._miss(each, ast.unparse(each))

    def _miss(self, node, name):
        self.missing.append(f"{os.path.relpath(self._path, FOLDER.name)}:{node.lineno}: {name}")

    def visit_ImportFrom(self, node):  # noqa: N802
        module = node.module or ""
        for alias in node.names:
            known = None
            if node.level:
                known = self._classes.get(alias.name)
            elif module == "qgis.PyQt" or module in MODULES:
                known = MODULES.get(f"{module}.{alias.name}") or getattr(MODULES.get(module), alias.name, None)
                if known is None:
                    self._miss(node, f"{module}.{alias.name}")
            elif module.split(".")[0] in ("PyQt5", "PyQt6") or module.startswith("qgis.PyQt."):
                self._miss(node, module)
            self._scopes[-1][alias.asname or alias.name] = known

    def visit_ClassDef(self, node):  # noqa: N802
        bases = [self.visit(base) for base in node.bases]
        known = all(isinstance(base, type) for base in bases)
        outer, self._members = self._members, dict(getattr(self._classes.get(node.name), "members", {}))
        self._scopes.append({"class": node.name})
        self.generic_visit(node)
        for name, value in self._scopes.pop().items():
            self._members.setdefault(name, value)
        # Of a class whose bases are not all known, nothing can be missed.
        whole = known and all(getattr(base, "whole", True) for base in bases)
        members = {**self._members, "members": self._members, "whole": whole}
        self._classes[node.name] = type(node.name, tuple(bases) if known else (), members)
        self._members = outer
        self._scopes[-1][node.name] = self._classes[node.name]

    def visit_FunctionDef(self, node):  # noqa: N802
        self._scopes[-1][node.name] = None
        inside = {each.arg: None for each in ast.walk(node.args) if isinstance(each, ast.arg)}
        own = self._scopes[-1].get("class")
        if own and "self" in inside and own in self._classes:
            inside["self"] = Instance(self._classes[own])
        self._scopes.append(inside)
        self.generic_visit(node)
        self._scopes.pop()

    def visit_Lambda(self, node):  # noqa: N802
        self._scopes.append({each.arg: None for each in node.args.args})
        self.generic_visit(node)
        self._scopes.pop()

    def visit_Assign(self, node):  # noqa: N802
        value = self.visit(node.value)
        for target in node.targets:
            if isinstance(target, ast.Name):
                self._scopes[-1][target.id] = value
            else:
                self.visit(target)
                if isinstance(target, ast.Attribute) and self._members and self._members.get(target.attr, value) is None:
                    self._members[target.attr] = value

    def visit_Name(self, node):  # noqa: N802
        if not isinstance(node.ctx, ast.Load):
            self._scopes[-1][node.id] = None
        return next((scope[node.id] for scope in reversed(self._scopes) if node.id in scope), None)

    def visit_Attribute(self, node):  # noqa: N802
        if not isinstance(node.ctx, ast.Load) and ast.unparse(node.value) == "self" and self._members is not None:
            self._members.setdefault(node.attr, None)
        value = self.visit(node.value)
        owner = value.cls if isinstance(value, Instance) else value
        if isinstance(owner, (type, types.ModuleType)):
            if hasattr(owner, node.attr):
                return getattr(owner, node.attr)
            if getattr(owner, "whole", True):
                self._miss(node, ast.unparse(node))
        elif node.attr == "exec_":
            self._miss(node, ast.unparse(node))
        return None

    def visit_Call(self, node):  # noqa: N802
        called = self.visit(node.func)
        for each in node.args + [keyword.value for keyword in node.keywords]:
            self.visit(each)
        if isinstance(called, type):
            return Instance(called)
        # PyQt6 documents what its methods return.
        returned = set(re.findall(r"-> (?:Optional\[)?([\w.]+)", getattr(called, "__doc__", None) or ""))
        name = returned.pop() if len(returned) == 1 else ""
        cls = next((getattr(module, name) for module in MODULES.values() if hasattr(module, name)), None)
        return Instance(cls) if isinstance(cls, type) and issubclass(cls, sip.simplewrapper) else None


def missing(*paths):
    """Names of Qt in files that PyQt6 does not have."""
    classes = {}
    for _ in range(3):  # a class may come from another file, and what it has from below
        found = [Names(path, classes).find().missing for path in paths]
    return sum(found, [])


class NamesTest(unittest.TestCase):
    def test_pyqt6_has_the_names_that_the_plugin_uses(self):
        found = (os.path.join(folder, name) for folder, _, names in os.walk(FOLDER.name) for name in names)
        paths = [path for path in found if path.endswith(".py")]
        self.assertGreater(len(paths), 20)
        self.assertEqual(missing(*sorted(paths)), [])

    def test_what_pyqt6_lacks_is_found(self):
        lines = (
            ("from qgis.PyQt import QtCore, QtWebKit", "qgis.PyQt.QtWebKit"),
            ("from qgis.PyQt.QtCore import QRegExp, Qt, QThread, QUrl as Address, QVariant", "qgis.PyQt.QtCore.QRegExp"),
            ("from qgis.PyQt.QtWidgets import QAction, QDialog, QLabel, QListWidget", None),
            ("from PyQt5.QtGui import QColor", "PyQt5.QtGui"),
            ("from qgis.core import Qgis, QgsWkbTypes", None),
            ("kinds = (QVariant.String, QtCore.QMetaType.Type.QString)", "QVariant.String"),
            ("flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemIsEnabled", "Qt.ItemIsEnabled"),
            ("side = QtCore.Qt.AlignLeft or QtCore.Qt.AlignmentFlag.AlignLeft", "QtCore.Qt.AlignLeft"),
            ("Address('x').toString(Address.RemoveQuery)", "Address.RemoveQuery"),
            ("shape = QgsWkbTypes.NoGeometry, QgsWkbTypes.Type.NoGeometry, Qgis.version()", "QgsWkbTypes.NoGeometry"),
            ("class Base(QDialog):", None),
            ("    def show_all(self, other):", None),
            ("        self._list.item(0).checkState().name", None),
            ("        self._list.item(0).setTextColor(1)", "self._list.item(0).setTextColor"),
            ("        self.setWindowTitle(self._title())", "self._title"),
            ("        other.fontMetrics().width('x')", None),
            ("        QLabel('x').fontMetrics().width('x')", "QLabel('x').fontMetrics().width"),
            ("        self._list = QListWidget()", None),
            ("        self._list.itemClicked.connect(self.accept)", None),
            ("class Derived(Base):", None),
            ("    def ask(self, unknown):", None),
            ("        self.show_all(self._list)", None),
            ("        return Derived(self).exec() or Derived(self).exec_()", "Derived(self).exec_"),
            ("        return unknown().exec_()", "unknown().exec_"),
        )
        path = os.path.join(FOLDER.name, "sample.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(line for line, _ in lines))
        wrong = [f"sample.txt:{number}: {name}" for number, (_, name) in enumerate(lines, 1) if name]
        self.assertEqual(sorted(missing(path)), sorted(wrong))


class WindowsTest(unittest.TestCase):
    """What a Qt of another version may take otherwise: flags, enums, signals, threads, processes."""

    @classmethod
    def setUpClass(cls):
        QtCore.QSettings.setPath(QtCore.QSettings.Format.NativeFormat, QtCore.QSettings.Scope.UserScope, FOLDER.name)
        cls.application = QtWidgets.QApplication(["iikmc"])
        cls.application.setOrganizationName("iikmc")

    def test_scenes_and_bands_are_ticked(self):
        from iikmc.gui.pick_dialog import PickDialog

        dialog = PickDialog("", [(each, "") for each in ("B2", "B3", "B4", "B5")], ["B5", "B2", "B4"], True)
        self.assertEqual(dialog.picked(), ["B5", "B2", "B4"])
        dialog._list.item(2).setCheckState(QtCore.Qt.CheckState.Unchecked)
        dialog._list.item(1).setCheckState(QtCore.Qt.CheckState.Checked)
        self.assertEqual(dialog.picked(), ["B5", "B2", "B3"])
        dialog._filter.setText("b3")
        self.assertEqual([dialog._list.item(row).isHidden() for row in range(4)], [True, False, True, True])
        one = PickDialog("", [("a", "title"), ("b", "")], ["b"], False)
        self.assertEqual(one.picked(), ["b"])

    def test_connections_are_kept_and_shown(self):
        from iikmc.client.connection import Connection, Connections
        from iikmc.gui.connections_dialog import ConnectionDialog, ConnectionsDialog

        Connections().save(Connection("b/c ü", "http://host:8080/geoserver", "abc"))
        dialog = ConnectionsDialog()
        self.assertEqual(dialog.selected(), "b/c ü")
        one = ConnectionDialog(Connections().find("b/c ü"), dialog)
        one._address.setText("http://host:8080/geoserver/ows?service=WPS#x")
        self.assertEqual(one.connection(), Connection("b/c ü", "http://host:8080/geoserver", "abc"))
        one._address.setText("nonsense")
        one._accept()
        self.assertIn("not the address of a server", one._outcome.text())
        dialog._remove()
        self.assertIsNone(dialog.selected())

    def test_a_link_is_followed_where_the_server_is(self):
        from iikmc.client.connection import Connection
        from iikmc.client.http import Http

        link = Http(Connection("x", "https://host/a")).here("http://inside:8080/wps?id=1%202")
        self.assertEqual(link, "https://host/wps?id=1%202")

    def test_windows_live_while_a_server_is_asked(self):
        from iikmc.client.errors import Canceled
        from iikmc.gui.waiting import ask

        def ask_for_ever(feedback):
            while not feedback.isCanceled():
                QtCore.QThread.msleep(5)
            raise Canceled()

        def cancel():
            for window in QtWidgets.QApplication.topLevelWidgets():
                if isinstance(window, QtWidgets.QProgressDialog):
                    window.canceled.emit()

        timer = QtCore.QTimer()
        timer.timeout.connect(cancel)
        timer.start(20)
        self.assertRaises(Canceled, ask, None, "Asking", ask_for_ever)
        timer.stop()
        self.assertEqual(ask(None, "Asking", lambda feedback: 5), 5)

    def test_the_command_line_is_run(self):
        from iikmc.client.errors import ServerError
        from iikmc.local import CommandLine

        java = os.path.join(FOLDER.name, "java")
        with open(java, "w", encoding="utf-8") as script:
            script.write("#!/bin/sh\necho from Java\necho iikmc: It is wrong. >&2\nexit 2\n")
        os.chmod(java, stat.S_IRWXU)
        feedback = Feedback()
        with self.assertRaises(ServerError) as caught:
            CommandLine("any.jar", java).run("cluster", [], [], FOLDER.name, feedback)
        self.assertEqual(str(caught.exception), "It is wrong.")
        self.assertEqual(feedback.told, ["from Java"])
        with self.assertRaises(ServerError) as caught:
            CommandLine("any.jar", java + "?").run("cluster", [], [], FOLDER.name, feedback)
        self.assertIn("Java can't be started", str(caught.exception))


if __name__ == "__main__":
    unittest.main(verbosity=2)
