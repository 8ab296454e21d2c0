import { alreadyPartner } from './list-group.rules';

const charity = (value: string) => ({ scheme: 'GB-CHC', value });
const voices = { name: 'Quillfield Voices', nameKeys: ['quillfield voices', 'qv'], identifiers: [charity('1000001')] };
const circle = { name: 'Marlpit Circle', nameKeys: ['marlpit circle'], identifiers: [] };
const known = [voices, circle];

describe('a group that a manager wants to list', () => {
  it('is a partner already under one of its names', () => {
    expect(alreadyPartner(known, { nameKey: 'marlpit circle', identifiers: [charity('1000009')] })).toBe(circle);
    expect(alreadyPartner(known, { nameKey: 'qv', identifiers: [] })).toBe(voices);
  });

  it('is a partner already by its number, whatever it is called', () => {
    expect(alreadyPartner(known, { nameKey: 'another name', identifiers: [charity('1000001')] })).toBe(voices);
  });

  it('is another group that shares a name, where both have a number and the numbers differ', () => {
    expect(alreadyPartner(known, { nameKey: 'quillfield voices', identifiers: [charity('1000002')] })).toBeNull();
    const company = { scheme: 'GB-COH', value: '01234567' };
    expect(alreadyPartner(known, { nameKey: 'quillfield voices', identifiers: [company] })).toBe(voices);
  });

  it('is new when neither name nor number is known', () => {
    expect(alreadyPartner(known, { nameKey: 'somebody else', identifiers: [] })).toBeNull();
  });
});
