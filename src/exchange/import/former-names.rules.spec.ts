import { renameInCsv, renameInJson, renamerOf } from './former-names.rules';

const rename = renamerOf({
  formerName: 'Jo Brackenby',
  name: 'Robin Ashe',
  formerEmail: 'jo.b@westmere.example',
  email: 'robin.a@westmere.example',
});

describe('somebody who is called otherwise now', () => {
  it.each([
    ['Jo Brackenby', 'Robin Ashe'],
    ['JO  BRACKENBY', 'Robin Ashe'],
    ['spoke to Jo Brackenby, again', 'spoke to Robin Ashe, again'],
    ['Jo.B@Westmere.example', 'robin.a@westmere.example'],
    ['<jo.b@westmere.example>.', '<robin.a@westmere.example>.'],
  ])('is so in %j', (text, renamed) => {
    expect(rename(text)).toBe(renamed);
  });

  it.each(['Jo Brackenbyson', 'Bonjo Brackenby', 'mo.jo.b@westmere.example', 'jo.b@westmere.example.org'])(
    'is not meant by %j',
    (text) => {
      expect(rename(text)).toBe(text);
    },
  );

  it('by one word is found in other text only as it was written', () => {
    const single = renamerOf({ formerName: 'Grace', name: 'Max', formerEmail: null, email: null });
    expect(['GRACE', ' grace', 'asked Grace', 'a grace period'].map(single)).toEqual([
      'Max',
      'Max',
      'asked Max',
      'a grace period',
    ]);
  });

  it('with accents is found however they are stored', () => {
    const accented = renamerOf({ formerName: 'Zoë Ñandú', name: '$& Ray', formerEmail: null, email: null });
    expect(renameInCsv('Zoë Ñandú'.normalize('NFD'), accented)).toBe('$& Ray');
  });

  it('without an address any more leaves none behind', () => {
    const gone = renamerOf({ formerName: 'Jo', name: 'Jo', formerEmail: 'jo@x.example', email: null });
    expect(gone('jo@x.example')).toBe('');
  });
});

describe('a file to mend', () => {
  it('is changed in the cells that name them, and nowhere else', () => {
    const file =
      '\uFEFFLead;Email\r\n"Brackenby; team";Jo Brackenby\r\n"said ""hello"" to Jo Brackenby";jo.b@westmere.example\r\n';
    expect(renameInCsv(file, rename)).toBe(
      '\uFEFFLead;Email\r\n"Brackenby; team";Robin Ashe\r\n"said ""hello"" to Robin Ashe";robin.a@westmere.example\r\n',
    );
  });

  it('holds a new name with a comma or a formula sign in one cell, as a text', () => {
    const comma = renamerOf({ formerName: 'Jo Brackenby', name: 'Ashe, Robin', formerEmail: null, email: null });
    expect(renameInCsv('Jo Brackenby,2', comma)).toBe('"Ashe, Robin",2');
    const formula = renamerOf({ formerName: 'Jo Brackenby', name: '=Robin', formerEmail: null, email: null });
    expect(renameInCsv('Jo Brackenby,2', formula)).toBe("'=Robin,2");
  });
});

it('a report is changed at any depth, and its figures stay', () => {
  expect(renameInJson({ created: 2, warnings: [{ 'Jo Brackenby': ['by Jo Brackenby', null] }] }, rename)).toEqual({
    created: 2,
    warnings: [{ 'Robin Ashe': ['by Robin Ashe', null] }],
  });
});
