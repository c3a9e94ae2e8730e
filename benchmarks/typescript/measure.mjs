// Measures one contestant and prints nanoseconds and bytes as JSON. One process for each turn, so that no contestant
// runs with code that was compiled for another.
import { contestants } from "./contestants.mjs";
import { messages } from "./messages.mjs";

const WARM_UP = 150;
const BATCHES = 7;
const BATCH = 60;

/** The values of two objects, whatever their classes and 64-bit integers are. */
function plain(value) {
  return JSON.stringify(value, (name, each) =>
    name === "type" ? undefined
    : typeof each === "bigint" ? String(each)
    : each?.low !== undefined ? String(each)
    : each);
}

function run(action, milliseconds) {
  const start = process.hrtime.bigint();
  const end = start + BigInt(milliseconds) * 1_000_000n;
  let count = 0;
  let now = start;
  while (now < end) {
    for (let i = 0; i < 100; i++) {
      action();
    }
    count += 100;
    now = process.hrtime.bigint();
  }
  return Number(now - start) / count;
}

function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

let sink;
const contestant = await contestants[process.argv[2]]();
const results = {};
for (const [name, [kind, message]] of Object.entries(messages(contestant.wide))) {
  const own = contestant.of(kind, message);
  const [encode, decode] = contestant.codec(kind);
  const bytes = encode(own).slice();
  if (plain(decode(bytes)) !== plain(own)) {
    throw new Error(`${process.argv[2]} returns another ${name}`);
  }
  const tasks = { encode: () => (sink = encode(own)), decode: () => (sink = decode(bytes)) };
  for (const [task, action] of Object.entries(tasks)) {
    run(action, WARM_UP);
    results[`${task} ${name}`] = median(Array.from({ length: BATCHES }, () => run(action, BATCH)));
  }
  results[`size ${name}`] = bytes.length;
}
if (sink === undefined) {
  throw new Error("nothing was measured");
}
console.log(JSON.stringify(results));
