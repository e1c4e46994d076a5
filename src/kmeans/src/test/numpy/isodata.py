# SPDX-License-Identifier: GPL-2.0-or-later
"""ISODATA by the rules of Tou and Gonzalez (1974) in NumPy, to judge the program by.

It shares no code with the program, and knows only float64 rows of pixels where distances are Euclidean.

    python3 isodata.py FILE K MIN_PIXELS MAX_STD MIN_DISTANCE MAX_MERGES ITERATIONS CHANGE_THRESHOLD

FILE is little-endian float64: the number of pixels, of bands and of centres to begin with, then the centres, then the
pixels. MIN_PIXELS, MAX_STD and MIN_DISTANCE may be "default". What was found is written line by line.

    python3 isodata.py made

does the same for pixels that are made here as the tests make them; that is how isodata.txt came to be.
"""
import sys

import numpy as np

MOST = 255


def assigned(pixels, centres):
    """Number of the nearest centre of each pixel, a tie to the lower, and the squared distance to it."""
    label = np.zeros(len(pixels), dtype=int)
    least = np.full(len(pixels), np.inf)
    for number, centre in enumerate(centres):
        square = ((pixels - centre) ** 2).sum(axis=1)
        nearer = square < least
        label[nearer] = number
        least[nearer] = square[nearer]
    return label, least


