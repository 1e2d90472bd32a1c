# Marginal effects with delta-method standard errors: effects.json.
#
# An effect of a number is the derivative of an outcome by it, of a number that is only 0 or 1 the change from 0 to 1,
# of a category the change from the reference to a level; averaged over the rows, or at the means: numbers at their
# means, categories at their most frequent level.
source("json.R")
source("tobit-models.R")
source("poisson-models.R")
source("outcomes.R")
source("log-response-models.R")

most_frequent <- function(values) {
  levels <- levels_of(values)
  levels[which.max(tabulate(match(values, levels), length(levels)))]
}

at_means <- function(data, variables) {
  as.data.frame(lapply(data[variables], function(v) if (is.numeric(v)) mean(v) else most_frequent(v)),
    check.names = FALSE)
}

# The changes whose effects are asked for: one for a number, one for every level but the reference of a category.
contrasts_of <- function(data, variable) {
  values <- data[[variable]]
  if (!is.numeric(values)) {
    levels <- levels_of(values)
    return(lapply(levels[-1], function(level) {
      list(variable = variable, kind = "level", level = level, reference = levels[1])
    }))
  }
  kind <- if (setequal(values, c(0, 1))) "unit" else "derivative"
  list(list(variable = variable, kind = kind, level = NULL, reference = NULL))
}

replaced <- function(data, variable, value) {
  data[[variable]] <- rep(value, nrow(data))
  data
}

# The effect at `parameters` = (beta, log s), averaged over the rows of `data`, and its gradient by them.
effect_of <- function(contrast, outcome, labels, data, parameters) {
  k <- length(labels)
  beta <- parameters[1:k]
  log_sigma <- parameters[k + 1]
  if (contrast$kind == "derivative") {
    design <- design_columns(labels, data)
    slopes <- design_slopes(labels, data, contrast$variable)
    slope <- drop(slopes %*% beta)
    o <- outcome(drop(design %*% beta), log_sigma)
    gradient <- c(colMeans(o$eta_eta * slope * design + o$eta * slopes), mean(o$eta_log_sigma * slope))
    return(list(estimate = mean(o$eta * slope), gradient = gradient))
  }
  ends <- if (contrast$kind == "unit") list(0, 1) else list(contrast$reference, contrast$level)
  from <- design_columns(labels, replaced(data, contrast$variable, ends[[1]]))
  to <- design_columns(labels, replaced(data, contrast$variable, ends[[2]]))
  before <- outcome(drop(from %*% beta), log_sigma)
  after <- outcome(drop(to %*% beta), log_sigma)
  gradient <- c(colMeans(after$eta * to - before$eta * from), mean(after$log_sigma - before$log_sigma))
  list(estimate = mean(after$value - before$value), gradient = gradient)
}

# The effect and its gradient once more, by differences of the outcome itself.
check_effect <- function(effect, contrast, outcome, labels, data, parameters) {
  k <- length(labels)
  level <- function(data, parameters) outcome(drop(design_columns(labels, data) %*% parameters[1:k]), parameters[k + 1])
  if (contrast$kind == "derivative") {
    size <- sd(data[[contrast$variable]])
    size <- if (is.na(size)) max(abs(data[[contrast$variable]]), 1) else size
    moved <- function(step) {
      data[[contrast$variable]] <- data[[contrast$variable]] + step * size
      mean(level(data, parameters)$value)
    }
    difference <- grad(moved, 0, method.args = list(d = 1e-3, eps = 1e-3)) / size
    agree(difference, effect$estimate, 1e-7)
  }
  units <- pmax(abs(parameters), 1e-8)
  numerical <- grad(function(p) effect_of(contrast, outcome, labels, data, p * units)$estimate, parameters / units)
  agree(effect$gradient * units, numerical, 1e-7)
}

# All effects of a fit; `covariances` are of (beta, log s), zeros for log s where it is no parameter.
effects_of <- function(labels, data, parameters, covariances, outcomes) {
  variables <- variables_of(labels)
  places <- list(average = data[variables], means = at_means(data, variables))
  stopifnot(abs(design_columns(labels, places$average) - design_columns(labels, data)) == 0)
  eta <- drop(design_columns(labels, data) %*% parameters[seq_along(labels)])
  for (outcome in outcomes) check_outcome(outcome, eta, parameters[length(labels) + 1])
  rows <- list()
  for (variable in variables) for (contrast in contrasts_of(data, variable)) {
    for (name in names(outcomes)) for (place in names(places)) {
      effect <- effect_of(contrast, outcomes[[name]], labels, places[[place]], parameters)
      check_effect(effect, contrast, outcomes[[name]], labels, places[[place]], parameters)
      errors <- lapply(covariances, function(v) sqrt(drop(effect$gradient %*% v %*% effect$gradient)))
      rows[[length(rows) + 1]] <- c(contrast, list(outcome = name, at = place, estimate = effect$estimate), errors)
    }
  }
  rows
}

tobit_effects <- function(model) {
  fit <- fit_tobit(model)
  list(
    name = model$name, data = paste0(model$data, ".csv"), formula = model$formula, family = "tobit",
    lower = model$lower, upper = model$upper,
    effects = effects_of(colnames(fit$design), fit$data, fit$parameters,
      list(std_error = fit$covariance, hc1_std_error = tobit_sandwich(fit) * nrow(fit$design) /
        (nrow(fit$design) - length(fit$parameters))),
      tobit_outcomes(model$lower, model$upper)))
}

poisson_effects <- function(model) {
  made <- fit_poisson(model)
  covariances <- list(
    std_error = with_fixed_sigma(summary(made$fit)$cov.unscaled),
    hc1_std_error = with_fixed_sigma(vcovHC(made$fit, type = "HC1")))
  list(
    name = model$name, data = paste0(model$data, ".csv"), formula = model$formula, family = "poisson",
    lower = NULL, upper = NULL,
    effects = effects_of(names(coef(made$fit)), made$data, c(coef(made$fit), 0), covariances,
      list(latent = latent_outcome, expected = exponential_outcome(1))))
}

log_response_effects <- function(model) {
  made <- fit_log_response(model)
  covariances <- list(
    std_error = with_fixed_sigma(vcov(made$fit)), hc1_std_error = with_fixed_sigma(vcovHC(made$fit, type = "HC1")))
  list(
    name = model$name, data = paste0(model$data, ".csv"), formula = model$formula, family = "gaussian",
    lower = NULL, upper = NULL,
    effects = effects_of(names(coef(made$fit)), made$data, c(coef(made$fit), 0), covariances,
      list(latent = latent_outcome, expected = exponential_outcome(made$duan))))
}

write_json("effects.json", list(fits = c(
  lapply(tobit_models, tobit_effects), lapply(poisson_models, poisson_effects),
  lapply(log_response_models, log_response_effects))))
