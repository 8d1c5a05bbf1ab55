import {detail} from '../detail/detail.js';
import {html, nothing} from '../parts/html.js';
import {appearance} from './appearance.js';
import {noticesState, toggleNotices} from './notices.js';
import {signedIn} from './signedIn.js';

const VIEWS = ['now', 'history', 'events'];
const RESET_SHOWN = 60_000;
/** There the details lie over all else, as style/detail.css has it. */
const isNarrow = matchMedia('(width < 1100px)');

/** What stands around every view. */
export function shell(view, job, context) {
  const {words, place} = context;
  const isCovered = Boolean(job) && isNarrow.matches;
  return html`
    <a class="skip" href="#content" ?inert=${isCovered}>${words.page.skip}</a>
    <header class="masthead" ?inert=${isCovered}>
      <h1><a href=${place.href({view: '', job: ''})} data-go>backupwatch</a> <small>${words.page.slogan}</small></h1>
      <nav aria-label=${words.page.viewsLabel}>
        ${VIEWS.map(name => html`<a href=${place.href({view: name, job: ''})} data-go
          aria-current=${place.view === name ? 'page' : nothing}>${words.page.views[name]}</a>`)}
      </nav>
      ${settings(context)}
    </header>
    ${linkNotice(context)}
    <div class="columns" data-old=${context.store.link.state === 'open' || !context.store.isReady ? nothing : 'true'}>
      <main id="content" tabindex="-1" data-view=${place.view} ?inert=${isCovered}>${view}</main>
      ${job ? detail(job, context) : nothing}
    </div>
    ${keys(words)}`;
}

function settings(context) {
  const {words, redraw} = context;
  const state = noticesState();
  const told = words.notices;
  return html`
    <div class="settings">
      ${signedIn(context)}
      ${appearance(context)}
      <button type="button" aria-pressed=${state === 'on'} ?disabled=${state === 'denied' || state === 'unavailable'}
        title=${told[state === 'on' || state === 'off' ? 'hint' : state]}
        @click=${() => toggleNotices(words).then(redraw)}>${state === 'on' ? told.on : told.off}</button>
      <button type="button" aria-haspopup="dialog" @click=${() => document.getElementById('keys').showModal()}>?<span
        class="unseen"> ${words.page.keys}</span></button>
    </div>`;
}

/** Whether what is shown is what is: said to a screen reader when that changes, and not each second. */
function linkNotice({store, words}) {
  const {state, silence, problem, reset} = store.link;
  const told = words.link;
  const time = words.span.passed(silence);
  const long = {connecting: told.connecting, silent: told.silent(time), broken: told.broken(time)}[state];
  const wasReset = reset && store.clock.since(reset.time) < RESET_SHOWN;
  return html`
    <div class="link" data-state=${state}>
      <span class="unseen" role="status">${told.short[state]}</span>
      ${state === 'open' ? html`<span class="live" aria-hidden="true">${told.open}</span>` : html`<p>${long}</p>`}
      ${problem && state !== 'open' ? html`<p>${told.problem(problem.detail)}</p>` : nothing}
      ${wasReset ? html`<p class="reset" role="status">${told.reset(told.reasons[reset.reason] ?? reset.reason)}</p>` : nothing}
    </div>`;
}

const keys = ({keys: told, page}) => html`
  <dialog id="keys" aria-labelledby="keys-title">
    <h2 id="keys-title">${told.title}</h2>
    <dl class="facts">${told.list.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl>
    <form method="dialog"><button>${page.close}</button></form>
  </dialog>`;
