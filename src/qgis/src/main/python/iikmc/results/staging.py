# SPDX-License-Identifier: GPL-2.0-or-later
"""How a folder of files appears or is replaced as a whole, a kill included.

The same files as those of the command line, which finishes what this leaves, and the other way round: iikmc.sha256
lists what was written, .iikmc-ID holds what is on its way, .iikmc-ID.lock is locked as long as its owner lives, and
.iikmc-commit is a .iikmc-ID that counts.
"""

import hashlib
import os
import re
import shutil
import uuid

from ..client.errors import ServerError

try:
    import fcntl

    def _lock(file):
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

except ImportError:
    import msvcrt

    def _lock(file):
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)


LIST = "iikmc.sha256"

# The first half of the ids of this process. Its locks would not keep it out, and looking at them would lose them.
_OWN = str(uuid.uuid4())[:19]

_COMMIT = ".iikmc-commit"
_RUN = re.compile(r"\.iikmc-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.lock)?")


def check_own(folder):
    """ServerError if a folder has a file that no run wrote, or that has been changed since."""
    if not os.path.isdir(folder):
        return
    listed = {}
    if os.path.isfile(os.path.join(folder, LIST)):
        with open(os.path.join(folder, LIST), encoding="utf-8") as file:
            for line in file:
                digest, _, name = line.rstrip("\n").partition("  ")
                listed[name] = digest
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        own = os.path.isfile(path) and not os.path.islink(path) and (name == LIST or listed.get(name) == _digest(path))
        if not own:
            raise ServerError(
                f"{path} was not written by a run, or has been changed since, and would be lost; move it away, or"
                " choose another prefix or folder."
            )


class NewFolder:
    """A folder that takes the place of one that runs wrote, when it is complete. To be used with `with`."""

    def __init__(self, path):
        self._parent, self._name = os.path.split(path)
        os.makedirs(self._parent, exist_ok=True)
        recover(self._parent)
        run = _OWN + str(uuid.uuid4())[19:]
        self._work = os.path.join(self._parent, ".iikmc-" + run)
        self._owner = _Owner(self._parent, run)
        self.path = os.path.join(self._work, "new", self._name)
        os.makedirs(self.path)
        with open(os.path.join(self._work, "id"), "w", encoding="utf-8") as file:
            file.write(run)

    def __enter__(self):
        return self

    def commit(self):
        """Gives it its name, and returns its path."""
        with open(os.path.join(self.path, LIST), "w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{_digest(os.path.join(self.path, name))}  {name}\n" for name in _files(self.path))
        _sync(self._work)
        check_own(os.path.join(self._parent, self._name))
        try:
            os.rename(self._work, os.path.join(self._parent, _COMMIT))
        except OSError:
            raise ServerError(f"Another run is moving its files into {self._parent}; run it again.") from None
        _finish(self._parent, self._work)
        return os.path.join(self._parent, self._name)

    def __exit__(self, *error):
        shutil.rmtree(self._work, ignore_errors=True)
        self._owner.release()


def recover(folder):
    """Finishes or removes what killed runs left in a folder."""
    commit = os.path.join(folder, _COMMIT)
    if os.path.isfile(os.path.join(commit, "id")):
        with open(os.path.join(commit, "id"), encoding="utf-8") as file:
            run = file.read()
        owner = _dead(folder, run)
        if owner:
            _finish(folder, os.path.join(folder, ".iikmc-" + run))
            owner.release()
    for name in os.listdir(folder):
        match = _RUN.fullmatch(name)
        owner = _dead(folder, match.group(1)) if match else None
        if owner:
            work = os.path.join(folder, ".iikmc-" + match.group(1))
            if os.path.isdir(os.path.join(work, "new")) and os.path.isdir(os.path.join(work, "old")):
                for old in os.listdir(os.path.join(work, "old")):
                    if not os.path.lexists(os.path.join(folder, old)):
                        os.rename(os.path.join(work, "old", old), os.path.join(folder, old))
            shutil.rmtree(work, ignore_errors=True)
            owner.release()


def _finish(folder, work):
    commit = os.path.join(folder, _COMMIT)
    new, old = os.path.join(commit, "new"), os.path.join(commit, "old")
    for name in os.listdir(new) if os.path.isdir(new) else ():
        place = os.path.join(folder, name)
        if os.path.isfile(os.path.join(new, name)):
            return  # files on their way into a folder are the command line's, which knows more about them
        if os.path.lexists(place):
            check_own(place)
            os.makedirs(old, exist_ok=True)
            os.rename(place, os.path.join(old, name))
        os.rename(os.path.join(new, name), place)
    if os.path.isdir(new):
        os.rmdir(new)
    os.rename(commit, work)


class _Owner:
    """A lock file; OSError if somebody has it."""

    def __init__(self, folder, run):
        self._path = os.path.join(folder, f".iikmc-{run}.lock")
        self._file = open(self._path, "wb")
        try:
            _lock(self._file)
        except OSError:
            self._file.close()
            raise

    def release(self):
        try:
            os.remove(self._path)
        except OSError:
            pass  # Windows removes no file that is open; the next run does
        self._file.close()


def _dead(folder, run):
    if run.startswith(_OWN) and os.path.exists(os.path.join(folder, f".iikmc-{run}.lock")):
        return None
    try:
        return _Owner(folder, run)
    except OSError:  # it lives, or the file system can't tell
        return None


def _files(folder):
    return sorted(name for name in os.listdir(folder) if name != LIST)


def _digest(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 16), b""):
            digest.update(block)
    return digest.hexdigest()


def _sync(folder):
    for where, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(where, name), "rb+") as file:
                os.fsync(file.fileno())
