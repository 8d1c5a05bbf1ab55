import {ask} from '../store/questions.js';
import {endOf} from '../store/past.js';
import {keyOf, resultOf, sequenceOf} from '../store/picture.js';
import {isEmptySpan, spanOf} from './filter.js';
import {Inquiry} from './inquiry.js';

const PAGE = 50;
/** Where many jobs end at once, one look is for all of them. */
const PAUSE = 1500;

/** Ended jobs, newest first, as far as they were asked for. What ends meanwhile is held back, so that nothing moves under the eye. */
export class Endings {

  items = [];
  /** Where the next page begins; empty where all is shown. */
  next = '';
  /** What is newer than what is shown: `{count, isMore, isChanged, answer}`. */
  newer;
  inquiry;

  #answered;
  /** The names of the first page, in the service's order. */
  #first = [];
  #changed;
  #isStale = false;
  #known = '';
  #look;
  #turn = 0;

  constructor(changed) {
    this.inquiry = new Inquiry(asked => this.#begin(asked), changed);
    this.#changed = changed;
  }

  /** Whether what is shown answers something else than what is asked now. */
  get isOld() {
    return this.#answered !== this.inquiry.asked;
  }

  /** Called with each drawing. */
  want(asked) {
    this.inquiry.want(asked);
    if (this.#isStale && !this.#look && this.inquiry.state === 'answered') {
      this.#look = setTimeout(() => this.#lookForNewer(), PAUSE);
    }
  }

  /** Whether anything has ended that may belong here is known after a look only. */
  note(step) {
    if (step.kind === 'snapshot' || (step.kind === 'events' && step.events.some(isOfEnding))) {
      this.#isStale = true;
      this.#known = step.cursor;
    } else if (step.kind === 'link' && step.state === 'open') {
      this.#isStale = true;
      this.inquiry.retry();
    }
  }

  more() {
    return this.inquiry.further(async () => {
      const turn = this.#turn;
      const answer = await this.#page(this.#answered, this.next);
      if (turn === this.#turn) {
        this.items = [...this.items, ...answer.jobs].sort(newestFirst);
        this.next = answer.next ?? '';
      }
    });
  }

  showNewer() {
    this.#show(this.newer.answer);
  }

  async #begin(asked) {
    this.#turn++;
    this.newer = undefined;
    this.#isStale = false;
    clearTimeout(this.#look);
    this.#look = undefined;
    const turn = this.#turn;
    const answer = await this.#page(asked);
    if (turn === this.#turn) {
      this.#show(answer);
      this.#answered = asked;
    }
  }

  #show({jobs, next}) {
    this.items = [...jobs].sort(newestFirst);
    this.#first = jobs.map(nameOf);
    this.next = next ?? '';
    this.newer = undefined;
    this.#turn++;
  }

  async #page({cluster, tenant, backup, result, ...days}, after = '') {
    return isEmptySpan(days) ? {jobs: [], cursor: this.#known}
      : ask('jobs', {state: 'ended', cluster, tenant, backup, result, ...spanOf(days), limit: PAGE, after});
  }

  async #lookForNewer() {
    this.#isStale = false;
    const turn = this.#turn;
    try {
      const answer = await this.#page(this.#answered);
      if (turn === this.#turn) {
        this.#compare(answer);
        // Of a replica that has not come so far yet.
        this.#isStale ||= sequenceOf(answer.cursor) < sequenceOf(this.#known);
      }
    } catch {
      this.#isStale = true;
    } finally {
      this.#look = undefined;
    }
  }

  /** What returned after it was lost is no ending any more. */
  #compare(answer) {
    const shown = new Set(this.items.map(nameOf));
    const count = answer.jobs.filter(item => !shown.has(nameOf(item))).length;
    const told = new Set(answer.jobs.map(nameOf));
    const isChanged = this.#first.slice(0, answer.jobs.length - count).some(name => !told.has(name));
    this.newer = count || isChanged ? {count, isMore: count === PAGE, isChanged, answer} : undefined;
    if (!this.items.length) {
      this.#show(answer);
    }
    this.#changed();
  }
}

export const nameOf = item => `${keyOf(item)} ${item.type} ${item.since}`;

/** Many are told at once where the past is read: those stand as they ended. */
const newestFirst = (one, other) => other.since.localeCompare(one.since) || endOf(other).localeCompare(endOf(one));

const isOfEnding = event => resultOf(event)
  || event.data.observed === 'returned';
