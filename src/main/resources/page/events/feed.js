import {MOST_PAGES, ask, askForNewest, isRefusal} from '../store/questions.js';
import {sequenceOf} from '../store/picture.js';
import {accepts} from './filter.js';
import {gapOf, lineOf} from './line.js';
import {Reel} from './reel.js';

const PAGE = 200;
/** While a filter is typed nobody is asked for each letter. */
const PATIENCE = 300;

/** The events that pass a filter: live ones as they come, and from the log those that were before. */
export class Feed {

  filter = {};
  /** Undefined until the store knows anything. */
  reel;
  /** How far what is earlier is known: `asking`, `known`, `refused` by the service or `failed`. */
  state = 'asking';
  failure = '';
  /** The service's reason why a filter can pass nothing, such as a tenant that does not exist. */
  refusal = '';

  #store;
  #changed;
  /** Up to where the stream was followed. */
  #cursor = '';
  /** The first event that was known without asking, if there was one. */
  #first;
  #question;
  #timer;

  constructor(store, changed) {
    this.#store = store;
    this.#changed = changed;
    store.onStep(step => this.reel && this.#follow(step));
  }

  /** Begins anew where that is another filter. */
  show(filter) {
    if (this.#store.isReady && (!this.reel || JSON.stringify(filter) !== JSON.stringify(this.filter))) {
      this.filter = filter;
      this.begin(this.reel ? PATIENCE : 0);
    }
  }

  /** @param wait before the log is asked, in milliseconds */
  begin(wait = 0) {
    const {recent, picture} = this.#store;
    this.#cursor = picture.cursor;
    this.#first = recent[0]?.id;
    this.reel = new Reel(recent.length ? '' : picture.cursor);
    this.#append(recent);
    this.reel.advance();
    this.refusal = '';
    this.state = 'asking';
    this.#question = undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.askForEarlier();
      this.#check();
    }, wait);
  }

  async askForEarlier() {
    const {reel} = this;
    const {before} = reel;
    const question = this.#question = {isAsked: () => this.#question === question};
    this.state = 'asking';
    this.#changed();
    try {
      const page = await this.#lookBack(before ?? this.#first, question);
      if (!question.isAsked()) {
        return;
      }
      // Else so much has come meanwhile that this is no longer what is next earlier.
      if (reel.before === before) {
        reel.prepend(page.events.map(lineOf).reverse(), page);
      }
      this.state = 'known';
    } catch (failure) {
      if (!question.isAsked()) {
        return;
      }
      this.state = isRefusal(failure) ? 'refused' : 'failed';
      this.failure = failure.message;
    }
    this.#changed();
  }

  /** @returns `{events, start, before}`: events newest first, and the cursors between which they are all that pass */
  async #lookBack(before, question) {
    const events = [];
    let next = before;
    for (let pages = 0; pages < MOST_PAGES && events.length < 2 && next !== '' && question.isAsked(); pages++) {
      const page = next === undefined ? await this.#askForNewest() : await askForNewest(this.filter, PAGE, next);
      events.push(...page.events);
      next = page.next;
    }
    if (events.length > 1 && events.at(-1).id === next) {
      // A stream that begins after it would leave it out: so it is for the next page.
      events.pop();
      return {events, start: next, before: events.at(-1).id};
    }
    return {events, start: next || 'oldest', before: next};
  }

  /** Up to where the stream began. A replica that has nothing from there on may lack more: so then it is asked up to there. */
  async #askForNewest() {
    const begin = this.reel.start;
    const {events, next} = await askForNewest(this.filter, PAGE);
    return events.some(({id}) => sequenceOf(id) >= sequenceOf(begin))
      ? {events: events.filter(({id}) => sequenceOf(id) <= sequenceOf(begin)), next}
      : askForNewest(this.filter, PAGE, begin);
  }

  /** The log is also asked for what exists no more, and has nothing to say against it. */
  async #check() {
    const {filter: {cluster, tenant}, reel} = this;
    if (cluster || tenant) {
      const refusal = await ask('tenants', {cluster, tenant, limit: 1}).then(() => '',
          failure => isRefusal(failure) ? failure.message : '');
      if (this.reel === reel) {
        this.refusal = refusal;
        this.#changed();
      }
    }
  }

  #follow(step) {
    switch (step.kind) {
      case 'events':
        this.#append(step.events);
        break;
      case 'reset':
        this.#cursor = '';
        this.reel.append([gapOf(step.reason, step.time)]);
        break;
      case 'snapshot':
        this.#catchUp(step);
        break;
      default: // of something else
    }
    this.#cursor = step.cursor ?? this.#cursor;
  }

  /** After a snapshot that no reset began, another tab has told how far it is, and what was new there lately. */
  #catchUp({cursor, time}) {
    if (this.#cursor === '' || this.#cursor === cursor) {
      return;
    }
    const {recent} = this.#store;
    const reached = sequenceOf(this.#cursor);
    if (!recent.length || sequenceOf(recent[0].id) > reached + 1) {
      this.reel.append([gapOf('behind', time)]);
    }
    this.#append(recent.filter(({id}) => sequenceOf(id) > reached));
  }

  #append(events) {
    this.reel.append(events.filter(event => accepts(this.filter, event)).map(lineOf));
  }
}
