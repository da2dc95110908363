# The hierarchical cumulative probit of analyse/ordinal.h in R, independently of samenscan's own code;
# writes expected_ordinal.csv:
#   set, scale, alliance    of what
#   statistic               tau, log_likelihood, inversion_count; of an alliance value, se, location;
#                           inversion: alliance is higher by the mean, value is the other one
#   value                   17 digits, or the other alliance's id; empty where there is none, and then
#   why                     the reason code of analyse/estimate.h
#   source                  exact (below), or package ordinal
# All to be met within 1e-6 relative: R iterates too.
# Run in this folder: Rscript make_ordinal.R (R 4.2 with ordinal 2022.11, jsonlite of Debian 12).
#
# Exact: every alliance's likelihood is summed over 1,201 equidistant levels from -9 tau to 9 tau
# (the trapezoidal rule, which for such smooth integrands is exact to rounding), and the sum over
# alliances climbed by BFGS and then by Newton with numerical second derivatives, from three starts.
# ordinal::clmm has no thresholds per item: it is compared on every item by itself. ordinal::clmm2
# has them (nominal = ~ item): it is compared where its fit succeeds. Both stop early, so that they
# are held to 1e-5 of the log-likelihood only.

suppressPackageStartupMessages(library(ordinal))
options(warn = 1)

# --- data ---------------------------------------------------------------------------------------

read_set <- function(name) {
  q <- jsonlite::fromJSON(paste0(name, ".questionnaire.json"))
  d <- read.csv(paste0(name, ".csv"), colClasses = "character", na.strings = character())
  alliances <- sort(unique(d$alliance), method = "radix")
  d <- d[d$role != "account_holder", ] # no item of these sets is meant for them alone
  x <- vapply(d[q$items$id], function(a) suppressWarnings(as.numeric(a)), numeric(nrow(d)))
  x <- matrix(x, nrow(d), nrow(q$items), dimnames = list(NULL, q$items$id))
  points <- q$response_scale$points
  x[, q$items$reverse] <- points + 1 - x[, q$items$reverse]
  list(points = points, scales = q$scales, items = q$items, alliances = alliances,
       alliance = d$alliance, organisation = d$organisation, x = x)
}

# Items (rows of what is returned: alliances) by category used; weight is per person.
tables_of <- function(x, g, alliances, weight) {
  g <- factor(g, alliances)
  tables <- lapply(seq_len(ncol(x)), function(j) {
    y <- factor(x[, j]) # used categories only
    t <- tapply(weight, list(g, y), sum, default = 0)
    if (nlevels(y) >= 2) unname(t) else NULL
  })
  tables[!vapply(tables, is.null, TRUE)]
}

# --- likelihood ---------------------------------------------------------------------------------

Z <- seq(-9, 9, length.out = 1201)

