export { Backoff } from "./backoff.js";
export { connect, stayConnected } from "./connect.js";
export type { ConnectOptions, Link, LinkOptions, PacketHandlers } from "./connect.js";
export type { Disconnect, DisconnectReason } from "./disconnect.js";
export type { PingPackets, Side } from "./protocol.js";
export type { SessionOptions } from "./options.js";
export { Session } from "./session.js";
export type { WebSocketConstructor, WebSocketLike } from "./socket.js";
