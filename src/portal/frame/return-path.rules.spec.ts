import { returnPath } from './return-path.rules';

describe('where somebody goes on after signing in', () => {
  it('is the page that they wanted, with its question', () => {
    expect(returnPath('/o/1/payments?late=yes')).toBe('/o/1/payments?late=yes');
  });

  it.each([
    ['nothing', undefined],
    ['the same twice', ['/a', '/b']],
    ['another site', 'https://elsewhere.example/'],
    ['another site without its scheme', '//elsewhere.example/'],
    ['another site behind a backslash', '/\\elsewhere.example/'],
    ['another site behind a dot', '/.//elsewhere.example/'],
    ['another site behind a tab', '/\t/elsewhere.example/'],
    ['a script', 'javascript:alert(1)'],
    ['a relative path', 'o/1'],
  ])('is never %s', (_what, wanted) => {
    expect(returnPath(wanted)).toBeNull();
  });
});
