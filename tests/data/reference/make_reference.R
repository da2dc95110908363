# Computes what samenscan must find in the data sets of this folder, with R and the packages that
# researchers use, independently of samenscan's own code, and writes expected_SET.csv:
#   alliance, scale, item   of what; "" where it does not apply
#   statistic               as in analyse/analysis.h
#   value                   17 digits; empty where there is none, and then
#   why                     the reason code of analyse/estimate.h
#   relative                allowed relative difference: 1e-8, or 1e-6 where R itself iterates
#   source                  where the number comes from: psych, multilevel, stats, lme4; or formula,
#                           written out below
# Run in this folder: Rscript make_reference.R (R 4.2 with psych 2.2.9, multilevel 2.7, lme4 1.1-31,
# nlme 3.1-162, jsonlite of Debian 12).
#
# Notes. psych's own confidence limits of alpha use the number of all rows, the incomplete ones too;
# here Feldt's are from stats::qf with the complete ones. multilevel::ICC1 uses the plain mean group
# size; here Searle's. multilevel::rwg.j and ad.m drop a respondent with any missing item: they are
# compared where nothing is missing. psych's alpha of a scale of two with one dropped is no alpha.

suppressPackageStartupMessages({
  library(psych)
  library(multilevel)
  library(lme4)
  library(nlme)
})
options(warn = 1)
EXACT <- 1e-8
ITERATED <- 1e-6

rows <- list()
put <- function(statistic, value, why = "", alliance = "", scale = "", item = "", relative = EXACT,
                source = "formula") {
  has <- length(value) == 1 && is.finite(value)
  if (!has && why == "") stop(paste("no value and no reason:", alliance, scale, item, statistic))
  rows[[length(rows) + 1]] <<- data.frame(
    alliance, scale, item, statistic, value = if (has) sprintf("%.17g", value) else "",
    why = if (has) "" else why, relative = format(relative), source)
}
near <- function(a, b, tolerance = 1e-9) stopifnot(isTRUE(all.equal(a, b, tolerance = tolerance)))

read_set <- function(name) {
  q <- jsonlite::fromJSON(paste0(name, ".questionnaire.json"))
  d <- read.csv(paste0(name, ".csv"), colClasses = "character", na.strings = character())
  alliances <- sort(unique(d$alliance), method = "radix")
  d <- d[d$role != "account_holder", ] # no item of these sets is meant for them alone
  list(name = name, points = q$response_scale$points, scales = q$scales, items = q$items,
       alliances = alliances, alliance = d$alliance, organisation = d$organisation,
       raw = d[q$items$id])
}
answers_of <- function(raw) {
  x <- vapply(raw, function(a) suppressWarnings(as.numeric(a)), numeric(nrow(raw)))
  matrix(x, nrow(raw), length(raw), dimnames = list(NULL, names(raw)))
}
variance_why <- function(n) if (n == 0) "no_answers" else if (n == 1) "one_respondent" else ""

# --- one scale over all alliances ---------------------------------------------------------------

alpha_formula <- function(x) {
  s <- cov(x)
  ncol(x) / (ncol(x) - 1) * (1 - sum(diag(s)) / sum(s))
}

