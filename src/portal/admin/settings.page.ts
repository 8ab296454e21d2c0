import { Get, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentActor } from '../../identity';
import type { Actor } from '../../platform';
import { isOpen } from '../frame/navigation';
import { PageController } from '../frame/page-controller';
import { Pages } from '../frame/pages';
import type { PageRequest } from '../frame/pages';

interface Place {
  path: string;
  text: string;
  about: string;
}

const PLACES: readonly Place[] = [
  {
    path: '/admin/settings/appearance',
    text: 'Name and colour',
    about: 'What the top and the foot of your pages say, and in which colour.',
  },
  {
    path: '/admin/settings/thresholds',
    text: 'Thresholds',
    about: 'From when a late payment, a departure or a stale lead is noticed.',
  },
  {
    path: '/admin/settings/private-person',
    text: 'Private route',
    about: 'One person outside the working relationship whom groups can tell something in private.',
  },
  {
    path: '/admin/settings/words',
    text: 'Words',
    about: 'What your own words mean, explained to groups where they meet them.',
  },
  {
    path: '/admin/settings/holidays',
    text: 'Bank holidays',
    about: 'Days on which no payment moves, and those you add.',
  },
  {
    path: '/admin/settings/rates',
    text: 'Bank Rates',
    about: 'What statutory interest on late payments is worked out from.',
  },
  {
    path: '/finance/approval-limits',
    text: 'Approval limits',
    about: 'Up to how much each approver may approve in one payment run.',
  },
  {
    path: '/finance/export-templates',
    text: 'Column sets',
    about: 'The columns of the files that go to your ledger.',
  },
  { path: '/admin/bank-vault', text: 'Bank-detail vault', about: 'Whether Accord keeps where payees are paid.' },
];

/** Where each setting is. */
@PageController()
export class SettingsPage {
  constructor(private readonly pages: Pages) {}

  @Get('o/:org/admin/settings')
  show(@Req() request: PageRequest, @Res() reply: FastifyReply, @CurrentActor() actor: Actor): void {
    const places = PLACES.filter((place) => isOpen(place, actor.roles));
    this.pages.render(request, reply, 'admin/settings.njk', {
      title: 'Settings',
      places: places.map(({ path, text, about }) => ({ href: `/o/${actor.organisationId}${path}`, text, about })),
      // Finance keeps the files that it sends.
      templatesElsewhere: !isOpen({ path: '/finance/export-templates' }, actor.roles),
    });
  }
}
