#!/usr/bin/env bash
# yaml.sh: reads and writes 1,000 manifests of about 600 bytes with the YAML module and with sigs.k8s.io/yaml, which kubectl
# uses, and compares. Fails if ours is not 1.5 times as fast at both, or writes something else.
set -euo pipefail
cd "$(dirname "$0")"

# The module is not a product, so that its benchmark is built with the programs.
swift build -c release --package-path ../.. --product YAMLBenchmark >&2
ours=../../.build/release/YAMLBenchmark
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
GO111MODULE=off GOPATH=/usr/share/gocode go build -o "$work/go-yaml" ./go/yaml/main.go

"$ours" manifests "$work/manifests"
# In turn, so that what else the machine does meets both; of each way the fastest counts.
for _ in 1 2 3; do
    "$work/go-yaml" "$work/manifests" >>"$work/go-all"
    "$ours" measure "$work/manifests" >>"$work/swift-all"
done
for side in swift go; do
    sort -k1,1 -k2,2n "$work/$side-all" | awk '!seen[$1]++' >"$work/$side"
    sed "s/^/$side ns per manifest: /" "$work/$side"
done

awk -v bar="${BAR:-1.5}" '
    NR == FNR { go[$1] = $2; sum[$1] = $3; next }
    $3 != sum[$1] { printf "%s: the two sides write different things\n", $1; failed = 1 }
    {
        ratio = go[$1] / $2
        verdict = ratio >= bar ? "PASS" : "FAIL"
        if (verdict == "FAIL") failed = 1
        printf "ratio yaml %s: %.1f times as fast as sigs.k8s.io/yaml (bar %s) %s\n", $1, ratio, bar, verdict
    }
    END { exit failed }' "$work/go" "$work/swift"
