#!/usr/bin/env bash
# Measures the cost and the maximum rate of rooms: the same chat without a cluster and on 1, 2 and 3 nodes. Nodes and bots
# run on this machine. Prints a table in Markdown; the search for the maximum reports to stderr.
# Build first: mvn -B -q package -DskipTests -pl examples/chat-cluster -am
# Usage: measure.sh [ROOMS] [BOTS_PER_ROOM, a multiple of 6] [LINES_PER_SECOND_OF_EACH] [SECONDS]
# Takes up to 15 minutes.
set -euo pipefail
jar="$(cd "$(dirname "$0")" && pwd)/target/chat-cluster.jar"
rooms=${1:-20} bots=${2:-6} rate=${3:-10} seconds=${4:-10}
port=7801 # for clients; nodes use the next port
pids=()
folder=

finish() {
  if [ "${#pids[@]}" -gt 0 ]; then
    kill "${pids[@]}" 2>/dev/null || true
    wait "${pids[@]}" 2>/dev/null || true
    pids=()
  fi
  if [ -n "$folder" ]; then rm -rf "$folder"; fi
}
trap finish EXIT

ticks() { # CPU time of all servers, user and system
  local sum=0 fields pid
  for pid in "${pids[@]}"; do
    read -r -a fields <<<"$(sed 's/.*) //' "/proc/$pid/stat")"
    sum=$((sum + fields[11] + fields[12]))
  done
  echo "$sum"
}

megabytes() { # resident memory of the largest server
  local pid
  for pid in "${pids[@]}"; do sed -nE 's/VmRSS:\s+([0-9]+) kB/\1/p' "/proc/$pid/status"; done |
    sort -n | tail -1 | awk '{ printf "%d", $1 / 1024 }'
}

server() { # NUMBER [OPTION...]
  local number=$1
  shift
  java -Xmx192m -XX:+UseSerialGC -jar "$jar" server --host "127.0.0.$number" --port "$port" --drain 1 \
    --ready-file "$folder/$number" "$@" >"$folder/$number.log" 2>&1 &
  pids+=($!)
}

await_ready() { # NUMBER_OF_SERVERS
  local tries
  for ((tries = 0; tries < 120; tries++)); do
    if [ "$(find "$folder" -name '[0-9]' | wc -l)" = "$1" ]; then return; fi
    sleep 0.5
  done
  echo "not all servers became ready within a minute:" >&2
  cat "$folder"/*.log >&2
  exit 1
}

echo "| | lines/s at most | CPU for a line | for a delivery | memory of a node |"
echo "|---|---|---|---|---|"
for nodes in 0 1 2 3; do
  folder=$(mktemp -d)
  doors=()
  if [ "$nodes" = 0 ]; then
    server 1
    doors=("127.0.0.1:$port")
  fi
  for ((number = 1; number <= nodes; number++)); do
    server "$number" --node "127.0.0.$number:$((port + 1))" --seed "127.0.0.1:$((port + 1))" "127.0.0.2:$((port + 1))"
    doors+=("127.0.0.$number:$port")
  done
  await_ready "${#doors[@]}"
  chat() {
    timeout 300 java -jar "$jar" bots --server "${doors[@]}" --rooms "$rooms" --count $((bots / ${#doors[@]})) "$@"
  }
  chat --rate "$rate" --seconds 5 >/dev/null || true # warm-up
  before=$(ticks)
  result=$(chat --rate "$rate" --seconds "$seconds") || echo "not flawless: $result" >&2
  after=$(ticks)
  memory=$(megabytes)
  taken=$(sed -nE 's/.*taken=([0-9]+).*/\1/p' <<<"$result")
  search=$(chat --maximum) || true
  echo "$search" >&2
  most=$(sed -nE 's/^at most ([0-9]+) lines.*/\1/p' <<<"$search")
  awk -v n="$nodes" -v t="$taken" -v b="$bots" -v c="$((after - before))" -v hz="$(getconf CLK_TCK)" -v m="$memory" \
    -v most="${most:-none}" 'BEGIN {
      printf "| %s | %s | %d µs | %d µs | %d MB |\n",
        n == 0 ? "alone, no cluster" : n == 1 ? "1 node" : n " nodes", most, c / hz * 1e6 / t, c / hz * 1e6 / t / b, m }'
  finish
done
echo
echo "$rooms rooms of $bots members. CPU is that of all servers together at about $((rooms * bots * rate)) lines/s."
