# The Tobit models of the fixtures, and one of them fitted.
source("models.R")
source("tobit-likelihood.R")

tobit_models <- list(
  list(name = "affairs-left", data = "Affairs", lower = 0, upper = Inf, cluster = "education",
    formula = "affairs ~ age + yearsmarried + religiousness + occupation + rating"),
  list(name = "affairs-right", data = "Affairs", lower = -Inf, upper = 4, cluster = "education",
    formula = "affairs ~ age + yearsmarried + religiousness + occupation + rating"),
  list(name = "affairs-both", data = "Affairs", lower = 0, upper = 4, cluster = "education",
    formula = "affairs ~ age + yearsmarried + religiousness + occupation + rating"),
  list(name = "affairs-interaction", data = "Affairs", lower = 0, upper = Inf, cluster = "education",
    formula = "affairs ~ C(gender) * rating + C(children) + age"),
  list(name = "tobin-left", data = "tobin", lower = 0, upper = Inf, cluster = NULL, formula = "durable ~ age + quant"),
  list(name = "wages-right", data = "CPS1985", lower = -Inf, upper = 12, cluster = "occupation",
    formula = "wage ~ education + experience + I(experience^2) + C(ethnicity) + C(gender)"),
  list(name = "houses-right", data = "HousePrices", lower = -Inf, upper = 100000, cluster = "bedrooms",
    formula = "price ~ log(lotsize) + sqrt(stories) + log1p(garage) + bedrooms + C(aircon)"),
  list(name = "cards-left", data = "CreditCard", lower = 0, upper = Inf, cluster = "active",
    formula = "expenditure ~ majorcards * income + age + C(owner)"))

# The derivatives by hand against those by Richardson's extrapolation, at and beside the maximum.
check_derivatives <- function(fit, response, design, lower, upper) {
  units <- tobit_units(response, design, lower, upper)
  at <- function(f, parameters) f(parameters, units$response, units$design, units$lower, units$upper)
  maximum <- units$forth(fit$parameters)
  beside <- maximum + 0.1
  slopes <- grad(function(p) at(tobit_log_likelihood, p), beside)
  agree(colSums(at(tobit_scores, beside)), slopes, 1e-7)
  curvature <- hessian(function(p) at(tobit_log_likelihood, p), maximum)
  agree(at(tobit_hessian, maximum), curvature, 1e-6)
  agree(sqrt(diag(fit$covariance)), sqrt(diag(units$back %*% solve(-curvature) %*% t(units$back))), 1e-6)
}

# `model` fitted: by AER::tobit, by Newton's method from there, and both compared.
fit_tobit <- function(model) {
  data <- read_data(model$data)
  formula <- as.formula(model$formula)
  response <- data[[all.vars(formula)[1]]]
  design <- design_of(formula, data)
  # tobit() looks its arguments up where the formula was made: they are put into the call as values.
  by_aer <- eval(bquote(tobit(.(formula), left = .(model$lower), right = .(model$upper), data = data, model = TRUE,
    control = survreg.control(rel.tolerance = 1e-14, maxiter = 100))))
  fit <- tobit_maximum(response, design, model$lower, model$upper, c(coef(by_aer), log(by_aer$scale)))
  agree(coef(by_aer), fit$parameters[seq_len(ncol(design))], 1e-11)
  agree(sqrt(diag(vcov(by_aer))), sqrt(diag(fit$covariance)), 1e-11)
  agree(as.numeric(logLik(by_aer)), fit$log_likelihood, 1e-12)
  check_derivatives(fit, response, design, model$lower, model$upper)
  c(fit, list(
    data = data, formula = formula, response = response, design = design, lower = model$lower, upper = model$upper,
    by_aer = by_aer, kinds = censoring_of(response, model$lower, model$upper)))
}

# HC0 of `fit`: the covariance around the cross-product of the scores; with `groups`, of their sums by group.
tobit_sandwich <- function(fit, groups = NULL) {
  scores <- if (is.null(groups)) fit$scores else rowsum(fit$scores, groups)
  fit$covariance %*% crossprod(scores) %*% fit$covariance
}
