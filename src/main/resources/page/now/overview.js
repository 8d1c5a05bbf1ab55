import {rate} from '../words/amounts.js';
import {SYS} from '../store/picture.js';
import {inLanguage} from '../words/words.js';
import {html, nothing} from '../parts/html.js';
import {mark} from '../parts/marks.js';
import {jobName} from '../place.js';
import {stall} from './row.js';

const KINDS = ['failed', 'skipped', 'overdue', 'stalled'];
/** No snapshot tells of these. */
const FROM_THE_PAST = ['failed', 'skipped'];
const MOST_SHOWN = 8;

/** At a glance: how much runs, how fast, and how much is not as it should be. */
export function overview(troubles, {words, store, place}) {
  const {picture, past} = store;
  const isKnown = kind => past.isKnown || !FROM_THE_PAST.includes(kind);
  const running = picture.roots;
  const speed = running.map(item => item.progress?.outputBytesPerSecond).filter(value => value !== undefined);
  const told = words.overview;
  return html`
    <section class="overview" aria-label=${told.label}>
      <dl class="tiles">
        ${tile(told.runningLabel, running.length, 'running')}
        ${tile(told.rate, speed.length ? rate(speed.reduce((all, value) => all + value, 0)) : '–', 'rate')}
        ${KINDS.map(kind => tile(told[kind],
            isKnown(kind) ? troubles.filter(trouble => trouble.kind === kind).length : '–', kind))}
      </dl>
      ${troubles.length ? attention(troubles, {words, store, place}) : fine(store, words)}
    </section>`;
}

const tile = (name, value, state) => html`
  <div class="tile" data-state=${state} data-none=${value === 0 ? 'true' : nothing}><dt>${name}</dt><dd>${value}</dd></div>`;

/** Where a cluster is not read nobody knows whether all is well, nor before it is known what has failed. */
function fine({picture, past, link}, words) {
  if (!past.isKnown) {
    return html`<p class="fine" data-sure="false">${words.page.loading}</p>`;
  }
  const isRead = link.state === 'open' && picture.isRead;
  return html`<p class="fine" data-sure=${isRead}>${isRead ? words.overview.fine : words.overview.unknown}</p>`;
}

function attention(troubles, context) {
  const {words} = context;
  const rest = troubles.slice(MOST_SHOWN);
  const items = some => html`<ul class="troubles">${some.map(trouble => one(trouble, context))}</ul>`;
  return html`
    <h2>${words.overview.attention}</h2>
    ${items(troubles.slice(0, MOST_SHOWN))}
    ${rest.length ? html`<details><summary>${words.page.more} (${rest.length})</summary>${items(rest)}</details>` : nothing}`;
}

function one(trouble, {words, store, place}) {
  const {kind, cluster, tenantId, jobId} = trouble;
  const who = `${cluster}: ${words.job.tenant(trouble.tenantName, tenantId)}`;
  // A skipped tenant has no job of its own: the cluster's tells of it.
  const job = jobName({cluster, tenantId: kind === 'skipped' ? SYS : tenantId, jobId});
  const href = place.href(jobId ? {job} : {view: 'history', cluster, tenant: String(tenantId)});
  return html`
    <li data-kind=${kind}>
      ${mark(kind, words.job[kind] ?? words.job.ended[kind])}
      <a href=${href} data-go>${who}</a>
      <span class="reason">${reason(trouble, words, store.clock)}</span>
      <time class="quiet" datetime=${trouble.time} title=${words.span.time(trouble.time)}>${
        words.job.ago(words.span.passed(store.clock.since(trouble.time)))}</time>
    </li>`;
}

/** Why something needs attention, in words and with the code. */
export function reason({kind, item, jobId, tenantName, tenantId}, words, clock) {
  switch (kind) {
    case 'failed':
      return failure(item, words);
    case 'skipped':
      return words.job.skip(tenantName ?? tenantId, jobId);
    case 'overdue': {
      const limit = words.span.passed(item.limitSeconds * 1000);
      const told = item.kind === 'full' ? words.job.overdueFull(limit) : words.job.overdueAny(limit);
      const last = item.lastSuccess ? words.job.lastSuccess(words.span.passed(clock.since(item.lastSuccess)))
        : words.job.noSuccess;
      return `${told}; ${last}`;
    }
    default:
      return stall(item, words, clock);
  }
}

/** A failure's code, what it means, and OceanBase's own words. */
export function failure({failure: told, row}, words) {
  if (!told) {
    return row?.RESULT ? words.job.failedWith(row.RESULT) : words.detail.noReason;
  }
  const meaning = inLanguage(told.meaning, words);
  return [words.job.failedWith(told.code, told.name), meaning, told.message].filter(Boolean).join(' · ');
}
