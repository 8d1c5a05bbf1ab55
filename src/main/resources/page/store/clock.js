/** What has passed since, also while the machine slept: then one of the two clocks of a browser may have stood still. */
function passedSince(moment) {
  return Math.max(Date.now() - moment.wall, performance.now() - moment.steady, 0);
}

const MOST_DELAY = 2000;
const MOST_AGE = 10_000;

const moment = () => ({wall: Date.now(), steady: performance.now()});

/** The service's time, so that a page on a machine whose clock is wrong tells the truth all the same. */
export class Clock {

  #told = Date.now();
  #heard = moment();

  /** @param time of a message that has come just now */
  hear(time) {
    const told = Date.parse(time);
    const behind = this.now() - told;
    // What was longer on its way says less; but a clock that was set back is to be believed.
    if (behind <= 0 || behind > MOST_DELAY || passedSince(this.#heard) > MOST_AGE) {
      this.#told = told;
      this.#heard = moment();
    }
  }

  /** Milliseconds, as of `Date.now()`. */
  now() {
    return this.#told + passedSince(this.#heard);
  }

  /** Milliseconds since that time, never negative. */
  since(time) {
    return Math.max(0, this.now() - Date.parse(time));
  }
}
