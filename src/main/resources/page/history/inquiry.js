import {isRefusal} from '../store/questions.js';
import {isTyping} from './filter.js';

const REST = 300;

/**
 * A question that follows the address: asked at once, while someone types only when they rest. `state` is `asking`, `answered`,
 * `unknown` where the answer was that a name in it names nothing, or `failed`.
 */
export class Inquiry {

  state = 'asking';
  /** Why there is no answer: an `Error`. */
  failure;
  /** Whether what follows an answer is being asked for, and why it did not come. */
  isAskingFurther = false;
  furtherFailure;
  asked;

  #key;
  #timer;
  #ask;
  #changed;
  #turn = 0;

  /** @param ask gets the question, and takes the answer in by itself unless another was asked meanwhile */
  constructor(ask, changed) {
    this.#ask = ask;
    this.#changed = changed;
  }

  want(asked) {
    const key = JSON.stringify(asked);
    if (key === this.#key) {
      return;
    }
    this.#key = key;
    this.asked = asked;
    this.state = 'asking';
    this.#turn++;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.begin(), isTyping() ? REST : 0);
  }

  /** Asks again what had no answer. */
  retry() {
    if (this.state === 'failed') {
      this.begin();
    }
    this.furtherFailure = undefined;
  }

  async begin() {
    const turn = ++this.#turn;
    this.state = 'asking';
    this.furtherFailure = undefined;
    this.#changed();
    const {state, failure} = await this.#ask(this.asked).then(() => ({state: 'answered'}), stateAfter);
    if (turn === this.#turn) {
      Object.assign(this, {state, failure});
      this.#changed();
    }
  }

  /** Does that unless something of its kind is being done. @param anew is done where what was to follow is not there any more */
  async further(act, anew = () => undefined) {
    if (this.isAskingFurther || this.state !== 'answered') {
      return;
    }
    this.isAskingFurther = true;
    this.#changed();
    this.furtherFailure = await act().then(() => undefined, failure => failure);
    this.isAskingFurther = false;
    if (isRefusal(this.furtherFailure)) {
      anew();
    }
    this.#changed();
  }
}

const stateAfter = failure => ({state: isRefusal(failure) ? 'unknown' : 'failed', failure});
