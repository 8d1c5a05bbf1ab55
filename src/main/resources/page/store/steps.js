import {shortType} from './picture.js';

/**
 * Puts a stream's messages together to steps, each a whole: a snapshot, the events of one poll, a bookmark, a reset, a
 * problem. So nothing is ever seen half way, and whoever is told a step can go on from its cursor.
 */
export class Steps {

  #parts = [];
  #events = [];
  #take;

  /** @param take gets `{kind, cursor, time, …}`; a reset and a problem have no cursor */
  constructor(take) {
    this.#take = take;
  }

  add(message) {
    const {data, time} = message;
    switch (shortType(message)) {
      case 'stream.snapshot':
        // Part 1 comes again where a stream was cut off within its snapshot.
        this.#parts = data.part === 1 ? [data] : [...this.#parts, data];
        break;
      case 'stream.bookmark':
        this.#bookmark(data, time);
        break;
      case 'stream.reset':
        this.#parts = [];
        this.#events = [];
        this.#take({kind: 'reset', reason: data.reason, time});
        break;
      case 'stream.problem':
        this.#take({kind: 'problem', reason: data.reason, detail: data.detail, time});
        break;
      default:
        this.#event(message);
    }
  }

  #bookmark({cursor, sources, snapshotComplete}, time) {
    if (snapshotComplete) {
      const all = name => this.#parts.flatMap(part => part[name] ?? []);
      const parts = {jobs: all('jobs'), tasks: all('tasks'), tenants: all('tenants')};
      this.#parts = [];
      this.#events = [];
      this.#take({kind: 'snapshot', cursor, time, sources, ...parts});
    } else {
      this.#take({kind: 'bookmark', cursor, time, sources});
    }
  }

  #event(message) {
    this.#events.push(message);
    if (message.id === message.pollend) {
      const events = this.#events;
      this.#events = [];
      this.#take({kind: 'events', cursor: message.id, time: message.time, events});
    }
  }
}
