#!/bin/sh
# A run on a Spark cluster: copy this file and change it. See src/docs/cluster.md.
#   usage: spark-submit.sh OUT SCENE…        for example  spark-submit.sh s3a://bucket/maps s3a://bucket/archive/2024
out=$1
shift

# --master          yarn, k8s://https://host:443, or spark://host:7077 of a standalone cluster
# --num-executors   all that you want to use; on a standalone cluster --total-executor-cores instead
# --executor-memory 22 bytes a pixel of 6 bands of 16 bits, in all executors together; 16g hold 700 million
# --driver-memory   2g do for some hundred scenes
# dynamicAllocation executors that come later get nothing to do
# add-modules       without it executors take the scalar kernel; the program adds it by itself
exec "$SPARK_HOME/bin/spark-submit" \
  --master yarn --deploy-mode client \
  --num-executors 20 --executor-cores 4 --executor-memory 16g --driver-memory 4g \
  --conf spark.dynamicAllocation.enabled=false \
  --packages org.apache.hadoop:hadoop-aws:3.4.1 \
  --conf spark.hadoop.fs.s3a.endpoint.region=eu-central-1 \
  --class org.iikmc.host.spark.SparkProgram \
  target/iikmc-spark.jar cluster "$@" --k 12 --out "$out"
