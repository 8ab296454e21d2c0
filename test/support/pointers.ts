import type { Problem } from '../../src/platform';

/** The fields that an answer names as wrong. */
export function pointers({ body }: { body: unknown }): string[] {
  return (body as Problem).errors?.map(({ pointer }) => pointer) ?? [];
}
