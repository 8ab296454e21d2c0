/**
 * What a group said of its name in one version: yes, and it holds; yes, until a further version was made; yes, until it
 * took it back; or nothing at all.
 */
export const NAME_STATES = ['consented', 'lapsed', 'withdrawn', 'never'] as const;
export type NameState = (typeof NAME_STATES)[number];
