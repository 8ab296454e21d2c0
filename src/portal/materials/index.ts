import { MaterialEditPage } from './material-edit.page';
import { MaterialProposalPage } from './material-proposal.page';
import { MaterialVersionPage } from './material-version.page';
import { MaterialPage } from './material.page';
import { MaterialsPage } from './materials.page';
import { NameUsesPage } from './name-uses.page';

/** What partnerships publish or work with, and where a group's name is used. */
export const MATERIAL_PAGES = [
  MaterialsPage,
  MaterialPage,
  MaterialVersionPage,
  MaterialEditPage,
  MaterialProposalPage,
  NameUsesPage,
];