put_alpha <- function(scale, x) {
  n <- nrow(x)
  k <- ncol(x)
  items <- colnames(x)
  one <- function(...) put(..., scale = scale)
  why <- if (k < 2) "one_item" else if (n < 10) "too_few_respondents" else ""
  if (why == "" && var(rowSums(x)) == 0) why <- "no_variance"
  if (why != "") {
    for (s in c("alpha", "alpha_low", "alpha_high")) one(s, NA, why)
    rest <- if (why == "no_variance") "constant_item" else why
    for (s in c("alpha_standardized", "average_r")) one(s, NA, rest)
    for (i in items) {
      one("item_rest", NA, rest, item = i)
      one("alpha_if_dropped", NA, if (k == 2 && why == "no_variance") "too_few_items" else why,
          item = i)
    }
    return(list(why = why))
  }
  constant <- apply(x, 2, var) == 0
  alpha <- alpha_formula(x)
  if (any(constant)) {
    near(alpha, multilevel::cronbach(x)$Alpha)
    one("alpha", alpha, source = "multilevel")
    for (s in c("alpha_standardized", "average_r")) one(s, NA, "constant_item")
  } else {
    invisible(capture.output(
      p <- suppressWarnings(psych::alpha(as.data.frame(x), check.keys = FALSE))))
    near(alpha, p$total$raw_alpha)
    near(alpha, multilevel::cronbach(x)$Alpha)
    one("alpha", p$total$raw_alpha, source = "psych")
    one("alpha_standardized", p$total$std.alpha, source = "psych")
    one("average_r", p$total$average_r, source = "psych")
    near(p$item.stats$r.drop,
         vapply(seq_len(k), function(j) cor(x[, j], rowSums(x[, -j, drop = FALSE])), 0))
  }
  f <- qf(c(0.975, 0.025), n - 1, (n - 1) * (k - 1))
  one("alpha_low", 1 - (1 - alpha) * f[1])
  one("alpha_high", 1 - (1 - alpha) * f[2])
  for (j in seq_len(k)) {
    rest <- x[, -j, drop = FALSE]
    if (constant[j]) {
      one("item_rest", NA, "constant_item", item = items[j])
    } else {
      one("item_rest", if (any(constant)) cor(x[, j], rowSums(rest)) else p$item.stats$r.drop[j],
          item = items[j], source = if (any(constant)) "stats" else "psych")
    }
    if (k == 2) {
      one("alpha_if_dropped", NA, "too_few_items", item = items[j])
    } else if (any(constant)) {
      one("alpha_if_dropped", alpha_formula(rest), item = items[j])
    } else {
      one("alpha_if_dropped", p$alpha.drop$raw_alpha[j], item = items[j], source = "psych")
    }
  }
  list(why = "", value = alpha)
}

# One-factor maximum likelihood on the covariance matrix. The fixed point of Lawley & Maxwell (1971,
# eq. 4.9 and 4.10), gone through until nothing moves; factanal, which stops earlier, must agree.
omega_exact <- function(s) {
  psi <- 1 / diag(solve(s))
  for (i in 1:200000) {
    e <- eigen(s / sqrt(outer(psi, psi)), symmetric = TRUE)
    l <- sqrt(psi) * e$vectors[, 1] * sqrt(e$values[1] - 1)
    new <- diag(s) - l^2
    if (any(new < 1e-7 * diag(s))) return(NA)
    if (max(abs(new / psi - 1)) < 1e-15) break
    psi <- new
  }
  sum(l)^2 / (sum(l)^2 + sum(psi))
}

put_omega <- function(scale, x) {
  n <- nrow(x)
  k <- ncol(x)
  why <- if (k < 2) "one_item" else if (k < 3) "too_few_items" else
    if (n < 10) "too_few_respondents" else if (any(apply(x, 2, var) == 0)) "constant_item" else
      if (n <= k || min(eigen(cor(x))$values) < 1e-10) "singular" else ""
  if (why != "") return(put("omega_total", NA, why, scale = scale))
  s <- cov(x)
  omega <- omega_exact(s)
  f <- try(factanal(covmat = cor(x), factors = 1, n.obs = n, lower = 1e-6), silent = TRUE)
  if (is.na(omega)) { # an item left without variance of its own: factanal ends at its bound
    stopifnot(inherits(f, "try-error") || min(f$uniquenesses) < 1e-4)
  } else {
    l <- f$loadings[, 1] * sqrt(diag(s))
    near(omega, sum(l)^2 / (sum(l)^2 + sum(f$uniquenesses * diag(s))), 1e-4)
  }
  put("omega_total", omega, "improper", scale = scale, relative = ITERATED)
}

put_mean_of_alliances <- function(scale, score, g) {
  put("mean_of_alliances", if (length(score) > 0) mean(tapply(score, factor(g), mean)) else NA,
      "no_answers", scale = scale, source = "stats")
}

