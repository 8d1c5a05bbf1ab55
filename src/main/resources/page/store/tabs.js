const CHANNEL = 'backupwatch';
const PATIENCE = 3000;
const MOST_QUESTIONS = 3;

/**
 * The tabs of one browser, of which one listens and tells the others: browsers open six connections to a host, and each
 * stream keeps one.
 */
export class Tabs {

  #me;
  #channel = new BroadcastChannel(CHANNEL);
  #listeners;
  #hasOthers = false;
  #questions = 0;
  #timer;

  /** @param listeners `step` gets what the leader tells; `state` its whole state; `asked` gives ours, if we lead; `alone` is
   *    called where nobody answers */
  constructor(me, listeners) {
    this.#me = me;
    this.#listeners = listeners;
    this.#channel.onmessage = ({data}) => this.#hear(data);
  }

  /** @param after the cursor that the step goes on from */
  tell(after, step) {
    if (this.#hasOthers) {
      this.#channel.postMessage({kind: 'step', after, step});
    }
  }

  /** Asks whoever leads for all it knows. */
  ask() {
    if (this.#timer) {
      return;
    }
    if (this.#questions++ === MOST_QUESTIONS) {
      this.#listeners.alone();
      return;
    }
    this.#channel.postMessage({kind: 'ask', from: this.#me});
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.ask();
    }, PATIENCE);
  }

  /** What was asked for is known. */
  rest() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#questions = 0;
  }

  #hear({kind, after, step, from, to, state}) {
    // Also whoever only follows now may lead one day, and not all that then follow have asked while this tab was there.
    this.#hasOthers = true;
    if (kind === 'step') {
      this.#listeners.step(after, step);
    } else if (kind === 'ask') {
      this.#answer(from);
    } else if (kind === 'state' && to === this.#me) {
      this.#listeners.state(state);
    }
  }

  #answer(from) {
    const state = this.#listeners.asked();
    if (state) {
      this.#channel.postMessage({kind: 'state', to: from, state});
    }
  }
}
