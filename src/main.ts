import 'reflect-metadata';
import { runCommandLine } from './command-line';

/** The server alone: the same as `cli.js serve`. */
void runCommandLine([...process.argv.slice(0, 2), 'serve', ...process.argv.slice(2)]);
