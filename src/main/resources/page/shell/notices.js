import {shortType} from '../store/picture.js';
import {inLanguage} from '../words/words.js';
import {jobName} from '../place.js';

const KEPT = 'backupwatch-notices';
const TOLD = ['backup.job.failed', 'backup.job.stalled', 'backup.tenant.skipped', 'backup.tenant.overdue'];
/** A person reads no more than so many at once, and a desktop may not stand hundreds; of the others the number is told. */
const MOST = 5;
const WHILE = 10_000;

/** The browser looks its permissions up in another process, for which the page waits: so it is asked seldom. */
const LOOK = 2000;

let isRefused = false;
let permitted;
let looked = -LOOK;
/** When those of the last while were shown, and how many were not. */
let told = [];
let untold = 0;

/** Why notifications are as they are: `on`, `off`, `denied` by the browser, or `unavailable` on phones and over plain HTTP. */
export function noticesState() {
  if (!window.isSecureContext || !window.Notification || isRefused) {
    return 'unavailable';
  }
  if (performance.now() - looked >= LOOK) {
    looked = performance.now();
    permitted = Notification.permission;
  }
  if (permitted === 'denied') {
    return 'denied';
  }
  return permitted === 'granted' && localStorage.getItem(KEPT) === 'on' ? 'on' : 'off';
}

/** Turns them on, for which the browser asks, and shows how they look; or off. */
export async function toggleNotices(words) {
  const isOn = noticesState() === 'on';
  const isPermitted = isOn || await Notification.requestPermission() === 'granted';
  looked = -LOOK;
  if (isPermitted) {
    localStorage.setItem(KEPT, isOn ? 'off' : 'on');
  }
  if (noticesState() === 'on') {
    show('backupwatch', {body: words.notices.shown, lang: words.lang, tag: KEPT});
  }
}

/** Only the tab that listens notifies, so that ten tabs do not do so ten times. */
export function notify(step, {store, place, words}) {
  if (step.kind !== 'events' || !store.isListening || noticesState() !== 'on') {
    return;
  }
  const events = step.events.filter(each => TOLD.includes(shortType(each)));
  const now = performance.now();
  told = told.filter(at => now - at < WHILE);
  untold = told.length ? untold : 0;
  const some = events.slice(0, MOST - told.length);
  some.forEach(event => tell(event, place, words));
  told.push(...some.map(() => now));
  if (events.length > some.length) {
    untold += events.length - some.length;
    show('backupwatch', {body: words.notices.more(untold), lang: words.lang, tag: `${KEPT}-more`});
  }
}

function tell(event, place, words) {
  // The same event is shown once, also where two tabs listen for a moment.
  const notice = show(`backupwatch: ${event.data.cluster}`,
      {body: inLanguage(event.data.text, words), lang: words.lang, tag: event.id});
  if (notice) {
    notice.onclick = () => {
      window.focus();
      place.go(placeOf(event));
      notice.close();
    };
  }
}

/** What a notice leads to. A skipped tenant has no job of its own: the cluster's tells of it. */
function placeOf({data: {cluster, tenantId, jobId, parent}}) {
  const {tenantId: tenant, jobId: job} = jobId ? {tenantId, jobId} : parent ?? {};
  return job ? {job: jobName({cluster, tenantId: tenant, jobId: job})}
    : {view: 'history', cluster, tenant: String(tenantId), job: ''};
}

/** @returns undefined where the browser has notices only for pages that run in the background, as on phones */
function show(title, options) {
  try {
    return new Notification(title, options);
  } catch {
    isRefused = true;
    return undefined;
  }
}
