const ADDRESS = 'api/v1/session';
const CHANNEL = 'backupwatch-session';
const KEPT = 'backupwatch-why';
const PATIENCE = 5000;
const REFUSED = 401;
const TOO_MANY = 429;

const channel = new BroadcastChannel(CHANNEL);
let look;

/** @returns `{name, isAnonymous, …}`; null where nobody is signed in, undefined where no answer came */
export async function whoIsSignedIn() {
  try {
    const response = await fetch(ADDRESS, {headers: {Accept: 'application/json'}, signal: AbortSignal.timeout(PATIENCE)});
    if (response.status === REFUSED) {
      return null;
    }
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

/** Something was refused, or the stream ended and nobody can see why: it may be that nobody is signed in any more. */
export async function lookWhoIsSignedIn() {
  look ??= whoIsSignedIn();
  if (await look === null) {
    beginAnew('ended');
  }
  look = undefined;
}

/**
 * For a cookie that no script can read. Whoever may be guessing waits for the answer.
 *
 * @returns why not: `refused`, `tooMany` or `failed`; else all begins anew
 */
export async function signIn(token) {
  const status = await change({method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({token})});
  if (status >= 200 && status < 300) {
    beginAnew('signedIn');
    return undefined;
  }
  return {[REFUSED]: 'refused', [TOO_MANY]: 'tooMany'}[status] ?? 'failed';
}

/** @returns whether it is done, or was over before; then all begins anew */
export async function signOut() {
  const status = await change({method: 'DELETE'});
  const isDone = (status >= 200 && status < 300) || status === REFUSED;
  if (isDone) {
    beginAnew('signedOut');
  }
  return isDone;
}

/** @returns the status; 0 where no answer came */
const change = request => fetch(ADDRESS, request).then(({status}) => status, () => 0);

/** In all tabs, with a new document: so nothing that was seen with another right is left anywhere. */
export function beginAnew(why) {
  channel.postMessage(why);
  reload(why);
}

function reload(why) {
  sessionStorage.setItem(KEPT, why);
  location.reload();
}

/** @param isIn whether there is something to leave, or only something to come to */
export function followOtherTabs(isIn) {
  channel.onmessage = ({data: why}) => {
    if (isIn || why === 'signedIn') {
      reload(why);
    }
  };
}

/** Why this document began: `ended`, `signedOut`, `signedIn`, `rights_changed`, or null where somebody has just come. It is told once. */
export function whyAnew() {
  const why = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  return why;
}
