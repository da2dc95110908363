# Two sides, group by group, by going through all divisions of all groups: Rscript make_sides.R, in
# this folder. Writes expected_sides.csv: groups as "1 2 5/3;4 4/2 2" (answers of the first side, of
# the second; groups apart by ;), and what R finds. Only utils::combn and arithmetic.
set.seed(20260901)
TIE <- 1e-9
rows <- list()

# All weighted differences that the divisions of one group give: w (mean of first - mean of second).
parts <- function(g) {
  all <- c(g$a, g$b)
  w <- length(g$a) * length(g$b) / length(all)
  if (length(all) == 0) return(0)
  chosen <- combn(length(all), length(g$a), simplify = FALSE)
  vapply(chosen, function(i) w * (mean(all[i]) - mean(all[-i])), 0)
}

put <- function(...) {
  groups <- list(...)
  both <- Filter(function(g) length(g$a) > 0 && length(g$b) > 0, groups)
  w <- vapply(both, function(g) length(g$a) * length(g$b) / (length(g$a) + length(g$b)), 0)
  sums <- 0
  for (g in both) sums <- as.vector(outer(sums, parts(g), "+"))
  seen <- sum(mapply(function(g, w) w * (mean(g$a) - mean(g$b)), both, w))
  pairs <- unlist(lapply(both, function(g) outer(g$a, g$b, "-")))
  text <- function(x) paste(x, collapse = " ")
  rows[[length(rows) + 1]] <<- data.frame(
    groups = paste(vapply(groups, function(g) paste(text(g$a), text(g$b), sep = "/"), ""), collapse = ";"),
    first = sum(lengths(lapply(both, `[[`, "a"))), second = sum(lengths(lapply(both, `[[`, "b"))),
    first_mean = sum(mapply(function(g, w) w * mean(g$a), both, w)) / sum(w),
    second_mean = sum(mapply(function(g, w) w * mean(g$b), both, w)) / sum(w),
    difference = seen / sum(w), p = mean(abs(sums) >= abs(seen) - TIE), arrangements = length(sums),
    superiority = mean((pairs > 0) + (pairs == 0) / 2))
}
g <- function(a, b) list(a = a, b = b)
r <- function(n, shift = 0) pmin(5, pmax(1, round(rnorm(n, 3.4 + shift, 1))))

put(g(c(4, 5, 4, 3), 2))
put(g(2, c(4, 5, 4, 3)))
put(g(c(3, 3), c(3, 3)))
put(g(r(6), r(3, -1)))
put(g(r(5), r(5)))
put(g(r(4), r(1)), g(r(3), r(1)), g(r(5), r(1)), g(r(2), r(1)))
put(g(r(4, 1), r(1)), g(r(3, 1), r(1)), g(r(5, 1), r(2)), g(r(2, 1), r(1)))
# The second side has more people in one group, fewer in another: sums are turned round in one.
put(g(r(2), r(5, -1)), g(r(5), r(2, -1)))
put(g(r(1), r(6)), g(r(6), r(1)), g(r(3), r(3)))
# Groups of very different levels: only the difference inside them counts.
put(g(c(1, 1, 2), 1), g(c(5, 5, 4), 5), g(c(3, 3), 3))
# Without people on one side a group takes no part.
put(g(r(4), integer(0)), g(r(3), r(2)), g(integer(0), r(2)))
put(g(c(5, 5, 5, 5, 5), 1), g(c(5, 5, 5, 5), 1), g(c(5, 5, 5), 1))
write.csv(do.call(rbind, lapply(rows, function(x) { x[] <- lapply(x, function(v) if (is.numeric(v)) format(v, digits = 17, trim = TRUE) else v); x })),
          "expected_sides.csv", row.names = FALSE, quote = TRUE)
