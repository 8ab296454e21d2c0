/** A setting is unknown or has a bad value. The message is one sentence that names it. */
export class SettingsError extends Error {}
