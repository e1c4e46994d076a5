/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.backend.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task16;
import uk.ac.manchester.tornado.api.types.arrays.ByteArray;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.ShortArray;

/** The type of {@link StepKernel#assignAndSum}. */
interface Kernel
    extends Task16<
        KernelContext,
        ByteArray,
        ShortArray,
        FloatArray,
        ByteArray,
        IntArray,
        FloatArray,
        DoubleArray,
        DoubleArray,
        Integer,
        Integer,
        Integer,
        Integer,
        Integer,
        Integer,
        Integer> {}
