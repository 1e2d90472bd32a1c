# What the scripts share: reading the data, the columns of a formula with their derivatives, tests, sandwich errors.
suppressPackageStartupMessages({library(AER); library(survival); library(sandwich); library(lmtest); library(numDeriv)})

read_data <- function(name) read.csv(paste0(name, ".csv"), stringsAsFactors = FALSE, check.names = FALSE)

# A category: its first level, in the order of numbers if all are numbers, else of bytes, is the reference.
levels_of <- function(values) {
  texts <- sort(unique(as.character(values)), method = "radix")
  numbers <- suppressWarnings(as.numeric(texts))
  if (anyNA(numbers)) texts else texts[order(numbers)]
}

C <- function(values) factor(as.character(values), levels = levels_of(values))

# The variable and the numeric expression or level of the factor `text` of a coefficient's label.
read_factor <- function(text) {
  if (startsWith(text, "C(")) {
    end <- regexpr(")", text, fixed = TRUE)
    return(list(variable = substr(text, 3, end - 1), level = substring(text, end + 1)))
  }
  expression <- str2lang(text)
  if (is.call(expression) && identical(expression[[1]], quote(I))) expression <- expression[[2]]
  variable <- all.vars(expression)
  stopifnot(length(variable) == 1)
  list(variable = variable, expression = expression)
}

read_label <- function(label) {
  if (label == "(Intercept)") return(list())
  lapply(strsplit(label, ":", fixed = TRUE)[[1]], read_factor)
}

factor_value <- function(factor, data) {
  values <- data[[factor$variable]]
  if (is.null(factor$expression)) return(as.numeric(as.character(values) == factor$level))
  eval(factor$expression, setNames(list(values), factor$variable))
}

factor_slope <- function(factor, data) {
  slope <- eval(D(factor$expression, factor$variable), setNames(list(data[[factor$variable]]), factor$variable))
  rep_len(slope, nrow(data))
}

# The design of `labels` on `data`: the product of every label's factors.
design_columns <- function(labels, data) {
  columns <- vapply(labels, function(label) {
    Reduce(`*`, lapply(read_label(label), factor_value, data = data), rep(1, nrow(data)))
  }, numeric(nrow(data)))
  matrix(columns, nrow(data), length(labels), dimnames = list(NULL, labels))
}

# The derivative of every column by the number `variable`, by the product rule.
design_slopes <- function(labels, data, variable) {
  columns <- vapply(labels, function(label) {
    factors <- read_label(label)
    total <- numeric(nrow(data))
    for (i in seq_along(factors)) {
      if (factors[[i]]$variable != variable) next
      others <- lapply(factors[-i], factor_value, data = data)
      total <- total + Reduce(`*`, others, factor_slope(factors[[i]], data))
    }
    total
  }, numeric(nrow(data)))
  matrix(columns, nrow(data), length(labels), dimnames = list(NULL, labels))
}

# The variables of `labels`, in the order in which the labels first name them.
variables_of <- function(labels) unique(unlist(lapply(labels, function(label) {
  lapply(read_label(label), `[[`, "variable")
})))

# The design of `formula` by R itself, which must be the one made from its labels.
design_of <- function(formula, data) {
  design <- model.matrix(delete.response(terms(formula)), data)
  attributes(design)[c("assign", "contrasts")] <- NULL
  rownames(design) <- NULL
  stopifnot(max(abs(design - design_columns(colnames(design), data))) == 0)
  design
}

agree <- function(value, reference, tolerance) {
  scale <- max(abs(reference))
  difference <- max(abs(unname(value) - unname(reference))) / if (scale > 0) scale else 1
  if (!is.finite(difference) || difference > tolerance) stop("differs by ", format(difference), call. = FALSE)
}

chi_squared <- function(statistic, df) {
  list(statistic = as.numeric(statistic), df = as.integer(df), p_value = pchisq(statistic, df, lower.tail = FALSE))
}

standard_errors <- function(covariance) I(unname(sqrt(diag(covariance))))

# The clustered covariance of `fit`, `type` and small-sample factor as given.
clustered <- function(fit, data, column, ...) {
  if (is.null(column)) return(NULL)
  covariance <- vcovCL(fit, cluster = data[[column]], ...)
  list(column = column, clusters = length(unique(data[[column]])), std_error = standard_errors(covariance))
}
