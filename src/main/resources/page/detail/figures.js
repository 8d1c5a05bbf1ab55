import {bytes, rate, ratio} from '../words/amounts.js';
import {inLanguage} from '../words/words.js';
import {html, nothing} from '../parts/html.js';
import {finishedOf, progressText, sum, timeLeft} from '../now/row.js';

/** Names with their values, without those that are not known. */
export function figures({item, tasks}, {words, store}) {
  const {names} = words.detail;
  const {row} = item;
  const rows = tasks.map(task => task.row);
  const {progress} = item;
  const {clock} = store;
  const hasEnded = Boolean(item.type);
  const facts = [
    [names.type, words.job.type[row.BACKUP_TYPE] ?? row.BACKUP_TYPE],
    [names.phase, hasEnded ? '' : tasks.map(task => inLanguage(task.phase, words) || task.status).join(', ')],
    [names.start, words.span.time(row.START_TIMESTAMP)],
    [names.end, hasEnded ? words.span.time(row.END_TIMESTAMP) : ''],
    [names.duration, hasEnded && row.END_TIMESTAMP ? took(row, words) : ''],
    [names.runningFor, !hasEnded && row.START_TIMESTAMP ? words.span.passed(clock.since(row.START_TIMESTAMP)) : ''],
    [names.progress, hasEnded ? '' : progressText(item, words)],
    [names.left, timeLeft(item, words)],
    [names.written, bytes(sum(rows, 'OUTPUT_BYTES'))],
    [names.read, bytes(sum(rows, 'INPUT_BYTES'))],
    [names.rate, rate(progress?.outputBytesPerSecond)],
    [names.readRate, rate(progress?.inputBytesPerSecond)],
    [names.tablets, finishedOf(rows, 'TABLET_COUNT', words)],
    [names.blocks, finishedOf(rows, 'MACRO_BLOCK_COUNT', words)],
    [names.logFiles, finishedOf(rows, 'LOG_FILE_COUNT', words)],
    [names.backupSet, row.BACKUP_SET_ID || ''],
    [names.path, row.PATH],
    [names.archivelog, row.PLUS_ARCHIVELOG],
    [names.encryption, row.ENCRYPTION_MODE],
    [names.description, row.DESCRIPTION],
    [names.comment, row.COMMENT],
  ];
  return list(facts);
}

/** Pairs of a name and a text; a pair without a text is left out. */
export const list = facts => html`
  <dl class="facts">${facts.filter(([, value]) => value !== undefined && value !== null && value !== '')
      .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

/** How long a row ran, by the database's own times. */
export const took = ({START_TIMESTAMP: start, END_TIMESTAMP: end}, words) =>
  words.span.duration((Date.parse(end) - Date.parse(start)) / 1000);

/** An ended job beside the ones before it. */
export function usual({comparison}, words) {
  if (!comparison) {
    return nothing;
  }
  const {usualColumns: columns, measures} = words.detail;
  const shown = {
    durationSeconds: value => words.span.duration(value),
    outputBytes: value => bytes(Math.round(value)),
    outputBytesPerSecond: rate,
  };
  return html`
    <section><h3>${words.detail.usual}</h3>
      <table class="usual" data-unusual=${comparison.unusual}>
        <caption>${words.detail.usualOf(comparison.runs)}</caption>
        <thead><tr><td></td>${['now', 'usual', 'ratio'].map(name => html`<th scope="col">${columns[name]}</th>`)}</tr></thead>
        <tbody>${Object.entries(shown).filter(([name]) => comparison[name]).map(([name, text]) => html`
          <tr><th scope="row">${measures[name]}</th>
            <td>${text(comparison[name].value)}</td><td>${text(comparison[name].usual)}</td>
            <td>${comparison[name].ratio === undefined ? '' : ratio(comparison[name].ratio)}</td></tr>`)}
        </tbody>
      </table>
    </section>`;
}
