import { notOfScheme, readIdentifier } from './identifier.rules';
import type { Scheme } from './identifier.rules';

describe('a number in a public register', () => {
  it.each<[Scheme, string, string]>([
    ['GB-CHC', '1123456', '1123456'],
    ['GB-CHC', ' 0 112 3456 ', '1123456'],
    ['GB-CHC', '1123456-2', '1123456-2'],
    ['GB-COH', '1234567', '01234567'],
    ['GB-COH', 'sc12345', 'SC012345'],
    ['GB-COH', 'CE000123', 'CE000123'],
    ['GB-SC', '12345', 'SC012345'],
    ['GB-SC', 'sc012345', 'SC012345'],
    ['GB-NIC', '100000', 'NIC100000'],
    ['GB-MPR', 'ip12345r', 'IP12345R'],
    ['GB-NHS', 'qwe', 'QWE'],
    ['GB-LAE', 'bir', 'BIR'],
  ])('of %s written %j is kept as %j', (scheme, written, kept) => {
    expect(readIdentifier(scheme, written)).toBe(kept);
  });

  it.each<[Scheme, string]>([
    ['GB-CHC', 'pending'],
    ['GB-CHC', '12'],
    ['GB-COH', '0'],
    ['GB-COH', 'TBC'],
    ['GB-COH', '123456789'],
    ['GB-SC', 'NIC100000'],
    ['GB-NIC', '-'],
    ['GB-MPR', 'none'],
    ['GB-NHS', '0000'],
    ['GB-LAE', 'Birmingham'],
  ])('of %s cannot be %j', (scheme, written) => {
    expect(readIdentifier(scheme, written)).toBeNull();
  });

  it('that is not one is refused with an example, and without making it a duty', () => {
    expect(notOfScheme('GB-SC')).toBe(
      'This is not a Scottish charity number (GB-SC); write it like SC012345, or leave it out: no number is needed.',
    );
  });
});
