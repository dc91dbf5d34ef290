# Writes the tables beside itself: statistics of comparisons by R, to check our own against.
# Run by hand with R 4.2 (base packages only): Rscript golden.R

options(digits = 17)
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)))
number <- function(x) formatC(x, digits = 17, format = "g")
table_of <- function(name, rows) {
  write.table(do.call(rbind, rows), file.path(here, name), sep = ",", quote = FALSE, row.names = FALSE)
}

# --- Paired differences: mean, t interval, t test, TOST, sign flips, effect size, share above zero.

MARGIN <- 0.01
differences <- list(
  three = c(0.0031, -0.0012, 0.0024),
  five = c(0.0121, 0.0089, 0.0142, 0.0077, 0.0105),
  six_with_ties = c(0.0, 0.0012, -0.0012, 0.0034, 0.0, 0.0005),
  ten = c(-0.0055, -0.0009, -0.0054, -0.0059, -0.0096, -0.0053, 0.0027, -0.0015, 0.0022, -0.0025),
  seventeen = c(0.0079, 0.0037, -0.0333, 0.0171, 0.0101, 0.01, -0.0338, -0.0349, -0.0178, -0.0094, 0.0061, -0.0009, 0.0104, -0.0128, 0.0062, 0.0079, -0.0132),
  twenty = c(2.018, 0.857, 1.497, -0.32, -0.44, -0.044, 0.194, 0.932, 0.548, -0.147, -0.657, -0.221, 1.521, -0.508, 0.545, 0.727, -1.19, 0.348, 1.606, -1.714)
)

sign_flip <- function(d) {
  exact <- round(d * 10000)
  sums <- Reduce(function(s, x) c(s + x, s - x), exact, 0)
  mean(abs(sums) >= abs(sum(exact)))
}

paired <- function(name) {
  d <- differences[[name]]
  n <- length(d)
  above <- sum(d > 0)
  ties <- sum(d == 0)
  test <- t.test(d)
  tost <- max(
    t.test(d, mu = -MARGIN, alternative = "greater")$p.value,
    t.test(d, mu = MARGIN, alternative = "less")$p.value
  )
  data.frame(
    name = name, differences = paste(format(d, digits = 15, trim = TRUE, drop0trailing = TRUE), collapse = ";"),
    mean = number(mean(d)), sd = number(sd(d)),
    ci_low = number(test$conf.int[1]), ci_high = number(test$conf.int[2]),
    p_t = number(test$p.value), p_tost = number(tost), p_flip = number(sign_flip(d)),
    effect = number(mean(d) / sd(d) * (1 - 3 / (4 * (n - 1) - 1))),
    share = number((above + ties / 2) / n),
    share_low = number(binom.test(above + ties %/% 2, n)$conf.int[1]),
    share_high = number(binom.test(above + (ties + 1) %/% 2, n)$conf.int[2])
  )
}
table_of("golden.csv", lapply(names(differences), paired))

# --- Failures: exact McNemar of paired runs.

failures <- function(a, n, b, m) {
  data.frame(
    failed = a, runs = n, other_failed = b, other_runs = m,
    paired = number(if (a + b == 0) 1 else binom.test(a, a + b, 0.5)$p.value)
  )
}
table_of("failures.csv", list(
  failures(0, 10, 0, 10), failures(6, 6, 0, 6), failures(1, 10, 0, 10), failures(5, 8, 2, 9),
  failures(3, 20, 11, 20), failures(9, 30, 1, 12)
))

# --- Every table of a sign test, or of McNemar's, of up to 400 trials: sums of its p over the hits k.

table_of("binomial.csv", lapply(1:400, function(n) {
  p <- sapply(0:n, function(k) binom.test(k, n)$p.value)
  data.frame(trials = n, sum = number(sum(p)), weighted = number(sum(p / (1 + 0:n))))
}))

# --- A 2 × 3 × 2 grid of four seeds, the last factor varying fastest: F tests, ω², interactions.

