import {bytes, count, percent, rate} from '../words/amounts.js';
import {inLanguage} from '../words/words.js';
import {html, nothing} from '../parts/html.js';
import {bar, figure, mark} from '../parts/marks.js';
import {jobName} from '../place.js';
import {isClusterJob} from './lines.js';

/** One running job as a line. Its figures are those of its tasks, which are what moves. */
export function row({line, index, offset}, {words, place, store}) {
  const {item, depth, height} = line;
  const name = jobName(item);
  const isOpen = place.get('job') === name;
  return html`
    <div class="line" role="row" aria-rowindex=${index + 2} data-key=${line.key} data-subject=${item.subject} data-depth=${depth}
        data-state=${stateOf(item)} data-open=${isOpen ? 'true' : nothing}
        .style=${`transform: translateY(${offset}px); height: ${height}px`}>
      <span class="what" role="rowheader">
        <a href=${place.href({job: name})} data-go data-line>${title(item, words)}</a>
        <span class="quiet">${kind(item, words)}</span>
      </span>
      <span class="state" role="cell" data-name=${words.cluster.columns.state}>${condition(line, words, store.clock)}</span>
      <span class="progress" role="cell" data-name=${words.cluster.columns.progress}>${progress(item, words)}</span>
      ${figures(line, words, store.clock)}
    </div>`;
}

export function title(item, words) {
  return isClusterJob(item) ? words.job.cluster(item.jobId) : words.job.tenant(item.tenantName, item.tenantId);
}

/** What kind of backup it is, in a few words. */
export function kind(item, words) {
  const type = words.job.type[item.row?.BACKUP_TYPE] ?? item.row?.BACKUP_TYPE ?? '';
  return isClusterJob(item) ? type : `${words.job.backup(item.jobId)}, ${type}`;
}

export const stateOf = item => item.stall ? 'stalled' : item.status === 'CANCELING' ? 'canceled' : 'running';

function condition({item, tasks}, words, clock) {
  if (item.stall) {
    return html`${mark('stalled', words.job.stalled)} <span class="reason">${stall(item, words, clock)}</span>`;
  }
  const [task] = tasks;
  const phase = task && (inLanguage(task.phase, words) || task.status);
  const status = words.job.status[item.status] ?? item.status;
  // That it runs goes without saying where it is known what it does.
  return phase && item.status === 'DOING' ? html`<span class="phase">${phase}</span>`
    : html`<span class="phase">${status}</span> ${phase ? html`<span class="quiet">${phase}</span>` : nothing}`;
}

/** The evidence of a stall in words. */
export const stall = ({stall: {lastMoved, column}}, words, clock) =>
  words.job.stall(words.span.passed(clock.since(lastMoved)), column);

function progress(item, words) {
  const {progress: known} = item;
  const text = progressText(item, words);
  return html`${bar(known?.percent, stateOf(item), `${title(item, words)}: ${text}`)}
    <span class="percent" title=${known?.percent === undefined ? words.job.unknownHint : nothing}>${text}</span>`;
}

/** A cluster job's percentage rests on earlier runs: `about`. */
export function progressText({progress: known}, words) {
  if (known?.unit === 'tenants') {
    const done = words.job.tenantsDone(known);
    return known.percent === undefined ? done : `${words.job.about(known.percent)}, ${done}`;
  }
  if (known?.percent === undefined) {
    return words.job.unknown;
  }
  return known.basis ? words.job.about(known.percent) : percent(known.percent);
}

/** A range as the service told it, or nothing: this page guesses nothing of its own. */
export function timeLeft({progress: known}, words) {
  return known?.etaSeconds ? words.span.range(known.etaSeconds) : '';
}

function figures({item, tasks}, words, clock) {
  const names = words.cluster.columns;
  const rows = tasks.map(task => task.row);
  return html`
    ${figure(names.rate, rate(item.progress?.outputBytesPerSecond))}
    ${figure(names.left, timeLeft(item, words))}
    ${figure(names.written, bytes(sum(rows, 'OUTPUT_BYTES')))}
    ${figure(names.tablets, finishedOf(rows, 'TABLET_COUNT', words))}
    ${figure(names.blocks, finishedOf(rows, 'MACRO_BLOCK_COUNT', words))}
    ${figure(names.since, item.row?.START_TIMESTAMP ? words.span.passed(clock.since(item.row.START_TIMESTAMP)) : '')}`;
}

/** The sum of a column, undefined where no row has it. */
export function sum(rows, column) {
  const values = rows.map(each => each[column]).filter(value => typeof value === 'number');
  return values.length ? values.reduce((all, value) => all + value, 0) : undefined;
}

/** How much of what is to be done is done. A total of 0 is one that is not known yet. */
export function finishedOf(rows, column, words) {
  const finished = sum(rows, `FINISH_${column}`);
  const total = sum(rows, column);
  return finished === undefined ? '' : words.detail.of(count(finished), total ? count(total) : undefined);
}
