import { drawShare } from './share-bar.rules';

const widths = (svg: string) => [...svg.matchAll(/ width="([\d.]+)"/g)].map(([, width]) => Number(width));

describe('a bar for a share', () => {
  it('is as long as the share of the whole', () => {
    const [whole = 0, share = 0] = widths(drawShare(25, 80));
    expect(share / whole).toBe(0.25);
  });

  it('never leaves its place', () => {
    const [whole, share] = widths(drawShare(130, 80));
    expect(share).toBe(whole);
  });

  it('looks otherwise from the limit on', () => {
    expect(drawShare(80, 80)).not.toContain('#005eb8');
    expect(drawShare(79, 80)).toContain('#005eb8');
  });
});
