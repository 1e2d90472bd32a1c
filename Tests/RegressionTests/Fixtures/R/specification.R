# Conditional-moment tests of a Tobit's normality and homoscedasticity: tobit-specification.json.
#
# Chesher and Irish (1987), Pagan and Vella (1989). With u = (y - x'b)/s, a row's moments given what is observed of it,
# the limits included, are E[u^2] - 1, E[u^3] and E[u^4] - 3. Normality: the last two; homoscedasticity: the first times
# every regressor but the constant. The statistic is n - RSS of the regression of ones on the scores for (beta, log s)
# and the moments, which is n times the uncentred R^2.
source("json.R")
source("tobit-models.R")

# E[u^j | row], j = 2, 3, 4: u itself where nothing is censored, else the moments of the tail beyond the limit.
row_moments <- function(z, kind) {
  lambda <- exp(dnorm(z, log = TRUE) - pnorm(z, log.p = TRUE))
  mu <- exp(dnorm(z, log = TRUE) - pnorm(z, lower.tail = FALSE, log.p = TRUE))
  of <- function(free, left, right) ifelse(kind == "none", free, ifelse(kind == "left", left, right))
  list(
    second = of(z^2, 1 - z * lambda, 1 + z * mu),
    third = of(z^3, -lambda * (2 + z^2), mu * (2 + z^2)),
    fourth = of(z^4, 3 - lambda * (3 * z + z^3), 3 + mu * (3 * z + z^3)))
}

check_moments <- function(moments, z, kind) {
  for (row in unlist(lapply(setdiff(unique(kind), "none"), function(k) head(which(kind == k), 3)))) {
    tail <- if (kind[row] == "left") c(-Inf, z[row]) else c(z[row], Inf)
    mean_of <- function(power) {
      integral <- function(f) integrate(f, tail[1], tail[2], rel.tol = 1e-12)$value
      integral(function(u) u^power * dnorm(u)) / integral(dnorm)
    }
    agree(c(moments$second[row], moments$third[row], moments$fourth[row]), c(mean_of(2), mean_of(3), mean_of(4)), 1e-8)
  }
}

# n - RSS of ones on the columns, twice: by an orthonormal basis and by the normal equations.
outer_product_statistic <- function(columns) {
  columns <- t(t(columns) / sqrt(colSums(columns^2)))
  ones <- rep(1, nrow(columns))
  factors <- qr(columns, tol = 1e-12)
  stopifnot(factors$rank == ncol(columns))
  statistic <- length(ones) - sum(qr.resid(factors, ones)^2)
  sums <- colSums(columns)
  agree(sum(sums * solve(crossprod(columns), sums)), statistic, 1e-7)
  statistic
}

specification_of <- function(model) {
  fit <- fit_tobit(model)
  k <- ncol(fit$design)
  index <- drop(fit$design %*% fit$parameters[1:k])
  rows <- tobit_rows(fit$response, index, fit$parameters[k + 1], fit$lower, fit$upper)
  moments <- row_moments(rows$z, rows$kind)
  check_moments(moments, rows$z, rows$kind)
  agree(moments$second - 1, rows$log_sigma, 1e-12)
  normality <- cbind(moments$third, moments$fourth - 3)
  homoscedasticity <- (moments$second - 1) * fit$design[, -1, drop = FALSE]
  list(
    name = model$name, data = paste0(model$data, ".csv"), formula = model$formula, family = "tobit",
    lower = model$lower, upper = model$upper,
    normality = chi_squared(outer_product_statistic(cbind(fit$scores, normality)), 2),
    homoscedasticity = chi_squared(outer_product_statistic(cbind(fit$scores, homoscedasticity)), k - 1))
}

write_json("tobit-specification.json", list(fits = lapply(tobit_models, specification_of)))
