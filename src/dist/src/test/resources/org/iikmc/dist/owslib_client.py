# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads both services with OWSLib and clusters two scenes; prints one line for each thing seen."""
import json
import sys
import urllib.request

from owslib.wms import WebMapService
from owslib.wps import WebProcessingService, monitorExecution

base = sys.argv[1]
for version in ("1.1.1", "1.3.0"):
    wms = WebMapService(base + "wms", version=version)
    layers = sorted(name for name in wms.contents if name.startswith("scenes:"))
    box = wms.contents[layers[0]].boundingBoxWGS84
    image = wms.getmap(layers=[layers[0]], styles=[""], srs="EPSG:4326", bbox=box, size=(64, 64), format="image/png")
    print("wms", version, len(layers), image.read()[1:4].decode())

wps = WebProcessingService(base + "wps", version="1.0.0")
print("processes", ",".join(sorted(process.identifier for process in wps.processes)))
described = wps.describeprocess("iikmc:Cluster")
k = next(each for each in described.dataInputs if each.identifier == "k")
print("k", k.title, k.defaultValue)
execution = wps.execute("iikmc:Cluster", [("layers", layers[0]), ("layers", layers[1]), ("k", "3")],
                        output=[("signatures", True)], mode="async")
monitorExecution(execution, sleepSecs=1)
print("run", execution.getStatus())
signatures = json.loads(urllib.request.urlopen(execution.processOutputs[0].reference).read())
print("classes", len(signatures["classes"]))
