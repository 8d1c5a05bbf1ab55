import {html} from '../parts/html.js';
import {keepLanguage} from '../words/words.js';
import {nextTheme, theme} from './theme.js';

/** In which language and colours the page is. */
export function appearance({words, redraw}) {
  const other = words.lang === 'en' ? 'zh' : 'en';
  return html`
    <button type="button" lang=${other} aria-label=${`${words.page.language}: ${words.page.otherLanguage}`} data-language=${other}
      @click=${() => keepLanguage(other)}>${words.page.otherLanguage}</button>
    <button type="button" @click=${() => {
      nextTheme();
      redraw();
    }}>${words.page.theme.label}<span class="value">: ${words.page.theme[theme()]}</span></button>`;
}
