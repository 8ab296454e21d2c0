import { fileOfColour, headerStyles, stylesNamed } from './header-colour';

describe('the styles of a header', () => {
  it('stand under a name that holds the colour', () => {
    expect(fileOfColour('#1d5c58')).toBe('header-1d5c58.css');
    expect(stylesNamed('header-1d5c58.css')).toBe(headerStyles('#1d5c58'));
  });

  it('put white text on dark colours and dark text on light ones, with the account on a ground further from it', () => {
    expect(headerStyles('#204060')).toContain('--accord-header-ink:#ffffff;--accord-header-panel:#183048;');
    expect(headerStyles('#f0e3c8')).toContain('--accord-header-ink:#212b32;--accord-header-panel:#f9f4e9;');
  });

  it.each(['header-808080.css', 'header-1D5C58.css', 'header-1d5c5.css', 'header-1d5c58.css;', 'pages.css'])(
    'are none for %s',
    (name) => {
      expect(stylesNamed(name)).toBeNull();
    },
  );
});
