# Makes the data sets of this folder: SET.csv (responses as in docs/formats.md) and
# SET.questionnaire.json. Run in this folder: Rscript make_data.R; the same bytes come out every
# time (R 3.6 and later). Nobody answered these: all of it is drawn.

quoted <- function(x) paste0("\"", x, "\"")
both <- function(nl, en) sprintf("{\"nl\": %s, \"en\": %s}", quoted(nl), quoted(en))

write_questionnaire <- function(set) {
  scales <- names(set$scales)
  labels <- paste(quoted(seq_len(set$points)), collapse = ", ")
  scale_json <- vapply(scales, function(s) {
    sprintf("  {\"id\": %s, \"title\": %s, \"min_answered\": %s}", quoted(s), both(s, s),
            format(set$scales[[s]]$min_answered))
  }, "")
  item_json <- unlist(lapply(scales, function(s) {
    scale <- set$scales[[s]]
    sprintf("  {\"id\": %s, \"theme\": \"all\", \"scale\": %s, \"text\": %s, \"reverse\": %s}",
            quoted(scale$items), quoted(s),
            both(paste("Stelling", scale$items), paste("Statement", scale$items)),
            ifelse(scale$items %in% scale$reverse, "true", "false"))
  }))
  text <- c(sprintf("{\"id\": %s, \"version\": \"1.0.0\", \"title\": %s,", quoted(set$name),
                    both(set$name, set$name)),
            sprintf(" \"response_scale\": {\"points\": %d, \"labels\": {\"nl\": [%s], \"en\": [%s]},",
                    set$points, labels, labels),
            sprintf("  \"dont_know\": %s},", both("Weet ik niet", "Do not know")),
            sprintf(" \"themes\": [{\"id\": \"all\", \"title\": %s}],", both("Alles", "All")),
            " \"scales\": [", paste(scale_json, collapse = ",\n"), " ],",
            " \"items\": [", paste(item_json, collapse = ",\n"), " ]}")
  writeLines(text, paste0(set$name, ".questionnaire.json"))
}

write_responses <- function(set, alliance, answers) {
  n <- length(alliance)
  frame <- data.frame(respondent = sprintf("r%03d", seq_len(n)), alliance = alliance,
                      organisation = sprintf("o%d", (seq_len(n) * 7) %% 5),
                      role = set$roles[seq_len(n) %% length(set$roles) + 1],
                      stringsAsFactors = FALSE)
  text <- apply(answers, 2, function(a) ifelse(is.na(a), "", ifelse(a == 99, "dk", a)))
  dim(text) <- dim(answers)
  colnames(text) <- colnames(answers)
  write.csv(cbind(frame, text), paste0(set$name, ".csv"), row.names = FALSE, quote = FALSE)
}

scale_of <- function(items, reverse = character(), min_answered = 0.5, loading = 1) {
  list(items = items, reverse = reverse, min_answered = min_answered, loading = loading)
}
numbered <- function(prefix, k) paste0(prefix, seq_len(k))

# One draw: a level per alliance and scale, a person around it, an answer around the person.
draw <- function(set) {
  alliance <- rep(names(set$sizes), set$sizes)
  n <- length(alliance)
  items <- unlist(lapply(set$scales, function(s) s$items), use.names = FALSE)
  answers <- matrix(NA_real_, n, length(items), dimnames = list(NULL, items))
  for (scale in set$scales) {
    level <- rnorm(length(set$sizes), set$level, set$between)
    person <- rnorm(n, level[match(alliance, names(set$sizes))], set$within)
    easy <- rnorm(length(scale$items), 0, 0.05)
    for (j in seq_along(scale$items)) {
      loading <- rep_len(scale$loading, length(scale$items))[j]
      x <- set$level + loading * (person - set$level) + easy[j] + rnorm(n, 0, set$noise)
      a <- pmin(set$points, pmax(1, round(1 + x * (set$points - 1))))
      if (scale$items[j] %in% scale$reverse) a <- set$points + 1 - a
      gone <- runif(n)
      a[gone < set$missing] <- NA
      a[gone > 1 - set$dont_know] <- 99
      answers[, scale$items[j]] <- a
    }
  }
  list(alliance = alliance, answers = answers)
}

