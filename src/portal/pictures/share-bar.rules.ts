const WIDTH = 240;
const HEIGHT = 18;

/**
 * A share in per cent as a bar, with a line at the limit: plain under it, hatched from it on, so that it is told in grey
 * too. It says nothing that the words beside it do not.
 */
export function drawShare(percent: number, limitPercent: number, overLimit = percent >= limitPercent): string {
  const [share = '0', limit = '0'] = [percent, limitPercent].map((value) =>
    String((Math.min(100, value) / 100) * WIDTH),
  );
  const hatch = overLimit ? `<path d="${strokes(Number(share))}" stroke="#ffffff" stroke-width="2"/>` : '';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}" aria-hidden="true" focusable="false">` +
    `<rect y="2" width="${String(WIDTH)}" height="14" fill="#e8edee"/>` +
    `<rect y="2" width="${share}" height="14" fill="${overLimit ? '#b41601' : '#005eb8'}"/>${hatch}` +
    `<path d="M${limit} 0V${String(HEIGHT)}" stroke="#212b32" stroke-width="2"/></svg>`
  );
}

/** Slanting strokes along a bar. */
function strokes(width: number): string {
  const count = Math.max(0, Math.floor((width - 14) / 10));
  return Array.from({ length: count }, (_, at) => `M${String(at * 10 + 4)} 16l14 -14`).join('');
}
