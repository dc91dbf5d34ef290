# Writes the tables beside itself: power by R, to check our own against.
# Run by hand with R 4.2 (base packages only): Rscript golden.R

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)))
number <- function(x) formatC(x, digits = 17, format = "g")
table_of <- function(name, rows) {
  write.table(do.call(rbind, rows), file.path(here, name), sep = ",", quote = FALSE, row.names = FALSE)
}
cases <- expand.grid(n = c(3, 5, 8, 10, 20, 50), effect = c(0.2, 0.7, 1.5), alpha = c(0.05, 0.05 / 6))

# --- The two-sided paired t test.

exact <- function(n, effect, alpha) {
  power.t.test(n = n, delta = effect, sd = 1, sig.level = alpha, type = "paired", strict = TRUE)$power
}
table_of("power.csv", lapply(seq_len(nrow(cases)), function(i) {
  case <- cases[i, ]
  data.frame(seeds = case$n, effect = case$effect, alpha = number(case$alpha), power = number(exact(case$n, case$effect, case$alpha)))
}))
table_of("detectable.csv", lapply(c(3, 5, 8, 10, 20, 50), function(n) {
  found <- power.t.test(n = n, power = 0.8, sd = 1, type = "paired", strict = TRUE, tol = 1e-13)$delta
  data.frame(seeds = n, effect = number(found))
}))
table_of("seeds.csv", lapply(c(0.15, 0.3, 0.5, 0.8, 1, 1.5), function(effect) {
  n <- power.t.test(delta = effect, power = 0.8, sd = 1, type = "paired", strict = TRUE, tol = 1e-10)$n
  data.frame(effect = effect, seeds = ceiling(n))
}))

# --- The two one-sided tests, and either of the two, as integrals over the chi distribution.

over_spread <- function(n, chance, kinks) {
  df <- n - 1
  density <- function(s) 2 * df * s * dchisq(df * s^2, df)
  ends <- sort(c(1e-8, kinks[kinks < 12 & kinks > 1e-8], 12))
  sum(sapply(seq_len(length(ends) - 1), function(i) {
    integrate(function(s) chance(s) * density(s), ends[i], ends[i + 1], rel.tol = 1e-12, abs.tol = 1e-13, subdivisions = 2000)$value
  }))
}
within <- function(bound, shift) ifelse(bound > 0, pnorm(bound - shift) - pnorm(-bound - shift), 0)
beyond <- function(bound, shift) pnorm(bound - shift, lower.tail = FALSE) + pnorm(-bound - shift)
margins <- expand.grid(n = c(3, 5, 8, 10, 20), effect = c(0, 0.4), margin = c(0.6, 1, 2))
table_of("equivalence.csv", lapply(seq_len(nrow(margins)), function(i) {
  case <- margins[i, ]
  shift <- case$effect * sqrt(case$n)
  room <- case$margin * sqrt(case$n)
  one <- qt(0.95, case$n - 1)
  two <- qt(0.975, case$n - 1)
  tost <- over_spread(case$n, function(s) within(room - one * s, shift), room / one)
  settled <- over_spread(case$n, function(s) pmin(1, beyond(two * s, shift) + within(room - one * s, shift)), c(room / one, room / (one + two)))
  data.frame(seeds = case$n, effect = case$effect, margin = case$margin, equivalence = number(tost), settled = number(settled))
}))

# --- Limits of a standard deviation estimated as 1.

table_of("spread.csv", lapply(c(1, 2, 4, 9, 40), function(df) {
  data.frame(degrees = df, at_most_80 = number(sqrt(df / qchisq(0.2, df))), at_least_95 = number(sqrt(df / qchisq(0.95, df))))
}))

# --- A t test after every reading from the first look to the last: how often it ever finds something
# in two million samples of mean zero.

ever <- function(first, last, nominal) {
  draws <- 2e6
  total <- numeric(draws)
  squares <- numeric(draws)
  two <- logical(draws)
  one <- logical(draws)
  for (n in 1:last) {
    x <- rnorm(draws)
    total <- total + x
    squares <- squares + x^2
    if (n >= first) {
      t <- total / sqrt(n) / sqrt((squares - total^2 / n) / (n - 1))
      two <- two | abs(t) >= qt(1 - nominal / 2, n - 1)
      one <- one | t >= qt(1 - nominal, n - 1)
    }
  }
  data.frame(first = first, last = last, nominal = nominal, two_sided = number(mean(two)), one_sided = number(mean(one)))
}
set.seed(20260301)
table_of("../sequential/repeated.csv", list(
  ever(5, 6, 0.05), ever(3, 10, 0.012), ever(5, 20, 0.01), ever(10, 30, 0.01), ever(5, 20, 0.0008), ever(3, 40, 0.05)
))