set.seed(5)
grid <- expand.grid(c = factor(1:2), b = factor(1:3), a = factor(1:2), seed = factor(1:4))
a <- as.integer(grid$a) - 1
b <- as.integer(grid$b) - 1
grid$reading <- round(0.95 + 0.01 * a - 0.004 * b + 0.006 * a * b + 0.002 * as.integer(grid$seed) + rnorm(nrow(grid), 0, 0.004), 4)
lines <- summary(aov(reading ~ seed + (a + b + c)^2, grid))[[1]]
rownames(lines) <- trimws(rownames(lines))
error <- lines["Residuals", "Mean Sq"]
total <- sum(lines[["Sum Sq"]])
anova_line <- function(term) {
  degrees <- lines[term, "Df"]
  squares <- lines[term, "Sum Sq"]
  omega <- max(0, (squares - degrees * error) / (total + error))
  data.frame(term = term, degrees = degrees, squares = number(squares), p = number(lines[term, "Pr(>F)"]), omega = number(omega))
}
table_of("anova.csv", lapply(c("a", "b", "c", "a:b", "a:c", "b:c"), anova_line))
table_of("grid.csv", lapply(1:4, function(s) {
  data.frame(seed = s, readings = paste(number(grid$reading[grid$seed == s]), collapse = ";"))
}))

cell <- function(s, i, j) mean(grid$reading[grid$seed == s & grid$a == i & grid$b == j])
interaction <- function(level) {
  d <- sapply(1:4, function(s) cell(s, 2, level) - cell(s, 1, level) - cell(s, 2, 1) + cell(s, 1, 1))
  test <- t.test(d)
  data.frame(
    level = level, difference = number(mean(d)), low = number(test$conf.int[1]),
    high = number(test$conf.int[2]), p = number(test$p.value)
  )
}
table_of("interactions.csv", lapply(2:3, interaction))

# --- Predictions of five pairs of nets on 60 images: McNemar, and seeds × images as random effects.

set.seed(11)
N <- 60
truth <- sample(0:9, N, replace = TRUE)
hard <- runif(N)
predict <- function(skill) ifelse(runif(N) < hard^8 / skill, (truth + sample(1:9, N, replace = TRUE)) %% 10, truth)
text <- function(classes) paste(classes, collapse = "")
level <- lapply(1:5, function(s) predict(3))
baseline <- lapply(1:5, function(s) predict(1))
table_of("images.csv", lapply(1:5, function(s) {
  right <- level[[s]] == truth
  other <- baseline[[s]] == truth
  only <- sum(right & !other)
  only_other <- sum(!right & other)
  d <- right - other
  half <- qnorm(0.975) * sqrt(sum(d^2) - sum(d)^2 / N) / N
  data.frame(
    truth = text(truth), level = text(level[[s]]), baseline = text(baseline[[s]]),
    only_level = only, only_baseline = only_other, apart = sum(level[[s]] != baseline[[s]]),
    difference = number(mean(d)), low = number(mean(d) - half), high = number(mean(d) + half),
    p = number(binom.test(only, only + only_other)$p.value)
  )
}))

crossed <- expand.grid(image = factor(1:N), seed = factor(1:5))
crossed$d <- unlist(lapply(1:5, function(s) (level[[s]] == truth) - (baseline[[s]] == truth)))
ms <- summary(aov(d ~ seed + image, crossed))[[1]][["Mean Sq"]]
scope <- function(population, variance, df) {
  half <- qt(0.975, df) * sqrt(variance / nrow(crossed))
  data.frame(population = population, low = number(mean(crossed$d) - half), high = number(mean(crossed$d) + half))
}
table_of("populations.csv", list(
  scope("NEW_SEEDS", ms[1], 4), scope("NEW_IMAGES", ms[2], N - 1),
  scope("NEW_SEEDS_AND_IMAGES", max(ms[1], ms[2], ms[1] + ms[2] - ms[3]), 4)
))
cat("mean squares of seed, image, residual:", ms, "\n")
