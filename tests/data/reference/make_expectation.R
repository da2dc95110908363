# Expectations rated from linked statements, by R's own t.test and pt: Rscript make_expectation.R, in this
# folder. Makes the data set sides (partners and account holders) and writes expected_expectation.csv: one number
# a row; items as "a -b" where b speaks against the expectation. single: an alliance of one organisation.
set.seed(20270311)

points <- 5
alliances <- c("ark", "boat", "canoe", "dinghy", "ferry", "galley", "one")
roles <- list(ark = c(1, 4, 1), boat = c(1, 2, 1), canoe = c(1, 7, 2), dinghy = c(1, 1, 0),
              ferry = c(1, 3, 1), galley = c(1, 2, 3), one = c(2, 0, 1))
items <- data.frame(
  id = c("p1", "p2", "b1", "b2", "b3", "h1", "h2"), reverse = c(0, 1, 0, 1, 0, 0, 0),
  audience = c("partners", "partners", "both", "both", "both", "holders", "holders"),
  scale = c("inside", "inside", "inside", "with", "", "", "with"), stringsAsFactors = FALSE)
rows <- list()
for (a in alliances) {
  level <- rnorm(1, 0.3, 0.5)
  who <- rep(c("lead", "partner", "account_holder"), roles[[a]])
  for (i in seq_along(who)) {
    x <- pmin(points, pmax(1, round(3 + level + rnorm(nrow(items), 0, 0.9) - 0.6 * (who[i] == "account_holder"))))
    x[items$reverse == 1] <- points + 1 - x[items$reverse == 1]
    asked <- items$audience == "both" | (items$audience == "holders") == (who[i] == "account_holder")
    gone <- runif(nrow(items))
    x <- ifelse(!asked, "", ifelse(gone < 0.06, "", ifelse(gone < 0.12, "dk", x)))
    org <- if (who[i] == "account_holder") "" else if (a == "one") "o1" else paste0("o", (i + 1) %/% 2)
    rows[[length(rows) + 1]] <- c(a, org, if (runif(1) < 0.1 && who[i] == "partner") "" else who[i], x)
  }
}
table <- do.call(rbind, rows)
colnames(table) <- c("alliance", "organisation", "role", items$id)
table <- table[sample(nrow(table)), ]
write.csv(data.frame(respondent = sprintf("r%02d", seq_len(nrow(table))), table), "sides.csv",
          row.names = FALSE, quote = FALSE)
audiences <- c(partners = "\"lead\", \"partner\"", holders = "\"account_holder\"",
               both = "\"lead\", \"partner\", \"account_holder\"")
text <- "{\"nl\": \"t\", \"en\": \"t\"}"
cat("{\"id\": \"sides\", \"version\": \"1\", \"title\": ", text, ",\n",
    " \"response_scale\": {\"points\": 5, \"labels\": {\"nl\": [\"a\", \"b\", \"c\", \"d\", \"e\"], ",
    "\"en\": [\"a\", \"b\", \"c\", \"d\", \"e\"]}, \"dont_know\": ", text, "},\n",
    " \"themes\": [{\"id\": \"t\", \"title\": ", text, "}],\n",
    " \"scales\": [{\"id\": \"inside\", \"title\": ", text, ", \"relation\": \"alliance\"},\n",
    "   {\"id\": \"with\", \"title\": ", text, ", \"relation\": \"partnership\"}],\n \"items\": [\n",
    paste(sprintf("   {\"id\": \"%s\", \"theme\": \"t\", %s\"text\": %s, \"reverse\": %s, \"audience\": [%s]}",
      items$id, ifelse(items$scale == "", "", sprintf("\"scale\": \"%s\", ", items$scale)), text,
      ifelse(items$reverse == 1, "true", "false"), audiences[items$audience]), collapse = ",\n"),
    "]}\n", file = "sides.questionnaire.json", sep = "")

# --- reading what the other data sets ask, without a JSON package -----------------------------------------------
member <- function(text, key) {
  found <- regmatches(text, regexpr(sprintf("\"%s\": *(\"[^\"]*\"|true|false|\\[[^]]*\\])", key), text))
  if (length(found) == 0) "" else gsub("^\"[^\"]*\": *|\"", "", found)
}
ask <- function(set) {
  all <- paste(readLines(paste0(set, ".questionnaire.json")), collapse = " ")
  points <- as.integer(gsub("\\D", "", regmatches(all, regexpr("\"points\": *[0-9]+", all))))
  of <- function(key) {
    part <- regmatches(all, regexpr(sprintf("\"%s\": *\\[ *\\{.*", key), all))
    part <- strsplit(part, "\\{ *\"id\":")[[1]][-1]
    paste0("{\"id\":", part)
  }
  list(points = points, items = of("items"), scales = of("scales"))
}

number <- list()
put <- function(case, what, value) {
  number[[length(number) + 1]] <<- data.frame(case, what, value = format(value, digits = 17))
}