put_anova <- function(scale, score, g) {
  g <- factor(g)
  n <- as.vector(table(g))
  k <- length(n)
  one <- function(...) put(..., scale = scale)
  why <- if (k == 0) "no_answers" else if (k == 1) "one_alliance" else
    if (sum(n) == k) "no_replication" else ""
  one("df_between", if (k > 1) k - 1 else NA, if (k == 0) "no_answers" else "one_alliance")
  one("df_within", if (sum(n) > k) sum(n) - k else NA,
      if (k == 0) "no_answers" else "no_replication")
  if (why != "") {
    for (s in c("f", "p", "icc1", "icc2", "icc1_low", "icc1_high")) one(s, NA, why)
    return(invisible())
  }
  within <- sum(tapply(score, g, function(y) sum((y - mean(y))^2)))
  if (within < 1e-20) { # anova itself warns that such a fit is unreliable
    between <- var(score) > 0
    for (s in c("f", "p", "icc1_low", "icc1_high")) {
      one(s, NA, if (between) "no_within_variance" else "no_variance")
    }
    for (s in c("icc1", "icc2")) one(s, if (between) 1 else NA, "no_variance")
    return(invisible())
  }
  a <- anova(lm(score ~ g))
  ms <- a[["Mean Sq"]]
  n0 <- (sum(n) - sum(n^2) / sum(n)) / (k - 1)
  one("f", a[["F value"]][1], source = "stats")
  one("p", a[["Pr(>F)"]][1], source = "stats")
  one("icc1", (ms[1] - ms[2]) / (ms[1] + (n0 - 1) * ms[2]), source = "stats")
  icc2 <- multilevel::ICC2(aov(score ~ g))
  near(icc2, 1 - ms[2] / ms[1])
  one("icc2", icc2, source = "multilevel")
  one("icc1_low", icc_limit(score, g, n, ms[2], 0.975))
  one("icc1_high", icc_limit(score, g, n, ms[2], 0.025))
}

# Wald (1940): where weighted squares between groups are a quantile of F. By bisection, on the ICC.
icc_limit <- function(score, g, n, within, quantile) {
  means <- tapply(score, g, mean)
  f <- function(icc) {
    w <- n / (1 + n * icc / (1 - icc))
    sum(w * (means - sum(w * means) / sum(w))^2) / (length(n) - 1) / within
  }
  wanted <- qf(quantile, length(n) - 1, sum(n) - length(n))
  if (f(0) <= wanted) return(0)
  ends <- c(0, 1)
  for (i in 1:60) {
    middle <- mean(ends)
    ends[if (f(middle) > wanted) 1 else 2] <- middle
  }
  mean(ends)
}

# -2 log restricted likelihood of tau^2 / sigma^2 from the definition, with full matrices.
profile_of <- function(score, g) {
  z <- model.matrix(~ 0 + factor(g))
  zz <- tcrossprod(z)
  x <- rep(1, length(score))
  function(ratio) {
    r <- chol(diag(length(score)) + ratio * zz)
    xs <- backsolve(r, x, transpose = TRUE)
    ys <- backsolve(r, score, transpose = TRUE)
    mu <- sum(xs * ys) / sum(xs^2)
    q <- sum((ys - xs * mu)^2)
    df <- length(score) - 1
    list(value = df * log(q) + 2 * sum(log(diag(r))) + log(sum(xs^2)), mu = mu, within = q / df,
         mean_variance = q / df / sum(xs^2))
  }
}
# Its derivative, from the eigenvalues of the group structure: for full precision of the optimum.
slope_of <- function(score, g) {
  n <- as.vector(tapply(score, g, length))
  m <- as.vector(tapply(score, g, mean))
  ssw <- sum((score - ave(score, g))^2)
  function(ratio) {
    w <- n / (1 + n * ratio)
    mu <- sum(w * m) / sum(w)
    q <- ssw + sum(w * (m - mu)^2)
    -(sum(n) - 1) * sum(w^2 * (m - mu)^2) / q + sum(w) - sum(w^2) / sum(w)
  }
}

