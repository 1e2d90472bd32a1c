# AlliancePlanner. `make help` lists what can be made.

PREFIX ?= /usr/local
SWIFT ?= swift

# Debian packages that the program is built from, and those that only its tests need.
PACKAGES = ca-certificates git libglpk-dev liblapacke-dev libopenblas-dev libgsl-dev pkg-config
TEST_PACKAGES = coinor-clp coinor-cbc glpk-utils python3

EXAMPLE = Examples/us-industries
FORMULA = patent_applications ~ sqrt(rd_domestic_musd) + rd_employees_domestic_thousand
ALLIANCE = .build/release/alliance

.PHONY: help plan build test install clean packages test-packages

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

plan: build ## the main job: fit and plan the US industries example
	@$(ALLIANCE) fit $(EXAMPLE)/observations.csv --formula '$(FORMULA)' -o $(EXAMPLE)/model.json >&2
	@$(ALLIANCE) plan $(EXAMPLE)/alliance.yaml

build: packages ## a release build of the command, .build/release/alliance
	@$(SWIFT) build -c release --product alliance >&2

test: packages test-packages ## check the format of the sources and run all tests
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests
	$(SWIFT) test

install: ## copy the command to $(DESTDIR)$(PREFIX)/bin
	@test -x $(ALLIANCE) || $(MAKE) build
	install -D -m 755 $(ALLIANCE) '$(DESTDIR)$(PREFIX)/bin/alliance'

clean: ## remove all that was built
	$(SWIFT) package clean
	rm -f $(EXAMPLE)/model.json $(EXAMPLE)/poisson.json

packages:
	@scripts/install-packages $(PACKAGES)

test-packages:
	@scripts/install-packages $(TEST_PACKAGES)
