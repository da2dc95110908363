# Which phase, by the text of docs/methods.md, 6, independently of samenscan's own code: makes the data
# sets phase_*.csv with their phase_*.questionnaire.json and writes expected_phase.csv:
#   set, alliance, relation   of what
#   statistic                 respondents, modal, verdict, phases (the ones a mixed verdict names);
#                             and of each phase posterior.PHASE, profile.PHASE, leaning.PHASE
#   value                     17 digits, a whole number or an id; empty where there is none, and then
#   why                       the reason code of analyse/estimate.h
# Only pnorm, lgamma and arithmetic. Nobody answered these: all of it is drawn.
# Run in this folder: Rscript make_phase.R; the same bytes come out every time (R 3.6 and later).
PHASES <- c("forming", "storming", "norming", "performing")
RELATIONS <- c("alliance", "partnership")
LEAST <- 1e-6
set.seed(20261128)

default_model <- function(points) {
  list(mean = rbind(c(.72, .38, .40, .35), c(.45, .72, .38, .38), c(.32, .35, .74, .60),
                    c(.22, .25, .71, .80)),
       spread = .44, concentration = 30, prior = rep(1, 4), design_effect = 1.25,
       cut = seq_len(points - 1) / points)
}

# --- the sets -----------------------------------------------------------------------------------

# per: statements per phase among partners and with the funder; every third statement is reversed.
items_of <- function(set) {
  items <- list()
  for (r in seq_along(RELATIONS)) for (j in seq_along(PHASES)) {
    for (i in seq_len(set$per[[r]][j])) {
      id <- paste0(substr(RELATIONS[r], 1, 1), substr(PHASES[j], 1, 1), i)
      items[[length(items) + 1]] <- data.frame(id, relation = RELATIONS[r], phase = PHASES[j],
                                               scale = paste0(RELATIONS[r], "-", PHASES[j]))
    }
  }
  items <- do.call(rbind, items)
  items$reverse <- seq_len(nrow(items)) %% 3 == 0
  items
}

# What somebody in an alliance of phase k answers: around the model's own table, people freely. Where
# an alliance has two phases its people are in either by turns.
draw <- function(set, items) {
  alliance <- rep(names(set$sizes), set$sizes)
  n <- length(alliance)
  turn <- seq_len(n) %% 2 + 1
  k <- vapply(seq_len(n), function(r) rep_len(set$phase[[alliance[r]]], 2)[turn[r]], 0)
  role <- rep_len(c("lead", "partner", "partner", "", "partner", "account_holder"), n)
  x <- matrix("", n, nrow(items), dimnames = list(NULL, items$id))
  for (i in seq_len(nrow(items))) {
    j <- match(items$phase[i], PHASES)
    level <- set$model$mean[cbind(k, j)] + rnorm(n, 0, set$noise)
    a <- findInterval(level, set$model$cut) + 1
    if (items$reverse[i]) a <- set$points + 1 - a
    gone <- runif(n)
    x[, i] <- ifelse(gone < .04, "", ifelse(gone > .93, "dk", a))
  }
  x[alliance %in% set$silent, ] <- "dk"
  data.frame(respondent = sprintf("r%03d", seq_len(n)), alliance, organisation = "", role, x)
}

quoted <- function(x) paste0("\"", x, "\"")
both <- function(text) sprintf("{\"nl\": %s, \"en\": %s}", quoted(text), quoted(text))
commas <- function(x) paste(x, collapse = ", ")
by_phase <- function(x) paste0("{", commas(sprintf("\"%s\": %s", PHASES, format(x))), "}")

model_json <- function(set) {
  if (is.null(set$own)) return(NULL)
  m <- set$own
  rows <- commas(sprintf("\"%s\": %s", PHASES, apply(m$mean, 1, by_phase)))
  sprintf(paste(" \"phase_model\": {\"mean\": {%s}, \"spread\": %s, \"concentration\": %s,",
                "\"prior\": %s, \"design_effect\": %s, \"cut\": [%s]},"),
          rows, m$spread, m$concentration, by_phase(m$prior), m$design_effect, commas(m$cut))
}

