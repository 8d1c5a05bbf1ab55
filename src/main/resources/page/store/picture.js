/** Says of a message's or an item's row under which name it stands in the picture. */
export const keyOf = ({source, subject}) => `${source} ${subject}`;

const PREFIX = 'dev.backupwatch.';
const STALLED = 'stalled';

/** The tenant whose jobs are the clusters'. */
export const SYS = 1;

/** `backup.job.failed` of `dev.backupwatch.backup.job.failed`. */
export const shortType = message => message.type.slice(PREFIX.length);

const ENDED = /^backup\.job\.(completed|failed|canceled|lost)$/;

/** `completed`, `failed`, `canceled` or `lost`, of an event that told a job's ending or an item made of it; else undefined. */
export const resultOf = told => told.type && ENDED.exec(shortType(told))?.[1];

/** Whether a job is one of those that a cluster job started. Both are items, or data of events. */
export const isBelow = (job, root) => job.cluster === root.cluster
  && job.parent?.tenantId === root.tenantId && job.parent?.jobId === root.jobId;

/** The number of a cursor, for what is newer. */
export const sequenceOf = cursor => Number(cursor.slice(cursor.lastIndexOf('-') + 1));

/**
 * What runs, as of one cursor. A snapshot folded with the events after it equals the service's own state; the items are
 * those of the snapshots and of the service's answers.
 */
export class Picture {

  cursor = '';
  /** By cluster: `{state, asOf}` as the newest bookmark told them. */
  sources = {};
  jobs = new Map();
  tasks = new Map();
  tenants = new Map();

  static of({cursor, sources, jobs, tasks, tenants}) {
    const picture = new Picture();
    picture.cursor = cursor;
    picture.sources = sources;
    jobs.forEach(item => picture.jobs.set(keyOf(item), item));
    tasks.forEach(item => picture.tasks.set(keyOf(item), item));
    picture.learn(tenants);
    return picture;
  }

  /** Whether what is here is of all clusters as they are: none of them is unread. */
  get isRead() {
    return Object.values(this.sources).every(({state}) => state === 'ok');
  }

  /** Jobs that are not part of another. */
  get roots() {
    return [...this.jobs.values()].filter(item => item.parent === undefined);
  }

  /** As plain arrays, for another tab. */
  parts() {
    return {
      cursor: this.cursor,
      sources: this.sources,
      jobs: [...this.jobs.values()],
      tasks: [...this.tasks.values()],
      tenants: [...this.tenants.values()],
    };
  }

  /**
   * Of tenants some things change that no event tells, such as what is usual: those are asked for.
   *
   * @param cluster of which these are all; empty where they are some
   */
  learn(tenants, cluster = '') {
    const others = [...this.tenants].filter(([, item]) => item.cluster !== cluster);
    this.tenants = new Map(others);
    tenants.forEach(item => this.tenants.set(`/clusters/${item.cluster} tenants/${item.tenantId}`, item));
  }

  fold(event) {
    const [room, what, change] = shortType(event).split('.');
    if (room === 'source') {
      this.#foldSource(event, what);
    } else if (what === 'tenant') {
      this.#foldTenant(event, change);
    } else if (room === 'backup') {
      this.#foldRow(event, what === 'task' ? this.tasks : this.jobs, change);
    }
  }

  #foldSource(event, what) {
    if (what === 'removed' || what === 'recreated') {
      for (const rows of [this.jobs, this.tasks, this.tenants]) {
        for (const [key, item] of rows) {
          if (item.cluster === event.data.cluster) {
            rows.delete(key);
          }
        }
      }
    }
    if (what === 'removed') {
      delete this.sources[event.data.cluster];
    }
  }

  #foldTenant(event, change) {
    const tenant = this.tenants.get(keyOf(event));
    if (!tenant || change === 'skipped') {
      return;
    }
    const {kind} = event.data.overdue ?? {};
    const others = (tenant.overdue ?? []).filter(each => each.kind !== kind);
    const overdue = change === 'overdue' ? [...others, event.data.overdue] : others;
    this.tenants.set(keyOf(event), {...tenant, overdue, conditions: overdue.map(each => `overdue_${each.kind}`)});
  }

  #foldRow(event, rows, change) {
    switch (change) {
      case 'completed': case 'failed': case 'canceled': case 'lost':
        rows.delete(keyOf(event));
        break;
      case 'started': case 'status_changed': case 'progressed': case 'updated': case STALLED: case 'resumed':
        rows.set(keyOf(event), itemAfter(rows.get(keyOf(event)), event, change));
        break;
      default: // a newer service may tell what is not known here
    }
  }
}

/** @param before the row's item so far, if there was one */
function itemAfter(before, event, change) {
  const {cluster, tenantId, tenantName, jobId, taskId, parent, status, row, phase, progress} = event.data;
  const isSameLife = before && change !== 'started';
  const item = {source: event.source, subject: event.subject, cluster, tenantId, tenantName, jobId, taskId, parent,
    status, row, phase, progress,
    since: isSameLife && before.status === status ? before.since : event.time,
    conditions: isSameLife ? before.conditions : [],
    stall: isSameLife ? before.stall : undefined};
  if (change === STALLED) {
    item.conditions = [STALLED];
    item.stall = event.data.stall;
  } else if (change === 'resumed') {
    item.conditions = [];
    item.stall = undefined;
  }
  // What is not there is absent, as it is in the service's own items.
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
}
