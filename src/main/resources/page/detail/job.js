import {ask, askForNewest} from '../store/questions.js';
import {SYS, isBelow, keyOf, shortType} from '../store/picture.js';

const MOST_EARLIER = 500;

/**
 * One job with all that is known of it: from the picture while it runs, from the log once it has ended. `state` is
 * `loading`, `running`, `ended`, `unknown` or `failed`.
 */
export class Job {

  state = 'loading';
  item;
  tasks = [];
  children = [];
  skips = [];
  failure = '';

  #store;
  #name;
  #changed;

  /** @param name `{cluster, tenantId, jobId}` */
  constructor(name, store, changed) {
    this.#name = name;
    this.#store = store;
    this.#changed = changed;
    this.refresh();
  }

  is({cluster, tenantId, jobId}) {
    return this.#name.cluster === cluster && this.#name.tenantId === tenantId && this.#name.jobId === jobId;
  }

  get name() {
    return this.#name;
  }

  get key() {
    return `/clusters/${this.#name.cluster} backup/${this.#name.tenantId}/${this.#name.jobId}`;
  }

  /** What runs moves with the stream; what has ended is asked for once more when its ending is told. */
  follow(step) {
    const running = this.#store.picture.jobs.get(this.key);
    const concerns = event => `${keyOf(event)}/`.startsWith(`${this.key}/`) || isBelow(event.data, this.#name);
    if (running) {
      this.#takeRunning(running);
    } else if (this.state === 'running') {
      this.refresh();
    }
    if (step.kind === 'events' && step.events.some(event => concerns(event) && isLasting(event))) {
      this.refresh();
    }
  }

  refresh() {
    this.#ask().catch(failure => {
      this.state = failure.status === 404 ? 'unknown' : this.item ? this.state : 'failed';
      this.failure = failure.message;
      this.#changed();
    });
  }

  async #ask() {
    const {cluster, tenantId, jobId} = this.#name;
    const isFirst = this.state === 'loading';
    const answer = await ask(`jobs/${encodeURIComponent(cluster)}/${tenantId}/${jobId}`);
    this.item = answer.job;
    this.tasks = answer.tasks;
    this.children = answer.jobs;
    this.state = answer.job.type ? 'ended' : 'running';
    this.#changed();
    const [earlier, skips] = await Promise.all([isFirst ? this.#askForEarlier() : undefined, this.#askForSkips()]);
    // In a cluster that was rebuilt the same numbers have named other lives before.
    this.skips = skips.events.filter(event => event.time >= this.item.row.START_TIMESTAMP);
    if (earlier) {
      this.#store.samples.addEarlier(this.key, earlier);
    }
    this.#changed();
  }

  async #askForEarlier() {
    const {cluster, tenantId, jobId} = this.#name;
    const filter = {cluster, tenant: tenantId, job: jobId, type: 'backup.job'};
    const {events} = await askForNewest(filter, MOST_EARLIER);
    const start = this.item.row.START_TIMESTAMP;
    const ofThisLife = ({data: {row, progress}}) => progress && row.START_TIMESTAMP === start;
    return events.reverse().filter(ofThisLife).map(event => ({
      time: Date.parse(event.time),
      percent: event.data.progress.percent,
      rate: event.data.progress.outputBytesPerSecond,
    }));
  }

  async #askForSkips() {
    const {cluster, tenantId, jobId} = this.#name;
    return tenantId === SYS
      ? askForNewest({cluster, root: `${tenantId}/${jobId}`, type: 'backup.tenant.skipped'}, MOST_EARLIER)
      : {events: []};
  }

  #takeRunning(item) {
    const {jobs, tasks} = this.#store.picture;
    this.state = 'running';
    this.item = item;
    this.tasks = [...tasks.values()].filter(task => keyOf(task).startsWith(`${this.key}/tasks/`));
    const live = [...jobs.values()].filter(job => isBelow(job, this.#name));
    const liveKeys = new Set(live.map(keyOf));
    this.children = [...live, ...this.children.filter(child => child.type && !liveKeys.has(keyOf(child)))];
  }
}

/** Whether an event leaves something behind that the picture does not hold. */
const isLasting = event => /\.(completed|failed|canceled|lost|skipped)$/.test(shortType(event));
