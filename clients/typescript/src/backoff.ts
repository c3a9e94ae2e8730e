import { checked } from "./options.js";

/**
 * The time between the attempts of a link. Each time is drawn at random, from zero to a limit. The limit starts with
 * `first`, grows with each further failure in a row, and stays at `maximum`. All times up to the limit are equally
 * likely, so the clients of a restarted server do not all come back at the same moment.
 */
export class Backoff {
  readonly first: number;
  readonly growth: number;
  readonly maximum: number;

  /**
   * @param first the limit after the first failure, and after the end of a session that has lasted, in milliseconds
   * @param growth the factor by which the limit grows with each further failure, at least 1
   * @param maximum the largest limit in milliseconds. A session that has been open for this time has lasted: its end is
   *     not a failure
   */
  constructor(first = 500, growth = 2, maximum = 30_000) {
    this.first = checked("first", first, 1);
    this.growth = checked("growth", growth, 1);
    this.maximum = checked("maximum", maximum, first);
  }

  /** The time to wait after this many failures in a row; 0 means that a session has lasted. */
  delay(failures: number): number {
    const limit = Math.min(this.first * this.growth ** Math.max(0, failures - 1), this.maximum);
    return Math.random() * limit;
  }
}
