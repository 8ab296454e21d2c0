const NOWHERE = 'http://nowhere.invalid';
const LONGEST = 500;

/** The path on this site to go on to after signing in; null for anything that leads elsewhere. */
export function returnPath(wanted: unknown): string | null {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || !URL.canParse(wanted, NOWHERE)) return null;
  const { origin, pathname, search } = new URL(wanted, NOWHERE);
  // Browsers read two slashes at the start as another host.
  return origin === NOWHERE && !pathname.startsWith('//') ? `${pathname}${search}` : null;
}

/** The same for a link that is sent: without a question, which may hold what somebody searched for. */
export function pathToReturnTo(wanted: unknown): string {
  const [path = '/'] = (returnPath(wanted) ?? '/').split('?');
  return path.length <= LONGEST ? path : '/';
}
