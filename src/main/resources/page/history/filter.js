import {matchesTenant} from '../now/lines.js';
import {clusterChoice} from '../parts/clusters.js';
import {html, live, nothing} from '../parts/html.js';

const CHOICES = {backup: ['FULL', 'INC'], result: ['completed', 'failed', 'canceled', 'lost']};
const DAY = /^([0-2]\d{3})-(\d\d)-(\d\d)$/;
const MOST_HINTS = 20;
const MOST_MEANT = 5;

/**
 * What the address asks of the past, as far as it can be read.
 *
 * @returns `{cluster, tenant, backup, result, since, until, ignored}`: texts, empty where nothing is asked; the last are pairs
 *     of a name and a value that say nothing
 */
export function askedOf(place) {
  const asked = {cluster: listed(place.get('cluster')), tenant: listed(place.get('tenant')), ignored: []};
  const take = (name, isReadable) => {
    const value = place.get(name);
    asked[name] = isReadable(value) ? value : '';
    if (value && !asked[name]) {
      asked.ignored.push([name, value]);
    }
  };
  Object.keys(CHOICES).forEach(name => take(name, value => value.split(',').every(each => CHOICES[name].includes(each))));
  ['since', 'until'].forEach(name => take(name, value => midnight(value) !== undefined));
  return asked;
}

const listed = text => text.split(',').map(each => each.trim()).filter(Boolean).join(',');

/** Whether nothing can lie between the days asked for. */
export const isEmptySpan = ({since, until}) => Boolean(since && until && since > until);

/** As the service's questions have it: from the first moment of a day up to the last of another, by the clock of this machine. */
export const spanOf = ({since, until}) => ({
  since: since && midnight(since).toISOString(),
  until: until && midnight(until, 1).toISOString(),
});

/** A day's first moment here; undefined for what is no day. */
function midnight(text, daysLater = 0) {
  const [, year, month, day] = (DAY.exec(text) ?? []).map(Number);
  const date = new Date(2000, 0, 1);
  date.setFullYear(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day
    ? new Date(date.setDate(day + daysLater)) : undefined;
}

/** Whether someone is at it: then it is waited until they rest. */
export const isTyping = () => Boolean(document.activeElement?.matches('.filter input'));

export function filter(asked, context) {
  const {words: {history: told, page}, place} = context;
  const isNarrowed = ['cluster', 'tenant', 'backup', 'result', 'since', 'until'].some(name => place.get(name));
  return html`
    <form class="filter" data-feature="history" role="search" aria-label=${told.filterLabel}>
      ${clusterChoice(asked.cluster, context)}
      ${tenant(asked, context)}
      ${choice('backup', asked, context.words.job.type, told)}
      ${choice('result', asked, context.words.job.ended, told)}
      ${day('since', asked, told)}
      ${day('until', asked, told)}
      ${isNarrowed ? html`<a href=${place.href({cluster: '', tenant: '', backup: '', result: '', since: '', until: ''})}
        data-go>${told.clear}</a>` : nothing}
    </form>
    ${asked.ignored.map(([name, value]) => html`
      <p class="ignored" role="status">${told.ignored(told.filter[name], value)}</p>`)}`;
}

function tenant(asked, {store, place, words: {history: told}}) {
  const typed = place.get('tenant');
  return html`
    <label>${told.filter.tenant}
      <input name="tenant" type="search" autocomplete="off" list="known-tenants" placeholder=${told.hint} .value=${live(typed)}>
    </label>
    <datalist id="known-tenants">${namesLike(typed, asked, store, MOST_HINTS).map(name => html`<option value=${name}></option>`)}</datalist>`;
}

/** Names of tenants in which that text is. */
function namesLike(text, {cluster}, {picture}, most) {
  const clusters = cluster.split(',').filter(Boolean);
  const names = [...picture.tenants.values()]
      .filter(item => item.tenantName && (!clusters.length || clusters.includes(item.cluster)) && matchesTenant(item, text))
      .map(item => item.tenantName);
  return [...new Set(names)].sort().slice(0, most);
}

function choice(name, {[name]: chosen}, texts, told) {
  const values = CHOICES[name].includes(chosen) || !chosen ? CHOICES[name] : [...CHOICES[name], chosen];
  const text = value => value.split(',').map(each => texts[each]).join(', ');
  return html`
    <label>${told.filter[name]}
      <select name=${name}>
        <option value="" .selected=${!chosen}>${told.any[name]}</option>
        ${values.map(value => html`<option value=${value} .selected=${value === chosen}>${text(value)}</option>`)}
      </select>
    </label>`;
}

/** A day that is half typed has no value; to write that into the field once more would take away what is typed. */
const day = (name, asked, told) => html`
  <label>${told.filter[name]} <input name=${name} type="date" max="2999-12-31" .value=${live(asked[name])}></label>`;

/** Says that there is no such tenant or cluster, with those that may be meant. */
export function unknownName(asked, context) {
  const {store, place, words: {history: told}} = context;
  const isCluster = asked.cluster && !asked.cluster.split(',').every(name => name in store.picture.sources);
  const meant = isCluster ? [] : namesLike(asked.tenant, asked, store, MOST_MEANT);
  return html`
    <p class="empty" role="status">${isCluster ? told.noCluster(asked.cluster) : told.noTenant(asked.tenant)}
      ${meant.length ? html`${told.isMeant} ${meant.map((name, index) => html`${index ? ', ' : ''}<a
        href=${place.href({tenant: name})} data-go>${name}</a>`)}?` : nothing}
    </p>`;
}
