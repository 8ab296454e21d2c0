import { GLOSSARY, termsIn, wordsWith } from './glossary.rules';

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

  it('takes what a health body explains in its own way, before what everybody reads', () => {
    const own = wordsWith([
      { term: 'Place team (PT+)', meaning: 'Those who plan for one town.' },
      { term: 'invoice', meaning: 'What you send to our pay desk.' },
    ]);
    const met = termsIn('The Place team (PT+) looks at your invoice and your schedule.', own);
    expect(met.map(({ term }) => term)).toEqual(['invoice', 'Place team (PT+)', 'Schedule']);
    expect(met[0]?.meaning).toBe('What you send to our pay desk.');
  });
});
