import { codeFor, type Disconnect, type DisconnectReason, disconnectOf } from "./disconnect.js";
import { Handlers } from "./handlers.js";
import type { SessionOptions } from "./options.js";
import { PingExchange } from "./pings.js";
import type { PacketOf, Side, Tagged } from "./protocol.js";
import type { WebSocketLike } from "./socket.js";

const HEADER_SIZE = 4;
const LONGEST_CLOSE_REASON = 120;
const TICK = 1_000;

/** What a session tells of itself. */
export interface SessionListener<Received extends Tagged> {
  packet(packet: Received): void;
  roundTrip(milliseconds: number): void;
  ended(disconnect: Disconnect): void;
}

/**
 * One connection to a server. Its packets come one after another, in the order in which the server sent them, and none
 * comes after its end.
 */
export class Session<Received extends Tagged, Sent> {
  readonly #socket: WebSocketLike;
  readonly #side: Side<Received, Sent>;
  readonly #options: Required<SessionOptions>;
  readonly #listener: SessionListener<Received>;
  readonly #handlers = new Handlers<Received>();
  readonly #pings: PingExchange;
  readonly #timer: ReturnType<typeof setInterval>;
  #closeTimer: ReturnType<typeof setTimeout> | undefined;
  #state: "open" | "closing" | "ended" = "open";
  #heardAt = performance.now();
  #waiting = 0;
  #progressAt = 0;

  /** For `connect`: takes over an open socket. */
  constructor(
    socket: WebSocketLike,
    side: Side<Received, Sent>,
    options: Required<SessionOptions>,
    listener: SessionListener<Received>,
  ) {
    this.#socket = socket;
    this.#side = side;
    this.#options = options;
    this.#listener = listener;
    this.#pings = new PingExchange(socket, side.ping, side.answeredPing, options.pingInterval, (time) =>
      listener.roundTrip(time),
    );
    const { pingInterval, idleTimeout, stallTimeout } = options;
    const shortest = Math.min(TICK, pingInterval, (idleTimeout || Infinity) / 2, (stallTimeout || Infinity) / 2);
    this.#timer = setInterval(() => this.#tick(), shortest);
    socket.addEventListener("message", (event) => this.#receive(event.data));
    socket.addEventListener("close", (event) => this.#closed(event.code ?? 1006, event.reason ?? ""));
  }

  /** Whether packets can be sent. */
  get isOpen(): boolean {
    return this.#state === "open";
  }

  /** The smoothed time between a ping and its answer in milliseconds; undefined before the first answer. */
  get roundTripTime(): number | undefined {
    return this.#pings.roundTripTime;
  }

  /**
   * Calls a function with each packet of a type, beside other functions: `session.on(S_Chat, (packet) => …)`.
   *
   * @returns a function that ends this
   */
  on<T extends Received["type"]>(
    packet: { readonly type: T },
    handler: (packet: PacketOf<Received, T>) => void,
  ): () => void {
    return this.#handlers.on(packet.type, handler);
  }

  /**
   * Sends a packet. Without enough room in the send queue, the session ends.
   *
   * @returns whether the packet was accepted; false once the session has been closed or has ended
   * @throws PacketError if a member has a value that the protocol does not allow; the session goes on
   */
  send(packet: Sent): boolean {
    if (this.#state !== "open") {
      return false;
    }
    const bytes = this.#side.encode(packet);
    if (this.#socket.bufferedAmount + bytes.length > this.#options.sendQueueLimit) {
      this.#fail("sendQueueFull", `more than ${this.#options.sendQueueLimit} bytes wait for the server`);
      return false;
    }
    this.#socket.send(bytes);
    return true;
  }

  /** Ends the session after all packets have been sent. Nothing is received any more. */
  close(): void {
    if (this.#state === "open") {
      this.#state = "closing";
      this.#socket.close(codeFor("closedLocally"));
      this.#closeTimer = setTimeout(() => this.#fail("closeTimedOut", ""), this.#options.closeTimeout);
    }
  }

  /** Ends the session at once. Packets that wait for the server may be lost. */
  abort(): void {
    this.#fail("abortedLocally", "");
  }

  /** For `connect`: ends the session if its beginning fails. */
  start(onConnected: () => void): void {
    try {
      onConnected();
    } catch (error) {
      this.#fail("handlerFailed", String(error), error);
    }
  }

  #receive(data: unknown): void {
    if (this.#state !== "open") {
      return;
    }
    this.#heardAt = performance.now();
    if (!(data instanceof ArrayBuffer) || data.byteLength === 0) {
      this.#fail("malformedPacket", data instanceof ArrayBuffer ? "an empty message" : "a text message");
      return;
    }
    const message = new Uint8Array(data);
    for (let at = 0; at < message.length && this.#isOpen(); ) {
      const left = message.length - at;
      const size = left < HEADER_SIZE ? HEADER_SIZE : message[at]! | (message[at + 1]! << 8);
      if (size < HEADER_SIZE || size > this.#options.maxReceivedPacketSize) {
        const most = this.#options.maxReceivedPacketSize;
        this.#fail("malformedPacket", `header.size is ${size}, not ${HEADER_SIZE} to ${most}`);
      } else if (size > left) {
        this.#fail("malformedPacket", "a message ends in the middle of a packet");
      } else {
        this.#take(message.subarray(at, at + size));
      }
      at += size;
    }
  }

