// What the compiler accepts and what it refuses; an error that does not come is an error.
import { Backoff, connect, type Link, type Session, stayConnected } from "packetwright-client";
import { C_Chat, type ClientHandler, type ClientPacket, ClientSide, S_Chat, type ServerPacket } from "./game.js";

const handler: ClientHandler = {
  S_Chat: (packet) => console.log(packet.chat),
  S_Leave: (packet) => console.log(packet.playerId),
};

export const link: Link<ClientPacket, ServerPacket> = stayConnected({
  url: "wss://example.org/game",
  protocol: ClientSide,
  backoff: new Backoff(),
  handler,
  onConnected: (session) => session.send({ type: "C_Chat", chat: "Hello" }),
  onDisconnected: (disconnect) => console.log(disconnect.reason === "closedByPeer"),
});

export const once: Promise<Session<ClientPacket, ServerPacket>> = connect({
  url: "wss://example.org/game",
  protocol: ClientSide,
  webSocket: WebSocket,
});

link.on(S_Chat, (packet) => console.log(packet.playerId + packet.chat.length));

// @ts-expect-error a packet of the other side
link.on(C_Chat, () => {});

// @ts-expect-error a packet of the other side
link.send({ type: "S_Leave", playerId: 1 });

// @ts-expect-error a member is missing
link.send({ type: "C_Chat" });

link.on(S_Chat, (packet) => {
  // @ts-expect-error a member of another packet
  console.log(packet.token);
});
