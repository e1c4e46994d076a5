# SPDX-License-Identifier: GPL-2.0-or-later
"""Exception reports, as OGC services send them in place of an answer or within one."""

import html
import re
from xml.etree import ElementTree

_GEOSERVER_PREFIX = re.compile(r"^Process failed during execution\s*")
_NO_TEXT = "The server reports an exception without a text; its log may tell more."


def report_text(content):
    """What an exception report says; None for bytes that are none."""
    if b"ExceptionReport" not in content[:4096]:
        return None
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        return None
    return exception_text(root) if root.tag.endswith("ExceptionReport") else None


def exception_text(root):
    """The first exception within an XML document; None if there is none."""
    for node in root.iter():
        if node.tag.endswith(("}ExceptionText", "}ServiceException")):
            return _readable(node.text or "") or _NO_TEXT
    return _NO_TEXT if any(node.tag.endswith("}Exception") for node in root.iter()) else None


def _readable(text):
    # GeoServer escapes what is escaped already.
    return html.unescape(_GEOSERVER_PREFIX.sub("", html.unescape(text.strip()))).strip()
