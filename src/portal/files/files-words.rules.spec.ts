import { filesAt, recordAt, subjectOfFile, whatItIs, whoIs } from './files-words.rules';

const NONE = {
  id: 'd',
  contractId: null,
  instalmentId: null,
  engagementId: null,
  decisionId: null,
  addedBy: 'group' as const,
  addedAt: '',
  fileName: null,
  mediaType: '',
  sizeBytes: 1,
  removedAt: null,
};

it('leads back to what a file goes with', () => {
  const contract = subjectOfFile({ ...NONE, contractId: 'c' });
  const payment = subjectOfFile({ ...NONE, contractId: 'c', instalmentId: 'i' });
  const contact = subjectOfFile({ ...NONE, engagementId: 'e' });
  const decision = subjectOfFile({ ...NONE, decisionId: 'd' });
  expect([contract, payment, contact, decision].map((of) => recordAt('org', of))).toEqual([
    '/o/org/contracts/c',
    '/o/org/payments/i',
    '/o/org/contact-log/e',
    '/o/org/decisions/d',
  ]);
  expect(filesAt('org', payment)).toBe('/o/org/payments/i/files');
});

it('says who added a file as its reader would', () => {
  expect(whoIs('group', 'group')).toBe('your side');
  expect(whoIs('group', 'health')).toBe('the group');
  expect(whoIs('health', 'group')).toBe('the health body');
});

it('says what a file is', () => {
  expect(whatItIs({ mediaType: 'application/pdf', sizeBytes: 48_213 })).toBe('PDF, 48 KB');
  expect(whatItIs({ mediaType: 'image/heic', sizeBytes: 3_400_000 })).toBe('Photo, 3.4 MB');
});
