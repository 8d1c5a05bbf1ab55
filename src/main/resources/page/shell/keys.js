import {nextTheme} from './theme.js';

const VIEWS = {1: 'now', 2: 'history', 3: 'events'};
const STEP = {ArrowDown: 1, j: 1, ArrowUp: -1, k: -1};

/** What the keys of the page do; within a field they belong to the field. */
export function listenToKeys(place, redraw) {
  addEventListener('keydown', event => {
    const {target, key} = event;
    // An open dialog has its own keys, which the browser knows.
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) {
      return;
    }
    if (key === 'Escape') {
      escape(place, target);
    } else if (!target.closest('input, select, textarea') && act(key, place)) {
      event.preventDefault();
      redraw();
    }
  });
}

function act(key, place) {
  if (VIEWS[key]) {
    place.go({view: VIEWS[key]});
  } else if (key in STEP) {
    return toLine(STEP[key]);
  } else if (key === '/') {
    document.querySelector('.filter input')?.focus();
  } else if (key === 't') {
    nextTheme();
  } else if (key === 'p') {
    document.querySelector('[data-action=pause]')?.click();
  } else if (key === '?') {
    document.getElementById('keys').showModal();
  } else {
    return false;
  }
  return true;
}

/** @returns whether there is a line to go to; else the browser scrolls, as it does everywhere */
function toLine(by) {
  const lines = [...document.querySelectorAll('[data-line]')];
  const here = lines.indexOf(document.activeElement);
  const next = here < 0 ? lines[0] : lines[here + by];
  next?.focus();
  next?.scrollIntoView({block: 'nearest'});
  return Boolean(next);
}

function escape(place, target) {
  if (target.matches('input')) {
    target.blur();
  } else if (place.get('job')) {
    place.go({job: ''});
  }
}
