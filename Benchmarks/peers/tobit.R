# Reads the data and fits a tobit with lower limit 0 of y on all other columns; prints the seconds of both.
file <- commandArgs(TRUE)[1]
if (!requireNamespace("survival", quietly = TRUE)) {
  cat("missing the package survival\n")
  quit()
}
suppressPackageStartupMessages(library(survival))
hasAER <- requireNamespace("AER", quietly = TRUE)
cat("program", if (hasAER) "R, AER::tobit" else "R, survival::survreg", "\n")
cat("read", system.time(data <- read.csv(file, colClasses = "numeric"))[["elapsed"]], "\n")
fit <- if (hasAER) {
  function() AER::tobit(y ~ ., data = data, left = 0)
} else {
  function() survreg(Surv(y, y > 0, type = "left") ~ ., data = data, dist = "gaussian")
}
cat("fit", system.time(fit())[["elapsed"]], "\n")
