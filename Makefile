# What a person types to build, test and install Facet. `make help` lists it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
# The user's own file, for `make demo FILE=mine.stl`.
FILE :=
# The length of `make fuzz` for each target, and the targets: all, unless some are named.
SECONDS := 60
TARGETS :=
export FILE SWIFT

command := .build/release/facet
stage := .build/stage
sources := Package.swift $(shell find Sources -type f -print)

# Tests have build folders of their own: flags differ, and sharing one would build everything anew each time.
release_tests := $(SWIFT) test -c release -Xswiftc -enable-testing --disable-xctest --scratch-path .build-test
address_tests := $(SWIFT) test --sanitize=address --disable-xctest --scratch-path .build-asan
thread_tests := $(SWIFT) test --sanitize=thread --disable-xctest --scratch-path .build-tsan
small_suites := ^(FacetMemoryTests|FacetThreadsTests|FacetArraysTests|FacetCompressionTests|FacetMeshTests|FacetLinearAlgebraTests|FacetGeometryTests|FacetWeldTests|FacetFormatsTests)\.|^FacetTextTests\.NumberLines
threaded_suites := ^(FacetMemoryTests|FacetThreadsTests|FacetCompressionTests|FacetArraysTests|FacetWeldTests)\.|^FacetFormatsTests\.ParallelReading|^FacetConversionTests\.(ThreadsTests|WeldedPassageTests)

## First steps
.PHONY: help deps build demo

help: # List what there is to make
	@awk '/^## /{print "\n" substr($$0, 4)} /^[a-z-]+:.*# /{name = $$1; sub(":.*", "", name); sub(".*# ", ""); \
	  printf "  make %-14s %s\n", name, $$0}' Makefile

deps: # Install what is missing (Python, NumPy, binutils, zlib, libzstd; Swift itself comes from swift.org)
	@Scripts/deps.sh swift python numpy openblas compression binutils

build: # Build the command in release mode: .build/release/facet
	@Scripts/deps.sh swift compression
	$(SWIFT) build -c release --product facet --static-swift-stdlib

demo: build # Make a million triangles and convert them; FILE=mine.stl converts your own file
	@Scripts/demo.sh $(command)

## Tests
.PHONY: test test-long interop prove-readers test-release test-asan test-tsan test-emulated check-command check-traits lint format api compare bench bench-arrays freeing fuzz coverage

# The tests of the command run the one that users get.
test test-long: export FACET_COMMAND := $(CURDIR)/$(command)

test: deps lint build check-command check-traits test-asan test-release # Install what is missing and run every test (CI runs this)
	@echo "make test: all passed. $$(tail -n 1 .build-test/summary)"

test-long: deps build check-command # The tests that take long (numbers, large files), ThreadSanitizer, an old processor, and outside readers
	@$(MAKE) interop ARGS='--out -'
	@$(MAKE) prove-readers ARGS=--check
	@FACET_LONG_TESTS=1 $(MAKE) test-tsan test-release test-emulated

interop: build # Read what the command writes with outside readers from PyPI and Debian, and write Benchmarks/INTEROP.md
	@Scripts/deps.sh python
	@python3 Scripts/interop.py --facet $(command) $(ARGS)

prove-readers: build # Let outside readers read the small files in data/, and renew the rules of `facet check --readers`
	@Scripts/deps.sh python
	@python3 Scripts/prove-readers.py --facet $(command) $(ARGS)

test-release: # The whole suite in release mode
	@Scripts/run-tests.sh .build-test/summary $(release_tests)

test-asan: # The small suites in debug mode with AddressSanitizer
	@FACET_LOWER_STOREYS=1 FACET_SMALL_TESTS=1 ASAN_OPTIONS=detect_leaks=0 \
	  Scripts/run-tests.sh .build-asan/summary $(address_tests) --filter '$(small_suites)'

test-tsan: # The suites with threads in debug mode with ThreadSanitizer
	@FACET_SMALL_TESTS=1 FACET_LONG_TESTS=0 \
	  TSAN_OPTIONS=suppressions=$(CURDIR)/Scripts/thread-sanitizer-suppressions.txt \
	  Scripts/run-tests.sh .build-tsan/summary $(thread_tests) --filter '$(threaded_suites)'

