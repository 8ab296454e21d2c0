import { randomBytes } from 'node:crypto';
import { request } from 'node:http';

export const MEGABYTE = 1024 * 1024;
const BOUNDARY = 'xxxxxxxx';

/** A form with one file that is the same megabyte again and again. */
export interface Pouring {
  port: number;
  path: string;
  headers: Record<string, string>;
  /** The field of the file, and those that come before it. */
  field: string;
  before?: Readonly<Record<string, string>>;
  megabytes: number;
  saysLength: boolean;
}

/** What it came to: the status and the text of the answer, and how much had been sent when it came. */
export interface Poured {
  status: number | 'cut';
  text: string;
  sentMegabytes: number;
}

const part = (name: string, rest: string) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${rest}\r\n\r\n`;

/** Sends it without waiting for anything but room, until all is sent or the other side has answered. */
export function pour({ port, path, headers, field, before = {}, megabytes, saysLength }: Pouring): Promise<Poured> {
  const fields = Object.entries(before).map(([name, value]) => `${part(name, '')}${value}\r\n`);
  const head = Buffer.from(`${fields.join('')}${part(field, '; filename="scan.pdf"')}%PDF-1.7\n`);
  const tail = Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
  const length = head.length + megabytes * MEGABYTE + tail.length;
  return new Promise((resolve) => {
    let sent = 0;
    let answered = false;
    const finish = (status: Poured['status'], text = '') => {
      answered = true;
      out.destroy();
      resolve({ status, text, sentMegabytes: sent });
    };
    const out = request({
      ...{ port, path, method: 'POST' },
      headers: {
        ...headers,
        'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
        ...(saysLength && { 'content-length': String(length) }),
      },
    });
    out.on('response', (answer) => {
      answered = true;
      let text = '';
      answer.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      answer.on('end', () => finish(answer.statusCode ?? 0, text));
      answer.on('error', () => finish('cut'));
    });
    out.on('error', () => {
      if (!answered) finish('cut');
    });
    const piece = randomBytes(MEGABYTE);
    const more = () => {
      while (!answered && sent < megabytes) {
        sent += 1;
        if (!out.write(piece)) return void out.once('drain', more);
      }
      if (!answered) out.end(tail);
    };
    out.write(head, more);
  });
}
