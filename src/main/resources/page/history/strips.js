import {html, nothing, repeat} from '../parts/html.js';
import {windowOf} from '../parts/window.js';
import {DAYS} from './pages.js';
import {axis, legend, strip, tailOf} from './strip.js';
import {tailLine, tenantLines} from './tenants.js';
import {trouble} from './trouble.js';

const LEAST_SEEN = 480;
/** Some lines more than are seen are drawn: so far one may scroll before others are. */
const SCROLLED = 200;

let drawnAt = 0;

/** The last days of each tenant, the overdue ones first. */
export function strips(days, asked, context) {
  const {inquiry} = days;
  if (inquiry.state === 'unknown') {
    return nothing;
  }
  const {words} = context;
  const told = words.history.strips;
  const lines = tenantLines(days, asked, context.store.picture);
  const overdue = lines.filter(line => line.overdue.length).length;
  return html`
    <section class="days" aria-labelledby="days-title" aria-busy=${inquiry.state === 'asking'}>
      <header><h2 id="days-title">${told.title(DAYS)}</h2>
        ${overdue ? html`<span class="late">${told.overdueCount(overdue)}</span>` : nothing}
      </header>
      ${trouble(inquiry, words)}
      ${lines.length && !(days.isOld && inquiry.state === 'failed') ? html`${table(days, lines, context)} ${legend(days.states, words)}` : empty(inquiry, words)}
    </section>`;
}

function empty({state}, words) {
  return state === 'failed' ? nothing
    : html`<p class="empty" role="status">${state === 'asking' ? words.page.loading : words.history.strips.none}</p>`;
}

function table(days, lines, context) {
  const all = days.hasMore ? [...lines, tailLine()] : lines;
  const box = document.getElementById('strips');
  const focused = document.activeElement?.closest('.strip')?.dataset.key;
  drawnAt = box?.scrollTop ?? 0;
  const scroll = ({currentTarget}) => Math.abs(currentTarget.scrollTop - drawnAt) > SCROLLED && context.redraw();
  const {total, drawn} = windowOf(all, drawnAt, box?.clientHeight ?? LEAST_SEEN, focused);
  askForSeen(days, drawn.map(({line}) => line));
  return html`
    <div class="table strips" id="strips" data-old=${days.isOld ? 'true' : nothing} @scroll=${scroll}>
      ${axis(lines, context.words)}
      <ul class="lines" .style=${`height: ${total}px`}>
        ${repeat(drawn, ({line}) => line.key, each => each.line.isTail ? tailOf(each, days, context)
          : strip(each, days.hasMore ? -1 : all.length, context))}
      </ul>
    </div>`;
}

/** Asked for after the drawing, for it changes what is drawn. */
function askForSeen(days, lines) {
  queueMicrotask(() => {
    days.need(lines.filter(({isTail}) => !isTail));
    if (lines.some(({isTail}) => isTail) && !days.inquiry.furtherFailure) {
      days.more();
    }
  });
}
