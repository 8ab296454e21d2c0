import {
  BLACK,
  colourIn,
  contrast,
  FOCUS,
  inkOn,
  LEAST_CONTRAST,
  PALETTE,
  STANDARD_COLOUR,
  WHITE,
  wrongInAppearance,
} from './appearance.rules';

const NONE = { headerName: null, headerColour: null, contactLine: null };
const STEPS = Array.from({ length: 18 }, (_, step) => (step * 15).toString(16).padStart(2, '0'));
const ALL = STEPS.flatMap((red) => STEPS.flatMap((green) => STEPS.map((blue) => `#${red}${green}${blue}`)));

describe('the colour of a header', () => {
  it('is measured as WCAG measures it', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#ffffff', '#ffffff')).toBe(1);
    expect(contrast('#767676', WHITE)).toBeCloseTo(4.54, 2);
    expect(contrast('#777777', WHITE)).toBeCloseTo(4.48, 2);
  });

  it('has the text on it that can be read better, if any can', () => {
    expect(inkOn('#5b2a5e')).toBe(WHITE);
    expect(inkOn('#f0e3c8')).toBe(BLACK);
    expect(inkOn('#767676')).toBe(WHITE);
    expect(inkOn('#808080')).toBeNull();
  });

  it('is refused between the two, with what to do instead', () => {
    const [wrong] = wrongInAppearance({ ...NONE, headerColour: '#777777' });
    expect(wrong?.pointer).toBe('/headerColour');
    expect(wrong?.detail).toContain('the contrast is 4.4 to 1 and has to be at least 4.5 to 1');
    expect(wrongInAppearance({ ...NONE, headerColour: '#767676' })).toEqual([]);
  });

  it('always shows where the keyboard is: by the yellow of the focus, or by its dark line', () => {
    const taken = ALL.filter((colour) => inkOn(colour) !== null);
    expect(taken.length).toBeGreaterThan(4_000);
    const hidden = taken.filter((colour) => Math.max(contrast(colour, FOCUS), contrast(colour, BLACK)) < 3);
    expect(hidden).toEqual([]);
  });

  it('can be any of those to choose from, none of which is a blue of the NHS', () => {
    for (const { colour } of PALETTE) {
      expect(contrast(colour, inkOn(colour) ?? colour)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
      expect(['#005eb8', '#003087', '#0072ce', '#41b6e6']).not.toContain(colour);
    }
    expect(PALETTE[0].colour).toBe(STANDARD_COLOUR);
  });

  it.each([
    ['#1D5C58', '#1d5c58'],
    [' 1d5c58 ', '#1d5c58'],
    ['abc', '#aabbcc'],
    ['#12', null],
    ['teal', null],
    ['#1d5c58;}', null],
  ])('is understood as it is written: %s', (text, colour) => {
    expect(colourIn(text)).toBe(colour);
  });

  it.each(['#1D5C58', '1d5c58', 'red', ''])('is kept in one spelling alone, not as %s', (headerColour) => {
    expect(wrongInAppearance({ ...NONE, headerColour })).toMatchObject([{ pointer: '/headerColour' }]);
  });
});

describe('the words of a frame', () => {
  it('are of one line that has room', () => {
    expect(wrongInAppearance(NONE)).toEqual([]);
    expect(wrongInAppearance({ ...NONE, headerName: 'a'.repeat(100), contactLine: 'b'.repeat(200) })).toEqual([]);
    const pointers = (wanted: object) => wrongInAppearance({ ...NONE, ...wanted }).map(({ pointer }) => pointer);
    expect(pointers({ headerName: 'a'.repeat(101), contactLine: 'b'.repeat(201) })).toEqual([
      '/headerName',
      '/contactLine',
    ]);
    expect(pointers({ headerName: '', contactLine: 'one\ntwo' })).toEqual(['/headerName', '/contactLine']);
  });
});
