import {ask, askForAll, askForNewestUntil, isRefusal} from './questions.js';
import {SYS, resultOf, sequenceOf, shortType} from './picture.js';

/** So long what went wrong needs attention, in milliseconds. */
export const DAY = 24 * 3600 * 1000;

const MOST_OTHERS = 200;
const TENANTS_A_TIME = 100;
const WAIT = 1000;
const LONGER = 5000;
const GONE = ['source.recreated', 'source.removed'];
/** In place of a tenant's id. */
const ALL = 'all';

/**
 * What a stream that begins now does not tell: what ended and was skipped in the last day, why a cluster is not read, what is
 * usual for tenants. It is asked for once, and after that only where events say that it has changed.
 */
export class Past {

  /** Items of jobs that ended within the last day or so, newest first: all that failed, all cluster jobs, and the newest others. */
  endings = [];
  /** Events that told of skipped tenants, newest first. */
  skips = [];
  /** By cluster: what `/clusters` says. */
  clusters = {};
  /** By cluster: the event that told why it cannot be read, while that is so. */
  troubles = {};
  /** By cluster: when it went and, if it was built anew, another one came. What was before is not of that one. */
  gone = {};
  /** False until what was before has been told: until then nothing means that nothing is known. */
  isKnown = false;

  #store;
  #share;
  #stale = new Map();
  #timer;
  #isAsked = false;

  /** @param share gives a step to all tabs */
  constructor(store, share) {
    this.#store = store;
    this.#share = share;
  }

  parts() {
    const {endings, skips, clusters, troubles, gone, isKnown} = this;
    return {endings, skips, clusters, troubles, gone, isKnown};
  }

  restore(parts) {
    Object.assign(this, parts);
    this.#isAsked = parts.isKnown;
  }