# log P(category | u) and its derivative by the thresholds, for a vector of u
cells_of <- function(th, u) {
  e <- outer(c(-Inf, th, Inf), u, "-")
  k <- length(th) + 1
  low <- e[seq_len(k), , drop = FALSE]
  high <- e[seq_len(k) + 1, , drop = FALSE]
  p <- ifelse(low > 0, pnorm(low, lower.tail = FALSE) - pnorm(high, lower.tail = FALSE),
              pnorm(high) - pnorm(low))
  list(p = p, low = dnorm(low) / p, high = dnorm(high) / p)
}
split_thresholds <- function(tables, th) {
  split(th, rep(seq_along(tables), vapply(tables, ncol, 0L) - 1))
}
# log-likelihood, gradient by (thresholds, log tau), mean and sd per alliance
exact <- function(tables, par) {
  th <- split_thresholds(tables, par[-length(par)])
  if (any(vapply(th, is.unsorted, TRUE, strictly = TRUE))) return(list(value = -Inf))
  tau <- exp(par[length(par)])
  u <- tau * Z
  cells <- lapply(th, cells_of, u)
  log_l <- 0
  for (j in seq_along(tables)) {
    lp <- log(cells[[j]]$p)
    lp[!is.finite(lp)] <- -1e5
    log_l <- log_l + tables[[j]] %*% lp
  }
  log_f <- sweep(log_l, 2, dnorm(Z, log = TRUE), "+")
  top <- apply(log_f, 1, max)
  f <- exp(log_f - top)
  total <- rowSums(f)
  post <- f / total
  gradient <- unlist(lapply(seq_along(tables), function(j) {
    k <- ncol(tables[[j]])
    d_high <- cells[[j]]$high[-k, , drop = FALSE]
    d_low <- cells[[j]]$low[-1, , drop = FALSE]
    d_high[!is.finite(d_high)] <- 0
    d_low[!is.finite(d_low)] <- 0
    colSums(tables[[j]][, -k, drop = FALSE] * (post %*% t(d_high))) -
      colSums(tables[[j]][, -1, drop = FALSE] * (post %*% t(d_low)))
  }))
  mean <- as.vector(post %*% u)
  list(value = sum(top + log(total)) + nrow(log_f) * log(Z[2] - Z[1]),
       gradient = c(gradient, sum(post %*% u^2) / tau^2 - nrow(post)),
       mean = mean, sd = sqrt(as.vector(post %*% u^2) - mean^2))
}

climb <- function(tables, start) {
  fit <- optim(start, function(p) max(exact(tables, p)$value, -1e10),
               function(p) exact(tables, p)$gradient, method = "BFGS",
               control = list(fnscale = -1, maxit = 1000, reltol = 1e-12))
  par <- fit$par
  n <- length(par)
  tau <- exp(par[n])
  list(value = fit$value, par = par, inside = tau <= 25 && tau >= 1e-3)
}
polish <- function(tables, par) {
  n <- length(par)
  for (i in 1:6) {
    gradient <- exact(tables, par)$gradient
    if (max(abs(gradient)) < 1e-9) break
    h <- vapply(seq_len(n), function(k) {
      d <- replace(numeric(n), k, 1e-5)
      (exact(tables, par + d)$gradient - exact(tables, par - d)$gradient) / 2e-5
    }, numeric(n))
    par <- par - solve((h + t(h)) / 2, gradient)
  }
  at <- exact(tables, par)
  stopifnot(max(abs(at$gradient)) < 1e-7 * (1 + abs(at$value)))
  # the gradient is that of the value
  k <- sample(n, min(n, 3))
  slopes <- vapply(k, function(j) {
    d <- replace(numeric(n), j, 1e-3)
    (exact(tables, par + d)$value - exact(tables, par - d)$value) / 2e-3
  }, 0)
  stopifnot(max(abs(slopes)) < 1e-3 * (1 + abs(at$value)))
  list(value = at$value, par = par, inside = TRUE)
}

pooled_fit <- function(tables) {
  th <- unlist(lapply(tables, function(t) {
    s <- cumsum(colSums(t)) / sum(t)
    qnorm(s[-length(s)])
  }))
  value <- sum(vapply(tables, function(t) {
    n <- colSums(t)
    sum(n * log(n / sum(n)))
  }, 0))
  list(th = th, value = value)
}

given <- function(tables, th, a, u) {
  th <- split_thresholds(tables, th)
  sum(vapply(seq_along(tables), function(j) {
    n <- tables[[j]][a, ]
    sum((n * log(cells_of(th[[j]], u)$p))[n > 0])
  }, 0))
}
slope_given <- function(tables, th, a, u) {
  th <- split_thresholds(tables, th)
  sum(vapply(seq_along(tables), function(j) {
    n <- tables[[j]][a, ]
    c <- cells_of(th[[j]], u)
    sum((n * (c$low - c$high))[n > 0])
  }, 0))
}
location_of <- function(tables, th, a) {
  above <- any(vapply(tables, function(t) any(t[a, -1] > 0), TRUE))
  below <- any(vapply(tables, function(t) any(t[a, -ncol(t)] > 0), TRUE))
  if (!above && !below) return(NA)
  if (!above) return(-Inf)
  if (!below) return(Inf)
  r <- uniroot(function(u) slope_given(tables, th, a, u), c(-6, 6), extendInt = "downX",
               tol = 1e-14, maxiter = 10000)$root
  near <- given(tables, th, a, r)
  stopifnot(near >= given(tables, th, a, r + 1e-3), near >= given(tables, th, a, r - 1e-3))
  r
}