# The oldest kind of processor that Facet works on, less what an emulator does not know.
old_processor := qemu-x86_64 -cpu Haswell-noTSX,-pcid,-x2apic,-tsc-deadline,-invpcid
kernel_suites := ^(FacetTextTests|FacetWeldTests|FacetArraysTests\.KeySort|FacetThreadsTests)

test-emulated: # The suites with kernels on an emulated processor of 2013, with AVX2 and without AVX-512
	@Scripts/deps.sh swift package:qemu-user
	@$(release_tests) --list-tests >/dev/null
	@FACET_SMALL_TESTS=1 Scripts/run-tests.sh .build-test/summary-emulated \
	  $(old_processor) .build-test/release/facetPackageTests.xctest --testing-library swift-testing --filter '$(kernel_suites)'

fuzz: deps # Feed mutated files to every reader, 60 seconds each (SECONDS=5, TARGETS="ply glb")
	@Scripts/fuzz.sh $(SECONDS) $(TARGETS)

coverage: deps # Measure the lines of FacetFormats and FacetText that tests run; 95 % at least
	@Scripts/coverage.sh 95

check-command: # Check what the built command links, its size and its version
	@Scripts/check-command.sh $(command)

check-traits: # Check that a package with `traits: []` builds without OpenBLAS
	@Scripts/check-traits.sh

lint: # Check the format of the sources
	@if $(SWIFT) format --version >/dev/null 2>&1; then $(SWIFT) format lint -r -s Sources Tests Package.swift; \
	  else echo "lint: this Swift has no 'swift format'; left out"; fi

format: # Put the sources into the house's format
	$(SWIFT) format -i -r Sources Tests Package.swift

api: # Write API.txt, the list of public symbols, anew
	@FACET_WRITE_API=1 $(release_tests) --filter PublicInterfaceTests

compare: deps build # Measure Facet against the naive programs (ARGS=… goes to Benchmarks/compare.py)
	python3 Benchmarks/compare.py --facet $(command) $(ARGS)

bench: deps build # Measure speed beside the best tools that install, and write Benchmarks/RESULTS.md (ARGS=… goes to Benchmarks/speed/bench.py)
	@Scripts/deps.sh rivals
	@Scripts/bench.sh $(command) $(ARGS)

bench-arrays: deps # Measure the arrays beside NumPy 2 from PyPI (ARGS=… goes to Benchmarks/arrays/bench.py)
	$(SWIFT) build -c release --package-path Benchmarks/arrays --scratch-path .build-bench
	@Scripts/bench-arrays.sh .build-bench/release/ArrayBenchmarks $(ARGS)

freeing: deps build # Measure the remedies for "how do I free memory?" (ARGS=… goes to Benchmarks/freeing/measure.py)
	@Scripts/freeing.sh $(command) $(ARGS)

## Installing
.PHONY: install uninstall dist clean

install: $(stage)/facet # Install command, manual page and completions below PREFIX (/usr/local), in DESTDIR if given
	@Scripts/install.sh install $(stage) "$(DESTDIR)$(PREFIX)"

uninstall: # Remove what `make install` put there
	@Scripts/install.sh uninstall $(stage) "$(DESTDIR)$(PREFIX)"

dist: $(stage)/facet # Make dist/facet, one binary that needs no Swift, and a tar.gz with manual page and completions
	@Scripts/check-command.sh $(command)
	@Scripts/dist.sh $(stage) dist

clean: # Remove everything that was built
	rm -rf .build .build-test .build-asan .build-tsan .build-bench .build-freeing .build-fuzz .build-coverage .build-stages .build-rivals .build-interop dist

# The stripped command with its manual page and completions. A file, so that `sudo make install` after `make install`
# or `make dist` only copies.
$(stage)/facet: $(sources) LICENSE Scripts/stage.sh
	@Scripts/deps.sh swift binutils compression
	$(SWIFT) build -c release --product facet --static-swift-stdlib
	@Scripts/stage.sh $(command) $(stage)
