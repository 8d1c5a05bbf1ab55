import {DAY, endOf} from '../store/past.js';
import {isBelow, resultOf} from '../store/picture.js';
import {isClusterJob} from './lines.js';

/**
 * What needs attention now, the worst first: `{kind, cluster, tenantId, tenantName, jobId, time, item}`, where kind is
 * `failed`, `skipped`, `overdue` or `stalled`. A failure and a skip need it until a later backup of that tenant has
 * succeeded, but not for more than a day.
 */
export function troublesOf({picture, past, clock}) {
  return [...failures(picture, past, clock), ...skips(picture, past, clock), ...overdue(picture), ...stalls(picture)];
}

/** A cluster job that failed because tenants' jobs did adds nothing to those. */
function failures(picture, past, clock) {
  const failed = past.endings.filter(item => resultOf(item) === 'failed');
  const own = failed.filter(root => !isClusterJob(root) || !failed.some(item => isBelow(item, root)));
  return newestOfEach(own)
      .map(item => ({kind: 'failed', ...names(item), time: endOf(item), item}))
      .filter(trouble => isOpen(trouble, picture, clock));
}

/**
 * A skip is as old as the end of its cluster job, and may be told much later: where the past was read. What ended within the
 * last day is known, so a job that is not known ended before.
 */
function skips(picture, past, clock) {
  const timeOf = skip => {
    const ended = past.endings.find(job => isBelow(skip, job));
    const runs = [...picture.jobs.values()].some(job => isBelow(skip, job));
    return ended ? endOf(ended) : runs ? skip.told : '';
  };
  return newestOfEach(past.skips.map(event => ({...event.data, told: event.time})))
      .map(skip => ({kind: 'skipped', ...names(skip), jobId: skip.parent?.jobId, time: timeOf(skip), item: skip}))
      .filter(trouble => trouble.time && isOpen(trouble, picture, clock));
}

function overdue(picture) {
  return [...picture.tenants.values()].flatMap(tenant => (tenant.overdue ?? [])
      .map(each => ({kind: 'overdue', ...names(tenant), time: each.since, item: each})));
}

function stalls(picture) {
  return [...picture.jobs.values()].filter(item => item.stall)
      .map(item => ({kind: 'stalled', ...names(item), time: item.stall.lastMoved, item}));
}

const names = ({cluster, tenantId, tenantName, jobId}) => ({cluster, tenantId, tenantName, jobId});

function newestOfEach(items) {
  const byTenant = new Map();
  items.forEach(item => {
    const tenant = `${item.cluster} ${item.tenantId}`;
    if (!byTenant.has(tenant)) {
      byTenant.set(tenant, item);
    }
  });
  return [...byTenant.values()];
}

function isOpen({cluster, tenantId, time}, picture, clock) {
  const tenant = picture.tenants.get(`/clusters/${cluster} tenants/${tenantId}`);
  const successes = Object.values(tenant?.lastSuccess ?? {}).map(({end}) => end);
  return clock.since(time) < DAY && !successes.some(end => end > time);
}
