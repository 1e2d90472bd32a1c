# Values as JSON text, numbers with 17 significant digits so that they are read back to the same bits.
#
# A named list is an object, an unnamed list, a vector marked by I() and a matrix (by rows) are arrays,
# an atomic vector of length 1 is a scalar; NULL, NA and what is not finite are null. An object of scalars is one line.

json_scalar <- function(value) {
  if (is.na(value) || (is.numeric(value) && !is.finite(value))) return("null")
  if (is.logical(value)) return(if (value) "true" else "false")
  if (is.integer(value)) return(sprintf("%d", value))
  if (is.numeric(value)) return(sprintf("%.17g", value))
  text <- gsub("\"", "\\\"", gsub("\\", "\\\\", value, fixed = TRUE), fixed = TRUE)
  paste0("\"", text, "\"")
}

json_array <- function(elements, indent, lines) {
  if (length(elements) == 0) return("[]")
  if (!lines) return(paste0("[", paste(elements, collapse = ", "), "]"))
  inner <- paste0(indent, "  ")
  paste0("[\n", inner, paste(elements, collapse = paste0(",\n", inner)), "\n", indent, "]")
}

json_text <- function(value, indent = "") {
  inner <- paste0(indent, "  ")
  if (is.null(value)) return("null")
  if (is.matrix(value)) {
    rows <- lapply(seq_len(nrow(value)), function(i) json_text(I(unname(value[i, ]))))
    return(json_array(rows, indent, lines = TRUE))
  }
  if (is.list(value) && !is.null(names(value))) {
    stopifnot(!anyDuplicated(names(value)), all(names(value) != ""))
    is_scalar <- vapply(value, function(v) is.null(v) || (is.atomic(v) && length(v) == 1 && is.null(dim(v))), TRUE)
    members <- vapply(names(value), function(name) paste0(json_scalar(name), ": ", json_text(value[[name]], inner)), "")
    if (all(is_scalar) && !any(vapply(value, inherits, TRUE, "AsIs"))) {
      return(paste0("{", paste(members, collapse = ", "), "}"))
    }
    return(paste0("{\n", inner, paste(members, collapse = paste0(",\n", inner)), "\n", indent, "}"))
  }
  if (is.list(value)) return(json_array(lapply(value, json_text, indent = inner), indent, lines = TRUE))
  if (inherits(value, "AsIs") || length(value) != 1) {
    return(json_array(vapply(unclass(value), json_scalar, ""), indent, lines = FALSE))
  }
  json_scalar(unname(value))
}

# Writes `contents` to `path`, with the versions of R and of the packages that computed it.
write_json <- function(path, contents) {
  packages <- c("AER", "survival", "sandwich", "lmtest", "numDeriv")
  versions <- lapply(packages, function(name) as.character(packageVersion(name)))
  software <- c(list(R = paste(R.version$major, R.version$minor, sep = ".")), setNames(versions, packages))
  writeLines(json_text(c(list(software = software), contents)), path)
}
