import { Module } from '@nestjs/common';
import { AbsencesController } from './absences.controller';
import { Absences } from './absences.service';
import { ContactChanges } from './contact-changes.service';
import { ContactsController } from './contacts.controller';
import { ContactsService } from './contacts.service';
import { PeopleContributions } from './contributions';
import { DeparturesController } from './departures.controller';
import { Departures } from './departures.service';
import { PeopleChanges } from './people-changes.service';
import { PeopleController } from './people.controller';
import { PeopleService } from './people.service';

@Module({
  controllers: [PeopleController, DeparturesController, ContactsController, AbsencesController],
  providers: [PeopleContributions, PeopleService, PeopleChanges, Departures, ContactsService, ContactChanges, Absences],
  exports: [PeopleContributions, PeopleService, PeopleChanges, Departures, ContactsService, ContactChanges, Absences],
})
export class PeopleModule {}
