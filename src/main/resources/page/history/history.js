import {html} from '../parts/html.js';

/** What has ended. */
export const historyView = () => html``;