fit_exact <- function(tables, starts = c(0.1, 0.5, 2)) {
  if (length(tables) == 0) return(list(why = "no_variance"))
  at_zero <- pooled_fit(tables)
  best <- list(value = at_zero$value, par = c(at_zero$th, -Inf))
  for (tau in starts) {
    fit <- climb(tables, c(at_zero$th * sqrt(1 + tau^2), log(tau)))
    if (fit$value > best$value + 1e-9) {
      if (!fit$inside && fit$par[length(fit$par)] > 0) return(list(why = "no_convergence"))
      if (fit$inside) best <- fit
    }
  }
  if (is.finite(best$par[length(best$par)])) best <- polish(tables, best$par)
  th <- best$par[-length(best$par)]
  tau <- exp(best$par[length(best$par)])
  levels <- if (tau > 0) exact(tables, best$par) else
    list(mean = rep(0, nrow(tables[[1]])), sd = rep(0, nrow(tables[[1]])))
  list(why = "", tau = tau, value = best$value, th = th, mean = levels$mean, sd = levels$sd,
       location = vapply(seq_along(levels$mean), function(a) location_of(tables, th, a), 0))
}

# --- against the package ------------------------------------------------------------------------

compared <- 0
check_clmm <- function(tables, long) {
  fit <- fit_exact(tables, 0.5)
  if (fit$why != "" || fit$tau < 0.05) return(NULL)
  long$y <- ordered(long$y)
  long$g <- factor(long$g)
  long$item <- factor(long$item)
  one <- nlevels(long$item) == 1
  m <- try(suppressWarnings(
    if (one) clmm(y ~ 1 + (1 | g), data = long, link = "probit", nAGQ = 20,
                  control = clmm.control(gradTol = 1e-8, maxIter = 500)) else
      clmm2(location = y ~ 1, nominal = ~ item, random = g, data = long, link = "probit",
            nAGQ = 20)), silent = TRUE)
  if (inherits(m, "try-error")) return(NULL)
  # clmm2 keeps thresholds of categories that an item lacks: only where all have the same
  value <- as.numeric(logLik(m))
  cat(sprintf("  %s: log-likelihood off by %.1e, tau by %.1e\n", if (one) "clmm" else "clmm2",
              value / fit$value - 1, (if (one) m$ST[[1]][1] else m$stDev) / fit$tau - 1))
  stopifnot(value < fit$value + 1e-6 * abs(fit$value))
  if (one) stopifnot(abs(value / fit$value - 1) < 1e-5)
  compared <<- compared + 1
  list(tau = if (one) m$ST[[1]][1] else m$stDev, value = value, fit = fit)
}

# --- all of it ----------------------------------------------------------------------------------

rows <- list()
put <- function(set, scale, alliance, statistic, value, why = "", source = "exact") {
  text <- if (is.character(value)) value else if (is.na(value)) "" else sprintf("%.17g", value)
  rows[[length(rows) + 1]] <<- data.frame(set, scale, alliance, statistic, value = text,
                                          why = if (text == "") why else "", source)
}

