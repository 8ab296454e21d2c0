import { Presets, SingleBar } from 'cli-progress';

const BYTES_IN_A_MEGABYTE = 1_048_576;

/** A bar on a terminal, on standard error; nothing when the output goes elsewhere. */
export function progressBar(): { tell: (read: number, all: number) => void; stop: () => void } {
  if (!process.stderr.isTTY) return { tell: () => undefined, stop: () => undefined };
  const format = 'Reading {bar} {percentage}% of {megabytes} MB, {duration_formatted}';
  const bar = new SingleBar({ format, clearOnComplete: true, stream: process.stderr }, Presets.shades_classic);
  let started = false;
  return {
    tell: (read, all) => {
      if (!started) bar.start(all, 0, { megabytes: (all / BYTES_IN_A_MEGABYTE).toFixed(1) });
      started = true;
      bar.update(read);
    },
    stop: () => {
      if (started) bar.stop();
    },
  };
}
