# SPDX-License-Identifier: GPL-2.0-or-later
"""IIkMC's estimator and model for PySpark.

Classes that all tiles of a data frame have in common, by inter-image k-means::

    from iikmc_spark import InterImageKMeans

    tiles = spark.read.format("binaryFile").load("series/*.tif")
    model = InterImageKMeans(k=8).fit(tiles)
    maps = model.transform(tiles).select("path", "classes")

The work is done in the JVM: start Spark with iikmc-spark.jar (``--jars``), and this file with
``--py-files``.
"""

import sys

from pyspark import keyword_only
from pyspark.ml.param import Param, Params, TypeConverters
from pyspark.ml.param.shared import (
    HasInputCol,
    HasMaxIter,
    HasOutputCol,
    HasSeed,
    HasTol,
)
from pyspark.ml.util import JavaMLReadable, JavaMLReader, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel

__all__ = ["InterImageKMeans", "InterImageKMeansModel"]

_JAVA_PACKAGE = "org.iikmc.host.spark.ml"

# Under this name PySpark looks for the Python class of a stage of a pipeline that it loads.
sys.modules.setdefault(_JAVA_PACKAGE, sys.modules[__name__])


class _Reader(JavaMLReader):
    """Knows where the Java classes are; PySpark thinks of Spark's own alone."""

    @classmethod
    def _java_loader_class(cls, clazz):
        return _JAVA_PACKAGE + "." + clazz.__name__


class _Readable(JavaMLReadable):
    @classmethod
    def read(cls):
        """Returns a reader of what was saved."""
        return _Reader(cls)


class _InterImageKMeansParams(
    HasInputCol, HasOutputCol, HasMaxIter, HasTol, HasSeed
):
    """The parameters that the estimator and its model share."""

    k = Param(
        Params._dummy(),
        "k",
        "number of classes, 1 to 255",
        typeConverter=TypeConverters.toInt,
    )
    initMode = Param(
        Params._dummy(),
        "initMode",
        "initial signatures: k-means++, midpoint or percentile",
        typeConverter=TypeConverters.toString,
    )
    nodata = Param(
        Params._dummy(),
        "nodata",
        "one more value that means absent, in every band",
        typeConverter=TypeConverters.toFloat,
    )
    bands = Param(
        Params._dummy(),
        "bands",
        "numbers of the bands, from 1, each once",
        typeConverter=TypeConverters.toListInt,
    )

    def __init__(self, *args):
        super().__init__(*args)
        self._setDefault(
            inputCol="content",
            outputCol="classes",
            k=8,
            maxIter=100,
            tol=0.01,
            initMode="k-means++",
            seed=1,
        )

    def getK(self):
        """Value of k."""
        return self.getOrDefault(self.k)

    def getInitMode(self):
        """Value of initMode."""
        return self.getOrDefault(self.initMode)

    def getNodata(self):
        """Value of nodata; None if it is not set."""
        return self.getOrDefault(self.nodata) if self.isDefined(self.nodata) else None

    def getBands(self):
        """Value of bands; None if it is not set."""
        return self.getOrDefault(self.bands) if self.isDefined(self.bands) else None

    def setInputCol(self, value):
        """Sets the column of tiles."""
        return self._set(inputCol=value)

    def setOutputCol(self, value):
        """Sets the column of classes that is added."""
        return self._set(outputCol=value)

    def setNodata(self, value):
        """Sets one more value that means absent."""
        return self._set(nodata=value)

    def setBands(self, value):
        """Sets the numbers of the bands, from 1."""
        return self._set(bands=value)


class InterImageKMeans(
    JavaEstimator, _InterImageKMeansParams, _Readable, JavaMLWritable
):
    """Finds classes that all tiles of a column have in common.

    A tile is the content of a GeoTIFF, as ``spark.read.format("binaryFile")`` gives it, or a raster
    of Apache Sedona. All tiles must have the same bands.

    :param inputCol: column of tiles; default ``content``
    :param outputCol: column of classes that the model adds; default ``classes``
    :param k: number of classes, 1 to 255; default 8
    :param maxIter: maximum number of iterations; default 100
    :param tol: stop when fewer than this share of the pixels change their class; default 0.01
    :param initMode: ``k-means++`` (default), ``midpoint`` or ``percentile``
    :param seed: of what k-means++ draws; default 1
    :param nodata: one more value that means absent, beside those that tiles declare
    :param bands: numbers of the bands, from 1; default all
    """

    @keyword_only
    def __init__(
        self,
        *,
        inputCol="content",
        outputCol="classes",
        k=8,
        maxIter=100,
        tol=0.01,
        initMode="k-means++",
        seed=1,
        nodata=None,
        bands=None,
    ):
        super().__init__()
        self._java_obj = self._new_java_obj(
            _JAVA_PACKAGE + ".InterImageKMeans", self.uid
        )
        self._set(**self._input_kwargs)

    @keyword_only
    def setParams(
        self,
        *,
        inputCol="content",
        outputCol="classes",
        k=8,
        maxIter=100,
        tol=0.01,
        initMode="k-means++",
        seed=1,
        nodata=None,
        bands=None,
    ):
        """Sets those parameters that are given."""
        return self._set(**self._input_kwargs)

    def _create_model(self, java_model):
        return InterImageKMeansModel(java_model)

    def setK(self, value):
        """Sets the number of classes."""
        return self._set(k=value)

    def setMaxIter(self, value):
        """Sets the maximum number of iterations."""
        return self._set(maxIter=value)

    def setTol(self, value):
        """Sets the share of the pixels below which iterations end."""
        return self._set(tol=value)

    def setInitMode(self, value):
        """Sets how the first signatures are found."""
        return self._set(initMode=value)

    def setSeed(self, value):
        """Sets what k-means++ draws by."""
        return self._set(seed=value)


class InterImageKMeansModel(
    JavaModel, _InterImageKMeansParams, _Readable, JavaMLWritable
):
    """Gives the pixels of tiles the classes that were found.

    ``transform`` adds a column of maps, each on the grid of its tile: for the content of GeoTIFFs a
    GeoTIFF of bytes, for rasters a raster; 1 to k, and 0 where a pixel is not valid. None stays
    None.
    """

    def signatures(self):
        """The mean of each class: k lists of as many numbers as there are bands."""
        return [list(row) for row in self._java_obj.signatures()]

    def counts(self):
        """Pixels of each class in the tiles of the fit."""
        return list(self._java_obj.counts())

    def inertia(self):
        """Sum of squared distances of the pixels of the fit to the mean of their class."""
        return self._java_obj.inertia()

    def iterations(self):
        """How many iterations the fit took."""
        return self._java_obj.summary().iterations()

    def stopReason(self):
        """Why the fit ended: CHANGE_THRESHOLD or MAX_ITERATIONS."""
        return self._java_obj.summary().stopReason()

    def signaturesJson(self):
        """The classes as a text, which the command line takes as signatures.json."""
        return self._java_obj.signaturesJson()