def isodata(pixels, centres, desired, min_pixels, max_std, min_distance, max_merges, iterations, threshold):
    n, bands = pixels.shape
    if min_pixels is None:
        min_pixels = max(1, n // (100 * desired))
    before = None
    quiet = 0
    history = []
    reason = None
    while reason is None:
        number = len(history) + 1
        last = number == iterations
        label, squares = assigned(pixels, centres)
        changed = n if before is None else int((label != before).sum())
        before = label
        groups = [np.flatnonzero(label == c) for c in range(len(centres))]
        if max_std is None:
            max_std = 2 * float(np.sqrt(pixels.var(axis=0).max() / desired))
        if min_distance is None:
            min_distance = max_std
        changes = []
        history.append(
            {"classes": len(centres), "changed": changed, "inertia": float(squares.sum()), "changes": changes}
        )

        # 3. Discard what is too small; 4. update the rest.
        kept = [c for c in range(len(groups)) if len(groups[c]) >= min_pixels]
        if not kept:
            kept = [max(range(len(groups)), key=lambda c: (len(groups[c]), -c))]
        for c in range(len(groups)):
            if c not in kept:
                changes.append(("drop", c + 1, len(groups[c])))
        means = {c: pixels[groups[c]].mean(axis=0) for c in kept}
        size = {c: len(groups[c]) for c in kept}

        now = len(kept)
        split = None
        if not last and (2 * now <= desired or (number % 2 == 1 and now < 2 * desired)):
            # 5, 6, 8, 9. How far pixels are scattered.
            deviation = {c: pixels[groups[c]].std(axis=0) for c in kept}
            scatter = {c: float((deviation[c] ** 2).sum()) for c in kept}
            overall = sum(size[c] * scatter[c] for c in kept) / sum(size.values())
            # 10. Split.
            split = []
            total = now
            for c in kept:
                axis = int(deviation[c].argmax())
                worst = float(deviation[c][axis])
                wide = scatter[c] > overall * (1 + 1e-9) and size[c] > 2 * (min_pixels + 1)
                if worst > max_std and (wide or 2 * now <= desired) and total < MOST:
                    total += 1
                    step = np.zeros(bands)
                    step[axis] = worst / 2
                    split += [means[c] - step, means[c] + step]
                    changes.append(("split", c + 1, size[c], axis + 1, worst))
                else:
                    split.append(means[c])
            if total == now:
                split = None
        if split is not None:
            following = split
        else:
            following = dict(means)
            if not last:
                # 11, 12, 13. Lump the nearest pairs.
                near = sorted(
                    (float(np.sqrt(((means[a] - means[b]) ** 2).sum())), a, b)
                    for a in kept
                    for b in kept
                    if a < b
                )
                used = set()
                for distance, a, b in [pair for pair in near if pair[0] < min_distance][:max_merges]:
                    if a not in used and b not in used:
                        used |= {a, b}
                        following[a] = (size[a] * means[a] + size[b] * means[b]) / (size[a] + size[b])
                        del following[b]
                        changes.append(("merge", a + 1, b + 1, distance))
            following = [following[c] for c in sorted(following)]
        quiet = 0 if changes else quiet + 1
        if changes:
            before = None
        if quiet >= 2 and (changed == 0 or changed / n < threshold):
            reason = "CHANGE_THRESHOLD"
        elif last:
            reason = "MAX_ITERATIONS"
        centres = following
    label, squares = assigned(pixels, centres)
    return {
        "rules": [min_pixels, max_std, min_distance, max_merges],
        "history": history,
        "signatures": centres,
        "counts": [int((label == c).sum()) for c in range(len(centres))],
        "inertia": float(squares.sum()),
        "reason": reason,
    }


def line(word, values):
    print(word, *(repr(float(v)) if isinstance(v, (float, np.floating)) else str(v) for v in values))


def tell(found):
    line("rules", found["rules"])
    for number, iteration in enumerate(found["history"], 1):
        line("iteration", [number, iteration["classes"], iteration["changed"], iteration["inertia"]])
        for kind, *values in iteration["changes"]:
            line(kind, values)
    for centre in found["signatures"]:
        line("signature", centre)
    line("counts", found["counts"])
    line("inertia", [found["inertia"]])
    line("reason", [found["reason"]])


def made():
    """5000 pixels of three bands: seven clouds of very different sizes and widths, by a small generator."""
    state = 12345

    def draw(below):
        nonlocal state
        state = (state * 1103515245 + 12345) % (1 << 31)
        return (state >> 8) % below

    clouds = [
        ((300, 400, 900), 40, 1500),
        ((320, 430, 950), 40, 1200),
        ((2000, 500, 700), 400, 900),
        ((1500, 1500, 1500), 150, 700),
        ((1500, 1900, 1500), 90, 500),
        ((600, 2800, 300), 250, 190),
        ((3900, 3900, 3900), 10, 10),
    ]
    rows = []
    for centre, width, pixels in clouds:
        for _ in range(pixels):
            # The sum of four numbers of equal chance is much like a normal one.
            rows.append([c + sum(draw(2 * width + 1) - width for _ in range(4)) // 2 for c in centre])
    return np.array(rows, dtype=float)


def main(arguments):
    if arguments == ["made"]:
        pixels = made()
        least, most = pixels.min(axis=0), pixels.max(axis=0)
        for name, desired, begin, rules in [
            ("defaults", 6, 6, (None, None, None, 2)),
            ("few to begin with", 20, 4, (5, 60.0, 80.0, 3)),
            ("many to begin with", 3, 12, (20, 300.0, 500.0, 4)),
            ("drops", 8, 8, (400, 200.0, 150.0, 1)),
        ]:
            centres = [least + (i + 0.5) * (most - least) / begin for i in range(begin)]
            print("case", name)
            tell(isodata(pixels, centres, desired, *rules, 15, 0.002))
        return
    numbers = np.fromfile(arguments[0], dtype="<f8")
    n, bands, k = (int(number) for number in numbers[:3])
    centres = numbers[3 : 3 + k * bands].reshape(k, bands)
    pixels = numbers[3 + k * bands :].reshape(n, bands)
    kinds = [int, int, float, float, int, int, float]
    rules = [None if text == "default" else kind(text) for kind, text in zip(kinds, arguments[1:])]
    tell(isodata(pixels, list(centres), *rules))


if __name__ == "__main__":
    main(sys.argv[1:])
