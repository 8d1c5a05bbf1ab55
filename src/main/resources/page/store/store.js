import {Clock} from './clock.js';
import {Connection} from './connection.js';
import {becomeLeader} from './leadership.js';
import {Past} from './past.js';
import {Picture, keyOf, resultOf, sequenceOf, shortType} from './picture.js';
import {Samples} from './samples.js';
import {beginAnew, lookWhoIsSignedIn} from './session.js';
import {Steps} from './steps.js';
import {Tabs} from './tabs.js';

const MOST_RECENT = 500;
/** Bookmarks come each second. */
const SILENT = 4000;
const DEAD = 12_000;
const LOOK = 1000;
/** Of a reset: what has been seen may no longer be seen. */
export const RIGHTS_CHANGED = 'rights_changed';

/**
 * What this tab knows: the picture of what runs, what was told lately, and whether it still hears anything. One tab of the
 * browser listens, and the others get its steps; each folds them by itself, and so can go on in its place at any moment.
 */
export class Store {

  picture = new Picture();
  /** False until the first snapshot is whole. */
  isReady = false;
  clock = new Clock();
  samples = new Samples();
  /** The newest events, oldest first. */
  recent = [];
  past;

  #link = {state: 'connecting', problem: undefined, reset: undefined};
  #heard = performance.now();
  /** When another tab said anything. */
  #told = performance.now();
  #me = Math.random().toString(36).slice(2);
  #role = 'follower';
  #connection;
  #tabs;
  #listeners = [];

  constructor() {
    this.past = new Past(this, step => this.#share(step));
  }

  /** @param why reason of the reset that this document began with, if it did */
  start(why) {
    if (why) {
      this.#link = {...this.#link, reset: {reason: why, time: new Date(this.clock.now()).toISOString()}};
    }
    // Before, nothing that other tabs may see is to be heard here.
    this.#tabs = new Tabs(this.#me, {
      step: (after, step) => this.#takeFromLeader(after, step),
      state: state => this.#takeState(state),
      asked: () => this.#role === 'leader' && this.isReady ? this.#state() : undefined,
      alone: () => this.#listenAs('alone'),
    });
    becomeLeader(this.#me, () => this.#listenAs('leader'));
    if (this.#role === 'follower') {
      this.#tabs.ask();
    }
    setInterval(() => this.#look(), LOOK);
  }

  /** A tab that listens may hang, whatever the browser believes of it; then nothing is told, and nobody answers. */
  #look() {
    if (this.#role === 'follower' && performance.now() - this.#told > DEAD) {
      this.#tabs.ask();
    }
  }

  /** @param listener gets each step that was taken; `{kind: 'link'}` where only the connection's state differs */
  onStep(listener) {
    this.#listeners.push(listener);
  }

  /**
   * Whether anything is heard: `state` is `connecting`, `open`, `silent` or `broken`; `silence` is how many milliseconds ago the
   * last word came; `problem` and `reset` are what the service said of the stream last, if it did.
   */
  get link() {
    const silence = performance.now() - this.#heard;
    const state = this.#link.state === 'open' && silence > SILENT ? 'silent' : this.#link.state;
    return {...this.#link, state, silence};
  }

  /** Of all clusters that are watched, as far as is known yet. */
  get clusterNames() {
    return [...new Set([...Object.keys(this.past.clusters), ...Object.keys(this.picture.sources)])].sort();
  }

  /** Whether this tab holds the browser's stream. */
  get isListening() {
    return this.#connection !== undefined;
  }

  #listenAs(role) {
    this.#role = role;
    this.#tabs.rest();
    this.#connection?.close();
    if (this.isReady) {
      this.past.takeOver();
    }
    // Its own, for one before it may have been cut off within a poll, which this one begins again.
    const steps = new Steps(step => this.#takeFromStream(step));
    this.#connection = new Connection(
        this.isReady ? this.picture.cursor : '', message => steps.add(message), state => this.#noteLink(state));
  }

  #takeFromStream(step) {
    const after = this.picture.cursor;
    this.#take(step);
    if (this.#role === 'leader') {
      this.#tabs.tell(after, step);
    }
  }

