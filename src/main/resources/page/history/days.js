import {ask} from '../store/questions.js';
import {sequenceOf, shortType} from '../store/picture.js';
import {Inquiry} from './inquiry.js';
import {cellsOf} from './cells.js';

export const DAYS = 30;
const PAGE = 100;
const SOON = 50;
/** Where many jobs end at once, one question is for all of them. */
const PAUSE = 1500;
const LONGER = 5000;
const BAD_REQUEST = 400;

/**
 * How the last days went, tenant by tenant: page by page as one gets to see them, those named by `need` at once. What ended
 * meanwhile is asked for again.
 */
export class Days {

  /** By `tenantKey`: `{cluster, tenantId, tenantName, cells}`. */
  rows = new Map();
  next = '';
  knownSince;
  inquiry;

  #store;
  #changed;
  #needed = new Map();
  #timer;
  #newest = new Map();
  #gone = new Set();
  #question;

  constructor(store, changed) {
    this.#store = store;
    this.#changed = changed;
    this.inquiry = new Inquiry(question => this.#begin(question), changed);
  }

  /** Called with each drawing; a new day is another question. */
  want({cluster, tenant}) {
    this.inquiry.want({cluster, tenant, today: localDay(this.#store.clock.now()), offset: offset()});
  }

  /** What ended is not in what was answered before. */
  note(step) {
    if (step.kind === 'snapshot') {
      this.rows.forEach((row, key) => this.#newest.set(key, sequenceOf(step.cursor)));
    } else if (step.kind === 'events') {
      step.events.filter(isEnding).forEach(({data}) => this.#newest.set(tenantKey(data), sequenceOf(step.cursor)));
    } else if (step.kind === 'link' && step.state === 'open') {
      this.inquiry.retry();
    }
  }

  /** @param tenants that are seen: `{cluster, tenantId}` */
  need(tenants) {
    if (this.inquiry.state !== 'answered') {
      return;
    }
    const isLoaded = key => this.rows.get(key)?.cells;
    const missing = tenants.filter(tenant => !this.#gone.has(tenantKey(tenant)))
        .filter(tenant => !isLoaded(tenantKey(tenant)) || this.#newest.has(tenantKey(tenant)));
    missing.forEach(tenant => this.#needed.set(tenantKey(tenant), tenant));
    if (missing.length) {
      this.#timer ??= setTimeout(() => this.#askForNeeded(), missing.every(each => isLoaded(tenantKey(each))) ? PAUSE : SOON);
    }
  }

  /** Whether the service does not know that tenant any more. */
  isGone(tenant) {
    return this.#gone.has(tenantKey(tenant));
  }

  more() {
    const question = this.#question;
    return this.inquiry.further(async () => {
      const answer = await this.#page({...question, after: this.next});
      if (question === this.#question) {
        this.#take(answer);
        this.next = answer.next ?? '';
      }
    });
  }

  async #begin({cluster, tenant}) {
    const question = {cluster, tenant};
    this.#question = question;
    const answer = await this.#page(question);
    if (question === this.#question) {
      this.rows = new Map();
      this.#gone = new Set();
      this.#needed = new Map();
      this.#take(answer);
      this.next = answer.next ?? '';
    }
  }

  #page(question) {
    return ask('tenants/days', {days: DAYS, offset: offset(), limit: PAGE, ...question});
  }

  #take({cursor, from, to, knownSince, tenants}) {
    this.knownSince = knownSince;
    for (const {days, ...tenant} of tenants) {
      const key = tenantKey(tenant);
      this.rows.set(key, {...tenant, cells: cellsOf(days, {from, to, knownSince})});
      // A replica may not have come so far yet.
      if (sequenceOf(cursor) >= (this.#newest.get(key) ?? 0)) {
        this.#newest.delete(key);
      }
    }
  }

  async #askForNeeded() {
    const question = this.#question;
    const byCluster = new Map();
    this.#needed.forEach(({cluster, tenantId}) => byCluster.set(cluster, [...byCluster.get(cluster) ?? [], tenantId]));
    this.#needed = new Map();
    const pause = await Promise.all([...byCluster].map(([cluster, tenants]) => this.#askForSome(cluster, tenants, question)))
        .then(() => 0, () => LONGER);
    setTimeout(() => {
      this.#timer = undefined;
    }, pause);
    this.#changed();
  }

  async #askForSome(cluster, tenants, question) {
    try {
      const answer = await this.#page({cluster, tenant: tenants.slice(0, PAGE)});
      if (question === this.#question) {
        this.#take(answer);
      }
    } catch (failure) {
      if (failure.status !== BAD_REQUEST) {
        throw failure;
      }
      await this.#askForEach(cluster, tenants.slice(0, PAGE), question);
    }
  }

  /** One of them is no longer there: which, half by half. */
  async #askForEach(cluster, tenants, question) {
    if (tenants.length === 1) {
      const key = tenantKey({cluster, tenantId: tenants[0]});
      this.#gone.add(key);
      this.#newest.delete(key);
      return;
    }
    const middle = tenants.length >> 1;
    await this.#askForSome(cluster, tenants.slice(0, middle), question);
    await this.#askForSome(cluster, tenants.slice(middle), question);
  }
}

export const tenantKey = ({cluster, tenantId}) => `${cluster}/${tenantId}`;

const isEnding = event => /^backup\.job\.(completed|failed|canceled|lost)$/.test(shortType(event));

const two = number => String(number).padStart(2, '0');

/** The day of a moment here, as an address has it. */
export function localDay(moment) {
  const date = new Date(moment);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** How far this machine's clock is from UTC, as `+08:00`. */
function offset() {
  const minutes = -new Date().getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