  /** A method, because the compiler believes that nothing changes a field while others run. */
  #isOpen(): boolean {
    return this.#state === "open";
  }

  #take(bytes: Uint8Array<ArrayBuffer>): void {
    let packet: Received;
    try {
      if (this.#pings.takes(bytes, this.#heardAt)) {
        return;
      }
    } catch (error) {
      this.#fail("handlerFailed", String(error), error);
      return;
    }
    try {
      packet = this.#side.decode(bytes);
    } catch (error) {
      this.#fail("malformedPacket", error instanceof Error ? error.message : String(error), error);
      return;
    }
    try {
      this.#listener.packet(packet);
      this.#handlers.dispatch(packet);
    } catch (error) {
      this.#fail("handlerFailed", String(error), error);
    }
  }

  #tick(): void {
    if (this.#state === "ended") {
      return;
    }
    const now = performance.now();
    const { idleTimeout, stallTimeout } = this.#options;
    const waiting = this.#socket.bufferedAmount;
    if (waiting === 0 || waiting < this.#waiting) {
      this.#progressAt = now;
    } else if (this.#waiting === 0) {
      this.#progressAt = now;
    }
    this.#waiting = waiting;
    if (stallTimeout > 0 && waiting > 0 && now - this.#progressAt >= stallTimeout) {
      this.#fail("writeStalled", `the server accepted nothing for ${stallTimeout} ms`);
    } else if (idleTimeout > 0 && now - this.#heardAt >= idleTimeout) {
      this.#fail("idleTimedOut", `the server was silent for ${idleTimeout} ms`);
    } else if (this.#state === "open") {
      this.#pings.sendIfDue(now);
    }
  }

  #closed(code: number, reason: string): void {
    const isOurs = this.#state === "closing" && code !== 1006;
    this.#end(isOurs ? { reason: "closedLocally", detail: reason, code } : disconnectOf(code, reason));
  }

  #fail(reason: DisconnectReason, detail: string, cause?: unknown): void {
    if (this.#state === "ended") {
      return;
    }
    if (reason === "abortedLocally" || reason === "closeTimedOut" || reason === "writeStalled") {
      this.#socket.terminate?.();
    }
    this.#socket.close(codeFor(reason), asCloseReason(detail));
    this.#end(cause === undefined ? { reason, detail } : { reason, detail, cause });
  }

  #end(disconnect: Disconnect): void {
    if (this.#state !== "ended") {
      this.#state = "ended";
      clearInterval(this.#timer);
      clearTimeout(this.#closeTimer);
      this.#listener.ended(disconnect);
    }
  }
}

/** A reason has at most 123 bytes; of other characters than those of ASCII, nobody knows how many bytes they have. */
function asCloseReason(detail: string): string {
  return detail.replace(/[^ -~]/g, "?").slice(0, LONGEST_CLOSE_REASON);
}
