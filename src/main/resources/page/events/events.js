import {guard, html, nothing, repeat} from '../parts/html.js';
import {controls, filterForm} from './controls.js';
import {Feed} from './feed.js';
import {filterOf} from './filter.js';
import {Holding} from './holding.js';
import {drawn, withDays} from './line.js';

const LIST = 'event-lines';
const CONTROLS = 'event-controls';

const holding = new Holding();
/** The keys of lines whose JSON is shown. */
const open = new Set();
/** Changes with them. */
let openings = 0;
let feed;

/** The stream itself, newest on top. */
export function eventsView(context) {
  const {store, place, words, redraw} = context;
  feed ??= new Feed(store, redraw);
  const before = feed.reel;
  feed.show(filterOf(name => place.get(name)));
  if (feed.reel !== before) {
    holding.isReading = false;
  }
  const isHeld = holding.holds(document.getElementById(LIST), document.getElementById(CONTROLS));
  if (!isHeld) {
    feed.reel?.advance();
  }
  return html`
    <h2 class="unseen">${words.page.views.events}</h2>
    ${filterForm(feed, context)}
    <div class="controls" id=${CONTROLS} @click=${event => act(event, context)}>
      ${controls(feed, {isHeld, isPaused: holding.isPaused}, context)}
    </div>
    ${feed.refusal ? html`<p class="refused" role="status">${feed.refusal}</p>` : nothing}
    <ul class="events" id=${LIST} role="list" @click=${event => act(event, context)} @keydown=${leave}>${lines(context)}</ul>
    <div class="earlier" @click=${event => act(event, context)}>${earlier(words)}</div>`;
}

/** Lines never change: so nobody looks at them again before others come, or one is opened. */
function lines(context) {
  const {reel} = feed;
  const today = new Date(context.store.clock.now()).toDateString();
  return guard([reel, reel?.version, openings, context.words, today], () =>
    repeat(withDays(reel?.shown ?? [], today), ({key}) => key, line => drawn(line, open.has(line.key), context)));
}

/** What stands below the lines: why there are none, or what was before them. */
function earlier({events: told, page}) {
  const {reel, state, failure, filter} = feed;
  const more = html`<button type="button" data-action="earlier">${told.earlier}</button>`;
  if (!reel || state === 'asking') {
    return html`<p class="empty" role="status">${page.loading}</p>`;
  }
  if (state === 'failed' || state === 'refused') {
    return html`<p class=${state === 'refused' ? 'refused' : 'empty'} role="status">
      ${state === 'refused' ? failure : page.failed(failure)}
      <button type="button" data-action="earlier">${page.again}</button></p>`;
  }
  const isWhole = reel.before === '';
  if (reel.isEmpty) {
    const why = Object.keys(filter).length === 0 ? told.nothingYet : isWhole ? told.noMatch : told.noMatchSoFar;
    return html`<p class="empty">${why} ${isWhole ? nothing : more}</p>`;
  }
  return html`<p class="empty">${isWhole ? told.beginning : reel.isFull ? told.full : more}</p>`;
}

function act(event, context) {
  const {target} = event;
  const action = target.closest('[data-action]')?.dataset.action;
  const head = target.closest('.event > .head');
  const actions = {pause, show, anew, earlier: lookBack};
  if (actions[action]) {
    actions[action]();
    context.redraw();
  } else if (head && (target.closest('button') || getSelection().isCollapsed)) {
    toggle(head.parentElement.dataset.id);
    context.redraw();
  }
}

function toggle(key) {
  if (!open.delete(key)) {
    open.add(key);
  }
  openings++;
  holding.isReading = open.size > 0;
}

function pause() {
  holding.isPaused = !holding.isPaused;
  if (!holding.isPaused) {
    holding.isReading = false;
  }
}

/** Where new lines come to, with what has waited. */
function show() {
  document.querySelector('[data-action=pause]').focus();
  holding.isReading = false;
  feed.reel.advance();
  scrollTo({top: 0});
}

function anew() {
  holding.isReading = false;
  feed.begin();
}

function lookBack() {
  holding.isReading = true;
  feed.askForEarlier();
}

/** Who leaves a line with the keyboard does not hold up others any more. */
function leave({key, target}) {
  if (key === 'Escape') {
    holding.isReading = false;
    target.blur();
  }
}
