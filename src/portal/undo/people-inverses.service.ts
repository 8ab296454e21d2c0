import { Injectable } from '@nestjs/common';
import { FindingResponsesService } from '../../findings';
import { Absences, Departures } from '../../people';
import type { Inverses } from './inverse';

const partnership = ([id = '']: readonly string[]) => `/partnerships/${id}`;

/** What was said of findings and of people. */
@Injectable()
export class PeopleInverses {
  constructor(
    private readonly responses: FindingResponsesService,
    private readonly departures: Departures,
    private readonly absences: Absences,
  ) {}

  readonly all: Inverses = {
    snooze: {
      as: 'POST /o/:org/findings/:id/snooze',
      at: partnership,
      undo: (actor, [, id = '', until = '']) => this.responses.undoSnooze(actor, id, until),
    },
    acknowledgement: {
      as: 'POST /o/:org/findings/:id/acknowledgement',
      at: partnership,
      undo: (actor, [, id = '']) => this.responses.undoAcknowledgement(actor, id),
    },
    departure: {
      as: 'POST /o/:org/departures/:id/removal',
      at: ([id = '', , before = '']) => (before === '' ? '/departures' : `/departures/${id}`),
      undo: (actor, args) => this.setBack(actor, args),
    },
    'group-departure': {
      as: 'POST /o/:org/people/:id/departure',
      at: ([id = '']) => `/people/${id}`,
      undo: (actor, args) => this.setBack(actor, args),
    },
    absence: {
      as: 'POST /o/:org/absences/:id/removal',
      at: () => '/absences',
      undo: (actor, [id = '']) => this.absences.remove(actor, id),
    },
  };

  private setBack(
    actor: Parameters<Departures['set']>[0],
    [id = '', version, before = '']: readonly string[],
  ): Promise<void> {
    return this.departures.set(actor, id, Number(version), before === '' ? null : before);
  }
}
