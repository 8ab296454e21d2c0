import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { systemCode } from './embedded-server-error';

/** The account that a program runs as. Nothing means our own. */
export interface Account {
  uid: number;
  gid: number;
}

export interface ProgramResult {
  /** 0 is success; null when the program could not be started or was killed. */
  code: number | null;
  /** What it printed on either stream, or why it could not be started. */
  output: string;
  /** Why the system refused to start it, such as ENOENT; empty if it ran. */
  refusal: string;
}

/** Runs a program to its end, without a shell. A program that fails or is missing is a result, not an error. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: { as?: Account | undefined; cwd?: string } = {},
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...options.as,
      cwd: options.cwd ?? '/',
      env: programEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: null, output: error.message, refusal: systemCode(error) }));
    child.on('close', (code) => resolve({ code, output: output.trim(), refusal: '' }));
  });
}

/** PostgreSQL is not given our environment: it may hold secrets, and PG… variables would change what it does. */
export function programEnvironment(): Record<string, string> {
  const kept = ['SystemRoot', 'TEMP', 'TMP'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const path = [process.env.PATH ?? '', '/usr/sbin', '/sbin'].join(delimiter);
  return { ...Object.fromEntries(kept), PATH: path, LC_ALL: 'C', TZ: 'UTC' };
}
