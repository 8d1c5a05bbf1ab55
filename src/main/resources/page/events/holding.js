/** Whether new lines have to wait, so that what somebody reads stays where it is. */
export class Holding {

  isPaused = false;
  /** Since a line was opened, or more were asked for, until who reads goes back to what is new. */
  isReading = false;
  #wasBelow = false;

  /** @param list the lines, undefined before they are drawn; `bar` stands above them and never scrolls away */
  holds(list, bar) {
    const isBelow = Boolean(list) && list.getBoundingClientRect().top < bar.getBoundingClientRect().bottom - 1;
    if (this.#wasBelow && !isBelow) {
      this.isReading = false;
    }
    this.#wasBelow = isBelow;
    return this.isPaused || this.isReading || isBelow || Boolean(list?.querySelector(':focus-visible'));
  }
}

/** What a screen reader is told of what waits: not more often than this. */
const EVERY = 10_000;

/** A text that is said at most so often. */
export class Said {

  #text = '';
  #at = -Infinity;

  of(text) {
    if (text !== this.#text && performance.now() - this.#at > EVERY) {
      this.#text = text;
      this.#at = performance.now();
    }
    return this.#text;
  }
}
