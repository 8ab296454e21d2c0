import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Whatever was sealed does not open: it was changed, moved, or sealed with another key. It says nothing more. */
export class SealBrokenError extends Error {
  constructor() {
    super('What is sealed here cannot be opened: it was changed, or belongs somewhere else.');
    this.name = 'SealBrokenError';
  }
}

/** Where a sealed value lies: it opens there and nowhere else. */
export interface Place {
  table: string;
  column: string;
  /** The row's id. */
  row: string;
  /** Whose it is: the organisation, and whatever else the row must not be moved away from. */
  tenant: readonly string[];
}

export const KEY_BYTES = 32;
const CIPHER = 'aes-256-gcm';
/** The first byte, so that another way of sealing can be told apart. */
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SHORTEST = 1 + NONCE_BYTES + TAG_BYTES;

/** AES-256-GCM under a nonce of its own: version, nonce, what is sealed, tag. */
export function sealBytes(key: Buffer, place: Place, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(boundTo(place));
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws SealBrokenError unless it was sealed with this key for this place, and is whole. */
export function openBytes(key: Buffer, place: Place, sealed: Buffer): Buffer {
  if (sealed.length < SHORTEST || sealed[0] !== VERSION) throw new SealBrokenError();
  const tagAt = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(1, 1 + NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(boundTo(place));
  decipher.setAuthTag(sealed.subarray(tagAt));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES, tagAt)), decipher.final()]);
  } catch {
    throw new SealBrokenError();
  }
}

/** As JSON, so that no two places read the same. */
function boundTo({ table, column, row, tenant }: Place): Buffer {
  return Buffer.from(JSON.stringify(['accord', VERSION, table, column, row, ...tenant]));
}
