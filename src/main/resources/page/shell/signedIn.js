import {html, nothing} from '../parts/html.js';
import {signOut} from '../store/session.js';

let hasFailed = false;

/** Who is signed in, and the way out; nothing where everybody may see everything. */
export function signedIn({who, words, redraw}) {
  if (!who || who.isAnonymous) {
    return nothing;
  }
  return html`
    <span class="who">${words.session.signedInAs} <b>${who.name}</b></span>
    <button type="button" data-action="sign-out" @click=${() => leave(redraw)}>${words.session.signOut}</button>
    ${hasFailed ? html`<span class="problem" role="alert">${words.session.notSignedOut}</span>` : nothing}`;
}

async function leave(redraw) {
  hasFailed = !await signOut();
  redraw();
}
