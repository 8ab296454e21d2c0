import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { KEY_BYTES, openBytes, sealBytes } from './envelope';
import type { Place } from './envelope';

/** 32 bytes in base64, with or without its last sign. */
const BASE64 = /^[A-Za-z0-9+/]{43}=?$/;

/** Holds key material that never shows, however the object is printed. */
class Secret {
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  protected use<T>(work: (bytes: Buffer) => T): T {
    return work(this.#bytes);
  }

  toJSON(): string {
    return '(secret)';
  }

  [inspect.custom](): string {
    return '(secret)';
  }
}

/** Wraps the data keys. It comes from the environment or lies beside the embedded database: never in it. */
export class MasterKey extends Secret {
  /** Tells master keys apart, and says nothing about them. */
  readonly id: string;

  private constructor(bytes: Buffer) {
    super(bytes);
    this.id = createHash('sha256').update('accord master key id').update(bytes).digest('hex').slice(0, 16);
  }

  /** Null when the text is not 32 bytes in base64. */
  static read(text: string): MasterKey | null {
    const bytes = BASE64.test(text) ? Buffer.from(text, 'base64') : null;
    return bytes?.length === KEY_BYTES ? new MasterKey(bytes) : null;
  }

  /** A new one, as the text that `read` takes. */
  static newText(): string {
    return randomBytes(KEY_BYTES).toString('base64');
  }

  /** A new data key, as it may lie in the database. */
  newWrappedKey(place: Place): Buffer {
    return this.use((bytes) => sealBytes(bytes, place, randomBytes(KEY_BYTES)));
  }

  /** Throws SealBrokenError when it was wrapped by another master key, or for another place. */
  unwrap(place: Place, wrapped: Buffer): DataKey {
    return new DataKey(this.use((bytes) => openBytes(bytes, place, wrapped)));
  }

  /** The same data key, wrapped by another master key. Throws SealBrokenError like `unwrap`. */
  rewrap(place: Place, wrapped: Buffer, by: MasterKey): Buffer {
    const plain = this.use((bytes) => openBytes(bytes, place, wrapped));
    return by.use((bytes) => sealBytes(bytes, place, plain));
  }
}

/** Seals the values of one organisation, and compares them without opening any. */
export class DataKey extends Secret {
  readonly #comparing: Buffer;

  constructor(bytes: Buffer) {
    super(derived(bytes, 'seal'));
    this.#comparing = derived(bytes, 'compare');
  }

  seal(place: Place, text: string): Buffer {
    return this.use((bytes) => sealBytes(bytes, place, Buffer.from(text, 'utf8')));
  }

  /** Throws SealBrokenError unless it was sealed with this key for this place, and is whole. */
  open(place: Place, sealed: Buffer): string {
    return this.use((bytes) => openBytes(bytes, place, sealed)).toString('utf8');
  }

  /** HMAC-SHA-256: the same values have the same, and nobody without the key learns them from it. */
  fingerprint(...values: readonly string[]): Buffer {
    return createHmac('sha256', this.#comparing).update(JSON.stringify(values)).digest();
  }
}

function derived(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `accord ${purpose}`, KEY_BYTES));
}
