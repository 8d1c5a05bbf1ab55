/** Copies text. Over plain HTTP browsers have an old way only. @returns whether it is copied */
export async function copied(text) {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(() => true, () => false);
  }
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  return isCopied;
}

/** A URL of the service as a terminal's command. */
export function curl(path, accept = '') {
  const quoted = text => `'${text.replaceAll("'", "'\\''")}'`;
  const address = new URL(path, document.baseURI.replace(/[?#].*$/, '')).toString();
  return ['curl -N', accept && `-H ${quoted(`Accept: ${accept}`)}`, quoted(address)].filter(Boolean).join(' ');
}

/** Copies the text and says so beside the button for a moment. */
export async function copyFrom(button, text, words) {
  button.dataset.said = await copied(text) ? words.page.copied : text;
  setTimeout(() => delete button.dataset.said, 2000);
}
