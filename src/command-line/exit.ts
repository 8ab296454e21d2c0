/** Done; refused for bad input; wrong usage; system unavailable. */
export const EXIT = { done: 0, refused: 1, usage: 2, unavailable: 3 } as const;

/** The command was called in a way that it does not understand. The message says how to call it. */
export class UsageError extends Error {}
