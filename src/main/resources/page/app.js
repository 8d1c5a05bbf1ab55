import {Job} from './detail/job.js';
import {eventsView} from './events/events.js';
import {historyView} from './history/history.js';
import {nowView} from './now/now.js';
import {troublesOf} from './now/troubles.js';
import {render} from './parts/html.js';
import {Place, jobName} from './place.js';
import {listenToKeys} from './shell/keys.js';
import {notify} from './shell/notices.js';
import {shell} from './shell/shell.js';
import {signInForm} from './shell/signIn.js';
import {showStanding} from './shell/standing.js';
import {applyTheme} from './shell/theme.js';
import {followOtherTabs, whoIsSignedIn, whyAnew} from './store/session.js';
import {RIGHTS_CHANGED, Store} from './store/store.js';
import {wordsFor} from './words/words.js';

/** Events come as fast as they like; people read no faster than this. Ages move in between. */
const REDRAW = 250;
const TICK = 500;
/** So far lines are drawn ahead of what is seen, and some more: see `windowOf`. */
const NEAR = 200;
/** After so long it is asked again who is signed in, in milliseconds. */
const AGAIN = 5000;
const VIEWS = {now: nowView, history: historyView, events: eventsView};

export const store = new Store();
const place = new Place();
const root = document.getElementById('page');
const why = whyAnew();
/** Null while somebody has to sign in; undefined where that is not known. */
let who;
let hasBegun = false;
let job;
let timer;
let drawn = 0;
let drawnAt = 0;
let opener;
/** Is given the focus as soon as it is drawn. */
let toFocus;

/** Draws soon, and not more often than people read. */
function redraw() {
  timer ??= setTimeout(() => inFrame(draw), Math.max(0, drawn + REDRAW - performance.now()));
}

/** A tab in the background has no frames, and yet its title and its icon are seen. */
const inFrame = act => document.hidden ? act() : requestAnimationFrame(act);

/** Draws at once what a person has asked for. */
function redrawNow() {
  drawn = 0;
  clearTimeout(timer);
  timer = undefined;
  redraw();
}

/** Where lines would be scrolled in that are not drawn yet, they are drawn within the same frame. */
function scrolled() {
  if (Math.abs(scrollY - drawnAt) > NEAR) {
    draw();
  } else {
    redraw();
  }
}

function draw() {
  clearTimeout(timer);
  timer = undefined;
  if (!hasBegun) {
    return;
  }
  drawn = performance.now();
  drawnAt = scrollY;
  const words = wordsFor(place.get('lang'));
  if (document.documentElement.lang !== words.lang) {
    // Set anew, even to the same, it makes the browser choose all fonts again.
    document.documentElement.lang = words.lang;
  }
  const context = {store, place, who, words, redraw: redrawNow};
  if (who === null) {
    render(signInForm(why, context), root);
  } else {
    render(shell(VIEWS[place.view](context), job, context), root);
    showStanding(store, troublesOf(store), words);
  }
  toFocus?.()?.focus();
  toFocus = undefined;
}

/** Chooses the job that the address names. */
function chooseJob() {
  const name = place.job;
  if (!name) {
    toFocus = job && isWithin(document.querySelector('.detail')) ? lookedFrom(job) : undefined;
    job = undefined;
  } else if (!job?.is(name)) {
    opener = job ? opener : document.activeElement;
    job = new Job(name, store, redraw);
    toFocus = () => document.getElementById('detail-title');
  }
}

const isWithin = element => document.activeElement === document.body || element?.contains(document.activeElement);

/** Where somebody was who closes the details of a job: at what opened them, else at its line, else where the view begins. */
const lookedFrom = ({name}) => () => {
  const isLine = link => new URL(link.href).searchParams.get('job') === jobName(name);
  const line = [...document.querySelectorAll('a[data-line]')].find(isLine);
  return [opener, line, document.getElementById('content')]
      .find(element => element?.isConnected && element !== document.body);
};

place.onChange(() => {
  if (who !== null) {
    chooseJob();
  }
  redrawNow();
});
store.onStep(step => {
  job?.follow(step);
  notify(step, {store, place, words: wordsFor(place.get('lang'))});
  redraw();
});

/** Nothing else is asked for before it is known whether somebody has to sign in. */
async function begin() {
  who = await whoIsSignedIn();
  hasBegun = true;
  followOtherTabs(who !== null);
  if (who === null) {
    toFocus = () => document.getElementById('token');
  } else {
    listenToKeys(place, redrawNow);
    chooseJob();
    setInterval(redraw, TICK);
    store.start(why === RIGHTS_CHANGED ? why : undefined);
    learnLater();
  }
  redrawNow();
}

/** Whoever came while no answer did may have to sign out all the same; a refusal is found elsewhere. */
function learnLater() {
  if (who === undefined) {
    setTimeout(async () => {
      who = await whoIsSignedIn() ?? undefined;
      learnLater();
      redraw();
    }, AGAIN);
  }
}

/** Links of the page change the address and nothing else; with a key held the browser does what it always does. */
addEventListener('click', event => {
  const link = event.target.closest('a[data-go]');
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    place.go(Object.fromEntries([...new Set([...new URLSearchParams(location.search).keys()])].map(name => [name, ''])
        .concat([...new URL(link.href).searchParams])));
  }
  const language = event.target.closest('[data-language]')?.dataset.language;
  if (language) {
    place.replace({lang: language});
  }
});

/** A filter is in the address as it is typed. */
addEventListener('input', event => {
  if (event.target.closest('.filter') && event.target.name) {
    place.replace({[event.target.name]: event.target.value});
  }
});
addEventListener('submit', event => event.target.closest('.filter') && event.preventDefault());
addEventListener('scroll', scrolled, {passive: true});
addEventListener('resize', redraw);
addEventListener('visibilitychange', redrawNow);
// A page that the browser had put aside holds a picture and a connection of another time.
addEventListener('pageshow', event => event.persisted && location.reload());

applyTheme();
begin();
