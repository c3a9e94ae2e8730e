// Runs the cases of a file against compiled modules. A line is a case: kind, module, packet, and the rest.
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";

const folder = new URL(".", import.meta.url);
const modules = new Map();
const scratch = new DataView(new ArrayBuffer(8));

/** JSON cannot tell some values apart, so they are objects with one member. */
function revived(json) {
  if (Array.isArray(json)) {
    return json.map(revived);
  }
  if (typeof json !== "object" || json === null) {
    return json;
  }
  if ("$undefined" in json) {
    return undefined;
  }
  if ("$bigint" in json) {
    return BigInt(json.$bigint);
  }
  if ("$bytes" in json) {
    return bytesOf(json.$bytes);
  }
  if ("$float" in json) {
    scratch.setInt32(0, Number.parseInt(json.$float, 16));
    return canonical(scratch.getFloat32(0));
  }
  if ("$double" in json) {
    scratch.setBigInt64(0, BigInt(`0x${json.$double}`));
    return canonical(scratch.getFloat64(0));
  }
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, revived(value)]));
}

function canonical(number) {
  return Number.isNaN(number) ? Number.NaN : number;
}

/** In the middle of other bytes, like the buffers of a pool. */
function bytesOf(hex) {
  const pool = new Uint8Array(hex.length / 2 + 20).fill(0x41);
  const bytes = pool.subarray(7, 7 + hex.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = Number.parseInt(hex.substr(2 * i, 2), 16);
  }
  return bytes;
}

function hexOf(bytes) {
  return Buffer.from(bytes).toString("hex");
}

/** Objects of one shape whose values are the same; every NaN is the same. */
function areSame(a, b) {
  return isDeepStrictEqual(plain(a), plain(b));
}

function plain(value) {
  if (value instanceof Uint8Array) {
    return `bytes ${hexOf(value)}`;
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).map(([name, member]) => [name, plain(member)]);
  }
  return value;
}

function shown(value) {
  return JSON.stringify(plain(value), (_, each) =>
    typeof each === "bigint" ? `${each}n` : each === undefined ? "undefined" : typeof each === "number" && !Number.isFinite(each) ? String(each) : each,
  );
}

function errorOf(module, action) {
  try {
    action();
  } catch (error) {
    if (error instanceof module.PacketError) {
      return error;
    }
    throw error;
  }
  return undefined;
}

const kinds = {
  write(module, packet, [json, hex]) {
    const value = revived(JSON.parse(json));
    const written = hexOf(module[`encode${packet}`](value));
    expectEqual(written, hex);
    expectEqual(hexOf(module.encode({ type: packet, ...value })), hex);
  },
  read(module, packet, [hex, json]) {
    const expected = { type: packet, ...revived(JSON.parse(json)) };
    const bytes = bytesOf(hex);
    for (const value of [module[`decode${packet}`](bytes), module.decode(bytes)]) {
      bytes.fill(0x55);
      if (!areSame(value, expected)) {
        throw new Error(`is ${shown(value)}\nnot ${shown(expected)}`);
      }
      bytes.set(bytesOf(hex));
    }
  },
  malformed(module, _packet, [hex, place]) {
    const error = errorOf(module, () => module.decode(bytesOf(hex)));
    expectEqual(`${error?.packet} ${error?.offset}`, place);
  },
  invalid(module, packet, [json, member]) {
    const error = errorOf(module, () => module[`encode${packet}`](revived(JSON.parse(json))));
    expectEqual(error?.member, member);
  },
  hostile(module, packet, [hex, step]) {
    const bytes = bytesOf(hex);
    for (let size = 0; size < bytes.length; size++) {
      const prefix = bytes.slice(0, size);
      expectEqual(errorOf(module, () => module.decode(prefix)) instanceof Error, true);
      if (size >= 4) {
        prefix[0] = size;
        prefix[1] = size >> 8;
        tolerate(module, packet, prefix);
      }
    }
    for (let at = 0; at < bytes.length; at++) {
      for (let difference = 1; difference < 256; difference += Number(step)) {
        const changed = bytes.slice();
        changed[at] ^= difference;
        tolerate(module, packet, changed);
      }
    }
  },
};

function tolerate(module, packet, bytes) {
  const error = errorOf(module, () => module[`decode${packet}`](bytes));
  if (error !== undefined && !(error.offset >= 0 && error.offset <= bytes.length)) {
    throw new Error(`the offset ${error.offset} for ${hexOf(bytes)}`);
  }
}

function expectEqual(actual, expected) {
  if (actual !== expected) {
    throw new Error(`is ${actual}\nnot ${expected}`);
  }
}

let failures = 0;
const lines = readFileSync(new URL("cases.txt", folder), "utf8").split("\n").filter((line) => line !== "");
for (const line of lines) {
  const [kind, name, packet, ...rest] = line.split("\t");
  if (!modules.has(name)) {
    modules.set(name, await import(new URL(`out/${name}.js`, folder)));
  }
  try {
    kinds[kind](modules.get(name), packet, rest);
  } catch (error) {
    if (++failures <= 5) {
      console.log(`${line.slice(0, 2000)}\n${error.stack.slice(0, 4000)}`);
    }
  }
}
console.log(`${lines.length} cases, ${failures} failures`);
