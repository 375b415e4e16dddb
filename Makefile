# make demo   see it work, from directory to directory, or on the cluster of $KUBECONFIG
# make test   see it proven: everything is built, a real cluster is started, and all tests run against it
SHELL := /bin/bash
.DEFAULT_GOAL := build
.PHONY: build demo test bench fuzz docs cluster-up cluster-down format lint prerequisites test-prerequisites

# Debian package and the file that shows that it is there.
BUILD_PACKAGES := libcurl4-openssl-dev:/usr/include/x86_64-linux-gnu/curl/curl.h libyaml-dev:/usr/include/yaml.h libre2-dev:/usr/include/re2/re2.h libcrypt-dev:/usr/include/crypt.h pkg-config:/usr/bin/pkg-config libarchive-dev:/usr/include/archive.h
TEST_PACKAGES := etcd-server:/usr/bin/etcd kubernetes-client:/usr/bin/kubectl golang-go:/usr/bin/go \
	golang-k8s-sigs-yaml-dev:/usr/share/gocode/src/sigs.k8s.io/yaml zsh:/usr/bin/zsh fish:/usr/bin/fish iproute2:/usr/bin/ss openssl:/usr/bin/openssl curl:/usr/bin/curl \
	golang-github-masterminds-sprig-dev:/usr/share/gocode/src/github.com/Masterminds/sprig python3-pip:/usr/bin/pip3 tzdata:/usr/share/zoneinfo/Europe/Berlin jq:/usr/bin/jq \
	golang-github-gobwas-glob-dev:/usr/share/gocode/src/github.com/gobwas/glob golang-github-burntsushi-toml-dev:/usr/share/gocode/src/github.com/BurntSushi/toml \
	docker-registry:/usr/bin/docker-registry apache2-utils:/usr/bin/htpasswd python3:/usr/bin/python3

CLUSTER := $(or $(TMPDIR),/tmp)/fairlead-devcluster
SWIFT_BUILD := swift build -c release
# The tests look at what is internal to a module, for which it is built in a folder of its own; else as it ships.
TEST_BUILD := -c release --scratch-path .build-test -Xswiftc -enable-testing
# Hundreds of tests that wait for the same cluster at once would each take minutes, and their time limits would say nothing.
TESTS_AT_ONCE := 6
# The end of a run in which a test waits for ever, which its suite's time limit has named by then. It is an interrupt because
# swift test ends the tests that it started on that; after SIGTERM they would go on without it.
TEST_TIME := 15m

build: prerequisites
	$(SWIFT_BUILD)

demo: build
	deploy/examples/characters/demo

# Programs and tests are built once, as they ship. The cluster is the test's own unless KUBECONFIG names one.
test: prerequisites test-prerequisites lint
	swift build $(TEST_BUILD) --build-tests
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$(TESTS_AT_ONCE) \
		deploy/devcluster/with-cluster timeout --foreground --verbose --signal=INT --kill-after=60 $(TEST_TIME) \
		stdbuf -oL swift test $(TEST_BUILD) --skip-build --quiet

bench: prerequisites test-prerequisites
	$(SWIFT_BUILD)
	Tests/Benchmarks/run

# The documentation of the library products, as websites in .build/documentation.
docs: build
	deploy/document GoTemplate Sprig

# Longer than the tests' look at what was kept: make fuzz SECONDS=1200 TARGETS="parser yaml"
TARGETS := lexer parser executor yaml chart
SECONDS := 60
fuzz: prerequisites
	for target in $(TARGETS); do Tests/FuzzTests/fuzz $$target $(SECONDS) || exit 1; done

cluster-up: test-prerequisites
	NODES=$(or $(NODES),1) deploy/devcluster/devcluster up $(CLUSTER)
	@deploy/devcluster/devcluster env $(CLUSTER)

cluster-down:
	deploy/devcluster/devcluster down $(CLUSTER)

format:
	swift format -i -r Package.swift Sources Tests

lint:
	swift format lint --strict -r Package.swift Sources Tests

prerequisites:
	@deploy/install-missing $(BUILD_PACKAGES)

test-prerequisites:
	@deploy/install-missing $(TEST_PACKAGES)