  /** An answer may be older than what events have told since it was asked for. */
  #learn({endings, skips, clusters, troubles, gone}) {
    this.#keep(united(this.endings, endings, nameOf, timeOf));
    this.skips = united(this.skips, skips, ({id}) => id, ({time}) => time);
    this.clusters = clusters;
    this.troubles = newestOfBoth(this.troubles, troubles, ({time}) => time);
    this.gone = newestOfBoth(this.gone, gone, time => time);
    this.#forgetWhatIsGone();
    this.isKnown = true;
  }

  /** What needs attention, or says of when it is, is kept for a day however much else ends. */
  #keep(endings) {
    const isLasting = item => resultOf(item) === 'failed' || item.tenantId === SYS;
    let others = 0;
    this.endings = endings.filter(item => isLasting(item) ? this.#isOfTheDay(item.since) : others++ < MOST_OTHERS);
  }

  #isOfTheDay(time) {
    return this.#store.clock.since(time) < DAY;
  }

  /** The poll that told it also told what was lost with it, and perhaps what has ended in another one that is there now. */
  #forgetWhatIsGone() {
    const isThere = (cluster, time, wasLost) => !(time < this.gone[cluster] || (time === this.gone[cluster] && wasLost));
    this.endings = this.endings.filter(({cluster, since, type}) => isThere(cluster, since, resultOf({type}) === 'lost'));
    this.skips = this.skips.filter(({data, time}) => isThere(data.cluster, time, true));
  }

  take(step) {
    switch (step.kind) {
      case 'past':
        this.#learn(step.parts);
        break;
      case 'tenants':
        this.#store.picture.learn(step.tenants, step.cluster);
        break;
      case 'clusters':
        this.clusters = step.clusters;
        break;
      default: // of a newer page in another tab
    }
  }

  /** What events tell of the past is known without a question. */
  note(events) {
    for (const event of events) {
      const type = shortType(event);
      const {cluster} = event.data;
      if (type === 'backup.tenant.skipped') {
        this.skips = [event, ...this.skips].filter(skip => this.#isOfTheDay(skip.time));
      } else if (resultOf(event)) {
        const {row, comparison, failure, ...names} = event.data;
        const item = {source: event.source, subject: event.subject, type: event.type, since: event.time, conditions: [],
          ...names, row, comparison, failure};
        this.#keep([item, ...this.endings]);
      } else if (type === 'source.degraded') {
        this.troubles = {...this.troubles, [cluster]: event};
      } else if (type === 'source.recovered') {
        const {[cluster]: over, ...others} = this.troubles;
        this.troubles = others;
      } else if (GONE.includes(type)) {
        this.gone = {...this.gone, [cluster]: event.time};
        this.#forgetWhatIsGone();
      }
    }
  }

  /** Whoever listened before may have gone before the answers came: so all is asked for again. */
  takeOver() {
    this.#isAsked = false;
    Object.keys(this.#store.picture.sources).forEach(cluster => this.#note(cluster, ALL));
  }

  /** The tab that listens asks what has to be asked. */
  follow(step) {
    if (step.kind === 'snapshot' || (step.kind === 'bookmark' && !this.#isAsked)) {
      this.#isAsked = true;
      this.#askForAll().catch(() => setTimeout(() => {
        this.#isAsked = false;
      }, LONGER));
      this.#askAfter([]);
    } else if (step.kind === 'events') {
      this.#askAfter(step.events);
    }
  }

  async #askForAll() {
    const since = new Date(this.#store.clock.now() - DAY).toISOString();
    const ended = {state: 'ended', since};
    const isBeforeTheDay = events => events.length > 0 && events.at(-1).time < since;
    const [{clusters}, newest, failed, roots, skips, gone] = await Promise.all([
      ask('clusters'),
      ask('jobs', {...ended, limit: MOST_OTHERS}),
      askForAll('jobs', 'jobs', {...ended, result: 'failed'}),
      this.#askForRoots(ended),
      askForNewestUntil({type: 'backup.tenant.skipped'}, isBeforeTheDay),
      askForNewestUntil({type: GONE}, isBeforeTheDay),
    ]);
    const unread = clusters.filter(({state}) => state === 'degraded');
    const troubles = await Promise.all(unread.map(({name}) =>
        askForNewestUntil({type: 'source.degraded', cluster: name}, events => events.length > 0)));
    this.#share({kind: 'past', parts: {
      endings: united(newest.jobs, [...failed.jobs, ...roots.jobs], nameOf, timeOf),
      skips: skips.filter(({time}) => time >= since),
      clusters: byName(clusters),
      // The newest of a cluster comes first, and so would be put over by older ones.
      gone: Object.fromEntries(gone.reverse().map(({data, time}) => [data.cluster, time])),
      troubles: Object.fromEntries(troubles.flatMap(([event]) => event ?? []).map(event => [event.data.cluster, event])),
    }});
  }

  /** The cluster jobs, among however many tenants' jobs. Who watches by a user tenant's login sees none, and asks for none. */
  #askForRoots(ended) {
    const isSysKnown = [...this.#store.picture.tenants.values()].some(({tenantId}) => tenantId === SYS);
    return isSysKnown ? askForAll('jobs', 'jobs', {...ended, tenant: SYS}) : {jobs: []};
  }

  #note(cluster, tenant) {
    this.#stale.set(cluster, (this.#stale.get(cluster) ?? new Set()).add(tenant));
  }

  #askAfter(events) {
    for (const event of events) {
      const type = shortType(event);
      if (type.startsWith('backup.tenant.') || /^backup\.job\.(started|completed|failed|canceled)$/.test(type)) {
        this.#note(event.data.cluster, event.data.tenantId);
      } else if (type.startsWith('source.')) {
        this.#note(event.data.cluster, ALL);
      }
    }
    if (this.#stale.size && !this.#timer) {
      this.#timer = setTimeout(() => this.#askForStale(), WAIT);
    }
  }

  async #askForStale() {
    const stale = this.#stale;
    this.#stale = new Map();
    try {
      for (const [cluster, tenants] of stale) {
        await this.#askForTenants(cluster, [...tenants]);
      }
      const {clusters} = await ask('clusters');
      this.#share({kind: 'clusters', clusters: byName(clusters)});
      this.#timer = undefined;
      this.#askAfter([]);
    } catch {
      stale.forEach((tenants, cluster) =>
          this.#stale.set(cluster, new Set([...tenants, ...this.#stale.get(cluster) ?? []])));
      this.#timer = setTimeout(() => this.#askForStale(), LONGER);
    }
  }

  async #askForTenants(cluster, tenants) {
    if (tenants.includes(ALL)) {
      await this.#askForSome({cluster});
      return;
    }
    for (let from = 0; from < tenants.length; from += TENANTS_A_TIME) {
      await this.#askForSome({cluster, tenant: tenants.slice(from, from + TENANTS_A_TIME)});
    }
  }

  async #askForSome(filter) {
    const known = this.#store.picture.cursor;
    try {
      const {cursor, tenants} = await askForAll('tenants', 'tenants', filter);
      if (sequenceOf(cursor) < sequenceOf(known)) {
        throw new Error('a replica that has not come so far yet');
      }
      this.#share({kind: 'tenants', tenants, cluster: filter.tenant ? '' : filter.cluster});
    } catch (failure) {
      if (!isRefusal(failure)) {
        throw failure;
      }
      // One of them, or the cluster, is no longer there: the others are asked for together with all that are.
      if (filter.tenant) {
        await this.#askForSome({cluster: filter.cluster});
      }
    }
  }
}

const byName = clusters => Object.fromEntries(clusters.map(cluster => [cluster.name, cluster]));

/** When a job ended by the cluster's clock; when that was told, where nobody knows. */
export const endOf = ({row, since}) => row?.END_TIMESTAMP ?? since;

const nameOf = ({source, subject, type}) => `${source} ${subject} ${type}`;
const timeOf = ({since}) => since;

/** Both without repeats, newest first. */
function united(some, others, name, time) {
  const byName = new Map([...others, ...some].map(each => [name(each), each]));
  return [...byName.values()].sort((a, b) => time(b).localeCompare(time(a)));
}

/** Of each cluster what came last. */
function newestOfBoth(some, others, timeOf) {
  const newest = {...others};
  for (const [cluster, each] of Object.entries(some)) {
    if (!newest[cluster] || timeOf(each) > timeOf(newest[cluster])) {
      newest[cluster] = each;
    }
  }
  return newest;
}
