import { Injectable } from '@nestjs/common';
import { EntryDecisions } from '../../finance';
import { HoldUndoService, InstalmentMovesService } from '../../payments';
import { AT_ONCE } from './inverse';
import type { Inverse, Inverses } from './inverse';

const payment = ([id = '']: readonly string[]) => `/payments/${id}`;
const statement = ([id = '']: readonly string[]) => `/finance/reconcile/${id}`;

/** What was said of payments and of what the bank says. None of it after the payment went into a run, or to the bank. */
@Injectable()
export class MoneyInverses {
  constructor(
    private readonly holds: HoldUndoService,
    private readonly moves: InstalmentMovesService,
    private readonly decisions: EntryDecisions,
  ) {}

  readonly all: Inverses = {
    hold: {
      as: 'POST /o/:org/payments/:id/release',
      at: payment,
      undo: (actor, [id = '', version]) => this.holds.unhold(actor, id, Number(version), AT_ONCE),
    },
    release: {
      as: 'POST /o/:org/payments/:id/hold',
      at: payment,
      undo: (actor, [id = '', version]) => this.holds.unrelease(actor, id, Number(version), AT_ONCE),
    },
    approval: {
      as: 'POST /o/:org/payments/:id/approval-end',
      at: payment,
      undo: (actor, [id = '', version]) => this.moves.unapprove(actor, id, Number(version)),
    },
    'approval-end': {
      as: 'POST /o/:org/payments/:id/approval',
      at: payment,
      undo: (actor, [id = '', version]) => this.moves.approve(actor, id, Number(version)),
    },
    confirmation: this.decision(),
    'set-aside': this.decision(),
  };

  private decision(): Inverse {
    return {
      as: 'POST /o/:org/finance/reconcile/:id/entries/:entryId/undo',
      at: statement,
      undo: (actor, [statementId = '', entryId = '', version]) =>
        this.decisions.undo(actor, { statementId, entryId, version: Number(version) }, AT_ONCE),
    };
  }
}