write_questionnaire <- function(set, items) {
  scales <- unique(items[c("scale", "relation")])
  labels <- commas(quoted(seq_len(set$points)))
  writeLines(c(
    sprintf("{\"id\": %s, \"version\": \"1.0.0\", \"title\": %s,", quoted(set$name), both(set$name)),
    sprintf(" \"response_scale\": {\"points\": %d, \"labels\": {\"nl\": [%s], \"en\": [%s]},",
            set$points, labels, labels),
    sprintf("  \"dont_know\": %s},", both("dk")), model_json(set),
    sprintf(" \"themes\": [{\"id\": \"all\", \"title\": %s}],", both("all")),
    " \"scales\": [",
    paste(sprintf("  {\"id\": %s, \"title\": %s, \"relation\": %s}", quoted(scales$scale),
                  both(scales$scale), quoted(scales$relation)), collapse = ",\n"), " ],",
    " \"items\": [",
    paste(sprintf(paste("  {\"id\": %s, \"theme\": \"all\", \"scale\": %s, \"text\": %s,",
                        "\"reverse\": %s, \"phase\": %s}"), quoted(items$id), quoted(items$scale),
                  both(items$id), tolower(items$reverse), quoted(items$phase)), collapse = ",\n"),
    " ]}"), paste0(set$name, ".questionnaire.json"))
}

# --- the model ----------------------------------------------------------------------------------

# P(answer | true phase k, statement of phase j)
centre <- function(model, k, j) {
  p <- diff(c(0, pnorm((model$cut - model$mean[k, j]) / model$spread), 1))
  p <- pmax(LEAST, p)
  p / sum(p)
}

# Dirichlet-multinomial, with its constants.
log_counts <- function(counts, weight) {
  lgamma(sum(weight)) - lgamma(sum(weight) + sum(counts)) +
    sum(lgamma(weight + counts) - lgamma(weight))
}

posterior_of <- function(log_likelihood, model) {
  l <- log(model$prior / sum(model$prior)) + log_likelihood / model$design_effect
  exp(l - max(l)) / sum(exp(l - max(l)))
}

log_likelihood_of <- function(x, phase, points, model) {
  vapply(1:4, function(k) {
    sum(vapply(seq_len(ncol(x)), function(i) {
      p <- centre(model, k, match(phase[i], PHASES))
      log_counts(tabulate(x[, i], points), model$concentration * p)
    }, 0))
  }, 0)
}

person_leans <- function(row, phase, model) {
  given <- which(!is.na(row))
  l <- vapply(1:4, function(k) {
    sum(vapply(given, function(i) log(centre(model, k, match(phase[i], PHASES))[row[i]]), 0))
  }, 0)
  p <- posterior_of(l, model)
  top <- sort(p, decreasing = TRUE)
  if (log(top[1] / top[2]) > 1e-9) which.max(p) else NA
}

# Index of each phase's scale: mean over people who answered at least half of it.
profile_of <- function(x, phase, points) {
  vapply(PHASES, function(j) {
    mine <- x[, phase == j, drop = FALSE]
    if (ncol(mine) == 0) return(NaN) # nothing was asked
    enough <- rowSums(!is.na(mine)) >= ncol(mine) / 2
    if (!any(enough)) return(NA) # nothing was answered
    100 * (mean(rowMeans(mine[enough, , drop = FALSE], na.rm = TRUE)) - 1) / (points - 1)
  }, 0)
}

verdict_of <- function(n, leaning, posterior, profile) {
  all <- sum(leaning)
  apart <- all > 0 && max(leaning) <= all / 2 && max(leaning[1:3] + leaning[2:4]) < .75 * all
  if (n < 3 || apart) return(list(verdict = "undecided", phases = character()))
  modal <- which.max(posterior)
  lead <- profile[modal] - profile[-modal]
  behind <- is.na(lead) | lead >= 7.5 - 1e-9
  if (posterior[modal] >= .75 && !is.na(profile[modal]) && all(behind)) {
    return(list(verdict = "clear", phases = character()))
  }
  order <- order(-posterior)
  named <- order[seq_len(which(cumsum(posterior[order]) >= .75 - 1e-9)[1])]
  if (!is.na(profile[modal])) named <- union(named, seq_along(PHASES)[-modal][!behind])
  if (length(named) < 2) named <- order[1:2]
  list(verdict = "mixed", phases = PHASES[sort(named)])
}

# --- all of it ----------------------------------------------------------------------------------

rows <- list()
put <- function(set, alliance, relation, statistic, value, why = "") {
  text <- if (why != "") "" else if (is.numeric(value)) sprintf("%.17g", value) else value
  rows[[length(rows) + 1]] <<- data.frame(set, alliance, relation, statistic, value = text, why)
}

put_nothing <- function(set, a, relation, why) {
  put(set, a, relation, "respondents", 0)
  put(set, a, relation, "modal", "")
  put(set, a, relation, "verdict", "no_data")
  put(set, a, relation, "phases", "")
  for (k in PHASES) {
    put(set, a, relation, paste0("posterior.", k), NA, why)
    put(set, a, relation, paste0("profile.", k), NA, why)
    put(set, a, relation, paste0("leaning.", k), 0)
  }
}

