# Cluster-robust means by clubSandwich (Debian: r-cran-clubsandwich): Rscript make_clustered.R, in this
# folder. Writes expected_clustered.csv: scores and clusters ("." is alone), and what R finds.
suppressMessages(library(clubSandwich))
set.seed(20261001)
rows <- list()
text <- function(x) paste(format(x, digits = 17, trim = TRUE), collapse = " ")
put <- function(name, y, cluster) {
  alone <- cluster == "."
  id <- cluster
  id[alone] <- paste0("alone", seq_len(sum(alone)))
  d <- data.frame(y = y, id = factor(id))
  fit <- lm(y ~ 1, data = d)
  v <- vcovCR(fit, cluster = d$id, type = "CR2")
  t <- coef_test(fit, vcov = v, test = "Satterthwaite")
  se <- t$SE
  df <- if (!is.null(t$df_Satt)) t$df_Satt else t$df
  reach <- qt(.975, df) * se
  rows[[length(rows) + 1]] <<- data.frame(
    name = name, scores = text(y), clusters = paste(cluster, collapse = " "),
    count = length(unique(id)), se = se, df = df, low = max(1, mean(y) - reach), high = min(5, mean(y) + reach))
}
score <- function(n) pmin(5, pmax(1, round(rnorm(n, 3.6, .8) * 8) / 8))
put("alone", score(12), rep(".", 12))
put("pairs", score(12), rep(letters[1:6], each = 2))
put("unequal", score(20), c(rep("a", 9), rep("b", 5), rep("c", 3), rep("d", 2), "e"))
put("mixed", score(30), c(rep("coc", 6), rep("rutgers", 4), rep("atria", 3), rep(".", 17)))
put("two", score(7), c("a", "a", "a", "a", "b", "b", "b"))
effect <- rnorm(5)
put("alike", pmin(5, pmax(1, 3.5 + rep(effect, each = 4) + rnorm(20) / 4)), rep(letters[1:5], each = 4))
put("one large", score(40), c(rep("a", 30), rep(".", 10)))
put("three points", sample(1:3, 15, TRUE), sample(letters[1:4], 15, TRUE))
put("at an end", c(5, 5, 5, 5, 4.5, 5), c("a", "a", "b", ".", ".", "c"))
out <- do.call(rbind, rows)
out[] <- lapply(out, function(v) if (is.numeric(v)) format(v, digits = 17, trim = TRUE) else v)
write.csv(out, "expected_clustered.csv", row.names = FALSE, quote = TRUE)
