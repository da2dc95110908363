# What samenscan computes (resampling and phases left out), as most researchers would write it: the
# packages psych, multilevel and lme4, and a loop over alliances, scales and items.
#   Rscript typical.R DATA.csv QUESTIONNAIRE.json FOLDER
# writes the four tables that compare.py reads. multilevel leaves out whoever missed one item of a
# scale, samenscan only the item: the numbers are the same for data without missing answers.
suppressPackageStartupMessages({
  library(psych)
  library(multilevel)
  library(lme4)
})

arguments <- commandArgs(trailingOnly = TRUE)
q <- jsonlite::fromJSON(arguments[2])
folder <- arguments[3]
points <- q$response_scale$points
null <- (points^2 - 1) / 12
skewed <- c("5" = 1.34, "6" = 1.85, "7" = 2.90)[as.character(points)]

raw <- read.csv(arguments[1], na.strings = "", stringsAsFactors = FALSE)
raw <- raw[raw$role != "account_holder", ]
answers <- raw[q$items$id]
answers[] <- lapply(answers, function(a) as.numeric(ifelse(a == "dk", NA, a)))
keyed <- answers
for (i in q$items$id[q$items$reverse]) keyed[[i]] <- points + 1 - keyed[[i]]
alliances <- sort(unique(raw$alliance), method = "radix")

scale_score <- function(x, min_answered) {
  answered <- rowSums(!is.na(x))
  ifelse(answered >= min_answered * ncol(x) & answered > 0, rowMeans(x, na.rm = TRUE), NA)
}

# --- over all alliances -------------------------------------------------------------------------

overall <- list()
per_item <- list()
fits <- list()
for (s in q$scales$id) {
  x <- keyed[q$items$id[which(q$items$scale == s)]]
  score <- scale_score(x, q$scales$min_answered[q$scales$id == s])
  d <- data.frame(score, alliance = factor(raw$alliance))[!is.na(score), ]
  complete <- x[complete.cases(x), ]
  n <- nrow(complete)
  k <- ncol(complete)
  invisible(capture.output(a <- suppressWarnings(psych::alpha(complete, check.keys = FALSE))))
  f <- qf(c(0.975, 0.025), n - 1, (n - 1) * (k - 1))
  omega <- NA
  if (k > 2) {
    ml <- factanal(complete, factors = 1)
    sds <- apply(complete, 2, sd)
    loading <- ml$loadings[, 1] * sds
    omega <- sum(loading)^2 / (sum(loading)^2 + sum(ml$uniquenesses * sds^2))
  }
  table <- summary(aov(score ~ alliance, data = d))[[1]]
  ms <- table[["Mean Sq"]]
  sizes <- as.vector(table(d$alliance))
  n0 <- (sum(sizes) - sum(sizes^2) / sum(sizes)) / (length(sizes) - 1)
  m <- lmer(score ~ 1 + (1 | alliance), data = d, REML = TRUE)
  variance <- as.data.frame(VarCorr(m))$vcov
  fits[[s]] <- list(between = variance[1], within = variance[2], level = fixef(m)[[1]],
                    error = vcov(m)[1, 1], df = table[["Df"]][2], pooled_within = ms[2],
                    blup = setNames(coef(m)$alliance[, 1], rownames(coef(m)$alliance)))
  overall[[s]] <- data.frame(
    scale = s, respondents = nrow(d), mean = mean(d$score), sd = sd(d$score),
    alpha = a$total$raw_alpha, alpha_low = 1 - (1 - a$total$raw_alpha) * f[1],
    alpha_high = 1 - (1 - a$total$raw_alpha) * f[2], alpha_standardized = a$total$std.alpha,
    average_r = a$total$average_r, omega_total = omega,
    icc1 = (ms[1] - ms[2]) / (ms[1] + (n0 - 1) * ms[2]), icc2 = 1 - ms[2] / ms[1],
    f = table[["F value"]][1], p = table[["Pr(>F)"]][1], between = variance[1],
    within = variance[2])
  per_item[[s]] <- data.frame(scale = s, item = colnames(x), item_rest = a$item.stats$r.drop,
                              alpha_if_dropped = if (k > 2) a$alpha.drop$raw_alpha else NA)
}

# --- alliance by alliance -----------------------------------------------------------------------

scale_rows <- list()
item_rows <- list()
for (g in alliances) {
  here <- raw$alliance == g
  for (s in q$scales$id) {
    x <- keyed[here, q$items$id[which(q$items$scale == s)]]
    score <- scale_score(x, q$scales$min_answered[q$scales$id == s])
    score <- score[!is.na(score)]
    n <- length(score)
    group <- rep(g, nrow(x))
    fit <- fits[[s]]
    half <- qt(0.975, fit$df) * sqrt(fit$pooled_within / n)
    trust <- n * fit$between / (n * fit$between + fit$within)
    margin <- qt(0.975, fit$df) *
      sqrt(fit$between * (1 - trust) + (1 - trust)^2 * fit$error)
    scale_rows[[length(scale_rows) + 1]] <- data.frame(
      alliance = g, scale = s, respondents = n, mean = mean(score), sd = sd(score),
      low = max(1, mean(score) - half), high = min(points, mean(score) + half),
      index = 100 * (mean(score) - 1) / (points - 1), pooled = fit$blup[[g]],
      pooled_low = fit$blup[[g]] - margin, pooled_high = fit$blup[[g]] + margin,
      rwg = rwg.j(x, group, ranvar = null)$rwg.j,
      rwg_skewed = rwg.j(x, group, ranvar = skewed)$rwg.j,
      rwg_star = rwg.j.lindell(x, group, ranvar = null)$rwg.lindell,
      ad = ad.m(x, group)$AD.M)
  }
  for (i in q$items$id) {
    y <- answers[here, i]
    counts <- table(factor(y, levels = seq_len(points)))
    y <- y[!is.na(y)]
    group <- rep(g, length(y))
    item_rows[[length(item_rows) + 1]] <- data.frame(
      alliance = g, item = i, respondents = length(y),
      dont_know = sum(raw[here, i] == "dk", na.rm = TRUE), mean = mean(y), sd = sd(y),
      rwg = rwg(y, group, ranvar = null)$rwg, rwg_star = 1 - var(y) / null,
      rwg_skewed = rwg(y, group, ranvar = skewed)$rwg, rwg_star_skewed = 1 - var(y) / skewed,
      ad = ad.m(y, group)$AD.M, t(setNames(as.vector(counts), paste0("c", seq_len(points)))))
  }
}

write_table <- function(rows, name) {
  d <- do.call(rbind, rows)
  d[] <- lapply(d, function(v) if (is.numeric(v)) sprintf("%.17g", v) else v)
  write.csv(d, file.path(folder, name), row.names = FALSE, quote = FALSE)
}
write_table(overall, "scales.csv")
write_table(per_item, "scale_items.csv")
write_table(scale_rows, "alliance_scales.csv")
write_table(item_rows, "alliance_items.csv")
