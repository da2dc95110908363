# Permutation tests by going through all arrangements: Rscript make_permutation.R, in this folder.
# Writes expected_permutation.csv: kind, first;values or values in order of group, second;values or
# sizes, and what R finds. Only utils::combn and arithmetic; differences within 1e-9 are ties.
set.seed(20260301)
TIE <- 1e-9
rows <- list()
put <- function(kind, first, second, ...) {
  text <- function(x) paste(format(x, digits = 17, trim = TRUE), collapse = ";")
  rows[[length(rows) + 1]] <<- data.frame(kind, first = text(first), second = text(second), ...)
}
superiority <- function(d) mean((d > 0) + (d == 0) / 2)

groups <- function(a, b) {
  all <- c(a, b)
  sums <- combn(length(all), length(a), function(i) mean(all[i]) - mean(all[-i]))
  seen <- mean(a) - mean(b)
  put("groups", a, b, p = mean(abs(sums) >= abs(seen) - TIE), arrangements = length(sums),
      effect = seen, superiority = superiority(outer(a, b, "-")), mean = NA, variance = NA)
}

pairs <- function(a, b) {
  d <- a - b
  moved <- d[d != 0]
  signs <- as.matrix(expand.grid(rep(list(c(-1, 1)), length(moved))))
  sums <- if (length(moved) > 0) as.vector(signs %*% moved) else 0
  put("pairs", a, b, p = mean(abs(sums) >= abs(sum(moved)) - TIE), arrangements = length(sums),
      effect = mean(d), superiority = superiority(d), mean = NA, variance = NA)
}

# Every way to divide the people over groups of these sizes, as a vector of group numbers each.
divisions <- function(sizes, free = seq_len(sum(sizes)), g = 1) {
  if (length(sizes) == 1) return(list(setNames(rep(g, length(free)), free)))
  chosen <- if (length(free) == 1) list(free) else combn(free, sizes[1], simplify = FALSE)
  do.call(c, lapply(chosen, function(i) {
    lapply(divisions(sizes[-1], setdiff(free, i), g + 1), function(rest) c(setNames(rep(g, length(i)), i), rest))
  }))
}
between <- function(y, sizes) {
  square <- function(g) sum(tapply(y, g, function(v) length(v) * (mean(v) - mean(y))^2))
  seen <- square(rep(seq_along(sizes), sizes))
  all <- vapply(divisions(sizes), function(g) square(g[order(as.integer(names(g)))]), 0)
  put("between", y, sizes, p = mean(all >= seen - TIE), arrangements = length(all),
      effect = seen / sum((y - mean(y))^2), superiority = NA, mean = mean(all),
      variance = mean((all - mean(all))^2))
}

score <- function(n, items = 4, shift = 0) pmin(5, pmax(1, round((rnorm(n, 3.6 + shift, .7)) * items) / items))
groups(score(1), score(3))
groups(score(1), score(22))
groups(score(2), score(5, shift = -1))
groups(score(7, 7), score(9, 7))
groups(score(8, 3), score(8, 3, .8))
groups(c(4, 4, 4), c(4, 4))
groups(c(1, 1, 1), c(5, 5, 5, 5))
groups(1000 + score(4), 1e6 + score(5))
pairs(score(1), score(1))
pairs(score(3), score(3))
pairs(score(6, 7), score(6, 7, .5))
pairs(score(14, 3), score(14, 3, .4))
pairs(c(3, 4, 5), c(3, 4, 5))
between(score(4), c(2, 2))
between(score(8), c(3, 4, 1))
between(score(9, 7, c(0, 0, 0, 1, 1, 1, 2, 2, 2)), c(3, 3, 3))
between(score(9, 3), c(1, 2, 2, 4))
between(score(12, 6), c(5, 7))
between(c(2, 2, 2, 4, 4, 4), c(3, 3))
between(1000 + score(7), c(2, 2, 3))
write.csv(do.call(rbind, rows), "expected_permutation.csv", row.names = FALSE, quote = FALSE, na = "")