put_phase <- function(set, a, relation, x, phase) {
  answered <- rowSums(!is.na(x)) > 0
  if (!any(answered)) return(put_nothing(set$name, a, relation, "no_answers"))
  leans <- apply(x[answered, , drop = FALSE], 1, person_leans, phase = phase, model = set$model)
  leaning <- tabulate(leans, 4)
  posterior <- posterior_of(log_likelihood_of(x, phase, set$points, set$model), set$model)
  profile <- profile_of(x, phase, set$points)
  said <- verdict_of(sum(answered), leaning, posterior, unname(profile))
  put(set$name, a, relation, "respondents", sum(answered))
  put(set$name, a, relation, "modal", PHASES[which.max(posterior)])
  put(set$name, a, relation, "verdict", said$verdict)
  put(set$name, a, relation, "phases", paste(said$phases, collapse = " "))
  for (k in seq_along(PHASES)) {
    why <- if (is.nan(profile[k])) "no_phase_items" else if (is.na(profile[k])) "no_answers" else ""
    put(set$name, a, relation, paste0("posterior.", PHASES[k]), posterior[k])
    put(set$name, a, relation, paste0("profile.", PHASES[k]), unname(profile[k]), why)
    put(set$name, a, relation, paste0("leaning.", PHASES[k]), leaning[k])
  }
}

make <- function(name, points, sizes, phase, per, noise = .2, own = NULL, silent = character()) {
  set <- list(name = name, points = points, sizes = sizes, per = per, noise = noise, own = own,
              silent = silent, model = if (is.null(own)) default_model(points) else own)
  set$phase <- setNames(phase, names(sizes))
  items <- items_of(set)
  data <- draw(set, items)
  write_questionnaire(set, items)
  write.csv(data, paste0(name, ".csv"), row.names = FALSE, quote = FALSE)
  x <- vapply(data[items$id], function(a) suppressWarnings(as.integer(a)), integer(nrow(data)))
  x[, items$reverse] <- points + 1L - x[, items$reverse]
  x[data$role == "account_holder", ] <- NA # never in an alliance's numbers
  for (a in sort(names(sizes), method = "radix")) for (relation in RELATIONS) {
    mine <- items$relation == relation
    if (!any(mine)) {
      put_nothing(name, a, relation, "no_phase_items")
    } else {
      put_phase(set, a, relation, x[data$alliance == a, mine, drop = FALSE], items$phase[mine])
    }
  }
}

# Sizes 1 to 100, both relations, one alliance that doesn't know.
make("phase_five", 5, c(hundred = 100, eight = 8, one = 1, pair = 2, three = 3, four = 4, silent = 5,
                        twelve = 12, six = 6),
     list(c(1, 2), c(2, 3), 3, 4, 4, 3, 1, c(1, 3), c(2, 4)), list(rep(4, 4), rep(2, 4)),
     silent = "silent")
make("phase_two", 2, c(a = 5, b = 9, c = 3, d = 14), list(4, 1, c(1, 2), c(2, 3)),
     list(rep(3, 4), rep(0, 4)))
make("phase_three", 3, c(a = 6, b = 2, c = 11, d = 7), list(3, 4, c(1, 4), 2),
     list(rep(2, 4), rep(1, 4)), .35)
make("phase_seven", 7, c(a = 4, b = 23, c = 5, d = 6, e = 3), list(2, c(1, 2), c(2, 3), 1, c(1, 2)),
     list(rep(4, 4), rep(0, 4)), .4)
make("phase_eleven", 11, c(a = 7, b = 3, c = 17, d = 9), list(c(2, 3), 3, c(1, 2), 2),
     list(c(3, 2, 4, 1), rep(0, 4)), .3)
# A questionnaire's own table, without statements about storming among the partners.
make("phase_own", 5, c(a = 5, b = 8, c = 4, d = 19, e = 6, f = 5), list(2, 3, 4, 4, c(1, 3), 2),
     list(c(3, 0, 3, 3), c(2, 2, 0, 0)), .15,
     own = list(mean = rbind(c(.8, .3, .3, .2), c(.5, .8, .3, .3), c(.2, .3, .8, .5), c(.1, .1, .6, .9)),
                spread = .1, concentration = 4, prior = c(.4, .3, .2, .1), design_effect = 3,
                cut = c(.15, .4, .6, .85)))
write.csv(do.call(rbind, rows), "expected_phase.csv", row.names = FALSE, quote = FALSE)
