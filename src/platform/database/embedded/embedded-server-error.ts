/** The embedded PostgreSQL cannot serve. The message is one sentence for the operator: what went wrong and what to do. */
export class EmbeddedServerError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedServerError';
  }
}

/** The code that Node gives an error of the operating system, such as ENOENT; empty for any other error. */
export function systemCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
