# The Poisson models of the fixtures, and one of them fitted.
source("models.R")

poisson_models <- list(
  list(name = "trips", data = "RecreationDemand", cluster = "quality",
    formula = "trips ~ quality + C(ski) + income + C(userfee) + costC + costS + costH"),
  list(name = "expenditure", data = "CreditCard", cluster = "active",
    formula = "expenditure ~ log(income) + age + C(owner) + majorcards * reports"),
  list(name = "houses", data = "HousePrices", cluster = "bedrooms",
    formula = "price ~ log(lotsize) + log1p(garage) + sqrt(stories) + C(aircon):bedrooms"))

# With log Gamma(y + 1) for log y!, so that y need not be whole.
poisson_log_likelihood <- function(y, mean) sum(y * log(mean) - mean - lgamma(y + 1))

# Fitted by glm, iterated until the deviance no longer changes, and once more from there, because glm keeps the weights
# of the iteration before its last; the score is then 0 to rounding.
fit_poisson <- function(model) {
  data <- read_data(model$data)
  formula <- as.formula(model$formula)
  by_glm <- function(start) suppressWarnings(glm(formula, family = quasipoisson, data = data, start = start,
    control = glm.control(epsilon = 1e-15, maxit = 100)))
  fit <- by_glm(coef(by_glm(NULL)))
  stopifnot(fit$converged)
  design <- model.matrix(fit)
  beside <- coef(fit) * 1.001
  y <- fit$y
  agree(grad(function(b) poisson_log_likelihood(y, exp(drop(design %*% b))), beside),
    drop(crossprod(design, y - exp(drop(design %*% beside)))), 1e-7)
  scaled <- abs(crossprod(design, y - fitted(fit))) / crossprod(abs(design), y + fitted(fit))
  stopifnot(max(scaled) < 1e-14)
  units <- sqrt(colSums(design^2 * fitted(fit)))
  information <- crossprod(t(t(design) / units) * sqrt(fitted(fit)))
  agree(summary(fit)$cov.unscaled * outer(units, units), solve(information), 1e-11)
  stopifnot(identical(unname(design_of(formula, data)), unname(design[, ])))
  list(fit = fit, data = data, formula = formula)
}
