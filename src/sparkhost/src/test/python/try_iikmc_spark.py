# SPDX-License-Identifier: GPL-2.0-or-later
"""What a user of PySpark does: python3 try_iikmc_spark.py TILES OUT.

TILES is a folder of at least two GeoTIFFs of two bands; OUT, an empty one, gets the maps. Prints
the signatures as JSON.
"""

import json
import os
import sys

from iikmc_spark import InterImageKMeans, InterImageKMeansModel
from pyspark.ml import Pipeline, PipelineModel
from pyspark.sql import SparkSession

tile_folder, out = sys.argv[1:]
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .getOrCreate()
)


def saved(stage, name):
    place = os.path.join(out, name)
    stage.write().overwrite().save(place)
    return place


tiles = (
    spark.read.format("binaryFile")
    .option("pathGlobFilter", "*.tif")
    .load(tile_folder)
)
estimator = InterImageKMeans(k=5, tol=0.0, initMode="midpoint")
assert "default: 1)" in estimator.explainParam("seed"), estimator.explainParam("seed")
model = estimator.fit(tiles)
assert len(model.signatures()) == 5 and len(model.signatures()[0]) == 2
assert len(model.counts()) == 5 and sum(model.counts()) > 0
assert model.inertia() > 0 and model.iterations() > 0
assert model.stopReason() == "CHANGE_THRESHOLD"
assert model.getK() == 5

for row in model.transform(tiles).select("path", "classes").collect():
    with open(os.path.join(out, os.path.basename(row.path)), "wb") as file:
        file.write(row.classes)

again = InterImageKMeansModel.load(saved(model, "model"))
assert again.signatures() == model.signatures()
assert again.signaturesJson() == model.signaturesJson()
assert again.getK() == 5 and again.getBands() is None
assert again.copy().signatures() == model.signatures()

turned = InterImageKMeans().setK(3).setBands([2, 1]).setNodata(7).setOutputCol("map")
loaded = InterImageKMeans.load(saved(turned, "estimator"))
assert loaded.getBands() == [2, 1] and loaded.getNodata() == 7.0
assert loaded.getK() == 3 and loaded.getSeed() == 1
assert len(loaded.fit(tiles, {loaded.k: 4}).counts()) == 4

pipeline = Pipeline.load(saved(Pipeline(stages=[turned]), "pipeline"))
assert pipeline.getStages()[0].getBands() == [2, 1]
fitted = pipeline.fit(tiles)
back = PipelineModel.load(saved(fitted, "fitted"))
assert back.stages[0].signatures() == fitted.stages[0].signatures()
assert "map" in back.transform(tiles).columns

try:
    InterImageKMeans(inputCol="path").fit(tiles)
    raise AssertionError("a column of texts was taken")
except Exception as e:
    assert "Column path is of type string" in str(e), e

print(json.dumps(model.signatures()))
spark.stop()
