#!/usr/bin/python3
"""Figures of labelled samples by scikit-learn, as the judge of ClusterValidityTest.

usage: figures.py FILE...        needs python3-sklearn and python3-numpy

Each file is a table: label, another label, values where distances are Euclidean; a row for each sample. Prints a
line for each file: inertia about the class means, simplified silhouette (which scikit-learn does not have, and
NumPy computes here), calinski_harabasz_score, davies_bouldin_score, adjusted_rand_score of both labels; nan where
scikit-learn refuses.
"""
import sys

import numpy as np
from sklearn import metrics


def simplified_silhouette(values, labels):
    classes, own = np.unique(labels, return_inverse=True)
    if len(classes) < 2:
        return np.nan
    means = np.array([values[labels == c].mean(axis=0) for c in classes])
    distances = np.sqrt(((values[:, None, :] - means[None]) ** 2).sum(axis=2))
    a = distances[np.arange(len(values)), own]
    distances[np.arange(len(values)), own] = np.inf
    b = distances.min(axis=1)
    larger = np.maximum(a, b)
    return np.where(larger > 0, (b - a) / np.where(larger > 0, larger, 1), 0).mean()


def refused(score, *arguments):
    try:
        return score(*arguments)
    except ValueError:
        return np.nan


for path in sys.argv[1:]:
    table = np.loadtxt(path, delimiter=",", ndmin=2)
    labels, others, values = table[:, 0].astype(int), table[:, 1].astype(int), table[:, 2:]
    inertia = sum(((values[labels == c] - values[labels == c].mean(axis=0)) ** 2).sum() for c in np.unique(labels))
    print(
        repr(float(inertia)),
        repr(float(simplified_silhouette(values, labels))),
        repr(float(refused(metrics.calinski_harabasz_score, values, labels))),
        repr(float(refused(metrics.davies_bouldin_score, values, labels))),
        repr(float(metrics.adjusted_rand_score(labels, others))),
        sep=",",
    )
