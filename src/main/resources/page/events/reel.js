/** So many lines are kept while new ones come on top. */
const MOST_LIVE = 300;
/** So many may be looked at, or may wait. */
const MOST = 3000;

/**
 * The lines of one filter, without a gap but where a line says so: those on the screen, and above them those that wait
 * until who reads has time for them. There is an end to both; what was let go can be had again from the log.
 *
 * A line is `{key, event, day}`, or `{key, gap}` where something may be missing.
 */
export class Reel {

  /** Oldest first. */
  #lines = [];
  #drawn = 0;
  /** How many of those that wait were let go, and the last of them. */
  #dropped = 0;
  #lastDropped = '';

  /** Changes with what is shown. */
  version = 0;
  /** The cursor after which every event that passes the filter is here; `oldest` for all that the log holds. */
  start;
  /** Where what is earlier can be asked for; empty if there is nothing earlier, undefined if nobody has asked yet. */
  before;

  constructor(start) {
    this.start = start;
  }

  append(lines) {
    this.#lines.push(...lines);
    const excess = this.#lines.length - this.#drawn - MOST;
    if (excess > MOST_LIVE) {
      this.#dropped += excess;
      this.#lastDropped = lastOf(this.#lines.splice(this.#drawn, excess)) ?? this.#lastDropped;
    }
  }

  /** @param lines what is next earlier, oldest first */
  prepend(lines, {start, before}) {
    this.#lines.unshift(...lines);
    this.#drawn += lines.length;
    this.start = start;
    this.before = before;
    this.version++;
  }

  /** Shows what waits, and lets go of what is older than anybody looks at who does not look back. */
  advance() {
    const isTorn = this.#dropped > 0;
    if (!isTorn && this.#drawn === this.#lines.length && this.#lines.length <= MOST_LIVE) {
      return;
    }
    if (isTorn) {
      this.#lines.splice(0, this.#drawn);
      this.#beginAfter(this.#lastDropped);
    }
    const excess = this.#lines.length - MOST_LIVE;
    if (excess > 0) {
      this.#beginAfter(lastOf(this.#lines.splice(0, excess)) ?? this.start);
    }
    this.#dropped = 0;
    this.#drawn = this.#lines.length;
    this.version++;
  }

  #beginAfter(cursor) {
    this.start = cursor;
    this.before = this.#lines.find(({event}) => event)?.key ?? cursor;
  }

  /** Newest first. */
  get shown() {
    return this.#lines.slice(0, this.#drawn).reverse();
  }

  /** How many events wait. */
  get waiting() {
    return this.#dropped + this.#lines.slice(this.#drawn).filter(({event}) => event).length;
  }

  get isEmpty() {
    return this.#lines.length === 0;
  }

  /** Whether there is room for what is earlier. */
  get isFull() {
    return this.#drawn >= MOST;
  }
}

const lastOf = lines => lines.findLast(({event}) => event)?.key;
