#!/usr/bin/env python3
"""What samenscan computes (resampling, phases and omega left out), with numpy and pandas: counts
and sums per alliance, closed formulas, no loop over alliances.

    python3 numpy_pandas.py DATA.csv QUESTIONNAIRE.json FOLDER

writes the four tables that compare.py reads. scipy gives the quantiles."""
import json
import os
import sys
import warnings

import numpy as np
import pandas as pd
from scipy import optimize, stats


def reliability(x):
    n, j = x.shape
    s = np.cov(x, rowvar=False)
    variance = np.diag(s)

    def alpha_of(part):
        size = len(part)
        return size / (size - 1) * (1 - np.trace(part) / part.sum())

    alpha = alpha_of(s)
    r = (s / np.sqrt(np.outer(variance, variance)))[np.tril_indices(j, -1)].mean()
    f = stats.f.ppf([0.975, 0.025], n - 1, (n - 1) * (j - 1))
    rest = s.sum(axis=1) - variance
    keep = ~np.eye(j, dtype=bool)
    return {
        "alpha": alpha, "alpha_low": 1 - (1 - alpha) * f[0], "alpha_high": 1 - (1 - alpha) * f[1],
        "alpha_standardized": j * r / (1 + (j - 1) * r), "average_r": r,
    }, {
        "item_rest": rest / np.sqrt(variance * (s.sum() - 2 * rest - variance)),
        "alpha_if_dropped": [alpha_of(s[np.ix_(k, k)]) if j > 2 else np.nan for k in keep],
    }


def components(n, m, ssw):
    """REML of one random effect: the profile over the variance ratio has one dimension."""
    total = n.sum()

    def slope(ratio):
        w = n / (1 + n * ratio)
        mu = (w * m).sum() / w.sum()
        squares = w * (m - mu) ** 2
        return -(total - 1) * (w * squares).sum() / (ssw + squares.sum()) \
            + w.sum() - (w ** 2).sum() / w.sum()

    grid = 10 ** np.arange(-6, 4, 0.1)
    signs = np.array([slope(r) >= 0 for r in grid])
    turn = np.flatnonzero(~signs[:-1] & signs[1:])
    assert len(turn) == 1, "one maximum, and not at zero"
    ratio = optimize.brentq(slope, grid[turn[0]], grid[turn[0] + 1], xtol=1e-300, rtol=1e-14)
    w = n / (1 + n * ratio)
    mu = (w * m).sum() / w.sum()
    within = (ssw + (w * (m - mu) ** 2).sum()) / (total - 1)
    return ratio * within, within, mu, within / w.sum()


SKEWED = {5: 1.34, 6: 1.85, 7: 2.90}


def item_table(alliances, g, item, column, points):
    k = len(alliances)
    dont_know = (column == "dk").to_numpy() if column.dtype == object else np.zeros(len(g), bool)
    y = pd.to_numeric(column, errors="coerce").to_numpy(dtype=float)
    has = ~np.isnan(y)
    cell = g[has] * points + y[has].astype(np.int64) - 1
    counts = np.bincount(cell, minlength=k * points).reshape(k, points)
    scale = np.arange(1, points + 1)
    n = counts.sum(axis=1)
    total = counts @ scale
    mean = total / n
    variance = (n * (counts @ scale ** 2) - total ** 2) / (n * (n - 1))
    star = 1 - variance / ((points ** 2 - 1) / 12)
    skewed = 1 - variance / SKEWED[points]
    table = pd.DataFrame({
        "alliance": alliances, "item": item, "respondents": n,
        "dont_know": np.bincount(g[dont_know], minlength=k), "mean": mean,
        "sd": np.sqrt(variance), "rwg": np.maximum(0, star), "rwg_star": star,
        "rwg_skewed": np.maximum(0, skewed), "rwg_star_skewed": skewed,
        "ad": np.where(n > 1, (counts * np.abs(scale - mean[:, None])).sum(axis=1) / n, np.nan)})
    for c in range(points):
        table[f"c{c + 1}"] = counts[:, c]
    return y, table


def rwg_j(j, ratio):
    return np.where(ratio >= 1, 0, j * (1 - ratio) / (j * (1 - ratio) + ratio))


