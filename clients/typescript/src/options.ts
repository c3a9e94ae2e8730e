/** The limits and times of a session. Times are in milliseconds; 0 turns a time limit off. */
export interface SessionOptions {
  /** The most bytes that may wait for the server, 1 MiB by default. One more packet ends the session. */
  readonly sendQueueLimit?: number;
  /** The largest packet of the server in bytes, 65,535 by default. */
  readonly maxReceivedPacketSize?: number;
  /** How long the server may accept nothing while bytes wait for it, 10 s by default. */
  readonly stallTimeout?: number;
  /** How long the server may be silent, off by default. */
  readonly idleTimeout?: number;
  /** How long the server has to answer a `close`, 2 s by default. */
  readonly closeTimeout?: number;
  /** The time between two pings, 5 s by default. */
  readonly pingInterval?: number;
}

/** All options, with the defaults for those that are missing. */
export function withDefaults(options: SessionOptions): Required<SessionOptions> {
  return {
    sendQueueLimit: checked("sendQueueLimit", options.sendQueueLimit ?? 1 << 20, 1),
    maxReceivedPacketSize: checked("maxReceivedPacketSize", options.maxReceivedPacketSize ?? 65535, 4),
    stallTimeout: checked("stallTimeout", options.stallTimeout ?? 10_000, 0),
    idleTimeout: checked("idleTimeout", options.idleTimeout ?? 0, 0),
    closeTimeout: checked("closeTimeout", options.closeTimeout ?? 2_000, 1),
    pingInterval: checked("pingInterval", options.pingInterval ?? 5_000, 1),
  };
}

/** Checks an option against its least value. */
export function checked(name: string, value: number, least: number): number {
  if (!(value >= least && value < 2 ** 31)) {
    throw new RangeError(`${name} is ${value}, not ${least} to ${2 ** 31 - 1}`);
  }
  return value;
}
