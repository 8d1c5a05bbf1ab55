import {html, nothing} from '../parts/html.js';

/** Says that no answer came, why, and lets one try again. What was answered before stays where it is. */
export function trouble(inquiry, words) {
  return inquiry.state !== 'failed' ? nothing : html`
    <p class="empty" role="status">${words.page.failed(inquiry.failure.status ? inquiry.failure.message : words.history.unreachable)}
      <button type="button" @click=${() => inquiry.begin()}>${words.page.again}</button></p>`;
}
