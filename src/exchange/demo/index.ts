import type { INestApplicationContext } from '@nestjs/common';

// Replaced by the demo portfolio in the next commit.
export function loadDemo(_services: INestApplicationContext, _dataDir: string | null): Promise<boolean> {
  return Promise.resolve(false);
}
export function signInsOfDemo(_dataDir: string): Promise<{ password: string; people: { email: string; who: string }[] } | null> {
  return Promise.resolve(null);
}