# Posterior mean of the between sd: half-normal prior on it, 1 / sd on the within sd.
half_normal <- function(score, g, s) {
  n <- as.vector(tapply(score, g, length))
  m <- as.vector(tapply(score, g, mean))
  ssw <- sum((score - ave(score, g))^2)
  parts <- function(ratio) {
    w <- n / (1 + n * ratio)
    mu <- sum(w * m) / sum(w)
    c(ssw + sum(w * (m - mu)^2), sum(log(1 + n * ratio)) + log(sum(w)))
  }
  log_posterior <- function(tau, u) {
    p <- parts((tau / exp(u))^2)
    -(sum(n) - 1) * u - p[2] / 2 - p[1] / (2 * exp(2 * u)) - tau^2 / (2 * s^2)
  }
  u0 <- log(ssw / (sum(n) - length(n))) / 2
  peak <- optimize(function(u) log_posterior(0, u), u0 + c(-3, 3), maximum = TRUE)
  wide <- 12 / sqrt(2 * (sum(n) - 1)) + 12 / (sum(n) - length(n))
  inner <- function(tau) {
    integrate(Vectorize(function(u) exp(log_posterior(tau, u) - peak$objective)),
              peak$maximum - wide, peak$maximum + wide, rel.tol = 1e-11, subdivisions = 2000)$value
  }
  moment <- function(power) {
    f <- Vectorize(function(tau) tau^power * inner(tau))
    integrate(f, 0, s, rel.tol = 1e-10, subdivisions = 2000)$value +
      integrate(f, s, 10 * s, rel.tol = 1e-10, subdivisions = 2000)$value
  }
  tau <- moment(1) / moment(0)
  given <- function(u) -2 * log_posterior(tau, u)
  list(between = tau^2,
       within = exp(2 * optimize(given, peak$maximum + c(-wide, wide), tol = 1e-12)$minimum))
}

# Mean and variance of each alliance's level over the posterior of both standard deviations, the
# between one with a Rayleigh(s) prior: by the trapezoid rule over the logarithms of both.
levels_of <- function(score, g, s, alliances) {
  n <- as.vector(tapply(score, g, length))
  m <- as.vector(tapply(score, g, mean))
  of_alliance <- vapply(alliances, function(a) sum(g == a), 0)
  own <- vapply(alliances, function(a) if (any(g == a)) mean(score[g == a]) else 0, 0)
  ssw <- sum((score - ave(score, g))^2)
  u0 <- log(ssw / (sum(n) - length(n))) / 2
  wide <- 12 / sqrt(2 * (sum(n) - 1)) + 12 / (sum(n) - length(n))
  u <- seq(u0 - wide, u0 + wide, length.out = 301)
  tau <- s * exp(seq(-25, 2.2, by = 0.02))
  sums <- lapply(tau, function(t) {
    r <- (t / exp(u))^2
    w <- vapply(r, function(ratio) n / (1 + n * ratio), as.double(n))
    w <- matrix(w, nrow = length(n))
    total <- colSums(w)
    mu <- colSums(w * m) / total
    q <- ssw + colSums(w * (m - rep(mu, each = length(n)))^2)
    density <- -(sum(n) - 1) * (u - u0) - (colSums(log(1 + outer(n, r))) + log(total)) / 2 -
      q / (2 * exp(2 * u)) - t^2 / (2 * s^2) + 2 * log(t)
    left <- 1 / (1 + outer(of_alliance, r))
    there <- (1 - left) * own + t(t(left) * mu)
    error <- t(exp(2 * u) * t(left) * (r + t(left) / total))
    list(density = density, error = error, there = there)
  })
  top <- max(vapply(sums, function(x) max(x$density), 0))
  expected <- function(what) {
    Reduce(`+`, lapply(sums, function(x) as.vector(what(x) %*% exp(x$density - top)))) /
      Reduce(`+`, lapply(sums, function(x) sum(exp(x$density - top))))
  }
  middle <- expected(function(x) x$there)
  list(mean = middle, variance = expected(function(x) x$error + (x$there - middle)^2))
}

