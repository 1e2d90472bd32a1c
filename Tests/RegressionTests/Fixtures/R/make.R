# Makes every file of this folder that a script makes: Rscript make.R
setwd(dirname(sub("--file=", "", grep("--file=", commandArgs(), value = TRUE)[1], fixed = TRUE)))
scripts <- c(
  "data.R", "tobit.R", "poisson.R", "least-squares.R", "log-response.R", "effects.R", "specification.R",
  "predictions.R", "comparison.R")
for (script in scripts) source(script, local = new.env())
