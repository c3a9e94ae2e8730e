// Runs all contestants in turns, each turn in a process of its own, and prints the medians as tables.
import { execFileSync } from "node:child_process";
import { contestants } from "./contestants.mjs";
import { messages } from "./messages.mjs";

const rounds = Number(process.argv[2] ?? 5);
const names = Object.keys(contestants);
const turns = Object.fromEntries(names.map((name) => [name, []]));
const script = new URL("measure.mjs", import.meta.url).pathname;
for (let round = 0; round < rounds; round++) {
  for (const name of names) {
    turns[name].push(JSON.parse(execFileSync(process.execPath, [script, name], { encoding: "utf8" })));
  }
}

function median(name, key) {
  const values = turns[name].map((turn) => turn[key]).sort((a, b) => a - b);
  return values[values.length >> 1];
}

const kinds = Object.keys(messages((value) => value));
console.log(`Node ${process.version}, medians of ${rounds} turns, nanoseconds\n`);
console.log(`| task | ${names.join(" | ")} | to protobufjs | to Bebop |`);
console.log(`|---|${"---:|".repeat(names.length + 2)}`);
for (const task of ["encode", "decode"]) {
  for (const kind of kinds) {
    const times = Object.fromEntries(names.map((name) => [name, median(name, `${task} ${kind}`)]));
    const protobuf = Math.min(times["protobufjs, static"], times["protobufjs, reflection"]);
    const cells = names.map((name) => times[name].toFixed(0));
    const ratios = [protobuf, times.bebop].map((peer) => (peer / times.packetwright).toFixed(2));
    console.log(`| ${task} ${kind} | ${[...cells, ...ratios].join(" | ")} |`);
  }
}
console.log("\nThe last two columns are the times of the better protobufjs and of Bebop, divided by ours.\n");
console.log("| bytes | packetwright | protobufjs | bebop |\n|---|---:|---:|---:|");
for (const kind of kinds) {
  const sizes = ["packetwright", "protobufjs, static", "bebop"].map((name) => median(name, `size ${kind}`));
  console.log(`| ${kind} | ${sizes.join(" | ")} |`);
}
