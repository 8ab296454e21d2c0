import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Clock, Database, JobsService } from '../../platform';

interface DueRow {
  group_id: string;
  id: string;
}

/** What the days do to groups that leave: a reminder before the last one, and the leaving in the night after it. */
@Injectable()
export class LeavingDays implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle('leave-accord', async () => {
      await this.leaveWhoIsDue();
    });
    this.jobs.everyDay('leave-accord', '2:10');
  }

  /** Each group in a transaction of its own: a server that dies leaves it all or nothing. Returns how many left. */
  async leaveWhoIsDue(): Promise<number> {
    const today = this.clock.today();
    await this.database.server('select leaving_remind($1)', [today]);
    let left = 0;
    for (const { group_id, id } of await this.database.server<DueRow>('select * from groups_due_to_leave($1)', [
      today,
    ])) {
      const values = [group_id, id, today];
      const [row] = await this.database.server<{ done: boolean }>('select group_leave($1, $2, $3) as done', values);
      if (row?.done === true) left += 1;
    }
    return left;
  }
}
