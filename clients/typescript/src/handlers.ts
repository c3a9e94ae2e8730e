import type { PacketOf, Tagged } from "./protocol.js";

type AnyHandler<Received> = (packet: Received) => void;

/** Functions that are called with packets, by their tags. */
export class Handlers<Received extends Tagged> {
  readonly #byType = new Map<string, ReadonlySet<AnyHandler<Received>>>();

  /** Adds a function, and returns one that removes it. */
  on<T extends Received["type"]>(type: T, handler: (packet: PacketOf<Received, T>) => void): () => void {
    const added = handler as unknown as AnyHandler<Received>;
    this.#byType.set(type, new Set(this.#byType.get(type)).add(added)); // a copy, because a handler may add others
    return () => {
      const left = new Set(this.#byType.get(type));
      left.delete(added);
      this.#byType.set(type, left);
    };
  }

  /** Calls the functions for a packet. */
  dispatch(packet: Received): void {
    const handlers = this.#byType.get(packet.type);
    if (handlers !== undefined) {
      for (const handler of handlers) {
        handler(packet);
      }
    }
  }
}
