# Partial pooling of printed means by metafor (Debian: r-cran-metafor): Rscript make_pool_means.R, in
# this folder. Writes expected_pool_means.csv: one row a group; sd and tau2 are of the whole case.
suppressPackageStartupMessages(library(metafor))
set.seed(20261128)
rows <- list()
case <- function(name, means, n, sd) {
  fit <- rma(yi = means, vi = sd^2 / n, method = "DL")
  # blup's own interval adds the uncertainty of mu as ours does: B v + (1 - B)^2 var(mu)
  b <- blup(fit)
  rows[[length(rows) + 1]] <<- data.frame(case = name, mean = means, n = n, sd = sd,
    tau2 = fit$tau2, value = b$pred, low = b$pi.lb, high = b$pi.ub)
}
case("two", c(3.1, 4.4), c(5, 6), 0.75)
case("apart", c(2.0, 3.5, 4.9, 3.1, 4.1), c(5, 5, 9, 6, 11), 0.75)
case("near", c(3.9, 4.0, 4.1, 4.0), c(5, 22, 6, 7), 0.75)
case("same", c(4, 4, 4), c(5, 6, 7), 1)
case("many", round(runif(40, 1.5, 4.8), 1), sample(5:23, 40, TRUE), 1.25)
case("wide", c(1.2, 9.8, 5.5), c(8, 5, 30), 1.875)
write.csv(format(do.call(rbind, rows), digits = 17, trim = TRUE), "expected_pool_means.csv",
          row.names = FALSE, quote = FALSE)
