import {SYS, shortType} from '../store/picture.js';

/** In the address `job` is the one whose details are shown. */
const NAMES = ['cluster', 'tenant', 'type', 'severity'];
const SEVERITIES = ['info', 'warning', 'error'];

/**
 * Which events are wanted, as the service's own filter says it: values of one name are alternatives, the names must all hold.
 * What the service would refuse accepts nothing here.
 *
 * @param get gives what the address holds under a name
 * @returns by each name its values; those without a value are absent
 */
export function filterOf(get) {
  const filter = {};
  for (const name of NAMES) {
    const values = valuesOf(get(name));
    if (values.length) {
      filter[name] = values;
    }
  }
  return {...filter, ...only(get('only'))};
}

/** While a list is being typed its last value may be empty still: that asks for nothing yet. */
const valuesOf = text => text.split(',').map(value => value.trim()).filter(Boolean);

/** `1/7` is a cluster job with all that is below it, `1002/7` a tenant's job. */
function only(text) {
  const [, tenant, job] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (!text) {
    return {};
  }
  return tenant === undefined || Number(tenant) === SYS ? {root: [text]} : {tenant: [tenant], job: [job]};
}

/** Whether the service would send that event to who asks for that filter. */
export function accepts(filter, event) {
  const type = shortType(event);
  return has(filter.cluster, event.data.cluster)
    && isAtLeast(filter.severity, event.severity)
    && (!filter.type || filter.type.some(prefix => type === prefix || type.startsWith(`${prefix}.`)))
    && (type.startsWith('source.') || acceptsRow(filter, event.data, isOfAJob(type)));
}

/** What is told of a tenant is of no job, but of the cluster job that skipped it. */
const isOfAJob = type => !type.startsWith('backup.tenant.');

function acceptsRow({tenant, job, root}, {tenantId, tenantName, jobId, parent}, isOfJob) {
  const roots = root?.map(plain);
  return (!tenant || tenant.includes(String(tenantId)) || (tenantName !== undefined && tenant.includes(tenantName)))
    && (!job || (isOfJob && job.map(plain).includes(String(jobId))))
    && (!roots || (isOfJob && roots.includes(`${tenantId}/${jobId}`))
      || (parent !== undefined && roots.includes(`${parent.tenantId}/${parent.jobId}`)));
}

const has = (wanted, value) => !wanted || wanted.includes(value);

/** Of several the least. */
function isAtLeast(wanted, severity) {
  if (!wanted) {
    return true;
  }
  const ranks = wanted.map(each => SEVERITIES.indexOf(each));
  return !ranks.includes(-1) && SEVERITIES.indexOf(severity) >= Math.min(...ranks);
}

/** `007` is 7. */
const plain = number => number.split('/').map(part => part.replace(/^0+(?=\d)/, '')).join('/');