fit_components <- function(score, g, points) {
  value <- profile_of(score, g)
  slope <- slope_of(score, g)
  grid <- c(0, 10^seq(-6, 5, by = 0.05))
  s <- vapply(grid, slope, 0)
  turn <- which(s[-length(s)] < 0 & s[-1] >= 0)
  optima <- vapply(turn, function(i) {
    uniroot(slope, grid[i + 0:1], tol = 1e-300, maxiter = 10000)$root
  }, 0)
  if (s[1] >= 0) optima <- c(0, optima)
  ratio <- optima[which.min(vapply(optima, function(o) value(o)$value, 0))]
  fit <- value(ratio)
  out <- list(between = ratio * fit$within, within = fit$within, mean = fit$mu,
              mean_variance = fit$mean_variance, method = "REML", relative = EXACT)
  if (ratio > 0) {
    check_packages(score, g, out)
  } else {
    h <- half_normal(score, g, 0.3 * (points - 1) / 4)
    at <- value(h$between / h$within)
    out <- list(between = h$between, within = h$within, mean = at$mu,
                mean_variance = at$mean_variance * h$within / at$within,
                method = "half-normal prior", relative = ITERATED)
  }
  out
}
check_packages <- function(score, g, fit) {
  g <- factor(g)
  deviance <- lmer(score ~ 1 + (1 | g), REML = TRUE, devFunOnly = TRUE)
  theta <- sqrt(fit$between / fit$within)
  near(optimize(deviance, theta * c(0.7, 1.4), tol = 1e-10)$minimum, theta, 1e-6)
  a <- VarCorr(lme(score ~ 1, random = ~ 1 | g, control = lmeControl(opt = "optim")))
  near(as.numeric(a[1, 1]), fit$between, 1e-2)
}

without_within <- function(score) if (var(score) > 0) "no_within_variance" else "no_variance"

put_components <- function(scale, score, g, points) {
  k <- length(unique(g))
  one <- function(...) put(..., scale = scale)
  why <- if (k == 0) "no_answers" else if (k == 1) "one_alliance" else
    if (length(g) == k) "no_replication" else
      if (sum((score - ave(score, g))^2) < 1e-20) without_within(score) else ""
  if (why != "") {
    for (s in c("between", "within")) one(s, NA, why)
    one("method_is_reml", 1)
    return(list(why = why))
  }
  fit <- fit_components(score, g, points)
  one("between", fit$between, relative = fit$relative)
  one("within", fit$within, relative = fit$relative)
  one("method_is_reml", as.numeric(fit$method == "REML"))
  if (fit$method == "REML") { # and lme4 beside it, run to where its deviance no longer falls
    m <- lmer(score ~ 1 + (1 | g), REML = TRUE,
              control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10)))
    v <- as.data.frame(VarCorr(m))$vcov
    if (abs(v[1] / fit$between - 1) < 1e-3) { # it may have taken the other maximum
      one("between", v[1], relative = ITERATED, source = "lme4")
      one("within", v[2], relative = ITERATED, source = "lme4")
    }
  }
  fit$df <- length(g) - k
  fit$points <- points
  fit$why <- ""
  fit
}

# Henderson's mixed model equations; the interval takes in that the components are not known.
predictions <- function(fit, score, g, alliances) {
  z <- outer(g, alliances, "==") + 0
  w <- cbind(1, z)
  penalty <- diag(c(0, rep(1 / fit$between, length(alliances))))
  solution <- solve(crossprod(w) / fit$within + penalty, crossprod(w, score) / fit$within)
  level <- solution[1] + solution[-1]
  there <- levels_of(score, g, 0.6 * (fit$points - 1) / 4, alliances)
  half <- qt(0.975, fit$df) * sqrt(there$variance)
  cbind(level, pmin(level, there$mean - half), pmax(level, there$mean + half))
}

# --- one alliance -------------------------------------------------------------------------------

skewed_null <- c("5" = 1.34, "7" = 2.90)

