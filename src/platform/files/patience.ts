import type { FastifyRequest } from 'fastify';
import type { DomainError } from '../../shared/domain-error';

/**
 * What is larger than its limit is read on to here and dropped, for a browser shows an answer only once it has sent all.
 * Beyond, the connection ends.
 */
export const MOST_READ = 100 * 1024 * 1024;

/** Whether a request says of itself that it is longer than anybody reads. */
export function saysTooMuch({ headers }: Pick<FastifyRequest, 'headers'>, most: number): boolean {
  return Number(headers['content-length'] ?? 0) > most;
}

/** Does the work of reading a request, and fails with the refusal once more has come than anybody reads. */
export async function withPatience<T>(
  { raw }: FastifyRequest,
  most: number,
  refusal: () => DomainError,
  work: () => Promise<T>,
): Promise<T> {
  let came = 0;
  let count: (bytes: Buffer) => void = () => undefined;
  const tooMuch = new Promise<never>((_resolve, reject) => {
    count = (bytes) => {
      came += bytes.length;
      if (came <= most) return;
      raw.unpipe();
      reject(refusal());
    };
  });
  raw.on('data', count);
  tooMuch.catch(() => undefined);
  try {
    return await Promise.race([work(), tooMuch]);
  } catch (error) {
    // What is refused for another reason is let come to its end, so that whoever sends it gets to read why.
    if (came <= most) raw.resume();
    throw error;
  } finally {
    raw.off('data', count);
  }
}
