import {bytes, rate} from '../words/amounts.js';
import {resultOf} from '../store/picture.js';
import {html, nothing, repeat} from '../parts/html.js';
import {figure, mark} from '../parts/marks.js';
import {isNarrow, scrolledBy, windowOf} from '../parts/window.js';
import {took} from '../detail/figures.js';
import {isClusterJob} from '../now/lines.js';
import {failure} from '../now/overview.js';
import {kind, title} from '../now/row.js';
import {jobName} from '../place.js';
import {endOf} from '../store/past.js';
import {nameOf} from './endings.js';
import {isEmptySpan, unknownName} from './filter.js';
import {trouble} from './trouble.js';

const HEIGHT = 58;
const NARROW_HEIGHT = 204;
const UNKNOWN = '–';

/** Ended jobs, newest first. */
export function list(endings, asked, context) {
  const {words: {history: {ended: told}}} = context;
  const {items, next, inquiry} = endings;
  return html`
    <section class="ended" aria-labelledby="ended-title" aria-busy=${inquiry.state === 'asking'}>
      <header><h2 id="ended-title">${told.title}</h2>
        ${items.length && isAnswered(inquiry) ? html`<span class="quiet">${told.shown(items.length, !next)}</span>` : nothing}
        ${newer(endings, context)}
      </header>
      ${inquiry.state === 'unknown' ? unknownName(asked, context)
        : html`${trouble(inquiry, context.words)} ${shown(endings, asked, context)}`}
    </section>`;
}

const isAnswered = ({state}) => state === 'answered';

function newer(endings, {words: {history: {ended: told}}, redraw}) {
  const {newer: found} = endings;
  const show = () => {
    endings.showNewer();
    redraw();
    document.getElementById('ended-title').scrollIntoView({block: 'nearest'});
  };
  return html`<span role="status">${found ? html`
    <button type="button" class="newer" @click=${show}>${found.count ? told.newer(found.count, found.isMore) : told.changed}</button>`
    : nothing}</span>`;
}

function shown(endings, asked, context) {
  const {items, inquiry} = endings;
  if (items.length && !(endings.isOld && inquiry.state === 'failed')) {
    return html`${table(endings, context)} ${more(endings, context)}`;
  }
  if (inquiry.state === 'asking') {
    return html`<p class="empty" role="status">${context.words.page.loading}</p>`;
  }
  return inquiry.state === 'failed' ? nothing : html`<p class="empty">${none(asked, context.words.history)}</p>`;
}

function none(asked, told) {
  if (isEmptySpan(asked)) {
    return told.emptySpan;
  }
  return Object.values(asked).some(Boolean) ? told.ended.none : told.ended.nothing;
}

function more(endings, {words}) {
  const {next, inquiry} = endings;
  return html`
    ${inquiry.furtherFailure ? html`<p class="empty" role="status">${words.page.failed(words.history.unreachable)}</p>` : nothing}
    ${next ? html`<p class="more"><button type="button" ?disabled=${inquiry.isAskingFurther || !isAnswered(inquiry)}
      @click=${() => endings.more()}>${inquiry.isAskingFurther ? words.page.loading : words.page.more}</button></p>` : nothing}`;
}

function table(endings, context) {
  const {words: {history: {ended: told}}} = context;
  const height = isNarrow() ? NARROW_HEIGHT : HEIGHT;
  const lines = endings.items.map(item => ({key: nameOf(item), height, item}));
  const focused = document.activeElement?.closest('.line')?.dataset.key;
  const {total, drawn} = windowOf(lines, scrolledBy('ended-lines'), innerHeight, focused);
  return html`
    <div role="table" class="table" aria-label=${told.table} aria-rowcount=${endings.next ? -1 : lines.length + 1}
        data-old=${endings.isOld ? 'true' : nothing}>
      <div class="line head" role="row" aria-rowindex="1">
        ${Object.values(told.columns).map(text => html`<span role="columnheader">${text}</span>`)}
      </div>
      <div class="lines" role="rowgroup" id="ended-lines" .style=${`height: ${total}px`}>
        ${repeat(drawn, ({line}) => line.key, each => row(each, context))}
      </div>
    </div>`;
}

function row({line, index, offset}, {words, place, store}) {
  const {item, key, height} = line;
  const {columns, unusual} = words.history.ended;
  const name = jobName(item);
  const how = resultOf(item);
  const end = endOf(item);
  const why = how === 'failed' ? failure(item, words) : '';
  return html`
    <div class="line" role="row" aria-rowindex=${index + 2} data-key=${key} data-subject=${item.subject} data-result=${how}
        data-unusual=${item.comparison?.unusual ? 'true' : nothing} data-open=${place.get('job') === name ? 'true' : nothing}
        .style=${`transform: translateY(${offset}px); height: ${height}px`}>
      <span class="what" role="rowheader">
        <a href=${place.href({job: name})} data-go data-line>${title(item, words)}</a>
        <span class="quiet">${what(item, words, store)}</span>
      </span>
      <span class="state" role="cell" data-name=${columns.result}>
        <span>${mark(how, words.job.ended[how] ?? how)} ${item.comparison?.unusual ? mark('warning', unusual) : nothing}</span>
        ${why ? html`<span class="reason" title=${why}>${why}</span>` : nothing}
      </span>
      ${figure(columns.end, html`<time datetime=${end}>${words.span.time(end)}</time>`,
        words.job.ago(words.span.passed(store.clock.since(end))))}
      ${figures(item, words)}
    </div>`;
}

/** Where several clusters are watched, also of which it is. */
function what(item, words, {picture}) {
  const cluster = Object.keys(picture.sources).length > 1 ? item.cluster : '';
  const parent = item.parent && !isClusterJob(item) ? words.history.ended.partOf(item.parent.jobId) : '';
  return [cluster, kind(item, words), parent].filter(Boolean).join(' · ');
}

function figures({comparison, row: columns}, words) {
  const names = words.history.ended.columns;
  const {durationSeconds: duration, outputBytes: written, outputBytesPerSecond: speed} = comparison ?? {};
  const isTimed = columns?.START_TIMESTAMP && columns.END_TIMESTAMP;
  const shown = (name, text, measure) => figure(name, measure?.ratio === undefined ? text || UNKNOWN : html`
    <span>${text}</span> <span class="usual-ratio">${words.history.ended.usual(measure.ratio)}</span>`,
    measure?.ratio === undefined ? nothing : words.history.ended.usualHint(comparison.runs));
  return html`
    ${shown(names.duration, duration ? words.span.duration(duration.value) : isTimed ? took(columns, words) : '', duration)}
    ${shown(names.written, written ? bytes(written.value) : '', undefined)}
    ${shown(names.rate, speed ? rate(speed.value) : '', speed)}`;
}
