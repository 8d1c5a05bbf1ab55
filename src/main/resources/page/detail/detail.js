import {rate} from '../words/amounts.js';
import {inLanguage} from '../words/words.js';
import {SYS, resultOf} from '../store/picture.js';
import {html, nothing} from '../parts/html.js';
import {bar, mark} from '../parts/marks.js';
import {copyFrom, curl} from '../parts/clipboard.js';
import {jobName} from '../place.js';
import {failure} from '../now/overview.js';
import {kind, progressText, stall, stateOf, title} from '../now/row.js';
import {figures, list, usual} from './figures.js';
import '../parts/chart.js';

/** All that is known of one job, beside the view that it was chosen from. */
export function detail(job, context) {
  const {words, place} = context;
  return html`
    <aside class="detail" aria-labelledby="detail-title">
      <a class="close" href=${place.href({job: ''})} data-go aria-label=${words.detail.close}>✕</a>
      ${job.item ? known(job, context) : html`
        <h2 id="detail-title" tabindex="-1">${place.get('job')}</h2>
        <p role="status">${{loading: words.page.loading, unknown: words.detail.unknown}[job.state]
          ?? words.page.failed(job.failure)}</p>`}
    </aside>`;
}

function known(job, context) {
  const {words, store} = context;
  const {item} = job;
  return html`
    <h2 id="detail-title" tabindex="-1">${title(item, words)} <span class="quiet">${kind(item, words)}</span></h2>
    <p class="quiet">${item.cluster}${parent(item, context)}</p>
    <p class="verdict">${verdict(job, context)}</p>
    ${item.failure || resultOf(item) === 'failed' ? reasons(item, words) : nothing}
    ${job.state === 'running' ? chart(job, context) : nothing}
    <section><h3>${words.detail.figures}</h3>${figures(job, context)}</section>
    ${usual(item, words)}
    ${below(job, context)}
    ${skipped(job, words)}
    ${columns(job, words)}
    ${links(job, context)}`;

  function parent({parent: above}) {
    return above ? html` · ${words.detail.names.parent} <a href=${context.place.href({
      job: jobName({cluster: item.cluster, ...above})})} data-go>${words.job.cluster(above.jobId)}</a>` : nothing;
  }
}

function verdict({item}, {words, store}) {
  if (item.type) {
    const how = resultOf(item);
    return mark(how, words.job.ended[how] ?? how);
  }
  const state = stateOf(item);
  return html`${bar(item.progress?.percent, state, progressText(item, words))}
    ${item.stall ? html`${mark('stalled', words.job.stalled)} <span class="reason">${stall(item, words, store.clock)}${
      words.job.stallPatience(words.span.passed(item.stall.patienceSeconds * 1000))}</span>`
      : html`<span>${words.job.status[item.status] ?? item.status}</span>`}`;
}

function reasons(item, words) {
  const {failureNames: names} = words.detail;
  const told = item.failure ?? {};
  return html`
    <section class="failure"><h3>${words.detail.failure}</h3>
      <p class="reason">${failure(item, words)}</p>
      ${list([[names.message, told.message], [names.server, told.server], [names.logStream, told.logStream],
        [names.module, told.module], [names.traceId, told.traceId]])}
    </section>`;
}

function chart(job, {words, store}) {
  const series = store.samples.of(job.key);
  const {progress} = job.item;
  const label = words.detail.chartLabel(progressText(job.item, words),
      rate(progress?.outputBytesPerSecond) || words.job.unknown);
  return html`
    <section><h3>${words.detail.chart}</h3>
      ${series.length < 2 ? html`<p class="quiet">${words.detail.noChart}</p>` : html`
        <job-chart role="img" aria-label=${label} .series=${[...series]}
          .names=${{percent: words.detail.percentAxis, rate: words.detail.rateAxis}}></job-chart>`}
    </section>`;
}

function below({children}, {words, place}) {
  if (!children.length) {
    return nothing;
  }
  const how = child => resultOf(child) ?? stateOf(child);
  const said = child => words.job.ended[how(child)] ?? (child.stall ? words.job.stalled : progressText(child, words));
  return html`
    <section><h3>${words.detail.children}</h3>
      <ul class="children">${[...children].sort((a, b) => a.tenantId - b.tenantId).map(child => html`
        <li>${mark(how(child), said(child))}
          <a href=${place.href({job: jobName(child)})} data-go>${title(child, words)}</a>
          <span class="quiet">${kind(child, words)}</span></li>`)}
      </ul>
    </section>`;
}

function skipped({skips}, words) {
  return skips.length ? html`
    <section><h3>${words.detail.skipped}</h3>
      <ul class="children">${skips.map(event => html`
        <li>${mark('skipped', words.job.skipped)} <span>${inLanguage(event.data.text, words)}</span></li>`)}
      </ul>
    </section>` : nothing;
}

/** As the views have them, under OceanBase's own names. */
function columns({item, tasks}, words) {
  const rows = [[item.subject, item], ...tasks.map(task => [task.subject, task])];
  return html`
    <details class="rows"><summary>${words.detail.rows}</summary>
      ${rows.map(([name, {row}]) => html`<h4>${words.detail.row(name)}</h4>${list(Object.entries(row))}`)}
    </details>`;
}

function links({item}, {words, place}) {
  const {cluster, tenantId, jobId} = item;
  const events = {view: 'events', cluster, tenant: '', only: `${tenantId}/${jobId}`, job: ''};
  const filter = tenantId === SYS ? `root=${tenantId}/${jobId}` : `tenant=${tenantId}&job=${jobId}`;
  const command = curl(`api/v1/events?cluster=${encodeURIComponent(cluster)}&${filter}&cursor=oldest`, 'text/plain');
  return html`
    <p class="links">
      <a href=${place.href(events)} data-go>${words.detail.events}</a>
      <a href=${place.href({view: 'history', cluster, tenant: String(tenantId), job: ''})} data-go>${words.detail.history}</a>
      <button type="button" @click=${({currentTarget}) => copyFrom(currentTarget, command, words)}>${words.detail.curl}</button>
    </p>`;
}
