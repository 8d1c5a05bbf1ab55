import {shortType} from '../store/picture.js';
import {inLanguage} from '../words/words.js';

const KEPT = 'backupwatch-notices';
const TOLD = ['backup.job.failed', 'backup.job.stalled', 'backup.tenant.skipped', 'backup.tenant.overdue'];

/** Why notifications are as they are: `on`, `off`, `denied` by the browser, or `unavailable` on pages over plain HTTP. */
export function noticesState() {
  if (!window.isSecureContext || !window.Notification) {
    return 'unavailable';
  }
  if (Notification.permission === 'denied') {
    return 'denied';
  }
  return Notification.permission === 'granted' && localStorage.getItem(KEPT) === 'on' ? 'on' : 'off';
}

/** Turns them on, for which the browser asks, or off. */
export async function toggleNotices() {
  const isOn = noticesState() === 'on';
  if (isOn || await Notification.requestPermission() === 'granted') {
    localStorage.setItem(KEPT, isOn ? 'off' : 'on');
  }
}

/** Only the tab that listens notifies, so that ten tabs do not do so ten times. */
export function notify(step, store, words) {
  if (step.kind !== 'events' || !store.isListening || noticesState() !== 'on') {
    return;
  }
  for (const event of step.events.filter(each => TOLD.includes(shortType(each)))) {
    const notice = new Notification(`backupwatch: ${event.data.cluster}`, {
      body: inLanguage(event.data.text, words),
      // The same event is shown once, also where two tabs listen for a moment.
      tag: event.id,
      lang: words.lang,
    });
    notice.onclick = () => window.focus();
  }
}