make <- function(set, change = identity) {
  set.seed(set$seed)
  drawn <- change(draw(set))
  shuffled <- sample(length(drawn$alliance)) # rows of an alliance don't stand together
  write_questionnaire(set)
  write_responses(set, drawn$alliance[shuffled], drawn$answers[shuffled, , drop = FALSE])
}

base <- list(level = 0.65, between = 0.1, within = 0.15, noise = 0.15, missing = 0, dont_know = 0,
             roles = c("lead", "partner", "partner", ""))
set_of <- function(...) utils::modifyList(base, list(...))

# Five points, sizes 1 to 23, missing answers and don't-knows, reversed items, scales of 8, 3, 2
# and 1 items; an alliance whose id reads as "missing" in R, ids that sort differently as numbers.
make(set_of(name = "plain5", seed = 11, points = 5, missing = 0.03, dont_know = 0.06,
            sizes = c(a1 = 3, a10 = 4, a2 = 9, "NA" = 2, b = 23, B = 6, c = 1, "z-last" = 8),
            scales = list(eight = scale_of(numbered("e", 8), reverse = c("e2", "e7")),
                          three = scale_of(numbered("t", 3), min_answered = 0.66),
                          two = scale_of(numbered("w", 2)),
                          one = scale_of("q1"))))

# Seven points, an alliance of 100 beside one of 1, everyone complete; group means pulled together
# so that the ICC is negative (`level`), items that contradict one another so that alpha is
# (`contrary`).
make(set_of(name = "seven", seed = 12, points = 7,
            sizes = c(hundred = 100, five = 5, single = 1, twelve = 12, pair = 2, six = 6),
            scales = list(level = scale_of(numbered("l", 4)),
                          contrary = scale_of(numbered("c", 3), loading = c(1.2, -1.1, -0.9)),
                          apart = scale_of(numbered("a", 5)))),
     function(d) {
       for (g in unique(d$alliance)) { # by turns low and high within each alliance
         rows <- which(d$alliance == g)
         shift <- rep_len(c(-1, 1), length(rows))
         for (item in numbered("l", 4)) {
           d$answers[rows, item] <- pmin(7, pmax(1, 5 + 1 * shift + rep_len(c(0, 0, 1), length(rows)) *
                                                   (item == "l2")))
         }
         d$answers[rows[1], "l4"] <- 3
       }
       d
     })

# Two points (yes or no), a constant item, an all-constant scale, a perfectly agreed alliance.
make(set_of(name = "two", seed = 13, points = 2, within = 0.3, missing = 0.02,
            sizes = c(p = 4, q = 7, r = 11, s = 5, t = 8),
            scales = list(yes = scale_of(numbered("y", 4), reverse = "y3"),
                          fixed = scale_of(numbered("f", 3)),
                          same = scale_of(numbered("s", 3)))),
     function(d) {
       d$answers[, "f2"] <- 2
       d$answers[, numbered("s", 3)] <- 2
       d$answers[d$alliance == "p", numbered("y", 4)] <- rep(c(2, 2, 1, 2), each = 4)
       d
     })

# Eleven points, eleven people, more items than people; an item that is the copy of another.
make(set_of(name = "eleven", seed = 14, points = 11, sizes = c(x = 3, y = 4, z = 4),
            scales = list(long = scale_of(numbered("n", 12), reverse = "n5"),
                          copied = scale_of(numbered("k", 4)),
                          short = scale_of(numbered("h", 3)))),
     function(d) {
       d$answers[, "k4"] <- d$answers[, "k1"]
       d
     })

