import { Backoff } from "./backoff.js";
import type { Disconnect } from "./disconnect.js";
import { Handlers } from "./handlers.js";
import { checked, type SessionOptions, withDefaults } from "./options.js";
import type { PacketOf, Side, Tagged } from "./protocol.js";
import { Session } from "./session.js";
import { platformWebSocket, type WebSocketConstructor, type WebSocketLike } from "./socket.js";

/** One function for each packet, by its tag. A generated `ClientHandler` has a function for all of them. */
export type PacketHandlers<Received extends Tagged> = {
  readonly [P in Received as P["type"]]?: (packet: P) => void;
};

/** Where to connect to, and what to do with the session. */
export interface ConnectOptions<Received extends Tagged, Sent> extends SessionOptions {
  /** The address of the server: `wss://example.org/game`. */
  readonly url: string;
  /** The side of this program: `ClientSide` of the generated module. */
  readonly protocol: Side<Received, Sent>;
  /** Functions for packets, beside those that `on` adds. */
  readonly handler?: PacketHandlers<Received>;
  /** Called when the session is open: send the handshake here. */
  readonly onConnected?: (session: Session<Received, Sent>) => void;
  /** Called when the session has ended. */
  readonly onDisconnected?: (disconnect: Disconnect, session: Session<Received, Sent>) => void;
  /** Called with each measured round-trip time in milliseconds. */
  readonly onRoundTrip?: (milliseconds: number, session: Session<Received, Sent>) => void;
  /** How long an attempt may take in milliseconds, 10 s by default. */
  readonly connectTimeout?: number;
  /** Whether the server must have the same protocol, byte for byte. The server must be told to agree on it. */
  readonly checkProtocol?: boolean;
  /** The class of the WebSockets; that of the platform by default. */
  readonly webSocket?: WebSocketConstructor;
}

/** Where to stay connected to. */
export interface LinkOptions<Received extends Tagged, Sent> extends ConnectOptions<Received, Sent> {
  /** The times between the attempts. */
  readonly backoff?: Backoff;
  /** Called after each attempt that has failed, or whose session did not last. */
  readonly onFailure?: (failure: Error, link: Link<Received, Sent>) => void;
}

/** A connection that is made again whenever it ends. */
export interface Link<Received extends Tagged, Sent> {
  /** The current session; undefined while there is none. */
  readonly session: Session<Received, Sent> | undefined;
  /** The number of attempts that have failed in a row; 0 once a session has lasted. */
  readonly failedAttempts: number;
  /** Whether the link has ended, and makes no more attempts. */
  readonly isClosed: boolean;
  /** Sends a packet with the current session. Returns false if there is none, or if it does not accept the packet. */
  send(packet: Sent): boolean;
  /** Calls a function with each packet of a type, in all sessions. Returns a function that ends this. */
  on<T extends Received["type"]>(
    packet: { readonly type: T },
    handler: (packet: PacketOf<Received, T>) => void,
  ): () => void;
  /** Ends the link: closes its session, or gives the attempt up. */
  close(): void;
}

/** What an attempt tells: a session that has begun, and then its end; or else why there is none. */
interface AttemptListener<Received extends Tagged, Sent> {
  packet(packet: Received): void;
  connected(session: Session<Received, Sent>): void;
  ended(disconnect: Disconnect, session: Session<Received, Sent>): void;
  failed(failure: Error): void;
}

/** An attempt that can be given up. */
interface Attempt {
  cancel(): void;
}

/** Connects once. The session has its handlers before its first packet comes, if they are in the options. */
export function connect<Received extends Tagged, Sent>(
  options: ConnectOptions<Received, Sent>,
): Promise<Session<Received, Sent>> {
  return new Promise((resolve, reject) => {
    attempt(options, {
      packet: () => {},
      connected: resolve,
      ended: (disconnect, session) => options.onDisconnected?.(disconnect, session),
      failed: reject,
    });
  });
}

/**
 * Connects, and connects again whenever the session ends, until this side ends it. After a failed attempt and after the
 * end of a session, the link waits as its backoff says.
 */
export function stayConnected<Received extends Tagged, Sent>(
  options: LinkOptions<Received, Sent>,
): Link<Received, Sent> {
  return new ReconnectingLink(options);
}

