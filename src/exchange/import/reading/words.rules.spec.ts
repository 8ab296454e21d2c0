import { Mistake, type Reading } from './problem.rules';
import {
  choiceOf,
  readCharityNumber,
  readCompanyNumber,
  readEmail,
  readOdsCode,
  readYesNo,
  wholeNumberTo,
} from './words.rules';

function outcome<T>(read: Reading<T>, text: string): T | string {
  const value = read(text);
  return value instanceof Mistake ? value.says : value;
}

const channel = choiceOf({ in_person: ['in person', 'face to face'], email: ['email'], phone: ['phone'] });

describe('a choice', () => {
  it.each(['in person', 'In Person', 'IN_PERSON', 'in-person', 'inperson', 'Face-to-face'])('%s is in_person', (text) =>
    expect(channel(text)).toBe('in_person'),
  );

  it('names the words it allows', () =>
    expect(outcome(channel, 'Pigeon')).toBe('Pigeon is not a word for this column; write in person, email or phone'));

  it('is no property of an object', () => expect(outcome(channel, 'constructor')).toContain('is not a word'));
});

describe('yes or no', () => {
  it.each(['yes', 'Y', 'TRUE', '1'])('%s is yes', (text) => expect(readYesNo(text)).toBe(true));
  it.each(['No', 'n', 'false', '0'])('%s is no', (text) => expect(readYesNo(text)).toBe(false));
  it.each(['maybe', '2', 'x'])('%s is neither', (text) =>
    expect(outcome(readYesNo, text)).toBe(`${text} is neither yes nor no; write yes or no`),
  );
});

describe('a whole number', () => {
  it.each(['1', '30', '07'])('%s is one', (text) => expect(wholeNumberTo(30)(text)).toBe(Number(text)));
  it.each(['0', '31', '-1', '1.5', '1e1', 'ten'])('%s is not', (text) =>
    expect(outcome(wholeNumberTo(30), text)).toBe(`${text} is not a whole number from 1 to 30`),
  );
});

describe('an email address', () => {
  it('is lower-cased', () => expect(readEmail("Sam.O'Neil+x@ICB.Example")).toBe("sam.o'neil+x@icb.example"));

  it.each([
    'sam',
    'sam@',
    '@icb.example',
    'sam@icb',
    'sam@icb..example',
    'sam @icb.example',
    'Sam <sam@icb.example>',
    'a@x.example; b@x.example',
    'a@x.example,b@x.example',
    'a@b@x.example',
    `${'a'.repeat(250)}@x.example`,
  ])('%s is not one', (text) => expect(outcome(readEmail, text)).toContain('is not an email address'));
});

describe('the numbers of an organisation', () => {
  it.each([
    [readOdsCode, 'qwo', 'QWO'],
    [readCompanyNumber, '1234567', '01234567'],
    [readCompanyNumber, '1', '00000001'],
    [readCompanyNumber, 'sc 123456', 'SC123456'],
    [readCharityNumber, '1 123 456', '1123456'],
    [readCharityNumber, '00123456', '123456'],
    [readCharityNumber, 'sc012345', 'SC012345'],
    [readCharityNumber, 'SC12345', 'SC012345'],
    [readCharityNumber, 'NIC100000', 'NIC100000'],
    [readCharityNumber, '1123456-1', '1123456-1'],
  ])('%p reads %s as %s', (read, text, number) => expect(read(text)).toBe(number));

  it.each([
    [readOdsCode, 'Q', 'is not an ODS code'],
    [readOdsCode, 'Q 2', 'is not an ODS code'],
    [readOdsCode, 'ABCDEFGHIJK', 'is not an ODS code'],
    [readCompanyNumber, '123456789', 'is not a company number'],
    [readCompanyNumber, '1234-567', 'is not a company number'],
    [readCompanyNumber, '1234567.0', 'is not a company number'],
    [readCompanyNumber, 'none', 'is not a company number'],
    [readCompanyNumber, '0', 'is not a company number'],
    [readCharityNumber, '0000', 'is not a charity number'],
    [readCharityNumber, 'pending', 'is not a charity number'],
    [readCharityNumber, `${'0'.repeat(9_000)}x`, 'is not a charity number'],
  ])('%p refuses %s: %s', (read, text, reason) => expect(outcome<string>(read, text)).toContain(reason));
});
