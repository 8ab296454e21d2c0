/** One thing that is wrong with one field of what came in. The pointer is an RFC 6901 JSON pointer into the body. */
export interface FieldError {
  pointer: string;
  detail: string;
}

export type DomainErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  /** The caller has not seen the latest version of what they change. */
  | 'stale'
  | 'precondition-required'
  /** More came than is taken. */
  | 'too-large'
  | 'too-many';

/** A rule of the domain was broken. The message is shown to the user, so it is plain English. */
export class DomainError extends Error {
  constructor(
    readonly kind: DomainErrorKind,
    message: string,
    readonly fields: readonly FieldError[] = [],
  ) {
    super(message);
    this.name = 'DomainError';
  }
}
