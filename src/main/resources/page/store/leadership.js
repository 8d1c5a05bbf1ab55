const NAME = 'backupwatch-stream';
const RENEWAL = 1000;
const LEASE = 4000;

/**
 * Calls once this tab is the one that listens for all of them, which may be never; it stays so while the tab lives.
 *
 * @param me this tab's name
 */
export function becomeLeader(me, lead) {
  if (navigator.locks) {
    navigator.locks.request(NAME, () => {
      lead();
      return new Promise(() => {});
    });
  } else {
    leaseInStorage(me, lead);
  }
}

/**
 * Over plain HTTP browsers have locks on this machine's own pages only. There a lease does: two tabs that hold it at once, for
 * a moment, cost a second connection and nothing else.
 */
function leaseInStorage(me, lead) {
  let leads = false;
  const renew = () => {
    const [holder, until] = (localStorage.getItem(NAME) ?? '').split(' ');
    if (holder === me || !(Number(until) > Date.now())) {
      localStorage.setItem(NAME, `${me} ${Date.now() + LEASE}`);
      if (!leads) {
        // Whoever wrote last has it: the others see that at their next look.
        setTimeout(() => {
          if (!leads && localStorage.getItem(NAME)?.startsWith(`${me} `)) {
            leads = true;
            lead();
          }
        }, RENEWAL / 2);
      }
    }
  };
  setInterval(renew, RENEWAL);
  addEventListener('pagehide', () => {
    if (localStorage.getItem(NAME)?.startsWith(`${me} `)) {
      localStorage.removeItem(NAME);
    }
  });
  renew();
}
