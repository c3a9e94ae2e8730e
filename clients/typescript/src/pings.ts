import type { PingPackets } from "./protocol.js";

const SIZE = 12;
const QUICK = 65536;
const INTERVALS_OF_PATIENCE = 10;
const SHORTEST_PATIENCE = 10_000;

/** The weight of a new measurement is an eighth (RFC 6298). */
const SMOOTHING = 8;

/** The connection that pings go through. */
export interface PingSender {
  readonly bufferedAmount: number;
  send(bytes: Uint8Array<ArrayBuffer>): void;
}

/**
 * The pings of one session, both ways: answers those of the server, and measures the round-trip time with its own. At most
 * one ping is awaited. Its value is random, so the server cannot answer before it has received the ping.
 */
export class PingExchange {
  roundTripTime: number | undefined;

  readonly #sender: PingSender;
  readonly #ping: PingPackets | undefined;
  readonly #answered: PingPackets | undefined;
  readonly #interval: number;
  readonly #onRoundTrip: (milliseconds: number) => void;
  #token: Uint8Array<ArrayBuffer> | undefined;
  #sentAt = 0;
  #nextAt = Infinity;

  constructor(
    sender: PingSender,
    ping: PingPackets | undefined,
    answered: PingPackets | undefined,
    interval: number,
    onRoundTrip: (milliseconds: number) => void,
  ) {
    this.#sender = sender;
    this.#ping = ping;
    this.#answered = answered;
    this.#interval = interval;
    this.#onRoundTrip = onRoundTrip;
  }

  /** Takes a ping or an answer to one. Returns false for any other packet. */
  takes(packet: Uint8Array<ArrayBuffer>, now: number): boolean {
    // not before the first packet of the server, which may await a handshake and nothing else
    this.#nextAt = Math.min(this.#nextAt, now);
    const id = packet[2]! | (packet[3]! << 8);
    if (packet.length === SIZE && id === this.#answered?.ping) {
      this.#sendIfQuick(this.#answered.pong, packet.subarray(4));
      return true;
    }
    if (packet.length === SIZE && id === this.#ping?.pong) {
      this.#conclude(packet.subarray(4), now);
      return true;
    }
    return false;
  }

  /** Sends a ping if the time has come. */
  sendIfDue(now: number): void {
    if (this.#ping === undefined || now < this.#nextAt) {
      return;
    }
    const token = new Uint8Array(SIZE - 4).map(() => Math.random() * 256);
    if (this.#sendIfQuick(this.#ping.ping, token)) {
      this.#token = token;
      this.#sentAt = now;
      this.#nextAt = now + Math.max(INTERVALS_OF_PATIENCE * this.#interval, SHORTEST_PATIENCE);
    }
  }

  #sendIfQuick(id: number, token: Uint8Array): boolean {
    if (this.#sender.bufferedAmount > QUICK) {
      return false;
    }
    const packet = new Uint8Array(SIZE);
    packet[0] = SIZE;
    packet[2] = id;
    packet[3] = id >> 8;
    packet.set(token, 4);
    this.#sender.send(packet);
    return true;
  }

  /** Ignores the answer to a ping that was given up, and one that the server has made up. */
  #conclude(answer: Uint8Array, now: number): void {
    if (!this.#token?.every((byte, i) => byte === answer[i])) {
      return;
    }
    this.#token = undefined;
    const measured = now - this.#sentAt;
    const before = this.roundTripTime ?? measured;
    this.roundTripTime = before + (measured - before) / SMOOTHING;
    this.#nextAt = now + this.#interval;
    this.#onRoundTrip(measured);
  }
}
