import {SYS, isBelow, keyOf} from '../store/picture.js';
import {isNarrow} from '../parts/window.js';

const HEIGHT = 58;
const NARROW_HEIGHT = 164;
/** It has fewer figures than its tenants' jobs have. */
const NARROW_CLUSTER_HEIGHT = 124;

/** Whether a job stands over tenants' jobs. */
export const isClusterJob = ({row}) => row?.JOB_LEVEL === 'CLUSTER';

/** Of tasks by their job's subject, those of each. */
function tasksByJob(tasks) {
  const byJob = new Map();
  for (const task of tasks) {
    const job = keyOf(task).replace(/\/tasks\/\d+$/, '');
    byJob.set(job, [...byJob.get(job) ?? [], task]);
  }
  return byJob;
}

/** As the filter of the address says it: a tenant's id, its name, or a part of it. */
export function matchesTenant(item, text) {
  return !text || String(item.tenantId) === text || (item.tenantName ?? '').toLowerCase().includes(text.toLowerCase());
}

/**
 * What runs in a cluster, line by line: cluster jobs, each followed by its tenants' jobs, and then jobs of their own.
 *
 * @param tenant what the tenants that are shown have in their name
 * @returns lines `{key, height, item, tasks, depth}`
 */
export function linesOf(picture, cluster, tenant) {
  const heightOf = isNarrow() ? item => isClusterJob(item) ? NARROW_CLUSTER_HEIGHT : NARROW_HEIGHT : () => HEIGHT;
  const tasks = tasksByJob(picture.tasks.values());
  const jobs = [...picture.jobs.values()].filter(item => item.cluster === cluster).sort(byStart);
  const roots = jobs.filter(isClusterJob);
  const line = (item, depth) => ({key: keyOf(item), height: heightOf(item), item, tasks: tasks.get(keyOf(item)) ?? [], depth});
  const lines = [];
  for (const root of roots) {
    const below = jobs.filter(job => isBelow(job, root) && matchesTenant(job, tenant));
    if (below.length || matchesTenant(root, tenant)) {
      lines.push(line(root, 0), ...below.map(job => line(job, 1)));
    }
  }
  const others = jobs.filter(job => !isClusterJob(job) && !roots.some(root => isBelow(job, root)));
  return [...lines, ...others.filter(job => matchesTenant(job, tenant)).map(job => line(job, 0))];
}

function byStart(one, other) {
  const start = ({row}) => row?.START_TIMESTAMP ?? '';
  return one.tenantId === SYS && other.tenantId === SYS
    ? start(one).localeCompare(start(other)) || one.jobId - other.jobId
    : one.tenantId - other.tenantId || one.jobId - other.jobId;
}
