# SPDX-License-Identifier: GPL-2.0-or-later
"""Exception reports, as OGC services send them in place of an answer or within one."""

import html
import re
from xml.etree import ElementTree

_GEOSERVER_PREFIX = re.compile(r"^Process failed during execution\s*")
_NO_TEXT = "The server reports a failure but not what it was; its log may tell more."


def report_text(content):
    """What an exception report says; None for bytes that are none."""
    if b"ExceptionReport" not in content[:4096]:
        return None
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        return None
    return exception_text(root) if local_name(root).endswith("ExceptionReport") else None


def exception_text(node):
    """The first exception within a report, or within a status."""
    texts = (each.text for each in node.iter() if local_name(each) in ("ExceptionText", "ServiceException"))
    return _readable(next(texts, None) or "") or _NO_TEXT


def local_name(node):
    """Name of an element without its namespace, which not all versions of the services have."""
    return node.tag.rsplit("}", 1)[-1]


def _readable(text):
    # GeoServer escapes what is escaped already.
    return html.unescape(_GEOSERVER_PREFIX.sub("", html.unescape(text.strip()))).strip()