# P(rwg(J) >= .70) of n people answering J items at random: all points^n ways to answer one item gone
# through, n (n - 1) times the variance being a whole number, and J items by convolution.
chance_of <- function(n, j, points) {
  ways <- as.matrix(expand.grid(rep(list(seq_len(points)), n)))
  d <- n * rowSums(ways^2) - rowSums(ways)^2
  one <- tabulate(d + 1, max(d) + 1) / length(d)
  sum_of <- one
  for (i in seq_len(j - 1)) {
    long <- numeric(length(sum_of) + length(one) - 1)
    for (v in which(one > 0)) {
      at <- seq_along(sum_of) + v - 1
      long[at] <- long[at] + one[v] * sum_of
    }
    sum_of <- long
  }
  v <- (seq_along(sum_of) - 1) / (n * (n - 1)) / j / ((points^2 - 1) / 12)
  rwg <- ifelse(v >= 1, 0, j * (1 - v) / (j * (1 - v) + v))
  sum(sum_of[rwg >= 0.70 - 1e-9])
}
chances <- new.env()
put_chance <- function(one, n, j, points) {
  if (n > 5) return(invisible())
  key <- paste(n, j, points)
  if (is.null(chances[[key]])) chances[[key]] <- chance_of(n, j, points)
  one("rwg_chance", chances[[key]])
}

put_agreement <- function(a, scale, x, points) {
  one <- function(...) put(..., alliance = a, scale = scale)
  n <- colSums(!is.na(x))
  statistics <- c("rwg", "rwg_star", "ad", "rwg_skewed")
  if (all(n < 2)) {
    for (s in statistics[1:3]) one(s, NA, if (all(n == 0)) "no_answers" else "one_respondent")
    return(invisible())
  }
  used <- x[, n >= 2, drop = FALSE]
  j <- ncol(used)
  v <- mean(apply(used, 2, var, na.rm = TRUE))
  null <- (points^2 - 1) / 12
  rwg <- function(r) if (r >= 1) 0 else j * (1 - r) / (j * (1 - r) + r)
  ad <- mean(apply(used, 2, function(y) mean(abs(y - mean(y, na.rm = TRUE)), na.rm = TRUE)))
  source <- "formula"
  if (!anyNA(x) && j > 1) {
    m <- multilevel::rwg.j(as.data.frame(x), rep(a, nrow(x)), ranvar = null)
    near(m$rwg.j, rwg(v / null))
    near(multilevel::ad.m(as.data.frame(x), rep(a, nrow(x)))$AD.M, ad)
    near(multilevel::rwg.j.lindell(as.data.frame(x), rep(a, nrow(x)), ranvar = null)$rwg.lindell,
         1 - v / null)
    source <- "multilevel"
  }
  one("rwg", rwg(v / null), source = source)
  one("rwg_star", 1 - v / null, source = source)
  one("ad", ad, source = source)
  put_chance(one, max(n), j, points)
  skewed <- skewed_null[as.character(points)]
  if (!is.na(skewed)) {
    one("rwg_skewed", rwg(v / skewed))
    one("rwg_star_skewed", 1 - v / skewed)
  }
}

put_alliance_scale <- function(a, scale, score, basis, pooled, points) {
  one <- function(...) put(..., alliance = a, scale = scale)
  n <- length(score)
  one("respondents", n)
  one("mean", if (n > 0) mean(score) else NA, "no_answers", source = "stats")
  one("index", if (n > 0) 100 * (mean(score) - 1) / (points - 1) else NA, "no_answers")
  one("sd", if (n > 1) sd(score) else NA, variance_why(n), source = "stats")
  why <- if (n < 2) variance_why(n) else basis$why
  # Nobody knows how many were invited: no finite-population correction.
  half <- if (why == "") qt(0.975, basis$df) * sqrt(basis$within / n) else NA
  one("low", if (why == "") max(1, mean(score) - half) else NA, why)
  one("high", if (why == "") min(points, mean(score) + half) else NA, why)
  for (s in 1:3) {
    one(c("pooled", "pooled_low", "pooled_high")[s],
        if (n > 0 && pooled$why == "") min(points, max(1, pooled$level[a, s])) else NA,
        if (n > 0) pooled$why else "no_answers",
        relative = if (n == 0 || pooled$why != "") EXACT else
          if (s == 1) pooled$relative else ITERATED)
  }
}

