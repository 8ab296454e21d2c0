import { inspect } from 'node:util';
import fc from 'fast-check';
import { SealBrokenError } from './envelope';
import type { Place } from './envelope';
import { MasterKey } from './keys';

const KEY_TEXT = MasterKey.newText();
const keyOf = (text: string) => {
  const key = MasterKey.read(text);
  if (key === null) throw new Error('no key');
  return key;
};
const master = keyOf(KEY_TEXT);
const other = keyOf(MasterKey.newText());
const VAULT: Place = { table: 'bank_vault', column: 'wrapped_key', row: 'v1', tenant: ['a'] };
const wrapped = master.newWrappedKey(VAULT);
const data = master.unwrap(VAULT, wrapped);
const HERE: Place = { table: 'bank_detail', column: 'sealed_account', row: '1', tenant: ['a', 'p1'] };
const ELSEWHERE: Record<string, Place> = {
  'another row': { ...HERE, row: '2' },
  'another column': { ...HERE, column: 'sealed_name' },
  'another table': { ...HERE, table: 'bank_details' },
  'another health body': { ...HERE, tenant: ['b', 'p1'] },
  'another payee': { ...HERE, tenant: ['a', 'p2'] },
  'a place whose parts run together': { ...HERE, row: '1","a', tenant: ['p1'] },
};

describe('what is sealed', () => {
  it('opens where it was put, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(data.open(HERE, data.seal(HERE, text))).toBe(text);
      }),
    );
  });

  it.each(Object.entries(ELSEWHERE))('does not open in %s', (_, place) => {
    expect(() => data.open(place, data.seal(HERE, '08999966374958'))).toThrow(SealBrokenError);
  });

  it('does not open when any bit of it is turned over, or its end is missing', () => {
    const sealed = data.seal(HERE, '08999966374958');
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.nat(7), (at, bit) => {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        expect(() => data.open(HERE, changed)).toThrow(SealBrokenError);
      }),
    );
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => data.open(HERE, sealed.subarray(0, length))).toThrow(SealBrokenError);
    }
  });

  it('is never the same twice, and says nothing of what is in it', () => {
    const sealed = Array.from({ length: 200 }, () => data.seal(HERE, '08999966374958').toString('hex'));
    expect(new Set(sealed).size).toBe(200);
    expect(data.seal(HERE, '08999966374958').toString('latin1')).not.toContain('66374958');
  });

  it('says in its refusal nothing but that it does not open', () => {
    const message = (work: () => unknown) => {
      try {
        return String(work());
      } catch (error) {
        return String(error);
      }
    };
    const refusals = Object.values(ELSEWHERE).map((place) =>
      message(() => data.open(place, data.seal(HERE, '08999966374958'))),
    );
    expect(new Set(refusals)).toEqual(
      new Set(['SealBrokenError: What is sealed here cannot be opened: it was changed, or belongs somewhere else.']),
    );
  });
});

describe('a data key', () => {
  it('is the same after the master key was changed for another', () => {
    const sealed = data.seal(HERE, 'same');
    const again = other.unwrap(VAULT, master.rewrap(VAULT, wrapped, other));
    expect(again.open(HERE, sealed)).toBe('same');
    expect(again.fingerprint('x').equals(data.fingerprint('x'))).toBe(true);
  });

  it('is unwrapped by no other master key, and for no other health body', () => {
    expect(() => other.unwrap(VAULT, wrapped)).toThrow(SealBrokenError);
    expect(() => master.unwrap({ ...VAULT, tenant: ['b'] }, wrapped)).toThrow(SealBrokenError);
    expect(() => other.rewrap(VAULT, wrapped, master)).toThrow(SealBrokenError);
  });

  it('compares values without running them together', () => {
    expect(data.fingerprint('08', '9').equals(data.fingerprint('08', '9'))).toBe(true);
    expect(data.fingerprint('08', '9').equals(data.fingerprint('0', '89'))).toBe(false);
    const another = master.unwrap(VAULT, master.newWrappedKey(VAULT));
    expect(data.fingerprint('08', '9').equals(another.fingerprint('08', '9'))).toBe(false);
  });
});

describe('a key', () => {
  it('never shows, however it is printed', () => {
    const texts = [master, data].flatMap((key) => [
      inspect({ key }, { depth: 9, showHidden: true }),
      JSON.stringify({ key }),
    ]);
    const bytes = Buffer.from(KEY_TEXT, 'base64');
    for (const text of texts) {
      expect(text).not.toContain(KEY_TEXT);
      expect(text).not.toContain(bytes.toString('hex'));
      expect(text).not.toMatch(/<Buffer/);
    }
  });

  it('has an id that tells it from others', () => {
    expect(master.id).toMatch(/^[0-9a-f]{16}$/);
    expect(keyOf(KEY_TEXT).id).toBe(master.id);
    expect(other.id).not.toBe(master.id);
  });

  it.each(['', 'short', 'A'.repeat(44), 'A'.repeat(86), `${'*'.repeat(43)}=`])('is not "%s"', (text) => {
    expect(MasterKey.read(text)).toBeNull();
  });
});