one_scale <- function(label, s, scale, min_answered, by_organisation) {
  items <- s$items$id[!is.na(s$items$scale) & s$items$scale == scale]
  x <- s$x[, items, drop = FALSE]
  has <- rowSums(!is.na(x)) >= pmax(1, min_answered * length(items))
  x <- x[has, , drop = FALSE]
  g <- s$alliance[has]
  who <- paste(g, ifelse(s$organisation[has] == "", paste("alone", seq_along(g)),
                         s$organisation[has]))
  weight <- if (by_organisation) 1 / as.vector(table(who)[who]) else rep(1, length(g))
  alliances <- s$alliances[s$alliances %in% g]
  mean <- vapply(alliances, function(a) {
    p <- g == a
    sum(rowMeans(x[p, , drop = FALSE], na.rm = TRUE) * weight[p]) / sum(weight[p])
  }, 0)
  k <- length(alliances)
  voices <- if (k == 0) 0 else max(vapply(alliances, function(a) sum(weight[g == a]), 0))
  why <- if (k == 0) "no_answers" else if (k == 1) "one_alliance" else
    if (k == 2) "too_few_alliances" else if (voices < 1.5) "no_replication" else ""
  fit <- list(why = why)
  if (why == "") fit <- fit_exact(tables_of(x, g, alliances, weight))
  cat(label, scale, if (fit$why == "") sprintf("tau %.4f", fit$tau) else fit$why, "\n")
  if (fit$why != "") {
    for (n in c("tau", "log_likelihood", "inversion_count")) put(label, scale, "", n, NA, fit$why)
    for (a in alliances) for (n in c("value", "se", "location")) {
      put(label, scale, a, n, NA, fit$why)
    }
    return(invisible())
  }
  put(label, scale, "", "tau", fit$tau)
  put(label, scale, "", "log_likelihood", fit$value)
  for (a in seq_len(k)) {
    put(label, scale, alliances[a], "value", fit$mean[a])
    put(label, scale, alliances[a], "se", fit$sd[a])
    l <- fit$location[a]
    put(label, scale, alliances[a], "location", if (is.finite(l)) l else NA,
        if (is.na(l)) "no_variance" else "at_an_end")
  }
  pairs <- 0
  for (a in seq_len(k)) for (b in seq_len(k)) {
    if (fit$tau > 0 && !anyNA(fit$location[c(a, b)]) && mean[a] > mean[b] + 1e-9 &&
        fit$location[a] < fit$location[b] - 1e-9) {
      pairs <- pairs + 1
      put(label, scale, alliances[a], "inversion", alliances[b])
    }
  }
  put(label, scale, "", "inversion_count", pairs)
  if (by_organisation) return(invisible())
  long <- data.frame(y = as.vector(x), g = rep(g, ncol(x)), item = rep(items, each = nrow(x)))
  long <- long[!is.na(long$y), ]
  for (i in items) {
    l <- long[long$item == i, ]
    m <- check_clmm(tables_of(x[, i, drop = FALSE], g, alliances, weight), l)
    if (!is.null(m) && length(items) == 1) {
      put(label, scale, "", "log_likelihood", m$value, source = "ordinal::clmm")
    }
  }
  used <- table(long$item, long$y) > 0
  if (length(items) > 1 && length(items) <= 4 && all(used)) {
    m <- check_clmm(tables_of(x, g, alliances, weight), long)
    if (!is.null(m)) {
      put(label, scale, "", "log_likelihood", m$value, source = "ordinal::clmm2")
    }
  }
}

set.seed(1)
one_set <- function(name, by_organisation = FALSE) {
  s <- read_set(name)
  label <- paste0(name, if (by_organisation) "_weighted" else "")
  for (i in seq_len(nrow(s$scales))) {
    one_scale(label, s, s$scales$id[i], s$scales$min_answered[i], by_organisation)
  }
}
for (name in c("plain5", "seven", "two", "eleven", "edge", "single_group", "singles", "forty",
               "ordinal")) {
  one_set(name)
}
one_set("plain5", TRUE)
cat(compared, "fits agree with package ordinal\n")
stopifnot(compared >= 15)
write.csv(do.call(rbind, rows), "expected_ordinal.csv", row.names = FALSE, quote = FALSE)
