import {html, nothing} from '../parts/html.js';
import {signIn} from '../store/session.js';
import {appearance} from './appearance.js';

let problem;
let isAsking = false;

/** Stands in place of all else while nobody is signed in. */
export function signInForm(why, {words, redraw}) {
  const told = words.session;
  return html`
    <header class="masthead">
      <h1>backupwatch <small>${words.page.slogan}</small></h1>
      <div class="settings">${appearance({words, redraw})}</div>
    </header>
    <main class="sign-in">
      <form @submit=${event => submit(event, redraw)}>
        <h2>${told.title}</h2>
        ${told.why[why] ? html`<p class="why">${told.why[why]}</p>` : nothing}
        <label for="token">${told.token}</label>
        <input id="token" type="password" autocomplete="current-password" autocapitalize="off" spellcheck="false" required
          aria-describedby="token-hint token-problem" aria-invalid=${problem === 'refused'}>
        <p class="quiet" id="token-hint">${told.hint}</p>
        <p class="problem" id="token-problem" role="alert">${problem ? told.problems[problem] : nothing}</p>
        <button aria-disabled=${isAsking}>${isAsking ? told.asking : told.signIn}</button>
      </form>
    </main>`;
}

/** By a script: the page's policy lets no form send anything anywhere. */
async function submit(event, redraw) {
  event.preventDefault();
  if (isAsking) {
    return;
  }
  const field = event.target.querySelector('input');
  isAsking = true;
  problem = undefined;
  redraw();
  problem = await signIn(field.value);
  isAsking = false;
  field.select();
  redraw();
}
