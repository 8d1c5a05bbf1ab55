import {words as events} from '../events/words.js';
import {words as history} from '../history/words.js';
import {en} from './en.js';
import {zh} from './zh.js';

const LANGUAGES = {
  en: {...en, events: events.en, history: history.en},
  zh: {...zh, events: events.zh, history: history.zh},
};
const KEPT = 'backupwatch-language';

/** @param asked by the address; else what was chosen here before, else what the browser prefers */
export function wordsFor(asked) {
  const kept = localStorage.getItem(KEPT);
  const preferred = navigator.language.startsWith('zh') ? 'zh' : 'en';
  return LANGUAGES[asked] ?? LANGUAGES[kept] ?? LANGUAGES[preferred];
}

export const keepLanguage = lang => localStorage.setItem(KEPT, lang);

/** Text that the service gives in both languages, such as `data.text`. */
export const inLanguage = (both, words) => both?.[words.lang] ?? both?.en ?? '';