# One alliance only.
make(set_of(name = "single_group", seed = 15, points = 5, sizes = c(only = 14), dont_know = 0.03,
            scales = list(four = scale_of(numbered("i", 4)), pair = scale_of(numbered("j", 2)))))

# Everyone in an alliance of one's own.
make(set_of(name = "singles", seed = 16, points = 5,
            sizes = setNames(rep(1, 13), sprintf("g%02d", 1:13)),
            scales = list(three = scale_of(numbered("i", 3)))))

# Nobody complete (`holes`); an alliance where nobody answered, one where an item was never answered,
# one that says don't know to all; identical answers within every alliance (`united`).
make(set_of(name = "edge", seed = 17, points = 5, sizes = c(empty = 3, k = 5, l = 4, m = 6, none = 2),
            scales = list(holes = scale_of(numbered("h", 4)), united = scale_of(numbered("u", 3)),
                          tiny = scale_of(numbered("t", 3), min_answered = 1))),
     function(d) {
       n <- length(d$alliance)
       d$answers[cbind(seq_len(n), match(numbered("h", 4)[seq_len(n) %% 4 + 1],
                                         colnames(d$answers)))] <- NA
       d$answers[d$alliance == "k", "h3"] <- NA
       united <- c(empty = 3, k = 4, l = 2, m = 4, none = 1)
       d$answers[, numbered("u", 3)] <- united[d$alliance]
       d$answers[d$alliance %in% c("l", "m"), "t2"] <- NA
       d$answers[d$alliance == "empty", ] <- NA
       d$answers[d$alliance == "none", ] <- 99
       d
     })

# Forty alliances of 1 to 30, answers missing; every eleventh is an account holder, whose answers
# to statements that are meant for partners don't count.
make(set_of(name = "forty", seed = 18, points = 5, missing = 0.02, dont_know = 0.08,
            roles = c("account_holder", rep(c("partner", "lead"), 5)),
            sizes = setNames(c(1:20, rep(2:6, 3), 15, 20, 25, 30, 9), sprintf("f%02d", 40:1)),
            scales = list(six = scale_of(numbered("s", 6), reverse = c("s1", "s6")),
                          weak = scale_of(numbered("w", 5), loading = c(1, 0.8, 0.5, 0.3, 0.2)))))

# For the ordinal comparison (make_ordinal.R). steps: half of the alliances answer at the ends, half
# in the middle, and the step from 3 to 4 is wide, so that means and ordinal levels differ in order;
# in `top` all answers are the highest, in `low` the lowest; nobody uses 2 of p2; p3 is reversed;
# everybody says 4 to p4. one: a single statement.
make(set_of(name = "ordinal", seed = 19, points = 5, missing = 0.04, dont_know = 0.04,
            sizes = c(a = 8, b = 8, c = 6, d = 6, e = 4, f = 4, g = 2, h = 1, low = 2, top = 3),
            scales = list(steps = scale_of(numbered("p", 4), reverse = "p3"),
                          one = scale_of("o1"))),
     function(d) {
       n <- length(d$alliance)
       ends <- d$alliance %in% c("a", "c", "e", "g")
       level <- c(a = 0.2, b = 0, c = -0.3, d = 0.1, e = 0.4, f = -0.2, g = 0, h = 0.3, low = 0,
                  top = 0)[d$alliance]
       for (item in colnames(d$answers)) {
         x <- level + rnorm(n, 0, ifelse(ends, 2, 0.7))
         y <- findInterval(x, c(-1.4, -1.2, -0.2, 1.1)) + 1
         if (item == "p2") y[y == 2] <- 3
         y[d$alliance == "top"] <- 5
         y[d$alliance == "low"] <- 1
         if (item == "p3") y <- 6 - y
         if (item == "p4") y[] <- 4
         gone <- is.na(d$answers[, item]) | d$answers[, item] == 99
         d$answers[!gone, item] <- y[!gone]
       }
       d
     })
