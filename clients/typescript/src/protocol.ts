/** The ids of a ping and of its answer. Both packets have one member, a value of eight bytes. */
export interface PingPackets {
  readonly ping: number;
  readonly pong: number;
}

/** A side of a protocol: `ClientSide` of a generated module. */
export interface Side<Received, Sent> {
  readonly webSocketProtocol: string;
  readonly decode: (bytes: Uint8Array) => Received;
  readonly encode: (packet: Sent) => Uint8Array<ArrayBuffer>;
  /** The ping that this side sends. */
  readonly ping?: PingPackets;
  /** The ping that this side answers. */
  readonly answeredPing?: PingPackets;
}

/** A packet with its tag. */
export interface Tagged {
  readonly type: string;
}

/** The packet with a tag. */
export type PacketOf<Received extends Tagged, T extends string> = Extract<Received, { readonly type: T }>;
