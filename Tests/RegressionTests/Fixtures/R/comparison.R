# Likelihood-ratio tests of nested models: comparison.json.
source("json.R")
source("tobit-models.R")

pairs <- list(
  list(name = "affairs-left", data = "Affairs", family = "tobit", lower = 0, upper = Inf,
    restricted = "affairs ~ yearsmarried + religiousness + rating",
    full = "affairs ~ age + yearsmarried + religiousness + occupation + rating"),
  list(name = "affairs-both", data = "Affairs", family = "tobit", lower = 0, upper = 4,
    restricted = "affairs ~ yearsmarried + religiousness + rating",
    full = "affairs ~ age + yearsmarried + religiousness + occupation + rating"),
  list(name = "affairs-interaction", data = "Affairs", family = "tobit", lower = 0, upper = Inf,
    restricted = "affairs ~ C(gender) + rating + age", full = "affairs ~ C(gender) * rating + C(children) + age"),
  list(name = "wages", data = "CPS1985", family = "gaussian",
    restricted = "wage ~ education + experience + I(experience^2) + C(gender)",
    full = "wage ~ education + experience + I(experience^2) + C(ethnicity) + C(gender)"),
  list(name = "journals", data = "Journals", family = "gaussian", restricted = "log(subs) ~ log(price)",
    full = "log(subs) ~ log(price) + log(citations) + C(society)"))

tobit_likelihood <- function(pair, formula) {
  fit <- fit_tobit(list(data = pair$data, formula = formula, lower = pair$lower, upper = pair$upper))
  list(fit = fit$by_aer, value = fit$log_likelihood, parameters = length(fit$parameters), n = length(fit$response))
}

least_squares_likelihood <- function(pair, formula) {
  fit <- lm(as.formula(formula), read_data(pair$data))
  list(fit = fit, value = as.numeric(logLik(fit)), parameters = attr(logLik(fit), "df"), n = nobs(fit))
}

side <- function(formula, made) list(
  formula = formula, n = made$n, parameters = as.integer(made$parameters), log_likelihood = made$value,
  aic = 2 * made$parameters - 2 * made$value, bic = log(made$n) * made$parameters - 2 * made$value)

compared <- function(pair) {
  likelihood <- if (pair$family == "tobit") tobit_likelihood else least_squares_likelihood
  restricted <- likelihood(pair, pair$restricted)
  full <- likelihood(pair, pair$full)
  statistic <- 2 * (full$value - restricted$value)
  df <- full$parameters - restricted$parameters
  by_r <- lrtest(restricted$fit, full$fit)
  agree(c(statistic, df), c(by_r$Chisq[2], by_r$Df[2]), 1e-9)
  agree(c(side("", full)$aic, side("", full)$bic), c(AIC(full$fit), BIC(full$fit)), 1e-12)
  list(
    name = pair$name, data = paste0(pair$data, ".csv"), family = pair$family,
    lower = pair$lower, upper = pair$upper,
    restricted = side(pair$restricted, restricted), full = side(pair$full, full),
    likelihood_ratio = chi_squared(statistic, df))
}

write_json("comparison.json", list(pairs = lapply(pairs, compared)))
