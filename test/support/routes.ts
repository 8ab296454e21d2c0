import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const LINE = /^((?:│ {3}| {4})*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?$/;

/** Every route that the router itself knows, as `GET /path/:id`; HEAD is answered wherever GET is. */
export function registeredRoutes(app: NestFastifyApplication): string[] {
  const tree = app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
  const path: string[] = [];
  return tree
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const [, indent, part, methods] = LINE.exec(line) ?? [];
      if (indent === undefined || part === undefined) throw new Error(`The router printed an unknown line: ${line}`);
      path.splice(indent.length / 4, Infinity, part);
      const known = methods?.split(', ').filter((method) => method !== 'HEAD') ?? [];
      return known.map((method) => `${method} ${path.join('')}`);
    });
}
