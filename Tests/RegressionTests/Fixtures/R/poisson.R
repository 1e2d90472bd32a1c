# Poisson pseudo-maximum likelihood with a logarithmic link: poisson.json.
source("json.R")
source("poisson-models.R")

describe_poisson <- function(model) {
  made <- fit_poisson(model)
  fit <- made$fit
  y <- fit$y
  n <- length(y)
  quasi <- summary(fit)
  classical <- quasi$cov.unscaled
  list(
    name = model$name, data = paste0(model$data, ".csv"), formula = model$formula, family = "poisson",
    n = n, zeros = sum(y == 0),
    terms = I(names(coef(fit))), estimate = I(unname(coef(fit))), std_error = standard_errors(classical),
    quasi_std_error = standard_errors(vcov(fit)), covariance = classical,
    hc0 = list(std_error = standard_errors(vcovHC(fit, type = "HC0"))),
    hc1 = list(std_error = standard_errors(vcovHC(fit, type = "HC1")), covariance = vcovHC(fit, type = "HC1")),
    cluster = clustered(fit, made$data, model$cluster),
    dispersion = quasi$dispersion, deviance = deviance(fit), null_deviance = fit$null.deviance,
    log_likelihood = poisson_log_likelihood(y, fitted(fit)),
    intercept_only_log_likelihood = poisson_log_likelihood(y, rep(mean(y), n)),
    squared_correlation = cor(y, fitted(fit))^2)
}

write_json("poisson.json", list(fits = lapply(poisson_models, describe_poisson)))