rate <- function(case, prefix, m, se, df, p) {
  put(case, paste0(prefix, ".mean"), m); put(case, paste0(prefix, ".se"), se); put(case, paste0(prefix, ".df"), df)
  put(case, paste0(prefix, ".low"), max(1, m - qt(.975, df) * se))
  put(case, paste0(prefix, ".high"), min(p, m + qt(.975, df) * se))
  put(case, paste0(prefix, ".index"), 100 * (m - 1) / (p - 1))
  put(case, paste0(prefix, ".yes"), pt((1 + .625 * (p - 1) - m) / se, df, lower.tail = FALSE))
  put(case, paste0(prefix, ".no"), pt((1 + .375 * (p - 1) - m) / se, df))
  put(case, paste0(prefix, ".partly"), pt((1 + .625 * (p - 1) - m) / se, df) - pt((1 + .375 * (p - 1) - m) / se, df))
}

study <- function(set, linked, weight = "respondent", single = "") {
  case <- paste(set, linked, weight, single, sep = "|")
  q <- ask(set)
  d <- read.csv(paste0(set, ".csv"), colClasses = "character", na.strings = character(0))
  against <- substr(strsplit(linked, " ")[[1]], 1, 1) == "-"
  ids <- sub("^-", "", strsplit(linked, " ")[[1]])
  text <- sapply(ids, function(id) q$items[sapply(q$items, member, "id") == id])
  inside <- sapply(text, function(t) {
    s <- member(t, "scale")
    s != "" && member(q$scales[sapply(q$scales, member, "id") == s], "relation") != "partnership"
  })
  meant <- function(t, role) {
    audience <- member(t, "audience")
    if (audience == "") TRUE
    else if (role == "") grepl("lead|partner", audience)
    else grepl(paste0("\\b", role, "\\b"), gsub("[][,]", " ", audience))
  }
  score <- answers <- rep(NA_real_, nrow(d))
  for (r in seq_len(nrow(d))) {
    asked <- sapply(text, meant, d$role[r]) & !(d$alliance[r] == single & inside)
    x <- suppressWarnings(as.numeric(unlist(d[r, ids])))
    turned <- xor(sapply(text, member, "reverse") == "true", against)
    x <- ifelse(turned, q$points + 1 - x, x)[asked]
    if (sum(!is.na(x)) > 0 && sum(!is.na(x)) >= sum(asked) / 2) {
      score[r] <- mean(x, na.rm = TRUE)
      answers[r] <- sum(!is.na(x))
    }
  }
  d$score <- score; d$answers <- answers; d$row <- seq_len(nrow(d))
  means <- list()
  for (side in c("partners", "account_holders")) {
    own <- d[(d$role == "account_holder") == (side == "account_holders") & !is.na(d$score), ]
    put(case, paste0(side, ".respondents"), nrow(own))
    put(case, paste0(side, ".alliances"), length(unique(own$alliance)))
    if (nrow(own) < 3) next
    if (weight == "organisation") {
      key <- ifelse(own$organisation == "", paste0("#", own$row), own$organisation)
      own <- do.call(rbind, lapply(split(own, paste(own$alliance, key)), function(g)
        data.frame(alliance = g$alliance[1], row = g$row[1], score = mean(g$score), answers = sum(g$answers))))
    }
    unit <- if (length(unique(own$alliance)) > 1) own$alliance else as.character(own$row)
    voices <- tapply(own$score, unit, mean)
    m <- tapply(own$answers, unit, sum)
    k <- length(voices)
    t <- if (sd(voices) > 0) t.test(voices) else list(estimate = mean(voices), stderr = 0, parameter = k - 1)
    se <- max(t$stderr, sqrt(sum(1 / (12 * m)) / k^2))
    means[[side]] <- c(mean = unname(t$estimate), se = se, df = unname(t$parameter))
    rate(case, side, unname(t$estimate), se, unname(t$parameter), q$points)
  }
  if (length(means) == 2) {
    p <- means$partners; h <- means$account_holders
    rate(case, "both", mean(c(p["mean"], h["mean"])), mean(c(p["se"], h["se"])), min(p["df"], h["df"]), q$points)
    v <- c(p["se"], h["se"])^2
    df <- sum(v)^2 / sum(v^2 / c(p["df"], h["df"]))
    put(case, "gap", p["mean"] - h["mean"])
    put(case, "gap_low", p["mean"] - h["mean"] - qt(.975, df) * sqrt(sum(v)))
    put(case, "gap_high", p["mean"] - h["mean"] + qt(.975, df) * sqrt(sum(v)))
  }
}

study("sides", "b1 b2 b3")
study("sides", "p1 -p2 b1 b2 b3 h1 -h2")
study("sides", "b1 b3 h1", single = "one")
study("sides", "p1 p2 b1 b2", single = "one")
study("sides", "p1 b2 -h1 h2", weight = "organisation", single = "one")
study("sides", "h1 h2")
study("sides", "-b1")
study("plain5", "e1 e2 e3 -t1")
study("plain5", "e1 e2 e3 -t1", weight = "organisation")
study("plain5", "q1")
study("seven", "l1 l2 -c3 a1")
study("seven", "l1 l2 -c3 a1", weight = "organisation", single = "five")
study("eleven", "n1 n5 -h1 h2")
study("edge", "h1 h2 h3 -t1")
study("two", "y1 y2 y3")
study("two", "-f1 f2", weight = "organisation")
study("singles", "i1 -i2 i3")
study("single_group", "i1 i2 -j1")
study("forty", "s1 s2 -w5")
study("forty", "s1 s2 w1", weight = "organisation")
write.csv(do.call(rbind, number), "expected_expectation.csv", row.names = FALSE, quote = FALSE)
