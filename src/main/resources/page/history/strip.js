import {guard, html, nothing} from '../parts/html.js';
import {mark} from '../parts/marks.js';
import {reason} from '../now/overview.js';
import {DAYS, localDay} from './pages.js';

const LEGEND = ['full', 'incremental', 'failed', 'lost', 'canceled', 'none'];
/** Explained where they are there. */
const SELDOM = ['completed', 'unknown'];
const LATE = 'late';
const WEEK = 7;

/** A tenant with its days. For a keyboard and for those who do not see the days, its name and a sentence say it. */
export function strip({line, index, offset}, size, {words, place, store}) {
  const {key, height, cluster, tenantId, tenantName, cells, summary, overdue} = line;
  const name = words.job.tenant(tenantName, tenantId);
  const said = summary ? sentence(summary, words.history) : words.history.strips.states.loading;
  const several = Object.keys(store.picture.sources).length > 1;
  return html`
    <li class="strip" data-key=${key} data-tenant=${tenantName ?? tenantId} data-overdue=${overdue.length ? 'true' : nothing}
        aria-setsize=${size} aria-posinset=${index + 1} .style=${`transform: translateY(${offset}px); height: ${height}px`}>
      <span class="what">
        <span class="name">${overdue.length ? mark('overdue', words.job.overdue) : nothing}
          <a href=${place.href({cluster, tenant: String(tenantId)})} data-go data-line>${several ? `${cluster}: ` : ''}${name}</a></span>
        <span class="quiet" title=${said}>${said}</span>
      </span>
      ${guard([cells, overdue, location.search, words], () => days(line, {words, place}))}
      ${overdue.map(each => html`<span class="reason">${late(each, line, {words, store})}</span>`)}
    </li>`;
}

function sentence({good, known, lastFailure}, told) {
  return told.strips.list([told.strips.summary(good, known, DAYS),
    lastFailure && told.strips.lastFailure(told.shortDay(lastFailure))].filter(Boolean));
}

/** Since when, and how long already. */
function late(overdue, line, {words, store}) {
  const why = reason({kind: 'overdue', item: overdue, ...line}, words, store.clock);
  const time = words.span.passed(store.clock.since(overdue.since));
  return words.history.strips.overdueFor(time, words.span.time(overdue.since), why);
}

function days({cells, overdue, cluster, tenantId}, {words, place}) {
  const told = words.history;
  const successes = overdue.map(({lastSuccess}) => lastSuccess ? localDay(lastSuccess) : '').sort();
  return html`
    <span class="cells" aria-hidden="true">${(cells ?? []).map(({date, state, isMixed, day}) => {
      const isLate = state === 'none' && overdue.length && date > successes[0];
      const title = told.strips.cell(told.day(date), texts(state, day, isLate, told.strips));
      return day
        ? html`<a class="cell" tabindex="-1" data-go data-day=${date} data-state=${state} data-mixed=${isMixed ? 'true' : nothing}
          title=${title} href=${place.href({cluster, tenant: String(tenantId), since: date, until: date})}>${told.strips.signs[state]}</a>`
        : html`<span class="cell" data-day=${date} data-state=${isLate ? LATE : state} title=${title}>${told.strips.signs[state]}</span>`;
    })}</span>`;
}

function texts(state, day, isLate, told) {
  if (!day) {
    return told.list([told.states[state], isLate && told.late].filter(Boolean));
  }
  const counts = Object.keys(told.counts).filter(how => day[how]).map(how => told.counts[how](day[how]));
  return told.list(counts.length === 1 && day[Object.keys(told.counts).find(how => day[how])] === 1 ? [told.states[state]] : counts);
}

/** Which days stand below each other; the days themselves say theirs where one points at them. */
export function axis(lines, {history: told}) {
  const {cells} = lines.find(line => line.cells) ?? {};
  const weeks = (cells ?? []).filter((cell, index) => index % WEEK === 0).slice(0, -1);
  return html`
    <div class="strip axis" aria-hidden="true"><span class="cells">
      ${weeks.map(({date}) => html`<span>${told.shortDay(date)}</span>`)}<span>${told.strips.today}</span></span></div>`;
}

/** What the signs say, in words. */
export function legend(found, {history: {strips: {signs, states, mixed, late: missing, legend: label}}}) {
  const entry = (state, text, isMixed) => html`<li><span class="cell" aria-hidden="true" data-state=${state}
    data-mixed=${isMixed ? 'true' : nothing}>${signs[state] ?? signs.none}</span> ${text}</li>`;
  return html`
    <ul class="legend" aria-label=${label}>
      ${LEGEND.map(state => entry(state, states[state]))}
      ${entry('full', mixed, true)}
      ${entry(LATE, missing)}
      ${SELDOM.filter(state => found.has(state)).map(state => entry(state, states[state]))}
    </ul>`;
}

/** Where the rest begins, which is asked for as soon as it is seen. */
export function tailOf({offset, line: {height}}, {inquiry}, {words}) {
  return html`
    <li class="strip tail" data-key="tail" .style=${`transform: translateY(${offset}px); height: ${height}px`}>
      <span class="quiet">${inquiry.furtherFailure ? words.page.failed(words.history.unreachable) : words.history.strips.more}</span>
    </li>`;
}
