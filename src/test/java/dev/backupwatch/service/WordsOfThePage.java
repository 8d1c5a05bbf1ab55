package dev.backupwatch.service;

/** What the page says, compared key by key between its two languages. */
final class WordsOfThePage {

    /** Paths of keys that only one of both has, or that are of another kind, or that want other parameters. */
    static final String DIFFERENCES = """
            async () => {
              const load = name => import(document.querySelector(`[rel=modulepreload][href$='/${name}']`).href);
              const differences = [];
              const compare = (path, one, other) => {
                const kind = value => Array.isArray(value) ? `${value.length} items` : typeof value === 'function'
                  ? `function of ${value.length}` : typeof value;
                if (kind(one) !== kind(other)) {
                  differences.push(`${path}: ${kind(one)} and ${kind(other)}`);
                } else if (typeof one === 'object') {
                  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
                    compare(`${path}.${key}`, one[key], other[key]);
                  }
                }
              };
              compare('words', (await load('words/en.js')).en, (await load('words/zh.js')).zh);
              for (const feature of ['events', 'history']) {
                const {words: {en, zh}} = await load(`${feature}/words.js`);
                compare(feature, en, zh);
              }
              return differences;
            }""";

    private WordsOfThePage() {}
}
