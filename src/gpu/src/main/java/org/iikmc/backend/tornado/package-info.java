/**
 * Clustering on a GPU, by Java that TornadoVM compiles for it.
 *
 * <p>Samples are read and kept by the CPU backend, which also answers everything but the steps:
 * range, chosen samples, statistics and label maps. They are copied to the device in {@linkplain
 * org.iikmc.backend.tornado.Tile tiles} of whole blocks, in their native type, band after band, and
 * stay there with their labels if they {@linkplain org.iikmc.backend.tornado.TileSizes fit}; then a
 * step exchanges only centroids and partial sums. Else the tiles take turns there in every step.
 *
 * <p>There is no kernel for the range of the samples: the host looks at every value once anyway,
 * when it reads it, for the moments that centre and inertia are made of.
 *
 * <h2>Why its labels are those of the CPU</h2>
 *
 * The {@linkplain org.iikmc.backend.tornado.StepKernel kernel} ranks centroids in float32 and
 * proves, sample by sample, that the nearest leads by more than the {@linkplain
 * org.iikmc.backend.tornado.Scores rounding error}; where it does not, the kernel decides again in
 * float64, with the arithmetic of {@link org.iikmc.kmeans.SquaredDistance}. So a step with given
 * centroids finds the labels of the CPU. Integer samples are summed exactly, so that whole runs
 * agree. Sums of floats are float64 and taken in the order of groups and tiles, which is not that
 * of the CPU: signatures can differ in the last places, and with them, in the next step, the label
 * of a sample that is as near to two of them.
 *
 * <p>Scenes that are mapped are steps of their own, with factors over stored values as on the CPU
 * ({@link org.iikmc.backend.forkjoin.FrameScores}); where float32 can't tell, the kernel maps the
 * sample in float64.
 *
 * <h2>What is not trusted</h2>
 *
 * A kernel goes through two compilers and a driver. Each kind of it (sample type, bands, classes)
 * first computes {@linkplain org.iikmc.backend.tornado.KernelCheck known pixels}, and a device that
 * gets them wrong is refused. TornadoVM prints errors of the driver and goes on, so that a step may
 * not have happened: the kernel {@linkplain org.iikmc.backend.tornado.DeviceTile#step repeats} the
 * number of the step, and the totals are {@linkplain org.iikmc.backend.tornado.Totals#check
 * compared} with what the host knows. If it fails in the middle of a run that may take any device,
 * the host finds the labels of the last step again, from its centroids, and goes on. TornadoVM's
 * fall-back to plain Java, which gives wrong results for kernels like this, is switched off before
 * its classes are loaded.
 *
 * <p>The only package that needs TornadoVM, and the newest Java; nothing refers to it but the
 * service entry.
 */
package org.iikmc.backend.tornado;
