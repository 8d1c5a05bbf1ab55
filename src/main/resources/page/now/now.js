import {endOf} from '../store/past.js';
import {resultOf} from '../store/picture.js';
import {inLanguage} from '../words/words.js';
import {clusterChoice} from '../parts/clusters.js';
import {html, nothing, repeat} from '../parts/html.js';
import {mark} from '../parts/marks.js';
import {scrolledBy, windowOf} from '../parts/window.js';
import {linesOf} from './lines.js';
import {overview} from './overview.js';
import {row, title} from './row.js';
import {troublesOf} from './troubles.js';

/** Polls that may be missed before a picture is called old; a statement may take its time. */
const MISSED = 3;
const GRACE = 5000;

/** What runs at this moment. */
export function nowView(context) {
  const {store, place, words} = context;
  const names = store.clusterNames;
  const asked = place.get('cluster').split(',').filter(Boolean);
  const shown = names.filter(name => !asked.length || asked.includes(name));
  return html`
    ${overview(troublesOf(store), context)}
    ${filter(context)}
    ${names.length || !store.isReady ? shown.map(name => cluster(name, context))
      : html`<p class="empty">${words.cluster.none}</p>`}`;
}

function filter(context) {
  const {words, place} = context;
  return html`
    <form class="filter" data-feature="now" role="search">
      ${clusterChoice(place.get('cluster'), context)}
      <label>${words.cluster.filterLabel}
        <input name="tenant" type="search" autocomplete="off" placeholder=${words.cluster.filterHint}
            .value=${place.get('tenant')}>
      </label>
    </form>`;
}

function cluster(name, context) {
  const {store, place, words} = context;
  const lines = linesOf(store.picture, name, place.get('tenant'));
  const freshness = freshnessOf(name, store);
  return html`
    <section class="cluster" data-cluster=${name} data-old=${freshness.isOld ? 'true' : nothing}
        aria-labelledby=${`cluster-${name}`}>
      ${heading(name, freshness, context)}
      ${lines.length ? table(name, lines, context) : idle(name, context)}
    </section>`;
}

/**
 * How old what is known of a cluster is: counted on from the last word of it, also while nothing is heard.
 *
 * @returns `{state, age, isOld}`; age in milliseconds, undefined before the first complete poll
 */
function freshnessOf(name, {picture, past, clock, link}) {
  const {state = 'starting', asOf} = picture.sources[name] ?? {};
  const age = asOf === undefined ? undefined : clock.since(asOf);
  const interval = (past.clusters[name]?.pollIntervalSeconds ?? 5) * 1000;
  // At the very first a cluster has been read, and no bookmark says yet as of when.
  const isOld = link.state !== 'open' || state !== 'ok' || age === undefined || age > MISSED * interval + GRACE;
  return {state, age, isOld};
}

function heading(name, {state, age, isOld}, {store, words}) {
  const facts = store.past.clusters[name];
  const trouble = state === 'degraded' ? store.past.troubles[name] : undefined;
  const told = words.cluster;
  return html`
    <header>
      <h2 id=${`cluster-${name}`}>${name}</h2>
      ${mark(state, told[state] ?? state)}
      <span class="freshness" data-old=${isOld}>${age !== undefined ? told.asOf(words.span.age(age)) : state === 'ok' ? told.unsure : told.never}${
        isOld && age !== undefined ? `, ${told.old}` : ''}</span>
      <span class="quiet">${[facts?.version && told.version(facts.version), told.scope[facts?.scope]].filter(Boolean).join(' · ')}</span>
      ${trouble ? html`<p class="trouble">${inLanguage(trouble.data.text, words)}</p>` : nothing}
    </header>`;
}

function table(name, lines, context) {
  const {words} = context;
  const id = `lines-${name}`;
  const focused = document.activeElement?.closest('.line')?.dataset.key;
  const {total, drawn} = windowOf(lines, scrolledBy(id), innerHeight, focused);
  return html`
    <div role="table" class="table" aria-label=${words.cluster.table(name)} aria-rowcount=${lines.length + 1}>
      <div class="line head" role="row" aria-rowindex="1">
        ${Object.entries(words.cluster.columns).map(([column, text]) =>
          html`<span role="columnheader" data-column=${column}>${text}</span>`)}
      </div>
      <div class="lines" role="rowgroup" id=${id} .style=${`height: ${total}px`}>
        ${repeat(drawn, ({line}) => line.key, each => row(each, context))}
      </div>
    </div>`;
}

/** Why there is nothing to see: so that an empty list is not taken for an answer. */
function idle(name, {store, place, words}) {
  if (!store.isReady || !store.past.isKnown) {
    return html`<p class="empty">${words.page.loading}</p>`;
  }
  if (place.get('tenant') && [...store.picture.jobs.values()].some(item => item.cluster === name)) {
    return html`<p class="empty">${words.cluster.noMatch}</p>`;
  }
  const last = lastEnded(store.past.endings.filter(item => item.cluster === name));
  const {clock} = store;
  return html`<p class="empty">${words.cluster.idle} ${last
    ? words.cluster.lastEnded(words.span.passed(clock.since(endOf(last))),
        `${title(last, words)}, ${words.job.ended[resultOf(last)]}`)
    : words.cluster.unknownLast}</p>`;
}

/** Where the past was read, what was told last may have ended first; of those that ended together the cluster's job did last. */
const lastEnded = items => items.reduce((last, item) => !last || endOf(item) > endOf(last) ? item : last, undefined);
