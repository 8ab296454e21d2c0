import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform';
import { dueDaysOf, linesOf } from './export-lines';
import { RunFiles } from './formats/run-files.service';
import type { LockedRun } from './run-records';

/** Whether a file could be made of a run, asked before a second person looks at it rather than after. */
@Injectable()
export class RunPreview {
  constructor(private readonly files: RunFiles) {}

  /**
   * Throws DomainError `invalid` that names each line that cannot go into the run's file, or `conflict` when the health
   * body has not what this kind of file needs. Days are judged when the file is made.
   */
  async assertPayable(tx: Tx, { id, method }: LockedRun): Promise<void> {
    const due = await dueDaysOf(tx, id);
    const asDue = new Map(due.map(({ due_on }) => [due_on, due_on]));
    await this.files.assertPayable(tx, method, linesOf(tx, id, asDue));
  }
}
