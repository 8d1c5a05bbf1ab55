import {html, nothing} from './html.js';

/** A word that says in what state something is, with a colour beside the word: never by the colour alone. */
export const mark = (state, text) => html`<span class="mark" data-state=${state}>${text}</span>`;

/**
 * How far something is. Without a percentage it shows that it runs, and says that nobody knows how far.
 *
 * @param state chooses the colour: `running`, `stalled`, `failed`, `completed` or `canceled`
 */
export function bar(percentage, state, label) {
  const value = percentage === undefined ? nothing : Math.min(percentage, 100);
  return html`<progress class="bar" max="100" data-state=${state} .value=${percentage === undefined ? 0 : value}
      data-unknown=${percentage === undefined ? 'true' : nothing} aria-label=${label}></progress>`;
}

/** A figure with its name, which a narrow screen shows above it. */
export const figure = (name, value, title = nothing) =>
  html`<span class="figure" role="cell" data-name=${name} title=${title}>${value}</span>`;
