// The contestants: each encodes its own object to bytes, and decodes bytes to an object.
import Long from "long";

const asBigint = (value) => value;
const asLong = (value) => Long.fromString(String(value));

async function packetwright() {
  const module = await import("./target/out/packets.js");
  const packets = { chat: "S_Chat", move: "C_Move", info: "S_PlayerInfo", snapshot: "S_Snapshot" };
  return {
    wide: asBigint,
    of: (kind, { entities, ...message }) => ({
      type: packets[kind],
      ...message,
      ...(entities === undefined ? {} : { entitys: entities }),
    }),
    codec: (kind) => [module[`encode${packets[kind]}`], module[`decode${packets[kind]}`]],
  };
}

async function bebop() {
  const module = await import("./target/out/bebop.js");
  const records = { chat: module.SChat, move: module.CMove, info: module.SPlayerInfo, snapshot: module.SSnapshot };
  return {
    wide: asBigint,
    of: (_, message) => message,
    codec: (kind) => [(message) => records[kind].encode(message), (bytes) => records[kind].decode(bytes)],
  };
}

async function protobufStatic() {
  const { default: root } = await import("./target/out/protobuf.cjs");
  return protobuf(root.dev.packetwright.benchmarks);
}

async function protobufReflection() {
  const { default: protobufjs } = await import("protobufjs");
  const root = await protobufjs.load(new URL("../peers/src/main/proto/messages.proto", import.meta.url).pathname);
  return protobuf(root.lookup("dev.packetwright.benchmarks"));
}

function protobuf(namespace) {
  const types = {
    chat: namespace.Chat,
    move: namespace.Move,
    info: namespace.PlayerInfo,
    snapshot: namespace.Snapshot,
  };
  return {
    wide: asLong,
    of: (kind, message) => types[kind].fromObject(message),
    codec: (kind) => {
      const type = types[kind];
      return [(message) => type.encode(message).finish(), (bytes) => type.decode(bytes)];
    },
  };
}

export const contestants = {
  packetwright,
  "protobufjs, static": protobufStatic,
  "protobufjs, reflection": protobufReflection,
  bebop,
};