put_item <- function(a, item, raw, points) {
  one <- function(...) put(..., alliance = a, item = item)
  x <- suppressWarnings(as.numeric(raw))
  x <- x[!is.na(x)]
  n <- length(x)
  one("respondents", n)
  one("dont_know", sum(raw == "dk"))
  one("missing", sum(raw == ""))
  for (p in seq_len(points)) one(paste0("count_", p), sum(x == p))
  one("mean", if (n > 0) mean(x) else NA, "no_answers", source = "stats")
  star <- if (n > 1) 1 - var(x) / ((points^2 - 1) / 12) else NA
  one("sd", if (n > 1) sd(x) else NA, variance_why(n), source = "stats")
  if (n > 1) {
    m <- multilevel::rwg(x, rep("a", n), ranvar = (points^2 - 1) / 12)
    near(m$rwg, max(0, star))
  }
  one("rwg", if (n > 1) max(0, star) else NA, variance_why(n),
      source = if (n > 1) "multilevel" else "formula")
  one("rwg_star", star, variance_why(n))
  skewed <- skewed_null[as.character(points)]
  if (!is.na(skewed)) {
    star <- if (n > 1) 1 - var(x) / skewed else NA
    if (n > 1) near(multilevel::rwg(x, rep("a", n), ranvar = skewed)$rwg, max(0, star))
    one("rwg_skewed", if (n > 1) max(0, star) else NA, variance_why(n),
        source = if (n > 1) "multilevel" else "formula")
    one("rwg_star_skewed", star, variance_why(n))
  }
  one("ad", if (n > 1) mean(abs(x - mean(x))) else NA, variance_why(n))
}

# --- all of it ----------------------------------------------------------------------------------

interval_basis <- function(score, g) {
  df <- length(score) - length(unique(g))
  if (df < 1) return(list(why = "no_replication"))
  within <- sum((score - ave(score, g))^2) / df
  list(why = if (within < 1e-20) without_within(score) else "", within = within, df = df)
}

# Standard error of measurement of one person's score, at most what is within alliances.
put_sem <- function(scale, score, alpha, basis) {
  why <- if (length(score) < 2) variance_why(length(score)) else alpha$why
  most <- if (is.null(basis$within)) Inf else basis$within
  put("sem", if (why == "") sqrt(min(var(score) * (1 - alpha$value), most)) else NA, why,
      scale = scale)
}

pooled_of <- function(fit, score, g, alliances) {
  if (fit$why != "") return(list(why = fit$why))
  level <- predictions(fit, score, g, alliances)
  rownames(level) <- alliances
  list(why = "", level = level, relative = fit$relative)
}

scores_of <- function(set, s) {
  scale <- set$scales$id[s]
  items <- set$items[set$items$scale == scale, ]
  x <- answers_of(set$raw[items$id])
  x[, items$reverse] <- set$points + 1 - x[, items$reverse]
  answered <- rowSums(!is.na(x))
  has <- answered >= set$scales$min_answered[s] * nrow(items) & answered > 0
  list(scale = scale, items = items, x = x, answered = answered, has = has,
       score = rowMeans(x, na.rm = TRUE)[has], g = set$alliance[has])
}

put_scale <- function(set, s, alliances) {
  it <- scores_of(set, s)
  scale <- it$scale
  x <- it$x
  has <- it$has
  score <- it$score
  g <- it$g
  complete <- x[it$answered == nrow(it$items), , drop = FALSE]
  put("respondents", sum(has), scale = scale)
  put("complete", nrow(complete), scale = scale)
  put("mean", if (any(has)) mean(score) else NA, "no_answers", scale = scale, source = "stats")
  put("sd", if (sum(has) > 1) sd(score) else NA, variance_why(sum(has)), scale = scale,
      source = "stats")
  alpha <- put_alpha(scale, complete)
  put_omega(scale, complete)
  put_anova(scale, score, g)
  put_mean_of_alliances(scale, score, g)
  fit <- put_components(scale, score, g, set$points)
  pooled <- pooled_of(fit, score, g, alliances)
  basis <- interval_basis(score, g)
  put_sem(scale, score, alpha, basis)
  for (a in alliances) {
    put_alliance_scale(a, scale, score[g == a], basis, pooled, set$points)
    put_agreement(a, scale, x[set$alliance == a, , drop = FALSE], set$points)
  }
}