def scale_tables(scale, x, tables, alliances, g, points):
    k = len(alliances)
    null = (points ** 2 - 1) / 12
    skewed = SKEWED[points]
    answered = (~np.isnan(x)).sum(axis=1)
    has = (answered >= scale.get("min_answered", 0.5) * x.shape[1]) & (answered > 0)
    score = np.nansum(x[has], axis=1) / answered[has]
    group = g[has]
    n = np.bincount(group, minlength=k)
    mean = np.bincount(group, weights=score, minlength=k) / n
    squares = np.bincount(group, weights=(score - mean[group]) ** 2, minlength=k)
    total, df, ssw, grand = n.sum(), n.sum() - k, squares.sum(), score.mean()
    between_ms, within_ms = (n * (mean - grand) ** 2).sum() / (k - 1), ssw / df
    n0 = (total - (n ** 2).sum() / total) / (k - 1)
    family, of_items = reliability(x[answered == x.shape[1]])
    between, within, level, error = components(n, mean, ssw)
    f = between_ms / within_ms
    overall = {
        "scale": scale["id"], "respondents": total, "mean": grand, "sd": score.std(ddof=1),
        **family, "icc1": (between_ms - within_ms) / (between_ms + (n0 - 1) * within_ms),
        "icc2": 1 - 1 / f, "f": f, "p": stats.f.sf(f, k - 1, df), "between": between,
        "within": within}
    t = stats.t.ppf(0.975, df)
    trust = n * between / (n * between + within)
    pooled = trust * mean + (1 - trust) * level
    margin = t * np.sqrt(between * (1 - trust) + (1 - trust) ** 2 * error)
    half = np.where(n > 1, t * np.sqrt(within_ms / n), np.nan)
    enough = np.column_stack([table["respondents"] >= 2 for table in tables])

    def part(column):
        values = np.column_stack([table[column] for table in tables])
        return np.nanmean(np.where(enough, values, np.nan), axis=1)

    star = part("rwg_star")
    used = enough.sum(axis=1)
    return overall, of_items, pd.DataFrame({
        "alliance": alliances, "scale": scale["id"], "respondents": n, "mean": mean,
        "sd": np.sqrt(squares / (n - 1)), "low": np.maximum(1, mean - half),
        "high": np.minimum(points, mean + half), "index": 100 * (mean - 1) / (points - 1),
        "pooled": pooled, "pooled_low": pooled - margin, "pooled_high": pooled + margin,
        "rwg": rwg_j(used, 1 - star), "rwg_skewed": rwg_j(used, (1 - star) * null / skewed),
        "rwg_star": star, "ad": part("ad")})


def main(data, questionnaire, folder):
    np.seterr(all="ignore")  # alliances of one, and items nobody answered, become NaN
    warnings.filterwarnings("ignore", "Mean of empty slice")
    with open(questionnaire, encoding="utf-8") as file:
        q = json.load(file)
    points = q["response_scale"]["points"]
    ids = [item["id"] for item in q["items"]]
    raw = pd.read_csv(data, usecols=["alliance", "role", *ids], keep_default_na=False,
                      na_values=[""], dtype={"alliance": str, "role": str}, low_memory=False)
    raw = raw[raw["role"] != "account_holder"]
    g, alliances = pd.factorize(raw["alliance"], sort=True)
    answers, tables = {}, {}
    for item in ids:
        answers[item], tables[item] = item_table(alliances, g, item, raw[item], points)
    del raw
    overall, of_items, alliance_scales = [], [], []
    for scale in q["scales"]:
        items = [item for item in q["items"] if item.get("scale") == scale["id"]]
        columns = [points + 1 - answers[i["id"]] if i.get("reverse") else answers[i["id"]]
                   for i in items]
        one, per_item, table = scale_tables(scale, np.column_stack(columns),
                                            [tables[i["id"]] for i in items], alliances, g, points)
        overall.append(one)
        of_items.append(pd.DataFrame({"scale": scale["id"], "item": [i["id"] for i in items],
                                      **per_item}))
        alliance_scales.append(table)
    for name, table in (("scales", pd.DataFrame(overall)), ("scale_items", pd.concat(of_items)),
                        ("alliance_scales", pd.concat(alliance_scales)),
                        ("alliance_items", pd.concat(tables.values()))):
        table.to_csv(os.path.join(folder, name + ".csv"), index=False)


if __name__ == "__main__":
    main(*sys.argv[1:4])
