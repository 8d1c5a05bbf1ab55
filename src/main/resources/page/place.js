/** What the address holds, in this order. */
const NAMES = ['view', 'cluster', 'tenant', 'job', 'backup', 'result', 'since', 'until', 'type', 'severity', 'only', 'lang'];
const VIEWS = ['now', 'history', 'events'];

/** What is looked at, as the address says it: so it can be sent to a colleague, and the browser's back button works. */
export class Place {

  #listeners = [];

  constructor() {
    addEventListener('popstate', () => this.#tell());
  }

  get(name) {
    return new URLSearchParams(location.search).get(name) ?? '';
  }

  get view() {
    return VIEWS.includes(this.get('view')) ? this.get('view') : VIEWS[0];
  }

  /** The job that is looked at: `{cluster, tenantId, jobId}`; undefined if none is. */
  get job() {
    const [, cluster, tenantId, jobId] = /^(.+)\/(\d+)\/(\d+)$/.exec(this.get('job')) ?? [];
    return cluster && {cluster, tenantId: Number(tenantId), jobId: Number(jobId)};
  }

  /** The address after those changes; an empty value takes a name out of it. */
  href(changes) {
    const search = new URLSearchParams();
    for (const name of NAMES) {
      const value = name in changes ? changes[name] : this.get(name);
      if (value) {
        search.set(name, value);
      }
    }
    return `?${search}`;
  }

  go(changes) {
    const href = this.href(changes);
    if (href !== location.search) {
      history.pushState(null, '', href);
      this.#tell();
    }
  }

  /** As `go`, but the back button does not lead here. */
  replace(changes) {
    history.replaceState(null, '', this.href(changes));
    this.#tell();
  }

  onChange(listener) {
    this.#listeners.push(listener);
  }

  #tell() {
    this.#listeners.forEach(listener => listener());
  }
}

/** A job's name in the address. */
export const jobName = ({cluster, tenantId, jobId}) => `${cluster}/${tenantId}/${jobId}`;
