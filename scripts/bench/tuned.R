# What samenscan computes (resampling and phases left out), by someone who knows R well: data.table
# to read and write, closed formulas on counts and sums, no loop over alliances.
#   Rscript tuned.R DATA.csv QUESTIONNAIRE.json FOLDER
# writes the four tables that compare.py reads.
suppressPackageStartupMessages(library(data.table))

arguments <- commandArgs(trailingOnly = TRUE)
q <- jsonlite::fromJSON(arguments[2])
folder <- arguments[3]
points <- q$response_scale$points
null <- (points^2 - 1) / 12
skewed <- c("5" = 1.34, "6" = 1.85, "7" = 2.90)[as.character(points)]
items <- q$items$id
reversed <- items %in% items[q$items$reverse]

raw <- fread(arguments[1], select = c("alliance", "role", items), na.strings = "")
raw <- raw[is.na(role) | role != "account_holder"]
alliances <- sort(unique(raw$alliance), method = "radix")
k <- length(alliances)
g <- match(raw$alliance, alliances)
dont_know <- vapply(items, function(i) {
  if (is.character(raw[[i]])) tabulate(g[raw[[i]] %chin% "dk"], k) else integer(k)
}, integer(k))
answers <- vapply(items, function(i) suppressWarnings(as.integer(raw[[i]])), integer(nrow(raw)))
rm(raw)

# --- items: everything from counts --------------------------------------------------------------

rwg_j <- function(j, ratio) ifelse(ratio >= 1, 0, j * (1 - ratio) / (j * (1 - ratio) + ratio))

item_tables <- lapply(seq_along(items), function(i) {
  y <- answers[, i]
  counts <- matrix(tabulate((g - 1L) * points + y, k * points), k, points, byrow = TRUE)
  n <- rowSums(counts)
  sum <- as.vector(counts %*% seq_len(points))
  squares <- as.vector(counts %*% seq_len(points)^2)
  mean <- sum / n
  variance <- (n * squares - sum^2) / (n * (n - 1))
  ad <- rowSums(counts * abs(outer(-mean, seq_len(points), `+`))) / n
  ad[n < 2] <- NA
  colnames(counts) <- paste0("c", seq_len(points))
  data.table(alliance = alliances, item = items[i], respondents = n,
             dont_know = matrix(dont_know, k)[, i], mean, sd = sqrt(variance),
             rwg = pmax(0, 1 - variance / null), rwg_star = 1 - variance / null,
             rwg_skewed = pmax(0, 1 - variance / skewed), rwg_star_skewed = 1 - variance / skewed,
             ad, counts)
})

# --- scales -------------------------------------------------------------------------------------

reliability <- function(x) {
  n <- nrow(x)
  j <- ncol(x)
  s <- cov(x)
  alpha_of <- function(s) nrow(s) / (nrow(s) - 1) * (1 - sum(diag(s)) / sum(s))
  alpha <- alpha_of(s)
  r <- mean(cov2cor(s)[lower.tri(s)])
  # Not qf: beyond 400,000 degrees of freedom it takes the second for infinite.
  df <- (n - 1) * c(1, j - 1)
  b <- qbeta(c(0.975, 0.025), df[1] / 2, df[2] / 2)
  f <- df[2] / df[1] * b / (1 - b)
  omega <- NA_real_
  if (j > 2) {
    ml <- factanal(covmat = s, factors = 1, n.obs = n)
    loading <- ml$loadings[, 1] * sqrt(diag(s))
    omega <- sum(loading)^2 / (sum(loading)^2 + sum(ml$uniquenesses * diag(s)))
  }
  rest <- rowSums(s) - diag(s)
  list(alpha = alpha, alpha_low = 1 - (1 - alpha) * f[1], alpha_high = 1 - (1 - alpha) * f[2],
       alpha_standardized = j * r / (1 + (j - 1) * r), average_r = r, omega_total = omega,
       item_rest = rest / sqrt(diag(s) * (sum(s) - 2 * rest - diag(s))),
       alpha_if_dropped = if (j == 2) c(NA_real_, NA_real_) else
         vapply(seq_len(j), function(i) alpha_of(s[-i, -i]), 0))
}

