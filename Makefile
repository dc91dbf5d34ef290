# Nightsweep. `make` prints this help.
SHELL := /bin/sh
MVN ?= mvn -B
SPARK = $(MVN) -f src/spark/pom.xml
SPEC ?= experiments/01-lrn-ablation.yaml
ARGS ?=
NIGHTSWEEP := target/nightsweep/bin/nightsweep

# A processor without AVX2 needs the other native library (Linux x86-64 only; elsewhere the pom knows).
NATIVE := $(shell test -r /proc/cpuinfo && test "$$(uname -m)" = x86_64 && ! grep -qw avx2 /proc/cpuinfo && echo -Pno-avx2)

.DEFAULT_GOAL := help
.PHONY: help run test test-faults test-interop build report bench bench-forecast bench-store bench-pages bench-search bench-spark calibrate soak check spark test-spark screenshots fmt clean

help: ## Show this help
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | awk -F'\t' '{printf "  make %-11s %s\n", $$1, $$2}'
	@echo
	@echo "  SPEC=experiments/…yaml chooses the experiment, ARGS=\"--workers 1\" adds options to it."

run: build ## Build, then train and compare: the LRN ablation on MNIST, about five minutes
	@$(NIGHTSWEEP) run $(SPEC) $(ARGS)

test: ## Build and run the tests
	@$(MVN) $(NATIVE) test

test-faults: ## Kill, starve, suspend and crowd whole sweeps: more minutes of tests
	@$(MVN) $(NATIVE) -Dformat.goal=check -Dgroups=faults -DexcludedGroups= test

test-interop: ## Test with the trackers' own libraries, which it fetches from PyPI into target/interop; not in CI
	@src/interop/fetch target/interop
	@$(MVN) $(NATIVE) -Dtest='*InteropTest' -Dnightsweep.interop=target/interop test

build: ## Build the launcher target/nightsweep/bin/nightsweep
	@$(MVN) -q $(NATIVE) -DskipTests package
	@src/main/assembly/class-archive target/nightsweep

report: build ## Write the report pages anew from the database
	@$(NIGHTSWEEP) report $(ARGS)

bench: build ## Measure training on this machine beside PyTorch and DJL; 40 minutes
	@src/bench/run $(ARGS)

bench-forecast: build ## Hold forecasts against what 20 sweeps took; about 40 minutes
	@src/bench/forecast $(ARGS)

bench-store: build ## Measure the store (3 million points of 10,000 runs) and the pace of 2,000 simulated runs
	@src/bench/store $(ARGS)

bench-search: build ## Hold our search against Optuna: pruners, samplers, decision times; and a search on MNIST: an hour
	@src/bench/search $(ARGS)

bench-spark: spark ## Measure the Spark engine on two one-core executors, and simulate 10 to 1,000; two hours
	@src/bench/spark $(ARGS)

bench-pages: build ## Measure the pages of sweeps of 500 and 10,000 simulated runs: size, making, opening
	@src/bench/pages $(ARGS)

calibrate: build ## Measure how often the statistics err, on simulated studies; an hour, and goes on if it was broken off
	@"$${JAVA_HOME:+$$JAVA_HOME/bin/}java" -cp "target/test-classes:target/nightsweep/lib/*" \
	  dev.nightsweep.analysis.contrast.ErrorRates target/calibrate.jsonl $(ARGS)

soak: build ## Kill sweeps and their workers, then Optuna's, and look what is lost; half an hour
	@src/bench/soak $(ARGS)

check: ## What CI runs: formatting checked, not mended, then the tests
	@$(MVN) $(NATIVE) -Dformat.goal=check test

screenshots: ## Pictures of every kind of page, light, dark, narrow and printed, in target/screenshots
	@$(MVN) -q $(NATIVE) -Dtest=PageInBrowserTest -Dnightsweep.screenshots=true test

spark: ## Build target/spark/nightsweep-spark.jar for Apache Spark, and fetch Spark beside it (220 MB)
	@$(MVN) -q $(NATIVE) -DskipTests install
	@$(SPARK) -q -Dspark.only dependency:copy-dependencies
	@$(SPARK) -q $(NATIVE) -DskipTests package

test-spark: ## Test the Spark engine: its contracts, then the jar on a master and two workers on loopback
	@$(MVN) -q $(NATIVE) -DskipTests install
	@$(SPARK) -q -Dspark.only dependency:copy-dependencies
	@$(SPARK) $(NATIVE) verify

fmt: ## Format the sources
	@$(MVN) -q spotless:apply

clean: ## Remove what was built; results stay
	@$(MVN) -q clean
