const ICONS = ['unknown', 'failed', 'stalled', 'running', 'idle'];
const icon = document.querySelector('link[rel=icon]');
const address = name => [...document.querySelectorAll('meta[name=icon]')].map(meta => meta.content)
    .find(path => path.endsWith(`/${name}.svg`));

/**
 * How all stands, in one word for the icon: `unknown` where nobody looks, then the worst of what there is.
 */
function standingOf({picture, past, link, isReady}, troubles) {
  const kinds = new Set(troubles.map(({kind}) => kind));
  const holds = {
    unknown: !isReady || !past.isKnown || link.state !== 'open' || !picture.isRead,
    failed: kinds.has('failed') || kinds.has('skipped') || kinds.has('overdue'),
    stalled: kinds.has('stalled'),
    running: picture.jobs.size > 0,
    idle: true,
  };
  return ICONS.find(name => holds[name]);
}

/** Shows it where the page itself is not seen: in the tab. */
export function showStanding(store, troubles, words) {
  const standing = standingOf(store, troubles);
  if (icon.getAttribute('href') !== address(standing)) {
    icon.href = address(standing);
  }
  const known = store.picture.roots.map(item => item.progress?.percent).filter(value => value !== undefined);
  const least = known.length ? `${Math.floor(Math.min(...known))} % · ` : '';
  const trouble = troubles.length ? `${words.title.trouble(troubles.length)} ` : '';
  const title = `${trouble}${doubt(store, words) || least}backupwatch`;
  if (document.title !== title) {
    document.title = title;
  }
}

/** Why what is shown may not be so any more. */
function doubt({picture, link, isReady}, words) {
  if (!isReady || (link.state === 'open' && picture.isRead)) {
    return '';
  }
  return `${link.state === 'open' ? words.title.unread : words.title.lost} · `;
}
