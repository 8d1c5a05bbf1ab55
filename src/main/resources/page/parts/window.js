/** Some lines more than are seen, so that nothing is blank while the browser scrolls ahead. */
const MARGIN = 400;

/**
 * Of lines that stand below each other, those that are drawn: thousands would take a browser's time, and nobody sees them.
 *
 * @param lines each with a `height` in pixels and a `key`
 * @param top of the lines above the upper edge of what is seen; negative while they begin below it
 * @param height of what is seen
 * @param kept the key of a line that stays, for it has the focus
 * @returns `{total, drawn}`: the height of all, and those drawn, each `{line, index, offset}`
 */
export function windowOf(lines, top, height, kept) {
  const drawn = [];
  let offset = 0;
  lines.forEach((line, index) => {
    const isSeen = offset + line.height > top - MARGIN && offset < top + height + MARGIN;
    if (isSeen || line.key === kept) {
      drawn.push({line, index, offset});
    }
    offset += line.height;
  });
  return {total: offset, drawn};
}

/** How much of an element that is drawn already lies above the window's upper edge. */
export function scrolledBy(id) {
  const element = document.getElementById(id);
  return element ? -element.getBoundingClientRect().top : -innerHeight / 2;
}

/** Whether lines are drawn as cards, one figure below the other: as style/now.css has it. */
export const isNarrow = () => (document.getElementById('content')?.clientWidth ?? innerWidth) < 740;
