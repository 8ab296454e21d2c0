import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { STANDARD_COLOUR } from '../../settings';
import { headerStyles, stylesNamed } from './header-colour';

/** Where nhsuk-frontend keeps its templates, styles and scripts. */
export const NHSUK = join(dirname(require.resolve('nhsuk-frontend/package.json')), 'dist');

const ICONS = ['arrow-down', 'arrow-up', 'arrow-up-down', 'cross'] as const;

const CSS = 'text/css; charset=utf-8';

export interface Asset {
  type: string;
  content: Buffer;
}

/** The files of all pages, in memory. Their address holds their hash, so that a browser may keep them for ever. */
export class Assets {
  readonly version: string;
  private readonly files: ReadonlyMap<string, Asset>;
  private readonly packed = new Map<string, Promise<Buffer>>();

  constructor() {
    this.files = new Map([
      ['pages.css', { type: CSS, content: styles() }],
      ['pages.js', { type: 'text/javascript; charset=utf-8', content: script() }],
      ['icon.svg', { type: 'image/svg+xml', content: readFileSync(join(__dirname, 'icon.svg')) }],
      ...ICONS.map((icon) => [`nhsuk-icon-${icon}.svg`, iconFile(icon)] as const),
    ]);
    const hash = createHash('sha256');
    for (const { content } of this.files.values()) hash.update(content);
    this.version = hash.digest('base64url').slice(0, 16);
  }

  find(name: string): Asset | undefined {
    return this.files.get(name) ?? headerNamed(name);
  }

  /** Compressed once, when it is first asked for. */
  pack(name: string, { content }: Asset, coding: 'br' | 'gzip'): Promise<Buffer> {
    const key = `${coding} ${name}`;
    const known = this.packed.get(key);
    if (known !== undefined) return known;
    const packed = coding === 'br' ? brotli(content) : promisify(gzip)(content, { level: 9 });
    this.packed.set(key, packed);
    return packed;
  }
}

/** A header's colour is in the name of its file, so that no server has to keep one. */
function headerNamed(name: string): Asset | undefined {
  const styles = stylesNamed(name);
  return styles === null ? undefined : { type: CSS, content: Buffer.from(styles) };
}

function brotli(content: Buffer): Promise<Buffer> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  return promisify(brotliCompress)(content, { params });
}

/** The styles of NHS.UK without its font, which comes from another host and is not licensed to groups; and our own few. */
function styles(): Buffer {
  const nhsuk = readFileSync(join(NHSUK, 'nhsuk/nhsuk-frontend.min.css'), 'utf8')
    .replace(/@font-face\{[^}]*\}/g, '')
    .replace(/\/\*# sourceMappingURL=.*?\*\//g, '')
    .replaceAll('url(/assets/images/', 'url(');
  const own = ['pages.css', 'portal.css', 'header.css', 'print.css'].map((file) =>
    readFileSync(join(__dirname, file), 'utf8'),
  );
  const colours = headerStyles(STANDARD_COLOUR) ?? '';
  return Buffer.from([nhsuk, colours, ...own].join('\n'));
}

const OWN_SCRIPT = `
// The drop zone that would replace a file field has a name other than its label, and so no name for speech users.
for (const field of document.querySelectorAll('[data-module="nhsuk-file-upload"]')) field.removeAttribute('data-module');
initAll();
// Leaving quickly leaves no page of ours one step back.
for (const link of document.querySelectorAll('[data-leave]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    location.replace(link.href);
  });
}
// What is typed into a long form is kept a few seconds later, so that it is there again if the page goes.
for (const button of document.querySelectorAll('[data-keeps]')) keepTyped(button);
function keepTyped(button) {
  const { form } = button;
  const said = form.querySelector('[data-kept]');
  let waiting, typed, sent;
  async function keep() {
    clearTimeout(waiting);
    waiting = undefined;
    if (!typed || sent) return;
    typed = false;
    const texts = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
    const how = { method: 'POST', body: new URLSearchParams(texts), headers: { Accept: 'application/json' } };
    try {
      const answer = await fetch(button.formAction, { ...how, keepalive: true, redirect: 'manual' });
      if (!answer.ok) return;
      const kept = await answer.json();
      if (kept.said === null) return;
      said.textContent = kept.said;
      button.formAction = button.formAction.replace(/seen=\\d+/, 'seen=' + kept.seen);
    } catch {
      typed = true;
    }
  }
  form.addEventListener('input', () => {
    typed = true;
    waiting ??= setTimeout(keep, 4000);
  });
  form.addEventListener('submit', () => (sent = true));
  addEventListener('pageshow', () => (sent = false));
  document.addEventListener('visibilitychange', () => document.hidden && keep());
}
`;

/** Makes pages easier to use, and none depends on it: each works without scripts. */
function script(): Buffer {
  const nhsuk = readFileSync(join(NHSUK, 'nhsuk/nhsuk-frontend.min.js'), 'utf8');
  return Buffer.from(nhsuk.replace(/\/\/# sourceMappingURL=.*$/, '') + OWN_SCRIPT);
}

function iconFile(icon: string): Asset {
  const content = readFileSync(join(NHSUK, `nhsuk/assets/images/nhsuk-icon-${icon}.svg`));
  return { type: 'image/svg+xml', content };
}
