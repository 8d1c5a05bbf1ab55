import {bytes} from '../words/amounts.js';

const HEIGHT = 180;
const timeOfDay = new Intl.DateTimeFormat([], {hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'});

/** A canvas knows no variables, and one of these is two colours in one. */
function colour(element, name) {
  element.style.color = `var(${name})`;
  const {color} = getComputedStyle(element);
  element.style.color = '';
  return color;
}

/**
 * Progress and rate over time, drawn by uPlot: `<job-chart .series=… .names=…>`. For those who do not see it, its label says
 * how both are now.
 */
class JobChart extends HTMLElement {

  #plot;
  #series = [];
  /** That it was drawn with: others are to be seen in another scheme. */
  #ink;
  #observer = new ResizeObserver(() => this.#plot?.setSize({width: this.clientWidth, height: HEIGHT}));
  #scheme = matchMedia('(prefers-color-scheme: dark)');

  /** `{percent, rate}`: how both axes are called. */
  names = {};

  /** Samples as `store/samples.js` keeps them. */
  set series(series) {
    this.#series = series;
    if (this.#plot && this.#ink !== colour(this, '--quiet')) {
      this.#draw();
    } else {
      this.#plot?.setData(this.#columns());
    }
  }

  connectedCallback() {
    this.#draw();
    this.#observer.observe(this);
    this.#scheme.onchange = () => this.#draw();
  }

  disconnectedCallback() {
    this.#observer.disconnect();
    this.#scheme.onchange = null;
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  #columns() {
    return [
      this.#series.map(({time}) => time / 1000),
      this.#series.map(({percent}) => percent ?? null),
      this.#series.map(({rate}) => rate ?? null),
    ];
  }

  /** Without one its axis has nothing to measure. */
  #hasRate() {
    return this.#series.some(({rate}) => rate > 0);
  }

  #draw() {
    this.#plot?.destroy();
    const ink = this.#ink = colour(this, '--quiet');
    const grid = {stroke: colour(this, '--line'), width: 1};
    const axis = {stroke: ink, grid, ticks: grid};
    this.#plot = new window.uPlot({
      width: Math.max(this.clientWidth, 200),
      height: HEIGHT,
      legend: {show: false},
      cursor: {show: false},
      scales: {percent: {range: [0, 100]}, rate: {range: (plot, low, high) => [0, high > 0 ? high * 1.1 : 1]}},
      axes: [
        {...axis, size: 30, space: 80, values: (plot, ticks) => ticks.map(tick => timeOfDay.format(tick * 1000))},
        {...axis, scale: 'percent', label: this.names.percent, labelSize: 18, size: 44},
        {...axis, scale: 'rate', side: 1, grid: {show: false}, label: this.names.rate, labelSize: 18, size: 84,
          values: (plot, ticks) => ticks.map(tick => this.#hasRate() ? `${bytes(tick)}/s` : '')},
      ],
      series: [
        {},
        {scale: 'percent', stroke: colour(this, '--running'), width: 2, spanGaps: true},
        {scale: 'rate', stroke: colour(this, '--rate'), width: 1.5, dash: [4, 3]},
      ],
    }, this.#columns(), this);
  }
}

customElements.define('job-chart', JobChart);
