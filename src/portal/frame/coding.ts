import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

type Coding = 'br' | 'gzip';

/** Below it, a page goes out in one packet as it is. */
const WORTH_PACKING = 1400;

/** What the browser can unpack, the shorter first. */
export function codingFor(accepted = ''): Coding | null {
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : null;
}

/**
 * Sends a page at a tenth of its length, which takes a tenth of a millisecond. What a link or a form has put words into
 * goes out as it is: from how short such words make a page, somebody on the way could guess what else it says.
 */
export function sendPage(
  request: Pick<FastifyRequest, 'method' | 'url' | 'headers'>,
  reply: FastifyReply,
  html: string,
): void {
  const given = request.method !== 'GET' || request.url.includes('?');
  const coding = given || html.length < WORTH_PACKING ? null : codingFor(request.headers['accept-encoding']);
  void reply.header('Vary', 'Accept-Encoding').type('text/html; charset=utf-8');
  if (coding === null) void reply.send(html);
  else void reply.header('Content-Encoding', coding).send(packed(Buffer.from(html), coding));
}

function packed(html: Buffer, coding: Coding): Buffer {
  if (coding === 'gzip') return gzipSync(html, { level: 1 });
  const params = { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_SIZE_HINT]: html.length };
  return brotliCompressSync(html, { params });
}
