# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of a run for QGIS's results viewer, which knows plain HTML only."""

from html import escape


def write_report(report, title, path):
    """Writes a page with figures, signatures and areas."""
    with open(path, "w", encoding="utf-8") as file:
        file.write("".join(_page(report, title)))


def _page(report, title):
    classes = report["signatures"]["classes"]
    yield f"<html><head><meta charset='utf-8'><title>{escape(title)}</title></head><body><h1>{escape(title)}</h1>"
    yield _table((), _figures(report))
    for note in report.get("published", {}).get("notes", ()):
        yield f"<p>{escape(note)}</p>"
    yield "<h2>Signatures</h2><p>Mean of each band, in the units of the scenes</p>"
    yield _table(
        ("", "Class", "Pixels", *map(escape, report["signatures"]["bands"])),
        (
            (_swatch(each), escape(each["name"]), f"{each['pixels']:,}", *(f"{value:.5g}" for value in each["mean"]))
            for each in classes
        ),
    )
    yield "<h2>Area of the classes, km²</h2>"
    yield _table(
        ("Scene", "Date", *(f"{_swatch(each)} {escape(each['name'])}" for each in classes)),
        (
            (escape(scene["name"]), scene.get("date") or "", *map(_area, scene.get("squareKilometresOfClass") or ()))
            for scene in report["scenes"]
        ),
    )
    yield "</body></html>"


def _figures(report):
    yield "Valid pixels", f"{report['pixels']:,}"
    fit = report.get("clustering")
    if fit:
        stopped = "converged" if fit["converged"] else "stopped at the limit"
        yield "Iterations", f"{len(fit['iterations'])}, {stopped}"
    silhouette = report["quality"].get("simplifiedSilhouette")
    if silhouette is not None:
        yield "Simplified silhouette", f"{silhouette:.3f}"
    yield "Computed on", escape(report["device"])
    stages = report.get("stages", {})  # earlier versions tell the sum alone
    parts = ", ".join(f"{name} {seconds:.1f}" for name, seconds in stages.items())
    yield "Seconds", f"{report['seconds']:.1f}" + (f": {parts}" if parts else "")
    for skipped in report.get("skippedScenes", ()):
        yield "Left out", escape(skipped)


def _area(value):
    return "" if value is None else f"{value:,.2f}"


def _swatch(each):
    return f"<span style='background-color:{escape(each['color'])}'>&nbsp;&nbsp;&nbsp;&nbsp;</span>"


def _table(head, rows):
    cells = "".join(f"<th align='left'>{cell}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table border='1' cellspacing='0' cellpadding='4'><tr>{cells}</tr>{body}</table>"
