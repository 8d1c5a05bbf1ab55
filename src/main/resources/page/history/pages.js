import {ask} from '../store/questions.js';

const PAGE = 100;
export const DAYS = 30;

/** @param filter of one cluster: from when to when all that ended is known is said of all that are asked for together */
export const askForDays = (filter, parameters = {}) =>
  ask('tenants/days', {days: DAYS, offset: offset(), limit: PAGE, ...filter, ...parameters});

/** Pages through the tenants of one cluster after the other. */
export class Pages {

  #tenant;
  #clusters;
  #after = '';

  constructor(clusters, tenant) {
    this.#clusters = clusters;
    this.#tenant = tenant;
  }

  /** @param cluster empty for all that are watched */
  static async of({cluster, tenant}) {
    const clusters = cluster ? cluster.split(',') : (await ask('clusters')).clusters.map(({name}) => name).sort();
    return new Pages(clusters, tenant);
  }

  get isDone() {
    return this.#clusters.length === 0;
  }

  async next() {
    const [cluster, ...others] = this.#clusters;
    const answer = await askForDays({cluster, tenant: this.#tenant}, {after: this.#after});
    this.#after = answer.next ?? '';
    this.#clusters = this.#after ? this.#clusters : others;
    return answer;
  }
}

const two = number => String(number).padStart(2, '0');

/** The day of a moment here, as an address has it. */
export function localDay(moment) {
  const date = new Date(moment);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** How far this machine's clock is from UTC, as `+08:00`. */
export function offset() {
  const minutes = -new Date().getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
