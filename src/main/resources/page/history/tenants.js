import {isNarrow} from '../parts/window.js';
import {compare, tenantKey} from './days.js';

const HEIGHT = 52;
const NARROW_HEIGHT = 162;
const REASON = 24;
const NARROW_REASON = 66;
const TAIL = 'tail';
/** The same one each time, so that what is drawn of it can be told to be the same. */
const IN_TIME = [];

/**
 * Tenants as the strips show them: first those that are overdue, the longest first; then by cluster and id. Of the overdue ones
 * is known at once that they are there; their days may come later.
 *
 * @returns lines `{key, height, cluster, tenantId, tenantName, cells, summary, overdue}`; cells and their summary are absent
 *     until they have come
 */
export function tenantLines(days, asked, picture) {
  const tenants = new Map([...picture.tenants.values()]
      .filter(tenant => tenant.overdue?.length && isAsked(tenant, asked) && !days.isGone(tenant))
      .map(tenant => [tenantKey(tenant), tenant]));
  const late = [...tenants.values()].sort((one, other) => compare(sinceOf(one), sinceOf(other)))
      .map(tenant => lineOf(tenant, days.rows.get(tenantKey(tenant)), tenant.overdue));
  const heard = [...days.heard.values()].filter(tenant => isAsked(tenant, asked));
  const others = [...days.sorted, ...heard].filter(row => !tenants.has(tenantKey(row)) && !days.isGone(row))
      .map(row => lineOf(row, row, IN_TIME));
  return [...late, ...others];
}

/** What stands for the tenants that were not asked for yet. */
export const tailLine = () => ({key: TAIL, height: HEIGHT, isTail: true});

function lineOf({cluster, tenantId, tenantName}, row, overdue) {
  const [height, reason] = isNarrow() ? [NARROW_HEIGHT, NARROW_REASON] : [HEIGHT, REASON];
  return {key: tenantKey({cluster, tenantId}), height: height + overdue.length * reason, cluster, tenantId, tenantName,
    cells: row?.cells, summary: row?.summary, overdue};
}

/** As the service reads the same filter. */
function isAsked({cluster, tenantId, tenantName}, asked) {
  const isAmong = (list, ...names) => !list || list.split(',').some(each => names.includes(each));
  return isAmong(asked.cluster, cluster) && isAmong(asked.tenant, String(tenantId), tenantName);
}

const sinceOf = ({overdue}) => overdue.map(({since}) => since).sort()[0];
