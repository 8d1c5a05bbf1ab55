const MOST = 240;

/** How a job has gone so far, for its chart: with so many points that old ones are told apart, and not more. */
export class Samples {

  #byKey = new Map();

  /** @param rate bytes a second; undefined where it is not known, as `percent` may be */
  add(key, time, percent, rate) {
    const series = this.#byKey.get(key) ?? [];
    if (series.length && series[series.length - 1].time >= time) {
      return;
    }
    series.push({time, percent, rate});
    this.#byKey.set(key, series.length > MOST ? thinned(series) : series);
  }

  /** What was before the first that is known here. */
  addEarlier(key, earlier) {
    const series = this.#byKey.get(key) ?? [];
    const first = series.length ? series[0].time : Infinity;
    let all = [...earlier.filter(sample => sample.time < first), ...series];
    while (all.length > MOST) {
      all = thinned(all);
    }
    this.#byKey.set(key, all);
  }

  of(key) {
    return this.#byKey.get(key) ?? [];
  }

  forget(key) {
    this.#byKey.delete(key);
  }
}

const thinned = series => series.filter((sample, index) => index % 2 === 0 || index === series.length - 1);