  /** A step that no stream told: the answer to a question. */
  #share(step) {
    this.#take(step);
    if (this.#role === 'leader') {
      this.#tabs.tell(this.picture.cursor, step);
    }
  }

  #takeFromLeader(after, step) {
    if (this.#role !== 'follower') {
      return;
    }
    this.#told = performance.now();
    const needsState = step.kind !== 'snapshot' && step.kind !== 'reset' && step.kind !== 'link';
    if (needsState && !this.isReady) {
      this.#tabs.ask();
      return;
    }
    // A bookmark too: who took its cursor without the events before it would never ask for them.
    if ((step.kind === 'events' || step.kind === 'bookmark') && after !== this.picture.cursor) {
      if (sequenceOf(step.cursor) > sequenceOf(this.picture.cursor)) {
        this.#tabs.ask();
      }
      return;
    }
    if (step.kind === 'snapshot') {
      this.#tabs.rest();
    }
    if (step.kind === 'link') {
      this.#noteLink(step.state);
    } else {
      this.#take(step);
      this.#noteLink('open');
    }
  }

  #takeState({parts, recent, past, time, link, silence}) {
    this.#tabs.rest();
    if (this.#role !== 'follower') {
      return;
    }
    this.#told = performance.now();
    this.recent = recent;
    this.past.restore(past);
    this.#take({kind: 'snapshot', time, ...parts});
    this.#heard = performance.now() - silence;
    this.#noteLink(link);
  }

  #state() {
    return {
      parts: this.picture.parts(),
      recent: this.recent,
      past: this.past.parts(),
      time: new Date(this.clock.now()).toISOString(),
      link: this.#link.state,
      silence: this.link.silence,
    };
  }

  #take(step) {
    this.#heard = performance.now();
    if (step.time) {
      this.clock.hear(step.time);
    }
    switch (step.kind) {
      case 'snapshot':
        this.picture = Picture.of(step);
        this.isReady = true;
        break;
      case 'events':
        this.#takeEvents(step);
        break;
      case 'bookmark':
        this.picture.cursor = step.cursor;
        this.picture.sources = step.sources;
        break;
      case 'reset':
        // What comes next does not follow them.
        this.recent = [];
        if (step.reason === RIGHTS_CHANGED) {
          beginAnew(RIGHTS_CHANGED);
        }
        this.#link = {...this.#link, reset: step};
        break;
      case 'problem':
        this.#link = {...this.#link, problem: step};
        if (step.reason === 'expired') {
          lookWhoIsSignedIn();
        }
        break;
      default:
        this.past.take(step);
    }
    this.#listeners.forEach(listener => listener(step));
    if (this.isListening) {
      this.past.follow(step);
    }
  }

  #takeEvents({cursor, events}) {
    for (const event of events) {
      this.picture.fold(event);
      this.#sample(event);
    }
    this.picture.cursor = cursor;
    this.recent.push(...events);
    if (this.recent.length > 2 * MOST_RECENT) {
      this.recent = this.recent.slice(-MOST_RECENT);
    }
    this.past.note(events);
  }

  #sample(event) {
    if (resultOf(event)) {
      this.samples.forget(keyOf(event));
    } else if (shortType(event).startsWith('backup.job.') && event.data.progress) {
      const {percent, outputBytesPerSecond} = event.data.progress;
      this.samples.add(keyOf(event), Date.parse(event.time), percent, outputBytesPerSecond);
    }
  }

  #noteLink(state) {
    if (state !== this.#link.state) {
      this.#link = {...this.#link, state, problem: state === 'open' ? undefined : this.#link.problem};
      this.#listeners.forEach(listener => listener({kind: 'link', state}));
      if (this.#role === 'leader') {
        this.#tabs.tell(this.picture.cursor, {kind: 'link', state});
      }
    }
  }
}
