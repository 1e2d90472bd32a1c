# Least squares, weighted too: least-squares.json.
source("json.R")
source("models.R")

models <- list(
  list(name = "wages", data = "CPS1985", cluster = "occupation",
    formula = "wage ~ education + experience + I(experience^2) + C(ethnicity) + C(gender)"),
  list(name = "journals", data = "Journals", cluster = "field",
    formula = "log(subs) ~ log(price) + log(citations) + C(society)"),
  list(name = "stopping-distances", data = "cars", cluster = "speed", formula = "dist ~ speed + I(speed^2)"),
  list(name = "stopping-distances-through-origin", data = "cars", cluster = "speed", formula = "dist ~ speed - 1"),
  list(name = "schools-weighted", data = "CASchools", cluster = "county", weights = "students",
    formula = "math ~ lunch + english + log(income) + C(grades)"),
  list(name = "equipment-weighted", data = "Equipment", cluster = NULL, weights = "firms",
    formula = "log(valueadded) ~ log(capital) + log(labor)"))

jarque_bera <- function(residuals) {
  n <- length(residuals)
  centred <- residuals - mean(residuals)
  variance <- mean(centred^2)
  skewness <- mean(centred^3) / variance^1.5
  kurtosis <- mean(centred^4) / variance^2
  c(chi_squared(n / 6 * (skewness^2 + (kurtosis - 3)^2 / 4), 2), list(skewness = skewness, kurtosis = kurtosis))
}

# The largest singular value over the smallest, the columns scaled to unit length.
condition_number <- function(design) {
  values <- svd(t(t(design) / sqrt(colSums(design^2))))$d
  max(values) / min(values)
}

# The studentized test on the regressors; the model must have an intercept.
breusch_pagan <- function(fit) {
  test <- bptest(fit)
  squares <- residuals(fit)^2
  agree(test$statistic, length(squares) * summary(lm(squares ~ model.matrix(fit)))$r.squared, 1e-10)
  chi_squared(test$statistic, test$parameter)
}

# What is said of the residuals and of the design, for unweighted fits.
specification <- function(fit) {
  if (!is.null(weights(fit))) return(list(breusch_pagan = NULL, jarque_bera = NULL, condition_number = NULL))
  list(
    breusch_pagan = if (attr(terms(fit), "intercept") == 1) breusch_pagan(fit),
    jarque_bera = jarque_bera(residuals(fit)), condition_number = condition_number(model.matrix(fit)))
}

# Wald's F of all coefficients but the intercept, in the covariance given.
wald_f <- function(fit, covariance) {
  keep <- names(coef(fit)) != "(Intercept)"
  q <- sum(keep)
  b <- coef(fit)[keep]
  units <- sqrt(diag(covariance)[keep])
  statistic <- sum((b / units) * solve(cov2cor(covariance[keep, keep, drop = FALSE]), b / units)) / q
  list(statistic = statistic, df = q, residual_df = df.residual(fit),
    p_value = pf(statistic, q, df.residual(fit), lower.tail = FALSE))
}

describe_cluster <- function(fit, data, column) {
  described <- clustered(fit, data, column)
  if (is.null(described)) return(NULL)
  covariance <- vcovCL(fit, cluster = data[[column]])
  wald <- if (described$clusters > length(coef(fit))) wald_f(fit, covariance)
  c(described, list(wald = wald))
}

describe <- function(model) {
  data <- read_data(model$data)
  formula <- as.formula(model$formula)
  data$fit_weights <- if (is.null(model$weights)) rep(1, nrow(data)) else data[[model$weights]]
  fit <- if (is.null(model$weights)) lm(formula, data) else lm(formula, data, weights = fit_weights)
  design <- design_of(formula, data)
  said <- summary(fit)
  f <- as.list(said$fstatistic)
  agree(wald_f(fit, vcov(fit))$statistic, f$value, 1e-9)
  robust <- lapply(c(hc0 = "HC0", hc1 = "HC1", hc2 = "HC2", hc3 = "HC3"), function(type) {
    covariance <- vcovHC(fit, type = type)
    leverage <- hatvalues(fit)
    power <- c(HC0 = 0, HC1 = 0, HC2 = 1, HC3 = 2)[[type]]
    factor <- if (type == "HC1") nrow(data) / df.residual(fit) else 1
    scores <- design * data$fit_weights * residuals(fit) / (1 - leverage)^(power / 2)
    by_hand <- said$cov.unscaled %*% crossprod(scores) %*% said$cov.unscaled * factor
    agree(sqrt(diag(by_hand)), sqrt(diag(covariance)), 1e-11)
    list(std_error = standard_errors(covariance), wald = wald_f(fit, covariance))
  })
  c(list(
    name = model$name, data = paste0(model$data, ".csv"), formula = model$formula, family = "gaussian",
    weights = model$weights, n = nrow(data), residual_df = df.residual(fit),
    terms = I(names(coef(fit))), estimate = I(unname(coef(fit))), std_error = I(unname(said$coefficients[, 2])),
    statistic = I(unname(said$coefficients[, 3])), p_value = I(unname(said$coefficients[, 4])),
    covariance = vcov(fit), sigma = said$sigma, r_squared = said$r.squared, adjusted_r_squared = said$adj.r.squared,
    f = list(statistic = f$value, df = as.integer(f$numdf), residual_df = as.integer(f$dendf),
      p_value = pf(f$value, f$numdf, f$dendf, lower.tail = FALSE)),
    deviance = deviance(fit), log_likelihood = as.numeric(logLik(fit)), aic = AIC(fit), bic = BIC(fit)),
    robust,
    list(cluster = describe_cluster(fit, data, model$cluster)),
    specification(fit),
    list(hat_values = I(unname(hatvalues(fit))), cooks_distances = I(unname(cooks.distance(fit)))))
}

write_json("least-squares.json", list(fits = lapply(models, describe)))
