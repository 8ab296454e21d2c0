import { GLOSSARY, termsIn } from './glossary.rules';

const found = (text: string) => termsIn(text).map(({ term }) => term);

describe('words that are explained where they are met', () => {
  it('finds them in the singular and the plural', () => {
    expect(found('Both invoices need a purchase order.')).toEqual(['Invoice', 'Purchase order']);
  });

  it('finds whole words only', () => {
    expect(found('The schedules of a misleading immigrant')).toEqual([]);
  });

  it('leaves abbreviations to capitals', () => {
    expect(found('From Westmere ICB')).toEqual(['ICB']);
    expect(found('pacs and icbox')).toEqual([]);
  });

  it('gives each term a place of its own, in the order of the alphabet', () => {
    const names = GLOSSARY.map(({ term }) => term.toLowerCase());
    expect(new Set(GLOSSARY.map(({ anchor }) => anchor)).size).toBe(GLOSSARY.length);
    expect([...names].sort((one, other) => one.localeCompare(other, 'en'))).toEqual(names);
  });
});
