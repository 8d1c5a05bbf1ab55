import {SYS} from '../store/picture.js';
import {query} from '../store/questions.js';
import {copyFrom, curl} from '../parts/clipboard.js';
import {html, nothing} from '../parts/html.js';
import {mark} from '../parts/marks.js';
import {Said} from './holding.js';

const SEVERITIES = ['', 'warning', 'error'];
const TYPES = ['backup.job', 'backup.task', 'backup.tenant', 'source', 'backup.job.started', 'backup.job.completed',
  'backup.job.failed', 'backup.job.canceled', 'backup.job.stalled', 'backup.tenant.skipped', 'backup.tenant.overdue',
  'source.degraded'];

const said = new Said();

/** Which events are shown. */
export function filterForm(feed, {store, place, words}) {
  const told = words.events;
  const only = place.get('only');
  return html`
    <form class="filter" data-feature="events" role="search">
      <label>${words.cluster.choose}
        ${choice('cluster', place.get('cluster'), [['', words.cluster.all], ...store.clusterNames.map(name => [name, name])])}</label>
      ${only && !feed.filter.root ? nothing : html`
        <label>${told.tenant}
          <input name="tenant" type="search" autocomplete="off" placeholder=${told.tenantHint} .value=${place.get('tenant')}>
        </label>`}
      <label>${told.type}
        <input name="type" type="search" autocomplete="off" list="event-types" placeholder=${told.typeHint}
            .value=${place.get('type')}></label>
      <datalist id="event-types">${TYPES.map(type => html`<option value=${type}></option>`)}</datalist>
      <label>${told.severity}
        ${choice('severity', place.get('severity'), SEVERITIES.map(each => [each, told.atLeast[each]]))}</label>
      ${only ? html`
        <a class="chip" href=${place.href({only: ''})} data-go>${onlyText(only, told)}
          <span aria-hidden="true">✕</span><span class="unseen"> ${told.removeOnly}</span></a>` : nothing}
    </form>`;
}

/** What an address asks for may be none of what can be chosen here. */
function choice(name, value, options) {
  const all = options.some(([each]) => each === value) ? options : [...options, [value, value]];
  return html`
    <select name=${name} .value=${value}>
      ${all.map(([each, text]) => html`<option value=${each} ?selected=${each === value}>${text}</option>`)}
    </select>`;
}

function onlyText(only, told) {
  const [tenant, job] = only.split('/');
  return Number(tenant) === SYS ? told.onlyRoot(job) : told.only(tenant, job);
}

/** What can be done with the lines, and how many wait. */
export function controls(feed, {isHeld, isPaused}, {words}) {
  const told = words.events;
  const waiting = feed.reel?.waiting ?? 0;
  return html`
    <button type="button" data-action="pause" aria-pressed=${isPaused} aria-keyshortcuts="p">${told.pause}</button>
    ${isPaused ? mark('warning', told.paused) : nothing}
    ${isHeld && waiting ? html`<button type="button" class="waiting" data-action="show">${told.waiting(waiting)}</button>`
      : nothing}
    <span class="unseen" role="status">${said.of(isHeld && waiting ? told.waiting(waiting) : '')}</span>
    <button type="button" class="curl" @click=${({currentTarget}) => copyFrom(currentTarget, command(feed, words), words)}>${
      words.detail.curl}</button>`;
}

/** Tells in a terminal what is on the screen, and goes on from there. */
function command({filter, reel}, words) {
  const parameters = {...filter, lang: words.lang === 'en' ? '' : words.lang, cursor: reel?.start};
  return curl(`api/v1/events?${query(parameters)}`, 'text/plain');
}
