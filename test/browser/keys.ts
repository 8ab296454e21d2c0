import type { Locator, Page } from 'playwright-core';

/** A file as somebody chooses it. */
export interface Upload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** What somebody does on a page, with whichever means they have. */
export interface Hand {
  fill(answers: Record<string, string>): Promise<void>;
  choose(label: string): Promise<void>;
  select(label: string, option: string | number): Promise<void>;
  attach(label: string, file: Upload): Promise<void>;
  press(button: string | RegExp): Promise<void>;
  follow(link: string | RegExp | Locator): Promise<void>;
}

const MOST_STOPS = 200;
const MOST_CHOICES = 20;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The keyboard alone: what the tabulator does not reach, going on from where the focus is, is not there. */
export class Keys implements Hand {
  constructor(private readonly page: Page) {}

  async fill(answers: Record<string, string>): Promise<void> {
    for (const [label, answer] of Object.entries(answers)) {
      await this.reachField(label);
      // A field for a day takes its parts in the order of the browser's language.
      await this.page.keyboard.type(answer.replace(DAY, '$2$3$1'));
    }
  }

  /** Radio buttons are one stop together: the arrows go on from one to the next, and choose it. */
  async choose(label: string): Promise<void> {
    const group = await this.page.getByLabel(label, { exact: true }).getAttribute('name');
    await this.goOn('Tab', MOST_STOPS, label, async () => (await this.focus()).group === group);
    const { radio, name } = await this.focus();
    if (radio && name !== label) await this.goOn('ArrowDown', MOST_CHOICES, label, () => this.isOn(label));
    else {
      if (name !== label) await this.reach(label);
      await this.page.keyboard.press('Space');
    }
  }

  async select(label: string, option: string | number): Promise<void> {
    await this.reachField(label);
    if (typeof option === 'string') await this.page.keyboard.type(option);
    else for (let at = 0; at < option; at += 1) await this.page.keyboard.press('ArrowDown');
  }

  async attach(label: string, file: Upload): Promise<void> {
    await this.reach(label);
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.page.keyboard.press('Space')]);
    await chooser.setFiles(file);
  }

  async press(button: string | RegExp): Promise<void> {
    await this.reach(button);
    await this.enter();
  }

  async follow(link: string | RegExp | Locator): Promise<void> {
    await this.goOn('Tab', MOST_STOPS, link, async () => {
      if (typeof link === 'string') return (await this.focus()).name.includes(link);
      if (link instanceof RegExp) return this.isOn(link);
      return link.evaluate((one) => one === document.activeElement);
    });
    await this.enter();
  }

  private reach(name: string | RegExp): Promise<void> {
    return this.goOn('Tab', MOST_STOPS, name, () => this.isOn(name));
  }

  /** A link may be called as a field is. */
  private reachField(name: string): Promise<void> {
    return this.goOn('Tab', MOST_STOPS, name, async () => {
      const isField = () =>
        this.page.evaluate(() => document.activeElement?.matches('input, select, textarea') === true);
      return (await this.isOn(name)) && isField();
    });
  }

  private async enter(): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), this.page.keyboard.press('Enter')]);
  }

  private async isOn(wanted: string | RegExp): Promise<boolean> {
    const { name } = await this.focus();
    return typeof wanted === 'string' ? name === wanted : wanted.test(name);
  }

  private async goOn(
    key: string,
    most: number,
    what: string | RegExp | Locator,
    isThere: () => Promise<boolean>,
  ): Promise<void> {
    for (let times = 0; times < most; times += 1) {
      await this.page.keyboard.press(key);
      if (await isThere()) return;
    }
    throw new Error(`Nothing that the keyboard reaches is called ${String(what)}.`);
  }

  /** What has the focus: its name, and the answers that it is one of. */
  private focus(): Promise<{ name: string; group: string | null; radio: boolean }> {
    return this.page.evaluate(() => {
      const on = document.activeElement ?? document.body;
      const label = (on as HTMLInputElement).labels?.[0]?.innerText;
      const name = [label, on.getAttribute('aria-label'), on.textContent].find(Boolean) ?? '';
      return {
        name: name.replace(/\s+/g, ' ').trim(),
        group: on.getAttribute('name'),
        radio: on.getAttribute('type') === 'radio',
      };
    });
  }
}
