import {resultOf, sequenceOf} from '../store/picture.js';
import {isRefusal} from '../store/questions.js';
import {cellsOf, summaryOf} from './cells.js';
import {Inquiry} from './inquiry.js';
import {Pages, askForDays, localDay, offset} from './pages.js';

const MOST_AT_ONCE = 100;
const SOON = 50;
/** Where many jobs end at once, one question is for all of them. */
const PAUSE = 1500;
const LONGER = 5000;

/**
 * How the last days went, tenant by tenant: page by page as one gets to see them, those named by `need` at once. What ended
 * meanwhile is asked for again.
 */
export class Days {

  /** By `tenantKey`: `{cluster, tenantId, tenantName, cells, summary}`. */
  rows = new Map();
  /** Those by cluster and id. */
  sorted = [];
  /** Those that its cells have. */
  states = new Set();
  /** Of tenants that are not among them yet, those of which an ending was told. */
  heard = new Map();
  inquiry;

  #answered;
  #store;
  #changed;
  #pages;
  #needed = new Map();
  #timer;
  /** By `tenantKey`: the sequence up to which an answer must have come to say all. */
  #newest = new Map();
  #gone = new Set();

  constructor(store, changed) {
    this.#store = store;
    this.#changed = changed;
    this.inquiry = new Inquiry(question => this.#begin(question), changed);
  }

  /** Whether what is known answers something else than what is asked now. */
  get isOld() {
    return this.#answered !== this.inquiry.asked;
  }

  /** Whether there are tenants that were not asked for yet. */
  get hasMore() {
    return Boolean(this.#pages && !this.#pages.isDone);
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
      step.events.filter(resultOf).forEach(({data}) => this.#noteEnding(data, sequenceOf(step.cursor)));
    } else if (step.kind === 'link' && step.state === 'open') {
      this.inquiry.retry();
    }
  }

  #noteEnding({cluster, tenantId, tenantName}, sequence) {
    const key = tenantKey({cluster, tenantId});
    this.#newest.set(key, sequence);
    if (!this.rows.has(key)) {
      this.heard.set(key, {cluster, tenantId, tenantName});
    }
  }

  /** @param tenants that are seen: `{cluster, tenantId}` */
  need(tenants) {
    if (this.inquiry.state !== 'answered') {
      return;
    }
    const isLoaded = tenant => this.rows.has(tenantKey(tenant));
    const missing = tenants.filter(tenant => !this.isGone(tenant))
        .filter(tenant => !isLoaded(tenant) || this.#newest.has(tenantKey(tenant)));
    missing.forEach(tenant => this.#needed.set(tenantKey(tenant), tenant));
    if (missing.length) {
      this.#timer ??= setTimeout(() => this.#askForNeeded(), missing.every(isLoaded) ? PAUSE : SOON);
    }
  }

  /** Whether the service does not know that tenant any more. */
  isGone(tenant) {
    return this.#gone.has(tenantKey(tenant));
  }

  more() {
    const pages = this.#pages;
    return this.inquiry.further(() => pages.next().then(answer => this.#take(answer, pages)), () => this.inquiry.begin());
  }

  async #begin(question) {
    const pages = await Pages.of(question);
    const first = pages.isDone ? undefined : await pages.next();
    if (question !== this.inquiry.asked) {
      return;
    }
    this.#pages = pages;
    this.#answered = question;
    this.rows = new Map();
    this.sorted = [];
    this.states = new Set();
    this.#gone = new Set();
    this.#needed = new Map();
    if (first) {
      this.#take(first, pages);
    }
  }

  #take({cursor, from, to, knownSince, knownUntil, tenants}, pages) {
    if (pages !== this.#pages) {
      return;
    }
    for (const {days, ...tenant} of tenants) {
      const key = tenantKey(tenant);
      const cells = cellsOf(days, {from, to, knownSince, knownUntil});
      this.rows.set(key, {...tenant, cells, summary: summaryOf(cells)});
      this.heard.delete(key);
      cells.forEach(({state}) => this.states.add(state));
      // A replica may not have come so far yet.
      if (sequenceOf(cursor) >= (this.#newest.get(key) ?? 0)) {
        this.#newest.delete(key);
      }
    }
    this.sorted = [...this.rows.values()]
        .sort((one, other) => compare(one.cluster, other.cluster) || one.tenantId - other.tenantId);
  }

  async #askForNeeded() {
    const byCluster = new Map();
    this.#needed.forEach(({cluster, tenantId}) => byCluster.set(cluster, [...byCluster.get(cluster) ?? [], tenantId]));
    this.#needed = new Map();
    const questions = [...byCluster].map(([cluster, tenants]) =>
        this.#askForSome(cluster, tenants.slice(0, MOST_AT_ONCE), this.#pages));
    const pause = await Promise.all(questions).then(() => 0, () => LONGER);
    setTimeout(() => {
      this.#timer = undefined;
    }, pause);
    this.#changed();
  }

  async #askForSome(cluster, tenants, pages) {
    try {
      this.#take(await askForDays({cluster, tenant: tenants}), pages);
    } catch (failure) {
      if (!isRefusal(failure)) {
        throw failure;
      }
      await this.#askForHalves(cluster, tenants, pages);
    }
  }

  /** One of them is no longer there: which, half by half. */
  async #askForHalves(cluster, tenants, pages) {
    if (tenants.length === 1) {
      const key = tenantKey({cluster, tenantId: tenants[0]});
      this.#gone.add(key);
      this.#newest.delete(key);
      return;
    }
    const middle = tenants.length >> 1;
    await this.#askForSome(cluster, tenants.slice(0, middle), pages);
    await this.#askForSome(cluster, tenants.slice(middle), pages);
  }
}

export const tenantKey = ({cluster, tenantId}) => `${cluster}/${tenantId}`;

/** In the order of their characters, as the service has them. */
export const compare = (one, other) => one < other ? -1 : one > other ? 1 : 0;
