#!/usr/bin/env bash
# How well classes follow the covers of simulated years: the figures of src/docs/consistency.md.
# usage: src/bench/consistency.sh "SEEDS" ["options of simulate"] ["options of cluster"]
#   src/bench/consistency.sh "$(seq 1 20)" "" "--k 8"
#   src/bench/consistency.sh "1 2 3" "--differences haze" "--k 8 --paper"
# prints for each seed, and their mean and least: adjusted Rand index | normalised mutual information | purity, all of labels
# and true covers over all dates | Cohen's kappa of labels between dates on the same ground, changed or not
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
run() { java -jar target/iikmc.jar "$@" 2>/dev/null; }
for seed in $1; do
  # shellcheck disable=SC2086 # options are words
  run simulate --scenes 5 --size 700 --seed "$seed" ${2:-} --out "$work/series" >/dev/null
  # shellcheck disable=SC2086
  kappa=$(run cluster "$work"/series/*.tif ${3:-} --out "$work/maps" | sed -n 's/.*(kappa \(-\?[0-9.]*\)).*/\1/p')
  run compare "$work/maps" --reference "$work/series" |
    sed -n 's/Adjusted Rand index \([-0-9.]*\), normalised mutual information \([0-9.]*\), purity \([0-9.]*\) .*/\1 \2 \3/p' |
    awk -v seed="$seed" -v kappa="$kappa" '{ printf "%s %s %s %.3f %s\n", seed, $1, $2, $3 / 100, kappa }'
  rm -rf "$work/series" "$work/maps"
done | awk '{ print; for (i = 2; i <= 5; i++) { sum[i] += $i; if (NR == 1 || $i < least[i]) least[i] = $i } }
  END { printf "mean"; for (i = 2; i <= 5; i++) printf " %.3f", sum[i] / NR; printf "\nleast"; for (i = 2; i <= 5; i++) printf " %.3f", least[i]; print "" }'
