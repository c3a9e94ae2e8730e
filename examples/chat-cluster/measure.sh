#!/usr/bin/env bash
# What room messages cost: the same chat alone, and on 1, 2 and 3 nodes, all on this machine, under the same bots.
# Build first: mvn -B -q package -DskipTests -pl examples/chat-cluster -am
# Usage: measure.sh [ROOMS] [BOTS_PER_ROOM] [LINES_PER_SECOND_OF_EACH] [SECONDS]
set -euo pipefail
jar="$(cd "$(dirname "$0")" && pwd)/target/chat-cluster.jar"
rooms=${1:-40} bots=${2:-6} rate=${3:-8} seconds=${4:-15}
port=7801
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true' EXIT

ticks() { # of the servers, user and system
  local sum=0 fields
  for pid in "${pids[@]}"; do
    read -r -a fields <<<"$(sed 's/.*) //' "/proc/$pid/stat")"
    sum=$((sum + fields[11] + fields[12]))
  done
  echo "$sum"
}

server() { # its number, then more options
  local number=$1
  shift
  java -Xmx192m -XX:+UseSerialGC -jar "$jar" server --host "127.0.0.$number" --port "$port" \
    --ready-file "$folder/$number" "$@" >"$folder/$number.log" 2>&1 &
  pids+=($!)
}

for nodes in 0 1 2 3; do
  folder=$(mktemp -d)
  pids=()
  doors=()
  if [ "$nodes" = 0 ]; then
    server 1
    doors=("127.0.0.1:$port")
  fi
  for ((number = 1; number <= nodes; number++)); do
    server "$number" --node "127.0.0.$number:7802" --seed 127.0.0.1:7802 127.0.0.2:7802
    doors+=("127.0.0.$number:$port")
  done
  until [ "$(find "$folder" -name '[0-9]' | wc -l)" = "${#doors[@]}" ]; do sleep 0.5; done
  each=$((bots / ${#doors[@]}))
  chat() { java -jar "$jar" bots --server "${doors[@]}" --rooms "$rooms" --count "$each" --rate "$rate" --seconds "$1"; }
  chat 5 >/dev/null # warms up
  before=$(ticks)
  result=$(chat "$seconds") || true
  after=$(ticks)
  taken=$(sed -nE 's/.*taken=([0-9]+).*/\1/p' <<<"$result")
  memory=$(for pid in "${pids[@]}"; do sed -nE 's/VmRSS:\s+([0-9]+) kB/\1/p' "/proc/$pid/status"; done | sort -n | tail -1)
  awk -v n="$nodes" -v t="$taken" -v b="$((each * ${#doors[@]}))" -v s="$seconds" -v c="$((after - before))" \
    -v hz="$(getconf CLK_TCK)" -v m="$memory" 'BEGIN {
      printf "%s: %d lines/s, %d deliveries/s, %.1f us CPU of the servers per line, %.2f per delivery, %d MB per node\n",
        n ? n " nodes" : "alone", t / s, t * b / s, c / hz * 1e6 / t, c / hz * 1e6 / t / b, m / 1024 }'
  kill "${pids[@]}"
  wait "${pids[@]}" 2>/dev/null || true
done
pids=()
