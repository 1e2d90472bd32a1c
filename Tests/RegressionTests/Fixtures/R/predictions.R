# Predictions for new rows with delta-method standard errors: predictions.json and the rows themselves, new-*.csv.
source("json.R")
source("tobit-models.R")
source("poisson-models.R")
source("log-response-models.R")
source("outcomes.R")

new_rows <- list(
  Affairs = data.frame(
    id = c("A", "B", "C", "D", "E"), gender = c("male", "female", "female", "male", "female"),
    age = c(22, 27, 32.5, 42, 57), yearsmarried = c(0.75, 4, 10, 15, 15), children = c("no", "no", "yes", "yes", "yes"),
    religiousness = c(1, 2, 3, 4, 5), occupation = c(3, 5, 6, 1, 7), rating = c(5, 4, 3, 2, 1)),
  RecreationDemand = data.frame(
    id = c("A", "B", "C", "D", "E"), quality = c(0, 1, 3, 4, 5), ski = c("no", "yes", "no", "yes", "yes"),
    income = c(1, 3, 4.5, 6, 9), userfee = c("no", "no", "yes", "no", "yes"), costC = c(10, 25.5, 40, 60, 120),
    costS = c(12, 30, 41.25, 55, 125), costH = c(20, 28, 50, 70.75, 130)),
  CPS1985 = data.frame(
    id = c("A", "B", "C", "D", "E"), education = c(8, 11, 12, 16, 18), experience = c(1, 8.5, 18, 30, 45),
    ethnicity = c("cauc", "hispanic", "other", "cauc", "other"),
    gender = c("male", "female", "female", "male", "female")))

# The predictions at `parameters` = (beta, log s) with `covariances` of them; `quantile` makes the index's interval at
# 95 %.
predicted <- function(labels, rows, parameters, covariances, expected, quantile, uncensored = NULL) {
  k <- length(labels)
  design <- design_columns(labels, rows)
  index <- drop(design %*% parameters[1:k])
  outcome <- expected(index, parameters[k + 1])
  check_outcome(expected, index, parameters[k + 1])
  gradient <- cbind(outcome$eta * design, outcome$log_sigma)
  numerical <- jacobian(function(p) expected(drop(design %*% p[1:k]), p[k + 1])$value, parameters)
  agree(gradient, numerical, 1e-7)
  error <- function(gradient, v) sqrt(rowSums((gradient %*% v) * gradient))
  at_index <- error(cbind(design, 0), covariances$classical)
  lapply(seq_len(nrow(rows)), function(i) list(
    id = rows$id[i], index = index[i], index_std_error = at_index[i],
    index_conf_low = index[i] - quantile * at_index[i], index_conf_high = index[i] + quantile * at_index[i],
    expected = outcome$value[i], expected_std_error = error(gradient, covariances$classical)[i],
    hc1_index_std_error = error(cbind(design, 0), covariances$hc1)[i],
    hc1_expected_std_error = error(gradient, covariances$hc1)[i],
    probability_uncensored = if (!is.null(uncensored)) uncensored(index, parameters[k + 1])$value[i]))
}

described <- function(model, family, predictions, lower = NULL, upper = NULL) list(
  name = model$name, data = paste0(model$data, ".csv"), new_data = paste0("new-", model$data, ".csv"),
  formula = model$formula, family = family, lower = lower, upper = upper, predictions = predictions)

tobit_predictions <- function(model) {
  fit <- fit_tobit(model)
  n <- nrow(fit$design)
  covariances <- list(classical = fit$covariance, hc1 = tobit_sandwich(fit) * n / (n - length(fit$parameters)))
  described(model, "tobit", predicted(colnames(fit$design), new_rows[[model$data]], fit$parameters, covariances,
    tobit_expected(model$lower, model$upper), qnorm(0.975), tobit_probability(model$lower, model$upper)),
    model$lower, model$upper)
}

poisson_predictions <- function(model) {
  fit <- fit_poisson(model)$fit
  covariances <- list(
    classical = with_fixed_sigma(summary(fit)$cov.unscaled), hc1 = with_fixed_sigma(vcovHC(fit, type = "HC1")))
  rows <- new_rows[[model$data]]
  predictions <- predicted(names(coef(fit)), rows, c(coef(fit), 0), covariances, exponential_outcome(1), qnorm(0.975))
  by_r <- predict(fit, rows, type = "response", se.fit = TRUE, dispersion = 1)
  agree(sapply(predictions, `[[`, "expected"), by_r$fit, 1e-12)
  agree(sapply(predictions, `[[`, "expected_std_error"), by_r$se.fit, 1e-9)
  described(model, "poisson", predictions)
}

least_squares_predictions <- function(model, expected) {
  fit <- lm(as.formula(model$formula), read_data(model$data))
  covariances <- list(classical = with_fixed_sigma(vcov(fit)), hc1 = with_fixed_sigma(vcovHC(fit, type = "HC1")))
  rows <- new_rows[[model$data]]
  predictions <- predicted(names(coef(fit)), rows, c(coef(fit), 0), covariances, expected, qt(0.975, df.residual(fit)))
  by_r <- predict(fit, rows, se.fit = TRUE, interval = "confidence")
  agree(sapply(predictions, `[[`, "index"), by_r$fit[, "fit"], 1e-12)
  agree(sapply(predictions, `[[`, "index_std_error"), by_r$se.fit, 1e-10)
  agree(sapply(predictions, `[[`, "index_conf_low"), by_r$fit[, "lwr"], 1e-10)
  described(model, "gaussian", predictions)
}

named <- function(models, name) Filter(function(model) model$name == name, models)[[1]]

wages <- list(name = "wages", data = "CPS1985",
  formula = "wage ~ education + experience + I(experience^2) + C(ethnicity) + C(gender)")
log_wages <- named(log_response_models, "log-wages")

for (name in names(new_rows)) {
  write.csv(new_rows[[name]], paste0("new-", name, ".csv"), row.names = FALSE, quote = FALSE)
}
write_json("predictions.json", list(fits = c(
  lapply(c("affairs-left", "affairs-both", "affairs-interaction"), function(name) {
    tobit_predictions(named(tobit_models, name))
  }),
  list(
    poisson_predictions(named(poisson_models, "trips")),
    least_squares_predictions(wages, latent_outcome),
    least_squares_predictions(log_wages, exponential_outcome(fit_log_response(log_wages)$duan))))))
