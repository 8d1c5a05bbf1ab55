import {html} from '../parts/html.js';

/** The stream itself. */
export const eventsView = () => html``;
