const ICONS = ['unknown', 'failed', 'stalled', 'running', 'idle'];
const icon = document.querySelector('link[rel=icon]');
const address = name => [...document.querySelectorAll('meta[name=icon]')].map(meta => meta.content)
    .find(path => path.endsWith(`/${name}.svg`));

/**
 * How all stands, in one word for the icon: `unknown` where nobody looks, then the worst of what there is.
 */
export function standingOf({picture, link, isReady}, troubles) {
  const isRead = Object.values(picture.sources).every(({state}) => state === 'ok');
  const kinds = new Set(troubles.map(({kind}) => kind));
  const holds = {
    unknown: !isReady || link.state !== 'open' || !isRead,
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
  const roots = [...store.picture.jobs.values()].filter(item => item.parent === undefined);
  const known = roots.map(item => item.progress?.percent).filter(value => value !== undefined);
  const least = known.length ? `${Math.floor(Math.min(...known))} % · ` : '';
  const trouble = troubles.length ? `${words.title.trouble(troubles.length)} ` : '';
  const lost = standing === 'unknown' && store.isReady ? `${words.title.lost} · ` : '';
  const title = `${trouble}${lost || least}backupwatch`;
  if (document.title !== title) {
    document.title = title;
  }
}