# With each organisation's people averaged first, and with known numbers of invited: what changes.
put_weighted <- function(set, s, alliances) {
  it <- scores_of(set, s)
  key <- paste(it$g, set$organisation[it$has], sep = "\r")
  score <- as.vector(tapply(it$score, key, mean))
  g <- sub("\r.*", "", names(tapply(it$score, key, mean)))
  put_anova(it$scale, score, g)
  put_mean_of_alliances(it$scale, score, g)
  fit <- put_components(it$scale, score, g, set$points)
  pooled <- pooled_of(fit, score, g, alliances)
  for (a in alliances) {
    mine <- score[g == a]
    one <- function(...) put(..., alliance = a, scale = it$scale)
    one("respondents", sum(it$g == a))
    one("mean", mean(mine))
    one("sd", if (length(mine) > 1) sd(mine) else NA, "one_respondent")
    one("pooled", pooled$level[a, 1], relative = pooled$relative)
    one("pooled_high", min(set$points, pooled$level[a, 3]), relative = ITERATED)
  }
}

# Finite population: n of N invited, S^2 within alliances, SEM^2 = s_total^2 (1 - alpha).
put_invited <- function(set, s, alliances, invited) {
  it <- scores_of(set, s)
  complete <- it$x[it$answered == nrow(it$items), , drop = FALSE]
  basis <- interval_basis(it$score, it$g)
  error <- if (ncol(complete) < 2) basis$within else
    min(basis$within, var(it$score) * (1 - alpha_formula(complete)) *
          mean(nrow(it$items) / it$answered[it$has]))
  for (a in alliances) {
    one <- function(...) put(..., alliance = a, scale = it$scale)
    mine <- it$score[it$g == a]
    n <- length(mine)
    all <- max(n, invited[a])
    half <- qt(0.975, basis$df) * sqrt((1 - n / all) * (basis$within - error) / n + error / n)
    one("low", if (n > 1) max(1, mean(mine) - half) else NA, "one_respondent")
    one("high", if (n > 1) min(set$points, mean(mine) + half) else NA, "one_respondent")
    one("lowest", (sum(mine) + (all - n)) / all)
    one("highest", (sum(mine) + (all - n) * set$points) / all)
  }
}

write_expected <- function(name) {
  out <- do.call(rbind, rows)
  write.csv(out, paste0("expected_", name, ".csv"), row.names = FALSE, quote = FALSE)
  cat(name, nrow(out), "\n")
  rows <<- list()
}

for (name in c("plain5", "seven", "two", "eleven", "single_group", "singles", "edge", "forty")) {
  set <- read_set(name)
  alliances <- set$alliances
  for (s in seq_len(nrow(set$scales))) put_scale(set, s, alliances)
  # Every item of forty alliances would be 20,000 lines that show nothing new.
  for (a in if (name == "forty") alliances[c(1, 20, 40)] else alliances) {
    for (item in set$items$id) put_item(a, item, set$raw[[item]][set$alliance == a], set$points)
  }
  write_expected(name)
}
set <- read_set("plain5")
for (s in seq_len(nrow(set$scales))) put_weighted(set, s, set$alliances)
write_expected("plain5_weighted")
# Invited: 5 in the first alliance, 6 in the second, ...: too few, just right and too many.
invited <- setNames(4 + seq_along(set$alliances), set$alliances)
for (s in seq_len(nrow(set$scales))) put_invited(set, s, set$alliances, invited)
write_expected("plain5_invited")
