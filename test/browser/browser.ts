import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type axe from 'axe-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { Role } from '../../src/platform';
import { startApp } from '../support/start-app';
import type { TestApp } from '../support/start-app';
import { startChromium } from './chromium';
import { Keys } from './keys';
import type { Hand, Upload } from './keys';

jest.setTimeout(120_000);

const SIZES = { wide: { width: 1280, height: 900 }, narrow: { width: 375, height: 800 } } as const;
type Size = keyof typeof SIZES;
/** A screen; or both, for somebody who walks once and looks at each page on a wide and on a narrow screen. */
export type Width = Size | 'both';
export const WIDTHS = Object.keys(SIZES) as Size[];

/** Where nobody will look at them, pictures are left out: they are half of what a look costs, and prove nothing by themselves. */
const PICTURES = process.env.TEST_PICTURES === 'none' ? null : resolve(__dirname, '../../test-results/screenshots');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A product that can send emails. Nobody sends those that wait. */
export const WITH_MAIL = { ACCORD_MAIL_FOLDER: join(tmpdir(), 'accord-mail-of-browser-tests') };

/** Pages answer a change of their width in the frame after the one in which they were told. */
const twoFrames = () =>
  new Promise<void>((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => done()));
  });

/** The product as it is served, and a browser to look at it with. */
export class Site {
  private constructor(
    readonly test: TestApp,
    readonly address: string,
    private readonly browser: Browser,
  ) {}

  static async open(environment: NodeJS.ProcessEnv = {}, template?: string): Promise<Site> {
    const [test, browser] = await Promise.all([startApp(environment, template), startChromium()]);
    await test.app.listen(0, '127.0.0.1');
    return new Site(test, await test.app.getUrl(), browser);
  }

  /** Somebody with a browser of their own, in which nobody is signed in yet. */
  async visitor(width: Width, { script = true } = {}): Promise<Visitor> {
    const context = await this.browser.newContext({
      baseURL: this.address,
      viewport: SIZES[width === 'both' ? 'wide' : width],
      javaScriptEnabled: script,
      reducedMotion: 'reduce',
    });
    return new Visitor(context, await context.newPage(), this.address, width, script);
  }

  /** Somebody new with this role, on their home page; how one signs in is a test of its own. */
  async signedIn(role: Role, organisationId: string, width: Width, options = {}): Promise<Visitor> {
    const visitor = await this.visitor(width, options);
    await visitor.bring(await this.test.session(role, organisationId));
    await visitor.goTo('/');
    return visitor;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.test.close();
  }
}

/** One person's browser. It remembers whatever a page did that no page may do. */
export class Visitor implements Hand {
  /** The same person without a mouse. */
  readonly keys: Keys;
  private readonly faults: string[] = [];
  private readonly downloads = new Set<string>();

  constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly address: string,
    private readonly width: Width,
    private readonly script: boolean,
  ) {
    this.keys = new Keys(page);
    page.on('download', (download) => this.downloads.add(download.url()));
    page.on('pageerror', ({ message }) => this.faults.push(`script: ${message}`));
    page.on('console', (message) => {
      // A refused form answers 422, which the browser also writes to its console.
      const isAnswer = message.text().startsWith('Failed to load resource') && message.location().url === page.url();
      if (message.type() === 'error' && !isAnswer) this.faults.push(`console: ${message.text()}`);
    });
    page.on('requestfailed', (request) => {
      // Whoever goes on before the tab's icon has come has the browser give it up.
      const givenUp = request.failure()?.errorText === 'net::ERR_ABORTED' && request.url().endsWith('/icon.svg');
      if (!givenUp) this.faults.push(`failed: ${request.url()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 500) this.faults.push(`${String(response.status())}: ${response.url()}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(this.address)) this.faults.push(`outside: ${request.url()}`);
    });
  }

  /** With the session of this token, as the server answers a sign-in. */
  async bring(token: string): Promise<void> {
    await this.context.addCookies([
      { name: 'accord', value: token, url: this.address, httpOnly: true, sameSite: 'Lax' },
    ]);
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(path);
  }

  async fill(answers: Record<string, string>): Promise<void> {
    for (const [label, answer] of Object.entries(answers)) {
      await this.page.getByLabel(label, { exact: true }).fill(answer);
    }
  }

  /** Checks a radio button or a box. */
  async choose(label: string): Promise<void> {
    await this.page.getByLabel(label, { exact: true }).check();
  }

  /** Selects the option that has this text in it, or the one at this place. */
  async select(label: string, option: string | number): Promise<void> {
    const field = this.page.getByLabel(label, { exact: true });
    if (typeof option === 'number') await field.selectOption({ index: option });
    else await field.selectOption(await field.locator('option', { hasText: option }).first().getAttribute('value'));
  }

  async attach(label: string, file: Upload): Promise<void> {
    await this.page.getByLabel(label).setInputFiles(file);
  }

  /** By its name; or the first whose name is like that. */
  async press(button: string | RegExp): Promise<void> {
    const found = this.page.getByRole('button', { name: button, exact: true });
    await (typeof button === 'string' ? found : found.first()).click();
    await this.page.waitForLoadState();
  }

  /** To the page behind this link, or the first that has this in its name, and not on before all of it is there. */
  async follow(link: string | RegExp | Locator): Promise<void> {
    const isName = typeof link === 'string' || link instanceof RegExp;
    const found = isName ? this.page.getByRole('link', { name: link }).first() : link;
    await Promise.all([this.page.waitForEvent('load'), found.click()]);
  }

  heading(): Promise<string> {
    return this.page.getByRole('heading', { level: 1 }).innerText();
  }

  /** The path and question of the page that is open. */
  at(): string {
    return this.page.url().slice(this.address.length);
  }

  text(): Promise<string> {
    return this.page.locator('main').innerText();
  }

  /** Takes a picture of the page that is open, and answers whatever is wrong with it: on both screens where it is both. */
  async lookAt(name: string): Promise<string[]> {
    if (this.width !== 'both') return this.lookOn(this.width, name);
    const wide = await this.lookOn('wide', name);
    await this.page.setViewportSize(SIZES.narrow);
    await this.menuFolds();
    const narrow = await this.lookOn('narrow', name);
    await this.page.setViewportSize(SIZES.wide);
    return [...wide, ...narrow];
  }

  /** A moment after the screen became narrow the menu puts away what has no room. What stays too wide is told later. */
  private async menuFolds(): Promise<void> {
    if (this.script) await this.page.evaluate(twoFrames);
    const fits = () => Math.max(document.body.scrollWidth, document.documentElement.scrollWidth) <= window.innerWidth;
    await this.page.waitForFunction(fits, undefined, { timeout: 1000 }).catch(() => undefined);
  }

  private async lookOn(size: Size, name: string): Promise<string[]> {
    if (PICTURES !== null) await this.takePicture(join(PICTURES, `${name}-${size}`));
    const tooWide = await this.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    const violations = this.script ? await this.violations() : [];
    return [...this.takeFaults(), ...(tooWide ? [`wider than the ${size} screen`] : []), ...violations];
  }

  /** Playwright makes the folder. */
  private async takePicture(path: string): Promise<void> {
    await this.page.screenshot({ path: `${path}${this.script ? '' : '-without-script'}.png`, fullPage: true });
  }

  /** Evaluated by the browser's own tools, which the content policy of the page does not hold back. */
  private async violations(): Promise<string[]> {
    if (!(await this.page.evaluate(() => 'axe' in window))) await this.page.evaluate(AXE);
    return this.page.evaluate(async (values) => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run({
        runOnly: { type: 'tag', values },
        resultTypes: ['violations'],
      });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    }, RULES);
  }

  /** What has the keyboard's focus: its class. */
  focused(): Promise<string> {
    return this.page.evaluate(() => document.activeElement?.className ?? '');
  }

  /** A page that turns out to be a file to keep is given up by the browser, as it should be. */
  private takeFaults(): string[] {
    return this.faults.splice(0).filter((fault) => !this.downloads.has(fault.replace('failed: ', '')));
  }

  /** Fails where something went wrong on the pages that nobody looked at. */
  async close(): Promise<void> {
    const faults = this.takeFaults();
    await this.context.close();
    if (faults.length > 0) throw new Error(`Faults since the last look: ${faults.join('; ')}`);
  }
}
