"""Reads the data and fits y to all other columns by least squares; prints the seconds of both."""
import sys
import time

try:
    import numpy
except ImportError:
    print("missing numpy")
    sys.exit()


def polars_reader():
    import polars

    return "polars.read_csv", lambda file: polars.read_csv(file).to_numpy()


def pandas_reader():
    import pandas

    return "pandas.read_csv", lambda file: pandas.read_csv(file).to_numpy()


def reader():
    for candidate in (polars_reader, pandas_reader):
        try:
            return candidate()
        except ImportError:
            continue
    return "numpy.loadtxt", lambda file: numpy.loadtxt(file, delimiter=",", skiprows=1)


name, read = reader()
print(f"program Python, {name} and lstsq")
start = time.perf_counter()
data = read(sys.argv[1])
print("read", time.perf_counter() - start)
start = time.perf_counter()
design = numpy.column_stack([numpy.ones(len(data)), data[:, 1:]])
numpy.linalg.lstsq(design, data[:, 0], rcond=None)
print("fit", time.perf_counter() - start)
