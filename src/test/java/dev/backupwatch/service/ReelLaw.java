package dev.backupwatch.service;

import com.microsoft.playwright.Page;
import java.util.List;

/**
 * The law of the lines on the screen, held on random histories in the browser: whatever comes, waits, is shown, let go and
 * read again from the log, the lines are those of the log from one place to another without a gap, the places where a reader
 * goes on are right, and there is an end to the number of lines.
 */
record ReelLaw(Page tab) {

    private static final String PLAY = """
            async ([seed, steps]) => {
              const {Reel} = await import(document.querySelector('link[href$="/events/reel.js"]').href);
              let state = seed;
              const random = bound => (state = (state * 1103515245 + 12345) % 2147483648) % bound;
              const lines = (from, to) => Array.from({length: to - from}, (_, i) => ({key: `e-${from + i}`, event: {}}));
              const number = key => Number(key.slice(2));
              const reel = new Reel('e-0');
              const broken = [];
              let head = 0;
              let newest = 0;
              const acts = [
                () => {
                  const count = random(random(4) ? 40 : 4000);
                  reel.append(lines(head + 1, head + 1 + count));
                  head += count;
                },
                () => {
                  reel.advance();
                  newest = head;
                },
                () => {
                  if (reel.before && !reel.isFull) {
                    const to = number(reel.before);
                    const from = Math.max(1, to - 1 - random(200));
                    reel.prepend(lines(from, to), {start: from > 1 ? `e-${from - 1}` : 'oldest', before: from > 1 ? `e-${from}` : ''});
                  }
                },
              ];
              for (let step = 0; step < steps; step++) {
                acts[random(3)]();
                const shown = reel.shown.map(({key}) => number(key));
                const begin = reel.start === 'oldest' ? 0 : number(reel.start);
                const holds = shown.every((each, index) => each === newest - index)
                  && begin === newest - shown.length
                  && (reel.before === undefined || reel.before === '' || number(reel.before) === begin + 1)
                  && reel.waiting === head - newest
                  && shown.length <= 3200;
                if (!holds) {
                  broken.push(`step ${step}: ${shown.at(0)} to ${shown.at(-1)} of ${newest}, ${reel.waiting} of ${head}, start ${reel.start}`);
                }
              }
              return broken;
            }""";

    /** @return where it was broken, step by step */
    @SuppressWarnings("unchecked")
    List<String> broken(int seed, int steps) {
        return (List<String>) tab.evaluate(PLAY, List.of(seed, steps));
    }
}