# REML of one random effect: the profile over the variance ratio has one dimension.
components <- function(n, m, ssw) {
  slope <- function(ratio) {
    w <- n / (1 + n * ratio)
    mu <- sum(w * m) / sum(w)
    -(sum(n) - 1) * sum(w^2 * (m - mu)^2) / (ssw + sum(w * (m - mu)^2)) + sum(w) - sum(w^2) / sum(w)
  }
  grid <- 10^seq(-6, 4, by = 0.1)
  signs <- vapply(grid, slope, 0) >= 0
  turn <- which(!signs[-length(signs)] & signs[-1])
  stopifnot(length(turn) == 1) # one maximum, and not at zero
  ratio <- uniroot(slope, grid[turn + 0:1], tol = 1e-15)$root
  w <- n / (1 + n * ratio)
  mu <- sum(w * m) / sum(w)
  within <- (ssw + sum(w * (m - mu)^2)) / (sum(n) - 1)
  list(between = ratio * within, within = within, level = mu, error = within / sum(w))
}

overall <- list()
per_item <- list()
alliance_scales <- list()
for (s in q$scales$id) {
  of <- which(q$items$scale == s)
  j <- length(of)
  x <- answers[, of, drop = FALSE]
  x[, reversed[of]] <- points + 1L - x[, reversed[of]]
  answered <- rowSums(!is.na(x))
  score <- rowSums(x, na.rm = TRUE) / answered
  has <- answered >= q$scales$min_answered[q$scales$id == s] * j & answered > 0
  score <- score[has]
  group <- g[has]
  n <- tabulate(group, k)
  mean <- as.vector(rowsum(score, factor(group, levels = seq_len(k)))) / n
  squares <- as.vector(rowsum((score - mean[group])^2, factor(group, levels = seq_len(k))))
  df <- sum(n) - k
  ssw <- sum(squares)
  grand <- mean(score)
  ms <- c(sum(n * (mean - grand)^2) / (k - 1), ssw / df)
  n0 <- (sum(n) - sum(n^2) / sum(n)) / (k - 1)
  r <- reliability(x[answered == j, , drop = FALSE])
  fit <- components(n, mean, ssw)
  overall[[s]] <- data.table(
    scale = s, respondents = length(score), mean = grand, sd = sd(score), alpha = r$alpha,
    alpha_low = r$alpha_low, alpha_high = r$alpha_high, alpha_standardized = r$alpha_standardized,
    average_r = r$average_r, omega_total = r$omega_total,
    icc1 = (ms[1] - ms[2]) / (ms[1] + (n0 - 1) * ms[2]), icc2 = 1 - ms[2] / ms[1],
    f = ms[1] / ms[2], p = pf(ms[1] / ms[2], k - 1, df, lower.tail = FALSE),
    between = fit$between, within = fit$within)
  per_item[[s]] <- data.table(scale = s, item = items[of], item_rest = r$item_rest,
                              alpha_if_dropped = r$alpha_if_dropped)
  half <- ifelse(n > 1, qt(0.975, df) * sqrt(ms[2] / n), NA)
  trust <- n * fit$between / (n * fit$between + fit$within)
  pooled <- trust * mean + (1 - trust) * fit$level
  margin <- qt(0.975, df) * sqrt(fit$between * (1 - trust) + (1 - trust)^2 * fit$error)
  enough <- vapply(item_tables[of], function(t) t$respondents >= 2, logical(k))
  part <- function(column) {
    values <- vapply(item_tables[of], function(t) t[[column]], numeric(k))
    values[!enough] <- NA
    rowMeans(values, na.rm = TRUE)
  }
  star <- part("rwg_star")
  used <- rowSums(enough)
  alliance_scales[[s]] <- data.table(
    alliance = alliances, scale = s, respondents = n, mean, sd = sqrt(squares / (n - 1)),
    low = pmax(1, mean - half), high = pmin(points, mean + half),
    index = 100 * (mean - 1) / (points - 1), pooled, pooled_low = pooled - margin,
    pooled_high = pooled + margin, rwg = rwg_j(used, 1 - star),
    rwg_skewed = rwg_j(used, (1 - star) * null / skewed), rwg_star = star, ad = part("ad"))
}

write_table <- function(rows, name) fwrite(rbindlist(rows), file.path(folder, name))
write_table(overall, "scales.csv")
write_table(per_item, "scale_items.csv")
write_table(alliance_scales, "alliance_scales.csv")
write_table(item_tables, "alliance_items.csv")
