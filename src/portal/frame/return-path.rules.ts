const NOWHERE = 'http://nowhere.invalid';

/** The path on this site to go on to after signing in; null for anything that leads elsewhere. */
export function returnPath(wanted: unknown): string | null {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || !URL.canParse(wanted, NOWHERE)) return null;
  const { origin, pathname, search } = new URL(wanted, NOWHERE);
  // Browsers read two slashes at the start as another host.
  return origin === NOWHERE && !pathname.startsWith('//') ? `${pathname}${search}` : null;
}
