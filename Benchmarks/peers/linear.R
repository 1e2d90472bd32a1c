# Reads the data and fits y to all other columns by least squares; prints the seconds of both.
file <- commandArgs(TRUE)[1]
if (requireNamespace("data.table", quietly = TRUE)) {
  cat("program R, data.table::fread and lm.fit\n")
  read <- function() data.table::fread(file, data.table = FALSE)
} else {
  cat("program R, read.csv and lm.fit\n")
  read <- function() read.csv(file, colClasses = "numeric")
}
cat("read", system.time(data <- read())[["elapsed"]], "\n")
cat("fit", system.time(fit <- lm.fit(cbind(1, as.matrix(data[-1])), data$y))[["elapsed"]], "\n")
