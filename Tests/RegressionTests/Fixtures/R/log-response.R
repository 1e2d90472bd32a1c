# Least squares of the logarithm of the response, with smearing: log-response.json.
source("json.R")
source("log-response-models.R")

describe_log_response <- function(model) {
  made <- fit_log_response(model)
  fit <- made$fit
  said <- summary(fit)
  list(
    name = model$name, data = paste0(model$data, ".csv"), formula = model$formula, family = "gaussian",
    n = nobs(fit), terms = I(names(coef(fit))), estimate = I(unname(coef(fit))),
    std_error = I(unname(said$coefficients[, 2])), covariance = vcov(fit),
    sigma = said$sigma, r_squared = said$r.squared, adjusted_r_squared = said$adj.r.squared,
    log_likelihood = as.numeric(logLik(fit)), aic = AIC(fit), bic = BIC(fit),
    hc0 = list(std_error = standard_errors(vcovHC(fit, type = "HC0"))),
    hc1 = list(std_error = standard_errors(vcovHC(fit, type = "HC1"))),
    hc2 = list(std_error = standard_errors(vcovHC(fit, type = "HC2"))),
    hc3 = list(std_error = standard_errors(vcovHC(fit, type = "HC3"))),
    cluster = clustered(fit, made$data, model$cluster),
    duan_smearing = made$duan, normal_smearing = made$normal,
    expected = I(unname(made$duan * exp(fitted(fit)))))
}

write_json("log-response.json", list(fits = lapply(log_response_models, describe_log_response)))
