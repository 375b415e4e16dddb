#!/usr/bin/env bash
# json.sh: reads 20,000 events of about 650 bytes with the JSON module and with Go's encoding/json, and compares.
# Fails if parsing to values is not 4 times as fast as Go, or skipping to raw slices not 15 times.
set -euo pipefail
cd "$(dirname "$0")"

swift build -c release --product JSONBenchmark >&2
ours=.build/release/JSONBenchmark
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
GO111MODULE=off go build -o "$work/go-json" ./go/json/main.go

"$ours" events "$work/events"
echo "events $(wc -l <"$work/events") of $(($(wc -c <"$work/events") / $(wc -l <"$work/events"))) bytes"
"$work/go-json" "$work/events" | sort >"$work/go"
"$ours" measure "$work/events" | sort >"$work/swift"
sed 's/^/swift ns per event: /' "$work/swift"
sed 's/^/go ns per event: /' "$work/go"

join "$work/swift" "$work/go" | awk -v parse=4 -v skip=15 '
    BEGIN { bar["parse"] = parse; bar["skip"] = skip }
    $3 != $5 { printf "%s: the two sides read different things (%s, %s)\n", $1, $3, $5; failed = 1 }
    {
        ratio = $4 / $2
        verdict = ratio >= bar[$1] ? "PASS" : "FAIL"
        if (verdict == "FAIL") failed = 1
        printf "ratio json %s: %.1f times as fast as Go encoding/json (bar %d) %s\n", $1, ratio, bar[$1], verdict
    }
    END { exit failed }'
