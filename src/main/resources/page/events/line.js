import {shortType} from '../store/picture.js';
import {inLanguage} from '../words/words.js';
import {copyFrom} from '../parts/clipboard.js';
import {html, nothing} from '../parts/html.js';
import {mark} from '../parts/marks.js';
import {jobName} from '../place.js';

let gaps = 0;

/** An event as a line; it never changes, so what is drawn of it is kept with it. */
export const lineOf = event => ({key: event.id, event, day: new Date(event.time).toDateString()});

/** Where events may be missing, and why. */
export const gapOf = (reason, time) => ({key: `gap-${gaps++}`, gap: {reason, time}, day: new Date(time).toDateString()});

/** Lines with the days between them, so that a time of day says enough. */
export function withDays(lines, today) {
  const rows = [];
  let day = today;
  for (const line of lines) {
    if (line.day !== day) {
      day = line.day;
      rows.push({key: `before ${line.key}`, newDay: line.event?.time ?? line.gap.time});
    }
    rows.push(line);
  }
  return rows;
}

/** @param isOpen whether its JSON is shown */
export function drawn(line, isOpen, context) {
  const {words} = context;
  if (line.newDay) {
    return html`<li class="day">${words.events.day(line.newDay)}</li>`;
  }
  const look = `${words.lang} ${isOpen}`;
  if (line.look !== look) {
    line.look = look;
    line.template = line.gap ? gap(line.gap, words) : whole(line, isOpen, context);
  }
  return line.template;
}

const gap = ({reason, time}, {events: told, link}) => html`
  <li class="gap">
    <time datetime=${time}>${told.clock(time)}</time>
    <span>${told.gap(link.reasons[reason] ?? reason)}</span>
    <button type="button" data-action="anew">${told.anew}</button>
  </li>`;

function whole({event}, isOpen, context) {
  const {words} = context;
  const {time, severity, data, id} = event;
  const told = words.events;
  return html`
    <li class="event" data-id=${id} data-severity=${severity}>
      <div class="head">
        <button type="button" class="toggle" data-line aria-expanded=${isOpen} aria-labelledby=${`text-${id}`}></button>
        <time datetime=${time} title=${words.span.time(time)}>${told.clock(time)}</time>
        ${mark(severity, told.severities[severity] ?? severity)}
        <span class="cluster-name">${data.cluster}</span>
        <span class="text" id=${`text-${id}`}>${inLanguage(data.text, words)}</span>
        <code class="type">${shortType(event)}</code>
      </div>
      ${isOpen ? opened(event, context) : nothing}
    </li>`;
}

function opened(event, {words, place}) {
  const told = words.events;
  const json = JSON.stringify(event, null, 2);
  const {cluster, tenantId, jobId, changed} = event.data;
  return html`
    <div class="opened">
      ${changed && Object.keys(changed).length ? changes(changed, told) : nothing}
      <p class="links">
        <button type="button" @click=${({currentTarget}) => copyFrom(currentTarget, json, words)}>${told.copyJson}</button>
        ${jobId ? html`
          <a href=${place.href({job: jobName({cluster, tenantId, jobId})})} data-go>${told.details}</a>
          <a href=${place.href({cluster, tenant: '', only: `${tenantId}/${jobId}`})} data-go>${told.onlyThis}</a>` : nothing}
      </p>
      <pre class="json">${json}</pre>
    </div>`;
}

const changes = (changed, told) => html`
  <table class="changes">
    <thead><tr>${told.changes.map(name => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${Object.entries(changed).map(([column, {from, to, delta}]) => html`
      <tr><th scope="row">${column}</th><td>${cell(from)}</td><td>${cell(to)}</td><td>${
        delta === undefined ? '' : `${delta > 0 ? '+' : ''}${delta}`}</td></tr>`)}
    </tbody>
  </table>`;

/** What is not there, and what is empty, look different from each other. */
const cell = value => typeof value === 'string' && value !== '' ? value : JSON.stringify(value);
