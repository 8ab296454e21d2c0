import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import packaged from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const INSTALLED = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];

/** As root there is no sandbox to be had; without a graphics card drawing is twice as fast when none is imitated. */
const PACKAGED_ARGS = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'];
const ARGS = ['--disable-dev-shm-usage'];

/** The browser that CHROMIUM_PATH names, else one that is installed, else the one that comes with the tests. */
export async function startChromium(): Promise<Browser> {
  const path = process.env.CHROMIUM_PATH ?? installed();
  if (path !== undefined) return chromium.launch({ executablePath: path, args: ARGS });
  return chromium.launch({ executablePath: await packaged.executablePath(), args: [...PACKAGED_ARGS, ...ARGS] });
}

function installed(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => INSTALLED.map((name) => join(folder, name))).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
