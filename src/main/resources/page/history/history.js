import {html} from '../parts/html.js';
import {Days} from './days.js';
import {Endings} from './endings.js';
import {askedOf, filter} from './filter.js';
import {list} from './list.js';
import {strips} from './strips.js';

let days;
let endings;

/** Begins with the first look at it: who never looks asks nothing. */
function begin({store, redraw}) {
  days = new Days(store, redraw);
  endings = new Endings(redraw);
  store.onStep(step => {
    days.note(step);
    endings.note(step);
  });
}

/** What has ended. */
export function historyView(context) {
  if (!endings) {
    begin(context);
  }
  const {ignored, ...asked} = askedOf(context.place);
  days.want(asked);
  endings.want(asked);
  return html`
    ${filter({...asked, ignored}, context)}
    ${strips(days, asked, context)}
    ${list(endings, asked, context)}`;
}
