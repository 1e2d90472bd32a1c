# The models with the logarithm of the response, and one of them fitted, with its smearing factors.
source("models.R")

log_response_models <- list(
  list(name = "industries", data = "SIC33", cluster = NULL,
    formula = "log(output) ~ log(labor) + log(capital)"),
  list(name = "equipment", data = "Equipment", cluster = NULL,
    formula = "log(valueadded) ~ log(capital) + log(labor)"),
  list(name = "log-wages", data = "CPS1985", cluster = "occupation",
    formula = "log(wage) ~ education * C(gender) + experience + I(experience^2) + C(ethnicity)"))

# Duan's smearing factor is the mean of e^residual; the normal one e^(s^2/2) with s the residual standard error.
fit_log_response <- function(model) {
  data <- read_data(model$data)
  formula <- as.formula(model$formula)
  fit <- lm(formula, data)
  design_of(formula, data)
  list(fit = fit, data = data, duan = mean(exp(residuals(fit))), normal = exp(summary(fit)$sigma^2 / 2))
}
