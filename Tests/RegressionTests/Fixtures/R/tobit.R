# Tobit fits: tobit.json.
source("json.R")
source("tobit-models.R")

describe_cluster <- function(fit, column) {
  if (is.null(column)) return(NULL)
  groups <- fit$data[[column]]
  count <- length(unique(groups))
  covariance <- tobit_sandwich(fit, groups) * count / (count - 1)
  agree(sqrt(diag(vcovCL(fit$by_aer, cluster = groups, type = "HC0", cadjust = TRUE))), sqrt(diag(covariance)), 1e-11)
  list(column = column, clusters = count, std_error = standard_errors(covariance))
}

describe_tobit <- function(model) {
  fit <- fit_tobit(model)
  n <- length(fit$response)
  k <- ncol(fit$design)
  beta <- fit$parameters[1:k]
  alone <- tobit_maximum(fit$response, matrix(1, n, 1, dimnames = list(NULL, "(Intercept)")), model$lower, model$upper,
    c(mean(fit$response), log(sd(fit$response))))
  hc0 <- tobit_sandwich(fit)
  hc1 <- hc0 * n / (n - (k + 1))
  agree(sqrt(diag(sandwich(fit$by_aer))), sqrt(diag(hc0)), 1e-11)
  agree(sqrt(diag(sandwich(fit$by_aer, adjust = TRUE))), sqrt(diag(hc1)), 1e-11)
  wald <- sum(beta[-1] * solve(fit$covariance[2:k, 2:k], beta[-1]))
  agree(summary(fit$by_aer)$wald, wald, 1e-11)
  likelihood_ratio <- 2 * (fit$log_likelihood - alone$log_likelihood)
  errors <- sqrt(diag(fit$covariance))
  list(
    name = model$name, data = paste0(model$data, ".csv"), formula = model$formula, family = "tobit",
    lower = model$lower, upper = model$upper,
    n = n, left = sum(fit$kinds == "left"), uncensored = sum(fit$kinds == "none"), right = sum(fit$kinds == "right"),
    terms = I(colnames(fit$design)), estimate = I(unname(beta)), std_error = I(unname(errors[1:k])),
    sigma = exp(fit$parameters[[k + 1]]), log_sigma = fit$parameters[[k + 1]], log_sigma_std_error = errors[[k + 1]],
    covariance = fit$covariance,
    log_likelihood = fit$log_likelihood, intercept_only_log_likelihood = alone$log_likelihood,
    wald = chi_squared(wald, k - 1), likelihood_ratio = chi_squared(likelihood_ratio, k - 1),
    aic = 2 * (k + 1) - 2 * fit$log_likelihood, bic = log(n) * (k + 1) - 2 * fit$log_likelihood,
    hc0 = list(std_error = standard_errors(hc0)), hc1 = list(std_error = standard_errors(hc1)),
    cluster = describe_cluster(fit, model$cluster))
}

write_json("tobit.json", list(fits = lapply(tobit_models, describe_tobit)))
