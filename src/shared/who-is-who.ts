/** What a health body explains to groups in its directory. */
export const ENTRY_KINDS = ['department', 'team', 'place'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** What has become of an introduction that a group asked for. */
export const INTRODUCTION_STATES = ['open', 'introduced', 'declined', 'withdrawn'] as const;
export type IntroductionState = (typeof INTRODUCTION_STATES)[number];
