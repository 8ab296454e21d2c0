import { v7 as uuid } from 'uuid';
import type { Role } from '../../src/platform';
import { newSession } from './credentials';
import type { Credentials } from './credentials';
import type { TestApp } from './start-app';

interface Answer {
  status: number;
  /** Where the page leads on to, below the organisation. */
  to: string | null;
  html: string;
}

/** Somebody who opens pages and sends their forms, without a browser. */
export class Reader {
  private constructor(
    private readonly test: TestApp,
    private readonly root: string,
    private readonly headers: Credentials,
  ) {}

  static async as(test: TestApp, role: Role, organisationId: string): Promise<Reader> {
    return Reader.of(test, organisationId, await newSession(test.db, { role, organisationId }));
  }

  /** Somebody who has signed in. */
  static of(test: TestApp, organisationId: string, headers: Credentials): Reader {
    return new Reader(test, `/o/${organisationId}`, headers);
  }

  async open(path: string): Promise<Answer> {
    const answer = await this.test.app.inject({ method: 'GET', url: this.root + path, headers: this.headers });
    return this.read(answer);
  }

  /** Sends the answers; the same attempt twice is what a double click does. */
  async send(path: string, answers: Record<string, string>, attempt: string = uuid()): Promise<Answer> {
    const answer = await this.test.app.inject({
      method: 'POST',
      url: this.root + path,
      headers: { ...this.headers, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        ...answers,
        _csrf: this.headers['accord-csrf'] ?? '',
        _attempt: attempt,
      }).toString(),
    });
    return this.read(answer);
  }

  private read({ statusCode, headers, body }: { statusCode: number; headers: { location?: unknown }; body: string }) {
    const { location } = headers;
    return {
      status: statusCode,
      to: typeof location === 'string' ? location.slice(this.root.length) : null,
      html: body,
    };
  }
}
