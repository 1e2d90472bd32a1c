# The Tobit log-likelihood in (beta, log sigma), its scores and its Hessian, and Newton's method to machine accuracy.
#
# With limits L and U, a = (L - x'b)/s, b = (U - x'b)/s and u = (y - x'b)/s a row adds
#   log Phi(a) at or below L, log(1 - Phi(b)) at or above U, log phi(u) - log s between.

censoring_of <- function(response, lower, upper) {
  ifelse(response <= lower, "left", ifelse(response >= upper, "right", "none"))
}

# Row by row: the log-likelihood, its derivatives by the index eta = x'b and by log s, and the second derivatives.
tobit_rows <- function(response, eta, log_sigma, lower, upper) {
  sigma <- exp(log_sigma)
  kind <- censoring_of(response, lower, upper)
  z <- (pmin(pmax(response, lower), upper) - eta) / sigma
  sign <- ifelse(kind == "right", -1, 1)
  mills <- exp(dnorm(z, log = TRUE) - pnorm(sign * z, log.p = TRUE))
  free <- kind == "none"
  # d/dz of log phi(z), log Phi(z), log(1 - Phi(z)), and its derivative.
  first <- ifelse(free, -z, sign * mills)
  second <- ifelse(free, -1, -mills * (sign * z + mills))
  value <- ifelse(free, dnorm(z, log = TRUE) - log_sigma, pnorm(sign * z, log.p = TRUE))
  list(
    value = value, z = z, kind = kind,
    eta = -first / sigma, log_sigma = -first * z - free,
    eta_eta = second / sigma^2, eta_log_sigma = (second * z + first) / sigma,
    log_sigma_log_sigma = second * z^2 + first * z)
}

tobit_log_likelihood <- function(parameters, response, design, lower, upper) {
  k <- ncol(design)
  sum(tobit_rows(response, drop(design %*% parameters[1:k]), parameters[k + 1], lower, upper)$value)
}

# Rows by (beta, log sigma).
tobit_scores <- function(parameters, response, design, lower, upper) {
  k <- ncol(design)
  rows <- tobit_rows(response, drop(design %*% parameters[1:k]), parameters[k + 1], lower, upper)
  cbind(design * rows$eta, rows$log_sigma)
}

tobit_hessian <- function(parameters, response, design, lower, upper) {
  k <- ncol(design)
  rows <- tobit_rows(response, drop(design %*% parameters[1:k]), parameters[k + 1], lower, upper)
  cross <- colSums(design * rows$eta_log_sigma)
  rbind(cbind(crossprod(design, design * rows$eta_eta), cross), c(cross, sum(rows$log_sigma_log_sigma)))
}

# Units in which all parameters are of one size: an orthonormal basis of the regressors, the response divided by its
# standard deviation. `forth` takes (beta, log sigma) there, back %*% parameters + shift takes them back.
tobit_units <- function(response, design, lower, upper) {
  k <- ncol(design)
  factors <- qr(design)
  stopifnot(factors$rank == k, identical(factors$pivot, seq_len(k)))
  unit <- sd(response)
  triangle <- qr.R(factors) / sqrt(nrow(design))
  list(
    response = response / unit, design = qr.Q(factors) * sqrt(nrow(design)), lower = lower / unit, upper = upper / unit,
    forth = function(parameters) c(drop(triangle %*% parameters[1:k]) / unit, parameters[[k + 1]] - log(unit)),
    back = rbind(cbind(solve(triangle) * unit, 0), c(rep(0, k), 1)), shift = c(rep(0, k), log(unit)))
}

# The Newton direction; far from the maximum, where the information need not be positive definite, a ridge is added.
ascent_direction <- function(information, gradient) {
  ridge <- 0
  repeat {
    root <- tryCatch(chol(information + diag(ridge, nrow(information))), error = function(condition) NULL)
    if (!is.null(root)) return(backsolve(root, backsolve(root, gradient, transpose = TRUE)))
    ridge <- max(2 * ridge, 1e-3 * max(abs(diag(information))))
  }
}

# The maximum, by Newton's method from `start`; the last steps are full ones, until the decrement no longer falls.
tobit_maximum <- function(response, design, lower, upper, start) {
  units <- tobit_units(response, design, lower, upper)
  at <- function(f, parameters) f(parameters, units$response, units$design, units$lower, units$upper)
  parameters <- units$forth(start)
  decrement <- Inf
  for (step in 1:200) {
    gradient <- colSums(at(tobit_scores, parameters))
    direction <- ascent_direction(-at(tobit_hessian, parameters), gradient)
    latest <- sum(direction * gradient)
    if (latest >= decrement && decrement < 1e-20) break
    value <- at(tobit_log_likelihood, parameters)
    rises <- function(direction) isTRUE(at(tobit_log_likelihood, parameters + direction) > value)
    while (latest > 1e-8 && !rises(direction)) direction <- direction / 2
    parameters <- parameters + direction
    decrement <- min(decrement, latest)
  }
  stopifnot(decrement < 1e-20, max(abs(gradient)) < 1e-12 * nrow(design))
  covariance <- units$back %*% solve(-at(tobit_hessian, parameters)) %*% t(units$back)
  covariance <- (covariance + t(covariance)) / 2
  names <- c(colnames(design), "log(sigma)")
  dimnames(covariance) <- list(names, names)
  parameters <- setNames(drop(units$back %*% parameters) + units$shift, names)
  list(
    parameters = parameters, covariance = covariance,
    log_likelihood = tobit_log_likelihood(parameters, response, design, lower, upper),
    scores = tobit_scores(parameters, response, design, lower, upper))
}
