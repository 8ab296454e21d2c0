import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

/** Nothing comes from outside. The inline styles are those of the API's readable pages. */
const CONTENT_SOURCES = {
  'default-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

/** What helmet says of every answer. It is the same each time, so helmet is asked once and not for each request. */
export function securityHeaders(https: boolean): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const say = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { ...CONTENT_SOURCES, upgradeInsecureRequests: https ? [] : null },
    },
    strictTransportSecurity: https,
    frameguard: { action: 'deny' },
  });
  const answer = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    removeHeader: () => undefined,
  };
  say({} as IncomingMessage, answer as unknown as ServerResponse, () => undefined);
  return headers;
}