function attempt<Received extends Tagged, Sent>(
  options: ConnectOptions<Received, Sent>,
  listener: AttemptListener<Received, Sent>,
): Attempt {
  const { url, protocol, handler } = options;
  const limits = withDefaults(options);
  const connectTimeout = checked("connectTimeout", options.connectTimeout ?? 10_000, 1);
  const WebSocketClass = options.webSocket ?? platformWebSocket();
  const socket: WebSocketLike = new WebSocketClass(url, options.checkProtocol ? [protocol.webSocketProtocol] : []);
  socket.binaryType = "arraybuffer";
  let session: Session<Received, Sent> | undefined;
  let isOver = false;
  const timer = setTimeout(() => fail(`no answer within ${connectTimeout} ms`), connectTimeout);

  function fail(detail: string): void {
    if (stop()) {
      socket.close();
      listener.failed(new Error(`cannot connect to ${url}: ${detail}`));
    }
  }

  /** Ends the attempt; returns whether it was under way. */
  function stop(): boolean {
    const wasUnderWay = !isOver;
    isOver = true;
    clearTimeout(timer);
    return wasUnderWay;
  }

  socket.addEventListener("error", () => {}); // a close follows, and says as much
  socket.addEventListener("close", (event) => fail(event.reason || `closed with the code ${event.code}`));
  socket.addEventListener("open", () => {
    if (!stop()) {
      socket.close();
      return;
    }
    const made: Session<Received, Sent> = new Session(socket, protocol, limits, {
      packet(packet) {
        (handler as Record<string, ((packet: Received) => void) | undefined> | undefined)?.[packet.type]?.(packet);
        listener.packet(packet);
      },
      roundTrip: (milliseconds) => options.onRoundTrip?.(milliseconds, made),
      ended: (disconnect) => listener.ended(disconnect, made),
    });
    session = made;
    listener.connected(made);
    made.start(() => options.onConnected?.(made));
  });
  return {
    cancel() {
      if (stop()) {
        socket.close();
      } else {
        session?.close();
      }
    },
  };
}

class ReconnectingLink<Received extends Tagged, Sent> implements Link<Received, Sent> {
  session: Session<Received, Sent> | undefined;
  isClosed = false;

  readonly #options: LinkOptions<Received, Sent>;
  readonly #backoff: Backoff;
  readonly #handlers = new Handlers<Received>();
  #attempt: Attempt | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #connectedAt = 0;
  #failedAttempts = 0;

  constructor(options: LinkOptions<Received, Sent>) {
    this.#options = options;
    this.#backoff = options.backoff ?? new Backoff();
    this.#start();
  }

  get failedAttempts(): number {
    return this.#hasLasted() ? 0 : this.#failedAttempts;
  }

  send(packet: Sent): boolean {
    return this.session?.send(packet) ?? false;
  }

  on<T extends Received["type"]>(
    packet: { readonly type: T },
    handler: (packet: PacketOf<Received, T>) => void,
  ): () => void {
    return this.#handlers.on(packet.type, handler);
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.#timer);
    this.#attempt?.cancel();
  }

  #hasLasted(): boolean {
    return this.session !== undefined && performance.now() - this.#connectedAt >= this.#backoff.maximum;
  }

  #start(): void {
    this.#attempt = attempt(this.#options, {
      packet: (packet) => this.#handlers.dispatch(packet),
      connected: (session) => {
        this.session = session;
        this.#connectedAt = performance.now();
      },
      ended: (disconnect, session) => this.#ended(disconnect, session),
      failed: (failure) => this.#failed(failure),
    });
  }

  #ended(disconnect: Disconnect, session: Session<Received, Sent>): void {
    const hasLasted = this.#hasLasted();
    const { reason, detail } = disconnect;
    this.session = undefined;
    this.isClosed ||= reason === "closedLocally" || reason === "abortedLocally" || reason === "closeTimedOut";
    if (hasLasted) {
      this.#failedAttempts = 0;
      this.#wait();
    }
    try {
      this.#options.onDisconnected?.(disconnect, session);
    } finally {
      if (!hasLasted && !this.isClosed) {
        const how = detail === "" ? reason : `${reason}: ${detail}`;
        this.#failed(new Error(`the session with ${this.#options.url} ended soon: ${how}`));
      }
    }
  }

  #failed(failure: Error): void {
    this.#failedAttempts++;
    this.#wait();
    this.#options.onFailure?.(failure, this);
  }

  #wait(): void {
    if (!this.isClosed) {
      this.#timer = setTimeout(() => this.#start(), this.#backoff.delay(this.#failedAttempts));
    }
  }
}
