#!/usr/bin/env bash
# json.sh: reads 20,000 events of about 650 bytes with the JSON module and with Go's encoding/json, and compares.
# Fails if parsing to values is not 4 times as fast as Go, or skipping to raw slices not 15 times.
#
# Go finds the same four members as json.RawMessage, and looks at every byte to do so. "skip" trusts what it passes over: it is
# for what has been checked, or comes from an API server. "skip-validating" checks every byte as well, as Go does; it is what an
# event from elsewhere goes through, and has no bar.
set -euo pipefail
cd "$(dirname "$0")"

swift build -c release --product JSONBenchmark >&2
ours=.build/release/JSONBenchmark
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
GO111MODULE=off go build -o "$work/go-json" ./go/json/main.go

"$ours" events "$work/events"
echo "events $(wc -l <"$work/events") of $(($(wc -c <"$work/events") / $(wc -l <"$work/events"))) bytes"
# In turn, so that what else the machine does meets both; of each way the fastest counts.
for _ in 1 2 3; do
    "$work/go-json" "$work/events" >>"$work/go-all"
    "$ours" measure "$work/events" >>"$work/swift-all"
done
for side in swift go; do
    sort -k1,1 -k2,2n "$work/$side-all" | awk '!seen[$1]++' >"$work/$side"
    sed "s/^/$side ns per event: /" "$work/$side"
done

awk -v parse=4 -v skip=15 '
    BEGIN { bar["parse"] = parse; bar["skip"] = skip; peer["skip-validating"] = "skip" }
    NR == FNR { go[$1] = $2; sum[$1] = $3; next }
    { name = $1 in peer ? peer[$1] : $1 }
    !(name in go) { next }
    $3 != sum[name] { printf "%s: the two sides read different things (%s, %s)\n", $1, $3, sum[name]; failed = 1 }
    {
        ratio = go[name] / $2
        verdict = !($1 in bar) ? "" : ratio >= bar[$1] ? " (bar " bar[$1] ") PASS" : " (bar " bar[$1] ") FAIL"
        if (verdict ~ /FAIL/) failed = 1
        printf "ratio json %s: %.1f times as fast as Go encoding/json%s\n", $1, ratio, verdict
    }
    END { exit failed }' "$work/go" "$work/swift"
