import type { TransformFnParams } from 'class-transformer';

/** What somebody wrote, without the space around it. */
export function trimmed({ value }: TransformFnParams): unknown {
  return typeof value === 'string' ? value.trim() : (value as unknown);
}
