const WIDTH = 240;
const HEIGHT = 18;

/** A share in per cent as a bar, with a line at the limit. It says nothing that the words beside it do not. */
export function drawShare(percent: number, limitPercent: number): string {
  const [share, limit] = [percent, limitPercent].map((value) => String((Math.min(100, value) / 100) * WIDTH));
  const colour = percent >= limitPercent ? '#b41601' : '#005eb8';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}" aria-hidden="true" focusable="false">` +
    `<rect y="2" width="${String(WIDTH)}" height="14" fill="#e8edee"/>` +
    `<rect y="2" width="${share ?? '0'}" height="14" fill="${colour}"/>` +
    `<path d="M${limit ?? '0'} 0V${String(HEIGHT)}" stroke="#212b32" stroke-width="2"/></svg>`
  );
}
