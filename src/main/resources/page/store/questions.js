import {lookWhoIsSignedIn} from './session.js';

const MOST = 1000;
const BAD_REQUEST = 400;
const UNAUTHORIZED = 401;

/** The query of those parameters that have a value; several values of one are alternatives. */
export function query(parameters) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    const values = [value].flat().filter(each => each !== undefined && each !== '');
    if (values.length) {
      search.set(name, values.join(','));
    }
  }
  return search.toString();
}

/** @throws Error with the service's own words, and `status` */
export async function ask(path, parameters = {}) {
  return (await answer(path, parameters)).json();
}

/** Whether the service answered that the question itself is at fault: it cannot be read, or names what does not exist. */
export const isRefusal = failure => failure?.status === BAD_REQUEST;

async function answer(path, parameters) {
  const response = await fetch(`api/v1/${path}?${query(parameters)}`, {headers: {Accept: 'application/json'}});
  if (response.status === UNAUTHORIZED) {
    lookWhoIsSignedIn();
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw Object.assign(new Error(problem.detail ?? response.statusText), {status: response.status});
  }
  return response;
}

/** All pages of a list. */
export async function askForAll(path, name, parameters = {}) {
  const first = await ask(path, {limit: MOST, ...parameters});
  const all = first[name];
  for (let next = first.next; next;) {
    const page = await ask(path, {limit: MOST, ...parameters, after: next});
    all.push(...page[name]);
    next = page.next;
  }
  return {cursor: first.cursor, [name]: all};
}

/** The service looks at so many events a page; what passes may be rare. */
export const MOST_PAGES = 20;

/** The newest events first, page by page until there are enough, the log begins, or that is far enough back. */
export async function askForNewestUntil(filter, isEnough) {
  const events = [];
  let next;
  for (let pages = 0; pages < MOST_PAGES && next !== '' && !isEnough(events); pages++) {
    const page = await askForNewest(filter, MOST, next);
    events.push(...page.events);
    next = page.next;
  }
  return events;
}

/** The newest events first. @returns `{events, next}`; next is empty where the log begins */
export async function askForNewest(filter, limit, before = '') {
  const response = await answer('events', {...filter, order: 'newest', limit, before});
  const next = /[?&]before=([^&>]+)/.exec(response.headers.get('Link') ?? '');
  return {events: await response.json(), next: next ? decodeURIComponent(next[1]) : ''};
}
