/** The reason for the end of a session. */
export type DisconnectReason =
  /** `close` was called, or the link was closed. */
  | "closedLocally"
  /** `abort` was called. */
  | "abortedLocally"
  /** The server closed the connection in good order, for example because it shuts down. */
  | "closedByPeer"
  /** The server closed the connection and found fault with this side: its packets, its rate, its silence, its handshake. */
  | "refusedByPeer"
  /** The connection broke off, or the network failed. */
  | "connectionLost"
  /** The server sent something that is no packet. */
  | "malformedPacket"
  /** A handler or `onConnected` threw an error. */
  | "handlerFailed"
  /** More bytes waited for the server than `sendQueueLimit`. */
  | "sendQueueFull"
  /** The server accepted nothing for `stallTimeout` while bytes waited for it. */
  | "writeStalled"
  /** The server was silent for `idleTimeout`. */
  | "idleTimedOut"
  /** The server did not answer `close` within `closeTimeout`. */
  | "closeTimedOut";

/** The end of a session. */
export interface Disconnect {
  readonly reason: DisconnectReason;
  /** More about it, in words; may be empty. */
  readonly detail: string;
  /** The code with which the server closed the connection. */
  readonly code?: number;
  /** The error that ended the session. */
  readonly cause?: unknown;
}

const GOING_AWAY = 1001;
const NO_STATUS = 1005;
const ABNORMAL = 1006;
const TLS_FAILED = 1015;

/** The end that a code of the server means. */
export function disconnectOf(code: number, detail: string): Disconnect {
  if (code === ABNORMAL || code === TLS_FAILED) {
    return { reason: "connectionLost", detail, code };
  }
  const isInOrder = code === 1000 || code === GOING_AWAY || code === NO_STATUS;
  return { reason: isInOrder ? "closedByPeer" : "refusedByPeer", detail, code };
}

/** Pages may close a WebSocket with 1000 or a code from 3000 on. These end in the digits of the code that fits. */
export function codeFor(reason: DisconnectReason): number {
  switch (reason) {
    case "closedLocally":
    case "abortedLocally":
      return 1000;
    case "malformedPacket":
      return 4007;
    case "handlerFailed":
      return 4011;
    default:
      return 4008;
  }
}
