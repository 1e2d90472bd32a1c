# What a fit says of the response at an index eta, with first and second derivatives by eta and log s.
#
# Every outcome is a function of (eta, log_sigma) that returns a list of vectors:
# value, eta = d/d eta, eta_eta = its derivative by eta, log_sigma = d/d log s, eta_log_sigma = d2/(d eta d log s).

latent_outcome <- function(eta, log_sigma) {
  zero <- 0 * eta
  list(value = eta, eta = zero + 1, eta_eta = zero, log_sigma = zero, eta_log_sigma = zero)
}

# factor * exp(eta): the expected output of Poisson (factor 1) and of a log response (a smearing factor, held fixed).
exponential_outcome <- function(factor) function(eta, log_sigma) {
  value <- factor * exp(eta)
  list(value = value, eta = value, eta_eta = value, log_sigma = 0 * eta, eta_log_sigma = 0 * eta)
}

# z^power phi(z), 0 at both infinities.
power_density <- function(z, power) ifelse(is.finite(z), z^power * dnorm(z), 0)

# With a = (L - eta)/s and b = (U - eta)/s: P = Phi(b) - Phi(a) and the differences a^j phi(a) - b^j phi(b), j = 0 to 3.
tobit_pieces <- function(eta, log_sigma, lower, upper) {
  sigma <- exp(log_sigma)
  a <- (lower - eta) / sigma
  b <- (upper - eta) / sigma
  difference <- function(power) power_density(a, power) - power_density(b, power)
  upper_tail <- pnorm(a, lower.tail = FALSE) - pnorm(b, lower.tail = FALSE)
  list(
    sigma = sigma, a = a, b = b, p = ifelse(a > 0, upper_tail, pnorm(b) - pnorm(a)),
    d0 = difference(0), d1 = difference(1), d2 = difference(2), d3 = difference(3))
}

# P(uncensored) = P. As da/d eta = -1/s and da/d log s = -a, every derivative is a difference of a^j phi(a) again.
tobit_probability <- function(lower, upper) function(eta, log_sigma) {
  t <- tobit_pieces(eta, log_sigma, lower, upper)
  list(value = t$p, eta = t$d0 / t$sigma, eta_eta = t$d1 / t$sigma^2, log_sigma = t$d1,
    eta_log_sigma = (t$d2 - t$d0) / t$sigma)
}

# E[y|x] = L Phi(a) + U (1 - Phi(b)) + eta P + s (phi(a) - phi(b)), whose derivative by eta is P.
tobit_expected <- function(lower, upper) function(eta, log_sigma) {
  t <- tobit_pieces(eta, log_sigma, lower, upper)
  below <- if (is.finite(lower)) lower * pnorm(t$a) else 0
  above <- if (is.finite(upper)) upper * pnorm(t$b, lower.tail = FALSE) else 0
  list(value = below + above + eta * t$p + t$sigma * t$d0, eta = t$p, eta_eta = t$d0 / t$sigma,
    log_sigma = t$sigma * t$d0, eta_log_sigma = t$d1)
}

# E[y|x, uncensored] = eta + s m with m = (phi(a) - phi(b))/P; m_j is the difference of a^j phi(a) over P.
tobit_uncensored <- function(lower, upper) function(eta, log_sigma) {
  t <- tobit_pieces(eta, log_sigma, lower, upper)
  m0 <- t$d0 / t$p
  m1 <- t$d1 / t$p
  m2 <- t$d2 / t$p
  m3 <- t$d3 / t$p
  list(
    value = eta + t$sigma * m0, eta = 1 + m1 - m0^2,
    eta_eta = (m2 - m0 - 3 * m0 * m1 + 2 * m0^3) / t$sigma,
    log_sigma = t$sigma * (m0 + m2 - m0 * m1),
    eta_log_sigma = m3 - m1 - m1^2 - 2 * m0 * (m2 - m0 * m1))
}

tobit_outcomes <- function(lower, upper) list(
  latent = latent_outcome, expected = tobit_expected(lower, upper),
  expected_uncensored = tobit_uncensored(lower, upper), probability_uncensored = tobit_probability(lower, upper))

# The covariance of (beta, log s) where log s is no parameter.
with_fixed_sigma <- function(covariance) rbind(cbind(covariance, 0), 0)

# The derivatives by hand against those by Richardson's extrapolation, over the range of `eta`.
check_outcome <- function(outcome, eta, log_sigma) {
  for (at in quantile(eta, c(0, 0.1, 0.5, 0.9, 1))) {
    here <- outcome(at, log_sigma)
    scale <- max(abs(unlist(here)))
    near <- function(value, reference) {
      if (abs(value - reference) > 1e-8 * scale) stop("derivative differs by ", format(value - reference))
    }
    near(here$eta, grad(function(x) outcome(x, log_sigma)$value, at))
    near(here$eta_eta, grad(function(x) outcome(x, log_sigma)$eta, at))
    near(here$log_sigma, grad(function(s) outcome(at, s)$value, log_sigma))
    near(here$eta_log_sigma, grad(function(s) outcome(at, s)$eta, log_sigma))
  }
}
