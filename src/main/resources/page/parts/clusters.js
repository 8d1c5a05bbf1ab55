import {html, nothing} from './html.js';

/**
 * Lets one choose a cluster where there are several. What the address names stands among them, so that the field never says
 * another thing than the answer.
 */
export function clusterChoice(chosen, {store, words}) {
  const known = store.clusterNames;
  const names = !chosen || known.includes(chosen) ? known : [...known, chosen];
  return names.length < 2 && !chosen ? nothing : html`
    <label>${words.cluster.choose}
      <select name="cluster">
        <option value="" .selected=${!chosen}>${words.cluster.all}</option>
        ${names.map(name => html`<option value=${name} .selected=${name === chosen}>${name}</option>`)}
      </select>
    </label>`;
}
