# Writes the data sets as CSV: the columns that the models use, numbers as R holds them, factors as text.
suppressPackageStartupMessages({library(AER); library(survival)})

number_text <- function(value) {
  short <- sprintf("%.15g", value)
  ifelse(as.numeric(short) == value, short, sprintf("%.17g", value))
}

write_data <- function(name, frame, columns) {
  frame <- frame[columns]
  stopifnot(!anyNA(frame))
  cells <- lapply(frame, function(column) if (is.numeric(column)) number_text(column) else as.character(column))
  stopifnot(!grepl("[\",\n]", unlist(cells)))
  rows <- do.call(paste, c(unname(cells), sep = ","))
  writeLines(c(paste(columns, collapse = ","), rows), paste0(name, ".csv"))
}

data(Affairs, RecreationDemand, CreditCard, CPS1985, HousePrices, Journals, CASchools, SIC33, Equipment,
  package = "AER")

write_data("Affairs", Affairs, names(Affairs))
write_data("tobin", survival::tobin, names(survival::tobin))
write_data("RecreationDemand", RecreationDemand, names(RecreationDemand))
write_data("CreditCard", CreditCard, names(CreditCard))
write_data("CPS1985", CPS1985, names(CPS1985))
write_data("HousePrices", HousePrices, names(HousePrices))
write_data("Journals", Journals,
  c("society", "price", "pages", "charpp", "citations", "foundingyear", "subs", "field"))
write_data("CASchools", CASchools,
  c("county", "grades", "students", "teachers", "calworks", "lunch", "computer", "expenditure", "income", "english",
    "read", "math"))
write_data("SIC33", SIC33, names(SIC33))
write_data("Equipment", Equipment, names(Equipment))
write_data("cars", datasets::cars, names(datasets::cars))
