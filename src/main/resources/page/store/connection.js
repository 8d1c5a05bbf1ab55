import {lookWhoIsSignedIn} from './session.js';

const URL_OF_EVENTS = 'api/v1/events?bookmarks=1s';
const CONTROLS = ['message', 'snapshot', 'bookmark', 'reset', 'problem'];
const LOOK = 1000;
/** Bookmarks come each second: a stream that is silent for so long is dead, whatever the network believes. */
const DEAD = 12_000;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15_000;

/** One stream that is kept alive: by the browser where it can, by opening it anew with its cursor where it gave up for good. */
export class Connection {

  #source;
  #lastId;
  #heard = performance.now();
  #wait = FIRST_WAIT;
  #timers = [];
  #tell;
  #noteState;

  /**
   * @param cursor where to go on; empty begins with a snapshot
   * @param tell gets each message, parsed
   * @param noteState gets `open` at each message, and `broken`
   */
  constructor(cursor, tell, noteState) {
    this.#lastId = cursor;
    this.#tell = tell;
    this.#noteState = noteState;
    this.#timers.push(setInterval(() => this.#look(), LOOK));
    this.#open();
  }

  close() {
    this.#timers.forEach(timer => clearInterval(timer));
    this.#source.close();
  }

  #open() {
    this.#source?.close();
    this.#heard = performance.now();
    const cursor = this.#lastId ? `&cursor=${encodeURIComponent(this.#lastId)}` : '';
    const source = new EventSource(URL_OF_EVENTS + cursor);
    CONTROLS.forEach(name => source.addEventListener(name, message => this.#hear(source, message)));
    source.onerror = () => this.#break(source);
    this.#source = source;
  }

  #hear(source, {data, lastEventId}) {
    if (source !== this.#source) {
      return;
    }
    this.#heard = performance.now();
    this.#wait = FIRST_WAIT;
    this.#lastId = lastEventId || this.#lastId;
    this.#tell(JSON.parse(data));
    this.#noteState('open');
  }

  #break(source) {
    if (source !== this.#source) {
      return;
    }
    this.#noteState('broken');
    if (source.readyState === EventSource.CLOSED) {
      lookWhoIsSignedIn();
      this.#openLater();
    }
  }

  #openLater() {
    const wait = this.#wait * (0.5 + Math.random());
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
    this.#heard = performance.now() + wait;
    this.#timers.push(setTimeout(() => this.#open(), wait));
  }

  #look() {
    if (performance.now() - this.#heard > DEAD) {
      this.#noteState('broken');
      this.#open();
    }
  }
}
